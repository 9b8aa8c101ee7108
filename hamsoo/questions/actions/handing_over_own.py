"""What somebody who has left still waits for: the requests that they sent, and their questions without an accepted answer.

Somebody else waits in their place and may accept the answer, or nobody waits any more. Whether the actor may was asked before: they
need not be able to read the question, whose text they are not shown.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Count, Exists, F, OuterRef
from django.db.models.functions import Coalesce
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel import live
from hamsoo.kernel.errors import NotFound
from hamsoo.ledger.actions import record
from hamsoo.ledger.traits import Ref
from hamsoo.people.handover import Kind, Owned
from hamsoo.people.models import Person
from hamsoo.questions import events, rules
from hamsoo.questions.actions.requesting import withdraw_for
from hamsoo.questions.models import Closure, Question, Request
from hamsoo.questions.models.asking import QuestionQuerySet
from hamsoo.spaces.queries import placed_in


@transaction.atomic
def hand_over_request(*, actor: Person, leaver: Person, request_id: int, to: Person, at: datetime) -> Request:
    """Let `to` wait for the answer in the place of a sender who has left; the leaver's own question goes along."""
    request = _locked_request(leaver, request_id)
    question = request.question
    _require_reader(question, to)
    experts = tuple(request.asks.live().values_list("expert_id", flat=True))
    if to.pk in experts:
        raise rules.IsAsked(field="to")
    request.asker = to
    request.save(update_fields=["asker"])
    fact = events.RequestHandedOver(request_id=request.pk, question_id=question.pk, from_id=leaver.pk, to_id=to.pk, expert_ids=experts)
    _tell(fact, question, actor, at, Ref("request", request.pk), ("person", leaver.pk, "from"), ("person", to.pk, "to"))
    live.publish(f"request:{request.pk}", request.pk)
    if question.keeper_id == leaver.pk:
        _give(question, leaver, to, actor, at, request_id=request.pk)
    return request


@transaction.atomic
def close_request(*, actor: Person, leaver: Person, request_id: int, at: datetime) -> None:
    """End a request whose sender has left, and with it their own question."""
    request = _locked_request(leaver, request_id)
    withdraw_for(request=request, actor=actor, at=at)
    if request.question.keeper_id == leaver.pk:
        _close(request.question, actor, at)


@transaction.atomic
def hand_over_question(*, actor: Person, leaver: Person, question_id: int, to: Person, at: datetime) -> Question:
    """Let `to` wait for the answer in the place of an asker who has left, and accept it; whose question it is stays as it was."""
    question = _locked_question(leaver, question_id)
    _require_reader(question, to)
    _give(question, leaver, to, actor, at)
    return question


@transaction.atomic
def close_question(*, actor: Person, leaver: Person, question_id: int, at: datetime) -> None:
    """Say that nobody waits for an answer any more, as the asker has left."""
    _close(_locked_question(leaver, question_id), actor, at)


def _locked_request(leaver: Person, pk: int) -> Request:
    request = Request.objects.open().filter(pk=pk, asker=leaver).first()
    if request is None:
        raise NotFound
    # The one lock that every change of a request goes through.
    Question.objects.select_for_update(of=("self",)).get(pk=request.question_id)
    locked = Request.objects.open().select_related("question").filter(pk=pk, asker=leaver).first()
    if locked is None:
        raise NotFound
    return locked


def _locked_question(leaver: Person, pk: int) -> Question:
    if not Question.objects.select_for_update(of=("self",)).filter(pk=pk).first():
        raise NotFound
    question = _questions_of([leaver.pk]).filter(pk=pk).first()
    if question is None:
        raise NotFound
    return question


def _require_reader(question: Question, to: Person) -> None:
    if not Question.objects.visible_to(to).filter(pk=question.pk).exists():
        raise rules.CannotRead(field="to")


def _give(question: Question, leaver: Person, to: Person, actor: Person, at: datetime, request_id: int | None = None) -> None:
    question.kept_by = to
    question.save(update_fields=["kept_by"])
    fact = events.QuestionHandedOver(question_id=question.pk, from_id=leaver.pk, to_id=to.pk, request_id=request_id)
    _tell(fact, question, actor, at, ("person", leaver.pk, "from"), ("person", to.pk, "to"))


