"""How facts about questions and requests are said to a reader, and what can be commented on."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from hamsoo.kernel.markdown import plain
from hamsoo.ledger.facts import Fact
from hamsoo.ledger.presentation import Details
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.people.queries import names_of
from hamsoo.questions import events, queries
from hamsoo.questions.models import Acceptance, Answer, Question, Request, RequestDraft
from hamsoo.spaces.queries import VisibleByIds
from hamsoo.threads.targets import Target

ABOUT_QUESTIONS = (
    events.QuestionAsked,
    events.QuestionEdited,
    events.AnswerGiven,
    events.AnswerEdited,
    events.AnswerAccepted,
    events.AcceptanceWithdrawn,
    events.AnswerThanked,
    events.ThanksWithdrawn,
    events.QuestionHandedOver,
    events.QuestionClosed,
    events.QuestionOpened,
)
ABOUT_REQUESTS = (
    events.RequestSent,
    events.RequestSeen,
    events.RequestAccepted,
    events.RequestDeclined,
    events.RequestAnswered,
    events.RequestWithdrawn,
    events.RequestHandedOver,
    events.TurnExpired,
    events.ExpertReleased,
    events.ExpertReminded,
    events.ExpertsExhausted,
    events.RequestExpired,
    events.QuestionRouted,
)
EXCERPT = 280

_QUESTIONS = VisibleByIds[Question](lambda: Question.objects.select_related("author__unit"))
_ANSWERS = VisibleByIds[Any](
    lambda: Answer.objects.select_related("author__unit").annotate(is_accepted=Exists(Acceptance.objects.filter(answer=OuterRef("pk"))))
)
_BARE_QUESTIONS = VisibleByIds[Question](Question.objects.all)
_BARE_ANSWERS = VisibleByIds[Answer](lambda: Answer.objects.select_related("question"))


def details(facts: Sequence[Fact], person: Person) -> Mapping[int, Details]:
    """Tell facts of questions, answers and requests that the reader may see; all who are named in them are asked for at once."""
    asked = [fact for fact in facts if isinstance(fact.event, ABOUT_QUESTIONS)]
    sent = {fact.id: _named_in(fact) for fact in facts if isinstance(fact.event, ABOUT_REQUESTS)}
    questions = _QUESTIONS(person=person, ids={_field(fact, "question_id") for fact in asked})
    answers = _ANSWERS(person=person, ids={found for fact in asked if (found := _field(fact, "answer_id"))})
    request_ids = {_field(fact, "request_id") for fact in facts if fact.id in sent}
    requests = Request.objects.visible_to(person).select_related("question").in_bulk(request_ids)
    named = {pk for words in sent.values() for pk in words.values() if pk} | {to for fact in asked if (to := _field(fact, "to_id"))}
    people = _actors(asked, others=named, known=[row.author for row in (*questions.values(), *answers.values())])
    found = {}
    for fact in facts:
        if fact.id in sent:
            told = _request(requests.get(_field(fact, "request_id")), sent[fact.id], people)
        else:
            told = _question(fact, questions.get(_field(fact, "question_id")), answers.get(_field(fact, "answer_id")), people)
        if told:
            found[fact.id] = told
    return found


def _question(fact: Fact, question: Question | None, answer: Answer | None, people: Mapping[int, Person]) -> Details | None:
    """Tell a fact of a question, with the first words of the answer where one is meant."""
    actor = people.get(fact.actor.id or 0)
    if question is None or actor is None or (answer is None and _field(fact, "answer_id")):
        return None
    context = {
        "question": question,
        "answer": answer,
        "is_accepted": answer is not None and answer.is_accepted,  # type: ignore[attr-defined]
        "waited_seconds": round((answer.at - question.asked_at).total_seconds()) if answer else None,
        "headline": _headline(fact, question, answer),
        # Read by the feed's template only: the inbox and timelines do without.
        "excerpt": SimpleLazyObject(partial(plain, answer.body if answer else question.body, length=EXCERPT)),
    }
    words = {"actor": actor.name, "title": question.title, "person": str(people.get(_field(fact, "to_id")) or "")}
    return Details(words, (answer or question).get_absolute_url(), _template(fact), context, actor)


def _request(request: Request | None, named: Mapping[str, int | None], people: Mapping[int, Person]) -> Details | None:
    """Tell a fact of a request, to those who are part of it."""
    actor = people.get(named["actor"] or 0)
    if request is None or actor is None:
        return None
    words = {word: people[pk].name for word, pk in named.items() if pk}
    return Details({**words, "title": request.question.title}, request.get_absolute_url(), person=actor)


def _named_in(fact: Fact) -> dict[str, int | None]:
    """Return whom the sentence of a request's fact names, by word. What happens by itself happens for the asker."""
    return {
        "actor": fact.actor.id if fact.actor.type == "person" else _field(fact, "asker_id"),
        "person": _field(fact, "expert_id") or _field(fact, "to_id"),
    }


