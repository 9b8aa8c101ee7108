"""Requests to experts: sending, reacting, passing on, ending.

Locks are taken in one order, question, request, expert, so that two who act at once wait for one another and never for ever.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from hamsoo.kernel import live
from hamsoo.kernel.errors import NotAllowed, NotFound
from hamsoo.ledger.actions import record
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.questions import events, rules
from hamsoo.questions.actions.asking import ask as ask_question
from hamsoo.questions.actions.asking import locked_question
from hamsoo.questions.models import Acceptance, Ask, Question, Request
from hamsoo.spaces.queries import placed_in


@transaction.atomic
def send_request(
    *,
    actor: Person,
    expert: Person,
    question: Question | None = None,
    title: str = "",
    body: str = "",
    places: Iterable[int] | None = None,
    urgency: str = Request.Urgency.TODAY,
    at: datetime,
) -> Request:
    """Put a question to an expert: an existing one, or a new one with `title` and `body` in `places` (None: the organisation)."""
    if question is None:
        question = ask_question(actor=actor, title=title, body=body, places=places, at=at)
    question = locked_question(actor, question.pk)
    if Acceptance.objects.filter(question=question).exists():
        raise rules.AlreadyAccepted
    if Request.objects.open().filter(question=question).exists():
        raise rules.RequestIsRunning
    request = Request.objects.create(question=question, asker=actor, urgency=rules.known_urgency(urgency), sent_at=at)
    give_turn(request, expert, 1, actor, at)
    return request


@transaction.atomic
def ask_next(*, actor: Person, request: Request, expert: Person, at: datetime) -> Ask:
    """Give the next expert their turn, when nobody's is running; the chain keeps those before."""
    request = _locked_request(actor, request.pk)
    if not rules.can_manage_request(actor, request):
        raise NotAllowed if request.closed_at is None else rules.RequestIsOver
    chain = list(request.asks.all())
    if any(ask.is_live for ask in chain):
        raise rules.RequestIsRunning
    if any(ask.expert_id == expert.pk for ask in chain):
        raise rules.AlreadyAsked(field="expert")
    return give_turn(request, expert, len(chain) + 1, actor, at)


def give_turn(request: Request, expert: Person, position: int, actor: Person, at: datetime) -> Ask:
    """Ask an expert, as the next in the chain; the caller holds the question's lock."""
    _require_reachable(request, expert)
    due_at = rules.due(expert=expert, urgency=request.urgency, accepted=False, at=at)
    ask = Ask.objects.create(request=request, expert=expert, position=position, sent_at=at, due_at=due_at)
    tell(events.RequestSent(**about_ask(ask), position=position, urgency=str(request.urgency)), ask, actor, at)
    return ask


def _require_reachable(request: Request, expert: Person) -> None:
    """Refuse an expert who asks themselves, has left, cannot read the question, or has enough to do."""
    # Locked, so that two who ask the same expert at once are counted one after the other.
    Person.objects.select_for_update(no_key=True).get(pk=expert.pk)
    if expert.pk == request.asker_id:
        raise rules.OwnRequest(field="expert")
    if not expert.is_active:
        raise rules.ExpertLeft(field="expert")
    if not Question.objects.visible_to(expert).filter(pk=request.question_id).exists():
        raise rules.ExpertCannotRead(field="places")
    if Ask.objects.live().filter(expert=expert).count() >= rules.OPEN_REQUESTS:
        raise rules.ExpertIsBusy(field="expert")


@transaction.atomic
def mark_seen(*, actor: Person, request: Request, at: datetime) -> None:
    """Note that the expert whose turn it is opened the request; for everybody else, and the second time, nothing changes."""
    request = _locked_request(actor, request.pk)
    ask = request.asks.live().filter(expert=actor, seen_at=None).first()
    if ask is not None:
        ask.seen_at = at
        ask.save(update_fields=["seen_at"])
        tell(events.RequestSeen(**about_ask(ask)), ask, actor, at)


@transaction.atomic
def accept_request(*, actor: Person, request: Request, at: datetime) -> Ask:
    """Promise an answer; from now its time runs. A second time changes nothing."""
    ask = _own_ask(actor, request)
    if ask.accepted_at is None:
        ask.seen_at, ask.accepted_at = ask.seen_at or at, at
        ask.due_at = rules.due(expert=actor, urgency=ask.request.urgency, accepted=True, at=at)
        ask.save(update_fields=["seen_at", "accepted_at", "due_at"])
        tell(events.RequestAccepted(**about_ask(ask)), ask, actor, at)
    return ask


