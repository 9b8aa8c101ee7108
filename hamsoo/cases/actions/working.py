"""Opening cases, and what is done with them until their end."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hamsoo.cases import events, rules
from hamsoo.cases.actions import entering
from hamsoo.cases.actions.secrecy import begin_closed
from hamsoo.cases.models import Case, CaseType, HandOff
from hamsoo.identity.models import SourceRecord
from hamsoo.interactions.models import Correspondence
from hamsoo.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from hamsoo.ledger.actors import Acts
from hamsoo.people.models import Person, Unit
from hamsoo.spaces import actions as spaces
from hamsoo.spaces.models import Level
from hamsoo.spaces.queries import space_ids

State, Priority = Case.State, Case.Priority


@transaction.atomic
def open(
    *,
    actor: Acts,
    unit: Unit,
    subject: str,
    at: datetime,
    record: SourceRecord | None = None,
    correspondence: Correspondence | None = None,
    type: CaseType | None = None,
    values: Mapping[str, str] | None = None,
    priority: int = Priority.USUAL,
    assignee: Person | None = None,
    after: Case | None = None,
    cause: int | None = None,
) -> Case:
    """Open a case in a unit: of `record`'s customer where that is known, about `correspondence` where one led to it.

    A person opens it where they write: in their own unit, and for a customer that they see. `after` a confidential one it is so too.
    """
    if unit.closed_on is not None:
        raise Invalid(_("This unit is closed."), field="unit")
    if isinstance(actor, Person):
        _require_may_open(actor, unit, record)
    if priority not in Priority.values:
        raise Invalid(field="priority")
    case = Case.objects.create(
        subject=rules.required(subject, "subject", longest=rules.SUBJECT_LENGTH),
        unit=unit,
        record=record,
        correspondence=correspondence,
        type=type,
        values=_values(type, values or {}, at, moment="opening"),
        priority=priority,
        opened_at=at,
    )
    spaces.ensure_unit_space(unit=unit, at=at)
    if after is not None and after.is_confidential:
        begin_closed(case, origin=after, at=at)
    entering.place(case, at=at, is_new=True)
    entering.enter(case, actor=actor, at=at)
    entering.state_fact(events.CaseOpened, case, actor=actor, at=at, cause=cause)
    if assignee is not None:
        _require_assignable(assignee, case)
        entering.shift(case, actor=actor, at=at, assignee=assignee)
    return case


@transaction.atomic
def assign(*, actor: Acts, case: Case, person: Person | None, at: datetime) -> Case:
    """Let a case be somebody's to do, or nobody's. They have to see it, and to work here."""
    case = entering.locked(actor, case.pk)
    if person is not None:
        _require_assignable(person, case)
    entering.shift(case, actor=actor, at=at, assignee=person)
    return case


@transaction.atomic
def take(*, actor: Person, case: Case, at: datetime) -> Case:
    """Do a case oneself; a new one is in work from now on. What somebody else has already is theirs to give."""
    case = entering.locked(actor, case.pk)
    if case.assignee_id not in (None, actor.pk):
        raise Conflict(_("Somebody else has it already."))
    state = State.WORKING if case.state == State.NEW else case.state
    entering.shift(case, actor=actor, at=at, assignee=actor, state=state)
    return case


@transaction.atomic
def set_priority(*, actor: Acts, case: Case, priority: int, at: datetime) -> Case:
    """Say how urgent a case is."""
    if priority not in Priority.values:
        raise Invalid(field="priority")
    case = entering.locked(actor, case.pk)
    entering.shift(case, actor=actor, at=at, priority=Priority(priority))
    return case


@transaction.atomic
def wait(*, actor: Acts, case: Case, at: datetime, for_customer: bool = True, cause: int | None = None) -> Case:
    """Let a case wait for its customer, or for others: the clock of the unit stands still meanwhile."""
    case = _open_case(actor, case)
    _move(case, actor, State.CUSTOMER if for_customer else State.OTHER, at, cause)
    return case


@transaction.atomic
def work_on(*, actor: Acts, case: Case, at: datetime, cause: int | None = None) -> Case:
    """Go on with a case that waited, or begin with it."""
    case = _open_case(actor, case)
    _move(case, actor, State.WORKING, at, cause)
    return case


@transaction.atomic
def resolve(*, actor: Acts, case: Case, at: datetime) -> Case:
    """Say that what was to be done is done; its type may ask for fields to be filled first."""
    case = _open_case(actor, case)
    require_resolvable(case)
    _move(case, actor, State.RESOLVED, at)
    return case


@transaction.atomic
def close(*, actor: Acts, case: Case, at: datetime) -> Case:
    """End a case for good: what the customer writes then is a new matter."""
    case = entering.locked(actor, case.pk)
    if case.state == State.CLOSED:
        return case
    require_no_hand_off(case)
    _move(case, actor, State.CLOSED, at)
    return case


@transaction.atomic
def reopen(*, actor: Acts, case: Case, at: datetime, cause: int | None = None) -> Case:
    """Go on with a case that was at its end."""
    case = entering.locked(actor, case.pk)
    if not case.is_open:
        _move(case, actor, State.WORKING, at, cause)
    return case


@transaction.atomic
def edit(
    *,
    actor: Person,
    case: Case,
    at: datetime,
    subject: str | None = None,
    type: CaseType | None = None,
    values: Mapping[str, str] | None = None,
    tags: list[str] | None = None,
) -> Case:
    """Change what is kept about a case: its subject, its type with what its fields hold, its tags; None leaves each as it is.

    What fields hold that are asked for no more is kept.
    """
    case = entering.locked(actor, case.pk)
    before = {"subject": case.subject, "type": case.type_id, "values": case.values, "tags": case.tags}
    if subject is not None:
        case.subject = rules.required(subject, "subject", longest=rules.SUBJECT_LENGTH)
    if type is not None:
        case.type = type
    if values is not None:
        asked = {field.key for field in rules.checked_fields(case.type.fields if case.type else [])}
        kept = {key: value for key, value in case.values.items() if key not in asked}
        case.values = kept | _values(case.type, values, at, moment="opening")
    if tags is not None:
        case.tags = rules.checked_tags(tags)
    after = {"subject": case.subject, "type": case.type_id, "values": case.values, "tags": case.tags}
    if parts := tuple(name for name in before if before[name] != after[name]):
        case.save(update_fields=list(parts))
        entering.state_fact(events.CaseEdited, case, actor=actor, at=at, parts=parts)
    return case


@transaction.atomic
def set_customer(*, actor: Acts, case: Case, record: SourceRecord | None, at: datetime) -> Case:
    """Say whose case it is; who reads the customer reads it from then on, unless it is confidential."""
    case = entering.locked(actor, case.pk)
    if record is not None and isinstance(actor, Person) and not SourceRecord.objects.visible_to(actor).filter(pk=record.pk).exists():
        raise NotFound
    if case.record_id == (record.pk if record else None):
        return case
    case.record = record
    case.save(update_fields=["record"])
    entering.place(case, at=at)
    entering.state_fact(events.CaseEdited, case, actor=actor, at=at, parts=("customer",))
    return case


def _require_may_open(actor: Person, unit: Unit, record: SourceRecord | None) -> None:
    if rules.unit_spaces([unit.pk]).get(unit.pk) not in space_ids(person=actor, level=Level.WRITE):
        raise NotAllowed
    if record is not None and not SourceRecord.objects.visible_to(actor).filter(pk=record.pk).exists():
        raise NotFound


def _require_assignable(person: Person, case: Case) -> None:
    """Raise `Invalid` for somebody who cannot do a case: who left, or does not see it (a confidential one lets them in)."""
    reads = case.is_confidential or Case.objects.visible_to(person).filter(pk=case.pk).exists()
    if not person.is_active or not reads:
        raise Invalid(_("They may not see this case."), field="person")


def _open_case(actor: Acts, case: Case) -> Case:
    case = entering.locked(actor, case.pk)
    if not case.is_open:
        raise rules.NotOpen
    return case


def require_resolvable(case: Case) -> None:
    """Raise what speaks against resolving a case: a hand-off that is not answered, a field that is to be filled first."""
    require_no_hand_off(case)
    _require_filled(case.type, case.values, "resolving")


def require_no_hand_off(case: Case) -> None:
    """Raise `Conflict` while somebody was asked to take a case over and has not answered."""
    if HandOff.objects.filter(case=case, answer=HandOff.Answer.NONE).exists():
        raise Conflict(_("Somebody was asked to take this case over. Withdraw that first, or wait for the answer."))


def _values(type: CaseType | None, given: Mapping[str, str], at: datetime, *, moment: rules.Moment) -> dict[str, str]:
    values = rules.checked_values(rules.checked_fields(type.fields if type else []), given, today=timezone.localdate(at))
    _require_filled(type, values, moment)
    return values


def _require_filled(type: CaseType | None, values: Mapping[str, str], moment: rules.Moment) -> None:
    if field := rules.missing(rules.checked_fields(type.fields if type else []), values, moment):
        raise Invalid(_("“%(name)s” has to be filled first.") % {"name": field.name}, field=field.key)


def _move(case: Case, actor: Acts, state: Case.State, at: datetime, cause: int | None = None) -> None:
    entering.shift(case, actor=actor, at=at, cause=cause, state=state)
