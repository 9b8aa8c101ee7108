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
from hamsoo.questions import events, queries
from hamsoo.questions.models import Acceptance, Answer, Question, Request
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


def question_details(facts: Sequence[Fact], person: Person) -> Mapping[int, Details]:
    """Tell facts of questions and answers that the reader may see, with the answer's first words where one is meant."""
    ids = {fact.id: _field(fact, "question_id") for fact in facts}
    questions = Question.objects.visible_to(person).select_related("author__unit").in_bulk(set(ids.values()))
    answer_ids = {found for fact in facts if (found := _field(fact, "answer_id"))}
    is_accepted = Exists(Acceptance.objects.filter(answer=OuterRef("pk")))
    answers = Answer.objects.visible_to(person).select_related("author__unit").annotate(is_accepted=is_accepted).in_bulk(answer_ids)
    authors = [row.author for row in (*questions.values(), *answers.values())]
    people = _actors(facts, others={found for fact in facts if (found := _field(fact, "to_id"))}, known=authors)
    found = {}
    for fact in facts:
        question, answer = questions.get(ids[fact.id]), answers.get(_field(fact, "answer_id"))
        actor = people.get(fact.actor.id or 0)
        if question and actor and (answer or not _field(fact, "answer_id")):
            context = {
                "question": question,
                "answer": answer,
                "is_accepted": answer is not None and answer.is_accepted,
                "waited_seconds": round((answer.at - question.asked_at).total_seconds()) if answer else None,
                "headline": _headline(fact, question, answer),
                # Read by the feed's template only: the inbox and timelines do without.
                "excerpt": SimpleLazyObject(partial(plain, answer.body if answer else question.body, length=EXCERPT)),
            }
            url = (answer or question).get_absolute_url()
            words = {"actor": actor.name, "title": question.title, "person": str(people.get(_field(fact, "to_id")) or "")}
            found[fact.id] = Details(words, url, _template(fact), context, actor)
    return found


def request_details(facts: Sequence[Fact], person: Person) -> Mapping[int, Details]:
    """Tell facts of requests, to those who are part of them."""
    rows = Request.objects.visible_to(person).select_related("question")
    requests = rows.in_bulk({_field(fact, "request_id") for fact in facts})
    names = {fact.id: _named_in(fact) for fact in facts}
    people = _actors(facts, others={pk for found in names.values() for pk in found.values() if pk})
    found = {}
    for fact in facts:
        request, actor = requests.get(_field(fact, "request_id")), people.get(names[fact.id]["actor"] or 0)
        if request and actor:
            words = {word: people[pk].name for word, pk in names[fact.id].items() if pk}
            found[fact.id] = Details({**words, "title": request.question.title}, request.get_absolute_url(), person=actor)
    return found


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
    rows = Question.objects.visible_to(person).in_bulk(ids)
    places = queries.placed(type="question", ids=rows)
    return {pk: Target(Ref("question", pk), places[pk], row.title, row.get_absolute_url(), (row.author_id,)) for pk, row in rows.items()}


def answer_target(person: Person, answer_id: int) -> Target | None:
    """Return an answer that `person` may see, as something to comment on."""
    return answer_targets(person, [answer_id]).get(answer_id)


def answer_targets(person: Person, ids: Sequence[int]) -> dict[int, Target]:
    """Return several answers as things to comment on."""
    rows = Answer.objects.visible_to(person).select_related("question").in_bulk(ids)
    places = queries.placed(type="answer", ids=rows)
    return {
        pk: Target(Ref("answer", pk), places[pk], row.question.title, row.get_absolute_url(), (row.author_id,)) for pk, row in rows.items()
    }


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
    return people | Person.objects.with_unit().in_bulk(missing) if missing else people


def _field(fact: Fact, name: str) -> Any:
    return getattr(fact.event, name, None)


def _template(fact: Fact) -> str:
    is_question = isinstance(fact.event, events.QuestionAsked | events.QuestionOpened)
    return "questions/events/question_asked.html" if is_question else "questions/events/answer_given.html"