@transaction.atomic
def decline_request(*, actor: Person, request: Request, reason: str = "", suggested: Person | None = None, at: datetime) -> Ask:
    """Pass on a request, before or after having taken it on; `suggested` names somebody who may know."""
    ask = _own_ask(actor, request)
    if suggested is not None and suggested.pk in (actor.pk, ask.request.asker_id):
        raise rules.PointlessSuggestion(field="suggested")
    ask.seen_at = ask.seen_at or at
    ask.declined_at, ask.decline_reason, ask.suggested = at, rules.optional(reason, "reason", longest=2000), suggested
    ask.save(update_fields=["seen_at", "declined_at", "decline_reason", "suggested"])
    suggested_id = suggested.pk if suggested else None
    tell(events.RequestDeclined(**about_ask(ask), suggested_id=suggested_id), ask, actor, at)
    return ask


@transaction.atomic
def withdraw_request(*, actor: Person, request: Request, at: datetime) -> Request:
    """End a request that is not needed any more; its question stays."""
    request = _locked_request(actor, request.pk)
    if not rules.can_manage_request(actor, request):
        raise NotAllowed if request.closed_at is None else rules.RequestIsOver
    _close(request, Request.Outcome.WITHDRAWN, actor, at)
    return request


def withdraw_for(*, request: Request, actor: Person, at: datetime) -> None:
    """End a request in the place of a sender who has left; the caller has asked who may, and holds the question's lock."""
    _close(request, Request.Outcome.WITHDRAWN, actor, at)


def close_requests(*, actor: Person, question: Question, at: datetime, cause: int) -> None:
    """End the open request about a question that has found its answer; the caller holds the question's lock."""
    for request in Request.objects.open().filter(question=question):
        _close(request, Request.Outcome.ACCEPTED, actor, at, cause)


def _close(request: Request, outcome: Request.Outcome, actor: Person, at: datetime, cause: int | None = None) -> None:
    request.closed_at, request.outcome = at, outcome
    request.save(update_fields=["closed_at", "outcome"])
    live.publish(f"request:{request.pk}", request.pk)
    for ask in request.asks.live():
        ask.withdrawn_at = at
        ask.save(update_fields=["withdrawn_at"])
        tell(events.RequestWithdrawn(**about_ask(ask), was_accepted=ask.accepted_at is not None), ask, actor, at, cause)


def _locked_request(actor: Person, pk: int) -> Request:
    """Return the request as `actor` may see it, its question locked: every change of a request goes through that one lock."""
    request = Request.objects.visible_to(actor).filter(pk=pk).first()
    if request is None:
        raise NotFound
    locked_question(actor, request.question_id)
    return Request.objects.select_related("question").get(pk=pk)


def _own_ask(actor: Person, request: Request) -> Ask:
    """Return the live ask of `actor`, locked; refuse when their turn is over or never was."""
    request = _locked_request(actor, request.pk)
    ask = request.asks.filter(expert=actor).first()
    if ask is None:
        raise NotAllowed
    if not rules.can_react(actor, ask):
        raise rules.RequestIsOver
    return ask


def about_ask(ask: Ask) -> dict[str, Any]:
    """Return the fields that the facts of an ask share."""
    return {
        "request_id": ask.request_id,
        "question_id": ask.request.question_id,
        "ask_id": ask.pk,
        "asker_id": ask.request.asker_id,
        "expert_id": ask.expert_id,
    }


def tell(fact: events.Event, ask: Ask, actor: Person, at: datetime, cause: int | None = None) -> None:
    """State a fact about somebody's turn, where its question may be read."""
    question_id = ask.request.question_id
    objects: list[Ref | tuple[str, int, str]] = [
        Ref("request", ask.request_id),
        Ref("question", question_id),
        ("person", ask.request.asker_id, "asker"),
        ("person", ask.expert_id, "expert"),
    ]
    places = placed_in(type="question", object_id=question_id)
    record(fact, actor=actor, objects=objects, spaces=places, at=at, cause=cause)
    live.publish(f"request:{ask.request_id}", ask.request_id)
