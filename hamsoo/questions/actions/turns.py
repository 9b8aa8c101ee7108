"""Turns of experts in a request: who gets the next one, and what ends it.

Locks are taken in one order, question, request, experts by their ids, so that two who act at once wait for one another and never for ever.
The deadlines of a turn are set once and never moved: whoever carries one out holds its row and then waits for the question, so nobody who
holds the question may wait for that row. A deadline of a turn that has ended finds nothing to do.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from hamsoo.kernel import deadlines, live
from hamsoo.ledger.actions import record
from hamsoo.ledger.actors import SYSTEM, Acts
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.questions import events, queries, rules
from hamsoo.questions.models import Ask, Question, Request
from hamsoo.spaces.queries import placed_in

REACTION = "questions.reaction"
"""The kind of the deadline by which an expert reacts, or the next one is asked."""
ABSENCE = "questions.absence"
"""The kind of the deadline at which an expert who has not reacted is away, for ever or on leave."""
REACTION_REMINDER, ANSWER_REMINDER = "questions.reaction_reminder", "questions.answer_reminder"
"""The kinds of the deadlines at which an expert is reminded, before the reaction is due and before the answer is."""

_SPARE = 3
"""So many more are locked than are asked, for those who get a request of somebody else at the same moment."""


def give_turn(request: Request, expert: Person, position: int, actor: Acts, at: datetime, cause: int | None = None) -> Ask:
    """Ask an expert, as the next in the chain, and refuse one who cannot be asked; the caller holds the question's lock."""
    lock_experts([expert])
    _require_reachable(request, expert)
    return _give(request, expert, position, actor, at, cause)


def fill_turns(
    request: Request,
    *,
    actor: Acts,
    at: datetime,
    chosen: Person | None = None,
    named: Person | None = None,
    cause: int | None = None,
) -> list[Ask]:
    """Ask as many experts as are asked at the same time and are not yet; the caller holds the question's lock.

    `chosen` is asked in any case, and refused where they cannot be; `named` comes before all others who can.
    """
    chain = list(request.asks.all())
    if rules.is_taken_on(chain):
        return []
    free = rules.AT_ONCE[Request.Urgency(request.urgency)] - sum(ask.is_live for ask in chain) - (chosen is not None)
    without = [chosen.pk] if chosen else []
    found = queries.next_experts(request=request, at=at, limit=free + _SPARE if free > 0 else 0, named=named, without=without)
    lock_experts([*found, *([chosen] if chosen else [])])
    given = [give_turn(request, chosen, len(chain) + 1, actor, at, cause)] if chosen else []
    counts = queries.loads([expert.pk for expert in found])
    able = [expert for expert in found if counts.get(expert.pk, 0) < rules.OPEN_REQUESTS]
    for expert in able[: max(free, 0)]:
        given.append(_give(request, expert, len(chain) + len(given) + 1, actor, at, cause))
    return given


def go_on(request: Request, *, at: datetime, named: Person | None = None, cause: int | None = None) -> None:
    """Ask who is next after a turn has ended, and say so when nobody is left; the caller holds the question's lock."""
    given = fill_turns(request, actor=SYSTEM, at=at, named=named, cause=cause)
    chain = list(request.asks.all())
    if given or rules.is_taken_on(chain) or any(ask.is_live for ask in chain):
        return
    request.exhausted_at = at
    request.save(update_fields=["exhausted_at"])
    tell_of_request(events.ExpertsExhausted(**about_request(request)), request, at, cause)


def expire_turn(ask: Ask, at: datetime) -> int:
    """End the turn of an expert who had no time to react; return the fact's entry."""
    ask.expired_at = at
    ask.save(update_fields=["expired_at"])
    return tell(events.TurnExpired(**about_ask(ask)), ask, SYSTEM, at)


def release_others(ask: Ask, at: datetime, cause: int | None) -> None:
    """Tell those who were asked at the same time that the expert of `ask` was faster."""
    for other in ask.request.asks.live().exclude(pk=ask.pk):
        other.released_at = at
        other.save(update_fields=["released_at"])
        tell(events.ExpertReleased(**about_ask(other)), other, ask.expert, at, cause)


def lock_experts(experts: Iterable[Person]) -> None:
    """Lock experts until the end of the transaction, so that two who ask the same one at once are counted one after the other."""
    ids = {expert.pk for expert in experts}
    list(Person.objects.select_for_update(no_key=True, of=("self",)).filter(pk__in=ids).order_by("pk").values_list("pk"))


def _require_reachable(request: Request, expert: Person) -> None:
    """Refuse an expert who asks themselves, has left, cannot read the question, or has enough to do."""
    if expert.pk == request.asker_id:
        raise rules.OwnRequest(field="expert")
    if not expert.is_active:
        raise rules.ExpertLeft(field="expert")
    if not Question.objects.visible_to(expert).filter(pk=request.question_id).exists():
        raise rules.ExpertCannotRead(field="places")
    if Ask.objects.live().filter(expert=expert).count() >= rules.OPEN_REQUESTS:
        raise rules.ExpertIsBusy(field="expert")


def _give(request: Request, expert: Person, position: int, actor: Acts, at: datetime, cause: int | None) -> Ask:
    due_at = rules.due(expert=expert, urgency=request.urgency, accepted=False, at=at)
    ask = Ask.objects.create(request=request, expert=expert, position=position, sent_at=at, due_at=due_at)
    if request.exhausted_at is not None:
        request.exhausted_at = None
        request.save(update_fields=["exhausted_at"])
    deadlines.set_deadline(kind=REACTION, about=("ask", ask.pk), due_at=due_at)
    deadlines.set_deadline(kind=REACTION_REMINDER, about=("ask", ask.pk), due_at=rules.reminder(ask, at=at))
    tell(events.RequestSent(**about_ask(ask), position=position, urgency=str(request.urgency)), ask, actor, at, cause)
    return ask


def about_ask(ask: Ask) -> dict[str, Any]:
    """Return the fields that the facts of an ask share."""
    return {**about_request(ask.request), "ask_id": ask.pk, "expert_id": ask.expert_id}


def about_request(request: Request) -> dict[str, Any]:
    """Return the fields that the facts of a request share."""
    return {"request_id": request.pk, "question_id": request.question_id, "asker_id": request.asker_id}


def tell(fact: events.Event, ask: Ask, actor: Acts, at: datetime, cause: int | None = None) -> int:
    """State a fact about somebody's turn, where its question may be read; return its entry."""
    return _record(fact, ask.request, actor, at, cause, ("person", ask.expert_id, "expert"))


def tell_of_request(fact: events.Event, request: Request, at: datetime, cause: int | None = None) -> int:
    """State a fact about a request as a whole that nobody brought about, where its question may be read; return its entry."""
    return _record(fact, request, SYSTEM, at, cause)


def _record(fact: events.Event, request: Request, actor: Acts, at: datetime, cause: int | None, *others: tuple[str, int, str]) -> int:
    objects: list[Ref | tuple[str, int, str]] = [
        Ref("request", request.pk),
        Ref("question", request.question_id),
        ("person", request.asker_id, "asker"),
        *others,
    ]
    places = placed_in(type="question", object_id=request.question_id)
    entry = record(fact, actor=actor, objects=objects, spaces=places, at=at, cause=cause)
    live.publish(f"request:{request.pk}", request.pk)
    return entry
