"""The one place where a case comes into another phase, and where its facts are stated."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from hamsoo.cases import events, rules
from hamsoo.cases.actions import members
from hamsoo.cases.models import Case, HandOff, Partner, Phase, Watcher
from hamsoo.chat import actions as chat
from hamsoo.customers.queries import siblings_of
from hamsoo.interactions import actions as interactions
from hamsoo.kernel import live
from hamsoo.kernel.errors import NotFound
from hamsoo.ledger.actions import record
from hamsoo.ledger.actors import Acts
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.spaces import actions as spaces
from hamsoo.spaces.queries import placed_in

UNCHANGED: Any = object()


def locked(actor: Acts, pk: int, *, to_work: bool = True) -> Case:
    """Return the case, locked until the end of the transaction: one change of a case at a time.

    Raises `NotFound` for who does not read it, `NotAllowed` for who may not change it (where it is `to_work`), `Merged`.
    """
    rows = Case.objects.visible_to(actor) if isinstance(actor, Person) else Case.objects.all()
    case = rows.select_for_update(no_key=True, of=("self",)).filter(pk=pk).first()
    if case is None:
        raise NotFound
    if to_work and isinstance(actor, Person):
        rules.require_can_work(actor, case)
    if case.merged_into_id and to_work:
        raise rules.Merged
    return case


def enter(
    case: Case,
    *,
    actor: Acts,
    at: datetime,
    state: Any = UNCHANGED,
    assignee: Any = UNCHANGED,
    priority: Any = UNCHANGED,
    unit: Any = UNCHANGED,
    partner: Partner | Any | None = UNCHANGED,
    hand_off: HandOff | None = None,
) -> Phase | None:
    """Bring a locked case into another phase; None where it is in it already.

    A phase begins when the former ended: never before that, even if another machine's clock says so. Whoever changes the unit or partner
    names the hand-off that was accepted or given back: anything else is a mistake of ours, and raises `Silent`.
    """
    last = Phase.objects.filter(case=case).order_by("-number").first()
    before = (case.state, case.unit_id, case.partner_id, case.assignee_id, case.priority)
    for name, value in (("state", state), ("assignee", assignee), ("priority", priority), ("unit", unit), ("partner", partner)):
        if value is not UNCHANGED:
            setattr(case, name, value)
    after = (case.state, case.unit_id, case.partner_id, case.assignee_id, case.priority)
    if last and before == after:
        return None
    if last and before[1:3] != after[1:3] and hand_off is None:
        raise rules.Silent
    started_at = max(at, last.started_at) if last else at
    if before[0] != after[0] or not last:
        case.resolved_at = started_at if case.state == Case.State.RESOLVED else case.resolved_at if not case.is_open else None
        case.closed_at = started_at if case.state == Case.State.CLOSED else None
    case.save(update_fields=["state", "unit", "partner", "assignee", "priority", "resolved_at", "closed_at"])
    return Phase.objects.create(
        case=case,
        number=last.number + 1 if last else 1,
        started_at=started_at,
        state=case.state,
        unit_id=None if case.partner_id else case.unit_id,
        partner_id=case.partner_id,
        assignee_id=case.assignee_id,
        priority=case.priority,
        by=actor if isinstance(actor, Person) else None,
        hand_off=hand_off,
    )


def state_fact(fact_type: type[events.AboutCase], case: Case, *, actor: Acts, at: datetime, cause: int | None = None, **fields: Any) -> int:
    """State a fact about a case where the case may be read, and have the open pages of it look again."""
    watching = Watcher.objects.filter(case=case).order_by("person").values_list("person", flat=True)
    told = dict.fromkeys([*([case.assignee_id] if case.assignee_id else []), *watching])
    own: Any = fact_type
    fact = own(
        case_id=case.pk,
        unit_id=case.unit_id,
        record_id=case.record_id,
        told_ids=tuple(told),
        sibling_ids=siblings_of(case.record) if case.record and not case.is_confidential else (),
        **fields,
    )
    about = [case.ref, *([Ref("source_record", case.record_id)] if case.record_id else [])]
    entry = record(fact, actor=actor, objects=about, spaces=placed_in(type="case", object_id=case.pk), at=at, cause=cause)
    live.publish(f"case:{case.pk}", case.pk)
    return entry


def usual_places(case: Case) -> set[int]:
    """Return the ids of the spaces where a case stands by itself: its unit's, those that handed it on, and its customer's."""
    given = HandOff.objects.filter(case=case, answer=HandOff.Answer.ACCEPTED).values_list("from_unit", "to_unit")
    asked = HandOff.objects.filter(case=case, answer=HandOff.Answer.NONE, to_unit__isnull=False).values_list("to_unit", flat=True)
    units = {case.unit_id, *(pk for pair in given for pk in pair if pk), *asked}
    places = set(rules.unit_spaces(units).values())
    if case.record:
        places.add(case.record.system.space_id)
    return places


def place(case: Case, *, at: datetime, is_new: bool = False) -> None:
    """Put a case where it belongs: known of in all its places, and read there, or in its own space alone when it is confidential."""
    places = usual_places(case)
    spaces.place(type="case_outline", object_id=case.pk, space_ids=places, at=at)
    readable = {case.space_id} if case.is_confidential and case.space_id else places
    spaces.place(type="case", object_id=case.pk, space_ids=readable, at=at)
    if not is_new:
        chat.move_about(ref=case.ref, space_ids=readable, at=at)
    if case.correspondence is not None:
        # What was said is read where the case is: by the unit that has it now, and of a confidential one by nobody else.
        # Where several cases came of it, any that is confidential keeps it closed, whichever is moved.
        own = Case.objects.filter(correspondence=case.correspondence, is_confidential=True).values_list("space", flat=True)
        closed = {pk for pk in own if pk}
        interactions.place(correspondence=case.correspondence, space_ids=closed or readable, at=at)


def keep_end(case: Case) -> None:
    """Let what the customer says after the end of a confidential case stand apart from what was said in it: others may come to read that.

    What was merged into another goes on there, and is at no end.
    """
    if case.correspondence is None:
        return
    of_it = Case.objects.filter(correspondence=case.correspondence)
    is_going_on = of_it.exclude(state=Case.State.CLOSED, merged_into=None).exists()
    is_over = not is_going_on and of_it.filter(is_confidential=True).exists()
    interactions.end(correspondence=case.correspondence, is_over=is_over)


def shift(case: Case, *, actor: Acts, at: datetime, cause: int | None = None, hand_off: HandOff | None = None, **changes: Any) -> bool:
    """Bring a locked case into another phase and state what changed of state, assignee and priority; return whether anything did."""
    state, assignee_id, priority = case.state, case.assignee_id, case.priority
    phase = enter(case, actor=actor, at=at, hand_off=hand_off, **changes)
    if phase is None:
        return False
    if case.assignee_id != assignee_id:
        members.keep(case)
        fields = {"assignee_id": case.assignee_id, "was_id": assignee_id}
        state_fact(events.CaseAssigned, case, actor=actor, at=phase.started_at, cause=cause, **fields)
    if case.priority != priority:
        fact = events.CasePriorityChanged
        state_fact(fact, case, actor=actor, at=phase.started_at, cause=cause, priority=int(case.priority), was=int(priority))
    if case.state != state:
        keep_end(case)
        state_fact(events.CaseStateChanged, case, actor=actor, at=phase.started_at, cause=cause, state=str(case.state), was=str(state))
    return True
