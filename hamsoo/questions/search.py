"""What the finder may know of questions and answers."""

from collections.abc import Sequence

from django.db.models import BooleanField, IntegerField
from django.db.models.expressions import RawSQL

from hamsoo.finder.documents import Document
from hamsoo.kernel.arrays import array
from hamsoo.kernel.markdown import readable
from hamsoo.kernel.prepared import Prepared, among_given
from hamsoo.questions.models import Answer, Question
from hamsoo.questions.weights import weight
from hamsoo.spaces.models import places_of
from hamsoo.threads.models import words_of_files

# Asked with every search and every document that is indexed; the same as expressions took three times as long as the query itself.
_IS_SETTLED = RawSQL("EXISTS(SELECT FROM questions_acceptance WHERE question_id = questions_question.id)", (), BooleanField())
_IS_ANSWERED = RawSQL("EXISTS(SELECT FROM questions_answer WHERE question_id = questions_question.id)", (), BooleanField())
_IS_ACCEPTED = RawSQL("EXISTS(SELECT FROM questions_acceptance WHERE answer_id = questions_answer.id)", (), BooleanField())
_THANKS_COUNT = RawSQL("(SELECT count(*) FROM questions_thanks WHERE answer_id = questions_answer.id)", (), IntegerField())

_QUESTIONS = Prepared(
    lambda: Question.objects.filter(among_given("pk", "ids")).annotate(
        places=places_of("question", Question),
        file_words=words_of_files("question", Question),
        is_settled=_IS_SETTLED,
        is_answered=_IS_ANSWERED,
    )
)
_ANSWERS = Prepared(
    lambda: (
        Answer.objects.filter(among_given("pk", "ids"))
        .select_related("question")
        .annotate(
            places=places_of("answer", Answer),
            file_words=words_of_files("answer", Answer),
            is_accepted=_IS_ACCEPTED,
            thanks_count=_THANKS_COUNT,
        )
    )
)


def load_questions(ids: Sequence[int]) -> list[Document]:
    """Return questions as documents; who only asked shows no knowledge by it, so nobody contributes."""
    return [
        Document(
            type="question",
            id=question.pk,
            title=question.title,
            text="\n".join([readable(question.body), *question.file_words]),
            at=question.edited_at or question.asked_at,
            space_ids=tuple(question.places),
            people=((question.author_id, 0.0),),
            url=question.get_absolute_url(),
            about=(question.about,) if question.about else (),
            facets={"state": "settled" if question.is_settled else "answered" if question.is_answered else "open"},
        )
        for question in _QUESTIONS(ids=array(ids))
        if question.places
    ]


def load_answers(ids: Sequence[int]) -> list[Document]:
    """Return answers as documents with their authors as contributors, titled as their question, whose own text the parent brings."""
    return [
        Document(
            type="answer",
            id=answer.pk,
            title=answer.question.title,
            text="\n".join([readable(answer.body), *answer.file_words]),
            at=answer.edited_at or answer.at,
            space_ids=tuple(answer.places),
            people=((answer.author_id, weight(is_accepted=answer.is_accepted, thanks=answer.thanks_count)),),
            url=answer.get_absolute_url(),
            parent=answer.question.ref,
            about=(answer.question.about,) if answer.question.about else (),
            facets={
                "state": "accepted" if answer.is_accepted else "given",
                "answer_seconds": str(max(0, round((answer.at - answer.question.asked_at).total_seconds()))),
            },
        )
        for answer in _ANSWERS(ids=array(ids))
        if answer.places
    ]
