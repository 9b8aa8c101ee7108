"""What the finder may know of questions and answers."""

from collections.abc import Sequence

from django.db.models import Count

from hamsoo.finder.documents import Document
from hamsoo.ledger.traits import Ref
from hamsoo.questions.models import Acceptance, Answer, Question
from hamsoo.questions.queries import placed
from hamsoo.questions.weights import weight


def load_questions(ids: Sequence[int]) -> list[Document]:
    """Return questions as documents; who only asked shows no knowledge by it, so nobody contributes."""
    places = placed(type="question", ids=ids)
    settled = set(Acceptance.objects.filter(question__in=ids).values_list("question_id", flat=True))
    answered = set(Answer.objects.filter(question__in=ids).values_list("question_id", flat=True))
    return [
        Document(
            type="question",
            id=question.pk,
            title=question.title,
            text=question.body,
            at=question.edited_at or question.asked_at,
            space_ids=places[question.pk],
            people=((question.author_id, 0.0),),
            url=question.get_absolute_url(),
            facets={"state": "settled" if question.pk in settled else "answered" if question.pk in answered else "open"},
        )
        for question in Question.objects.filter(pk__in=ids)
        if question.pk in places
    ]


def load_answers(ids: Sequence[int]) -> list[Document]:
    """Return answers as documents with their authors as contributors, titled as their question, whose own text the parent brings."""
    places = placed(type="answer", ids=ids)
    accepted = set(Acceptance.objects.filter(answer__in=ids).values_list("answer_id", flat=True))
    rows = Answer.objects.filter(pk__in=ids).select_related("question").annotate(thanks_count=Count("thanks"))
    return [
        Document(
            type="answer",
            id=answer.pk,
            title=answer.question.title,
            text=answer.body,
            at=answer.edited_at or answer.at,
            space_ids=places[answer.pk],
            people=((answer.author_id, weight(is_accepted=answer.pk in accepted, thanks=answer.thanks_count)),),
            url=answer.get_absolute_url(),
            parent=Ref("question", answer.question_id),
            facets={
                "state": "accepted" if answer.pk in accepted else "given",
                "answer_seconds": str(max(0, round((answer.at - answer.question.asked_at).total_seconds()))),
            },
        )
        for answer in rows
        if answer.pk in places
    ]