def question_target(person: Person, question_id: int) -> Target | None:
    """Return a question that `person` may see, as something to comment on."""
    return question_targets(person, [question_id]).get(question_id)


def question_targets(person: Person, ids: Sequence[int]) -> dict[int, Target]:
    """Return several questions as things to comment on."""
    rows = _BARE_QUESTIONS(person=person, ids=ids)
    places = queries.placed(type="question", ids=rows)
    return {pk: Target(Ref("question", pk), places[pk], row.title, row.get_absolute_url(), (row.author_id,)) for pk, row in rows.items()}


def answer_target(person: Person, answer_id: int) -> Target | None:
    """Return an answer that `person` may see, as something to comment on."""
    return answer_targets(person, [answer_id]).get(answer_id)


def answer_targets(person: Person, ids: Sequence[int]) -> dict[int, Target]:
    """Return several answers as things to comment on."""
    rows = _BARE_ANSWERS(person=person, ids=ids)
    places = queries.placed(type="answer", ids=rows)
    return {
        pk: Target(Ref("answer", pk), places[pk], row.question.title, row.get_absolute_url(), (row.author_id,)) for pk, row in rows.items()
    }


def draft_target(person: Person, draft_id: int) -> Target | None:
    """Return what `person` writes to an expert, as something that files hang on; nobody comments on it."""
    found = RequestDraft.objects.visible_to(person).filter(pk=draft_id).first()
    return Target(found.ref, (), found.title, found.get_absolute_url(), (found.author_id,)) if found else None


def _headline(fact: Fact, question: Question, answer: Answer | None) -> str | None:
    """Return what stands beside the actor's name in the feed, where the title follows below; None: the whole sentence."""
    if isinstance(fact.event, events.QuestionAsked):
        return _("asked")
    if isinstance(fact.event, events.QuestionOpened):
        return _("asks all who may know")
    if isinstance(fact.event, events.AnswerGiven):
        return _("answered a question of %(name)s") % {"name": question.author.name}
    if isinstance(fact.event, events.AnswerAccepted) and answer:
        return _("accepted the answer of %(name)s") % {"name": answer.author.name}
    return None


def _actors(facts: Iterable[Fact], *, others: Iterable[int] = (), known: Iterable[Person] = ()) -> dict[int, Person]:
    """Return who did all this and `others` by id; only those who are not `known` are asked for."""
    people = {one.pk: one for one in known}
    ids = {fact.actor.id for fact in facts if fact.actor.type == "person" and fact.actor.id is not None} | set(others)
    missing = ids - people.keys()
    return people | names_of(missing)


def _field(fact: Fact, name: str) -> Any:
    return getattr(fact.event, name, None)


def _template(fact: Fact) -> str:
    is_question = isinstance(fact.event, events.QuestionAsked | events.QuestionOpened)
    return "questions/events/question_asked.html" if is_question else "questions/events/answer_given.html"