def _close(question: Question, actor: Person, at: datetime) -> None:
    _closure, is_new = Closure.objects.get_or_create(question=question, defaults={"by": actor, "at": at})
    if is_new:
        _tell(events.QuestionClosed(question_id=question.pk), question, actor, at)


def _tell(fact: events.Event, question: Question, actor: Person, at: datetime, *objects: Ref | tuple[str, int, str]) -> None:
    places = placed_in(type="question", object_id=question.pk)
    record(fact, actor=actor, objects=[Ref("question", question.pk), *objects], spaces=places, at=at)
    live.publish(f"question:{question.pk}", question.pk)


def _questions_of(ids: Sequence[int]) -> QuestionQuerySet:
    """Return the questions for whose answers these people wait, but for those that go along with a request of theirs."""
    kept = Question.objects.unsettled().kept_by_any(ids)
    keeper = Coalesce("kept_by", "author")
    sent = Request.objects.open().filter(question=OuterRef("pk"), asker=OuterRef("keeper"))
    return kept.annotate(keeper=keeper).filter(~Exists(sent))


def _count_requests(ids: Sequence[int]) -> Mapping[int, int]:
    return dict(Request.objects.open().filter(asker__in=ids).values_list("asker").annotate(Count("pk")).order_by())


def _count_questions(ids: Sequence[int]) -> Mapping[int, int]:
    return dict(_questions_of(ids).order_by().values("keeper").annotate(count=Count("pk")).values_list(F("keeper"), "count"))


def _request_ids(leaver: Person) -> list[int]:
    return list(Request.objects.open().filter(asker=leaver).order_by("sent_at", "pk").values_list("pk", flat=True))


def _question_ids(leaver: Person) -> list[int]:
    return list(_questions_of([leaver.pk]).order_by("-asked_at", "-pk").values_list("pk", flat=True))


def _load_requests(reader: Person, _leaver: Person, ids: Sequence[int]) -> list[Owned]:
    found = list(Request.objects.filter(pk__in=ids).select_related("question").order_by("sent_at", "pk"))
    read = _read(reader, [request.question_id for request in found])
    # The reader is part of no request of the leaver's, so it is the question that they are led to.
    return [_owned(request.pk, request.question, read, request.get_urgency_display()) for request in found]


def _load_questions(reader: Person, _leaver: Person, ids: Sequence[int]) -> list[Owned]:
    found = list(Question.objects.filter(pk__in=ids).order_by("-asked_at", "-pk"))
    read = _read(reader, [question.pk for question in found])
    return [_owned(question.pk, question, read) for question in found]


def _read(reader: Person, ids: Sequence[int]) -> set[int]:
    return set(Question.objects.visible_to(reader).filter(pk__in=ids).values_list("pk", flat=True))


def _owned(pk: int, question: Question, read: set[int], detail: str = "") -> Owned:
    if question.pk in read:
        return Owned(pk, question.title, question.get_absolute_url(), detail)
    return Owned(pk, gettext("A question that you may not read"), "", detail)


def _hand_over_request(actor: Person, leaver: Person, object_id: int, to: Person, at: datetime) -> None:
    hand_over_request(actor=actor, leaver=leaver, request_id=object_id, to=to, at=at)


def _close_request(actor: Person, leaver: Person, object_id: int, at: datetime) -> None:
    close_request(actor=actor, leaver=leaver, request_id=object_id, at=at)


def _hand_over_question(actor: Person, leaver: Person, object_id: int, to: Person, at: datetime) -> None:
    hand_over_question(actor=actor, leaver=leaver, question_id=object_id, to=to, at=at)


def _close_question(actor: Person, leaver: Person, object_id: int, at: datetime) -> None:
    close_question(actor=actor, leaver=leaver, question_id=object_id, at=at)


REQUESTS = Kind(
    "requests",
    _("Requests that they sent"),
    _count_requests,
    _request_ids,
    _load_requests,
    _hand_over_request,
    close=_close_request,
    says_itself=True,
)
QUESTIONS = Kind(
    "questions",
    _("Questions that wait for an answer"),
    _count_questions,
    _question_ids,
    _load_questions,
    _hand_over_question,
    close=_close_question,
    says_itself=True,
)
"""What people wait for."""
