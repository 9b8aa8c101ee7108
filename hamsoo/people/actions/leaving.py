"""What a leaver leaves open: telling their manager, and handing it over, one thing at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.errors import Conflict, DomainError, NotFound
from hamsoo.ledger.actions import record
from hamsoo.ledger.actors import SYSTEM, Acts
from hamsoo.ledger.traits import Ref
from hamsoo.people import events, handover, rules
from hamsoo.people.actions.placing import lock_lines
from hamsoo.people.actions.record import change_record
from hamsoo.people.actions.units import appoint
from hamsoo.people.models import Assignment, Person, Unit

MOST_AT_ONCE = 500


@transaction.atomic
def hand_over(*, actor: Person, leaver: Person, kind: str, object_id: int, to: Person, at: datetime) -> None:
    """Give something that a leaver has open to a colleague: who keeps the record may, and whom the leaver reported to."""
    known = _left(actor, leaver, kind)
    rules.require_works_here(to, "to")
    _give(known, actor, leaver, object_id, to, at)


@dataclass(frozen=True, slots=True)
class HandedOverAll:
    """How much of one kind somebody took over, how much stayed, and why the first of that did."""

    given_count: int
    kept_count: int
    reason: DomainError | None


@transaction.atomic
def hand_over_all(*, actor: Person, leaver: Person, kind: str, to: Person, at: datetime) -> HandedOverAll:
    """Give all of one kind that a leaver has open to one colleague, `MOST_AT_ONCE` at most, each with a fact of its own.

    What that colleague cannot take, or the actor may not give, stays; raise why, when that is all of it.
    """
    known = _left(actor, leaver, kind)
    rules.require_works_here(to, "to")
    given, refusals = 0, list[DomainError]()
    for object_id in known.ids(leaver):
        if given == MOST_AT_ONCE:
            break
        try:
            with transaction.atomic():
                _give(known, actor, leaver, object_id, to, at)
                given += 1
        except DomainError as error:
            refusals.append(error)
    if refusals and not given:
        raise refusals[0]
    return HandedOverAll(given, len(refusals), refusals[0] if refusals else None)


def _give(known: handover.Kind, actor: Person, leaver: Person, object_id: int, to: Person, at: datetime) -> None:
    known.hand_over(actor, leaver, object_id, to, at)
    fact = events.HandedOver(person_id=leaver.pk, to_id=to.pk, kind=known.code, object_id=object_id, says_itself=known.says_itself)
    record(fact, actor=actor, objects=[Ref("person", leaver.pk), ("person", to.pk, "to")], spaces=[], at=at)


@transaction.atomic
def close_left_open(*, actor: Person, leaver: Person, kind: str, object_id: int, at: datetime) -> None:
    """End something that a leaver has open, of a kind that can be ended: whoever may hand it over may."""
    known = _left(actor, leaver, kind)
    if known.close is None:
        raise NotFound
    known.close(actor, leaver, object_id, at)
    fact = events.LeftOpenClosed(person_id=leaver.pk, kind=kind, object_id=object_id)
    record(fact, actor=actor, objects=[Ref("person", leaver.pk)], spaces=[], at=at)


def _left(actor: Person, leaver: Person, kind: str) -> handover.Kind:
    """Return the kind, for who may hand over what somebody who has left left open."""
    rules.require_can_hand_over(actor, leaver)
    known = handover.kind_called(kind)
    if known is None:
        raise NotFound
    if leaver.is_active:
        raise Conflict(_("This colleague works here."))
    return known


@transaction.atomic
def note_handover(*, person: Person, at: datetime, cause: int | None = None) -> None:
    """State that what a leaver left open waits, and tell whom they reported to, else who leads their unit; nothing for who left nothing."""
    count = handover.open_counts([person.pk])[person.pk]
    if person.is_active or not count:
        return
    candidates = [person.manager, person.unit.head if person.unit else None]
    told = next((one for one in candidates if one is not None and one.is_active), None)
    fact = events.HandoverDue(person_id=person.pk, manager_id=told.pk if told else None, open_count=count)
    record(fact, actor=SYSTEM, objects=[Ref("person", person.pk)], spaces=[], at=at, cause=cause)


def _count_reports(ids: Sequence[int]) -> Mapping[int, int]:
    return dict(Person.objects.active().filter(manager__in=ids).values_list("manager").annotate(Count("pk")).order_by())


def _report_ids(leaver: Person) -> list[int]:
    return list(Person.objects.active().filter(manager=leaver).order_by("sort_key", "pk").values_list("pk", flat=True))


def _reports(reader: Person, leaver: Person, ids: Sequence[int]) -> list[handover.Owned]:
    people = Person.objects.with_unit().in_bulk(ids)
    # Where they stand in the end: the last place that is planned, or the one they have.
    last = {row.person_id: row.unit for row in Assignment.objects.filter(person__in=ids, until_on=None).select_related("unit")}
    return [_report(reader, leaver, people[pk], last.get(pk, people[pk].unit)) for pk in ids]


def _report(reader: Person, leaver: Person, person: Person, last: Unit | None) -> handover.Owned:
    is_givable = rules.can_change_record_of(reader, person) and _writes(reader, leaver, person.unit, last)
    return handover.Owned(person.pk, person.name, person.get_absolute_url(), person.position, is_givable)


def _give_report(actor: Person, leaver: Person, object_id: int, to: Person, at: datetime) -> None:
    # Held before it is asked for: in the order in which `change_record` holds them.
    lock_lines()
    Person.objects.select_for_update(of=("self",)).filter(pk=object_id).first()
    person = Person.objects.active().filter(pk=object_id, manager=leaver).select_related("unit").first()
    if person is None:
        raise NotFound
    rules.require_can_change_record_of(actor, person)
    # Another manager is one also where the person goes later, as it was planned.
    planned = Assignment.objects.filter(person=person, from_on__gt=timezone.localdate(at)).select_related("unit")
    acting = _acting(actor, leaver, person.unit, *(row.unit for row in planned))
    change_record(actor=acting, person=person, changes={"manager": to}, at=at)


def _acting(actor: Person, leaver: Person, *units: Unit | None) -> Acts:
    """Return as whom the record of `units` is written: the leaver's manager writes it without keeping it, as the system's own.

    They do so in their own unit and below it only: whoever keeps a unit says who is a manager in it, and could name somebody who
    writes for them where they do not reach. Whoever keeps some of the record writes it as themselves.
    """
    if _acts_as_manager(actor, leaver):
        rules.require_reaches_as_manager(actor, *units)
        return SYSTEM
    return actor


def _acts_as_manager(actor: Person, leaver: Person) -> bool:
    return not rules.keeps_record(actor) and leaver.manager_id == actor.pk


def _writes(actor: Person, leaver: Person, *units: Unit | None) -> bool:
    """Return whether `actor` may write the record in all these units, as themselves or as the leaver's manager."""
    if _acts_as_manager(actor, leaver):
        return rules.reaches_as_manager(actor, *units)
    return all(rules.can_manage_people(actor, unit) for unit in units)


def _count_units(ids: Sequence[int]) -> Mapping[int, int]:
    found: dict[int, int] = {}
    for head_id, deputy_id in Unit.objects.filter(Q(head__in=ids) | Q(deputy__in=ids)).values_list("head_id", "deputy_id"):
        for person_id in {head_id, deputy_id} & set(ids):
            found[person_id] = found.get(person_id, 0) + 1
    return found


def _unit_ids(leaver: Person) -> list[int]:
    return list(Unit.objects.filter(Q(head=leaver) | Q(deputy=leaver)).order_by("path").values_list("pk", flat=True))


def _units(reader: Person, leaver: Person, ids: Sequence[int]) -> list[handover.Owned]:
    units = Unit.objects.in_bulk(ids)
    return [
        handover.Owned(
            pk,
            units[pk].name,
            detail=gettext("Head") if units[pk].head_id == leaver.pk else gettext("Deputy"),
            is_givable=_writes(reader, leaver, units[pk]),
        )
        for pk in ids
    ]


def _give_unit(actor: Person, leaver: Person, object_id: int, to: Person, at: datetime) -> None:
    # Held before it is asked for: another appointment at this moment is not undone.
    unit = Unit.objects.select_for_update().filter(pk=object_id).first()
    if unit is None or leaver.pk not in (unit.head_id, unit.deputy_id):
        raise NotFound
    head = to if unit.head_id == leaver.pk else unit.head
    deputy = None if unit.deputy_id == leaver.pk and head == to else to if unit.deputy_id == leaver.pk else unit.deputy
    appoint(actor=_acting(actor, leaver, unit), unit=unit, head=head, deputy=None if deputy == head else deputy, at=at)


KINDS = (
    handover.Kind("reports", _("Colleagues who reported to them"), _count_reports, _report_ids, _reports, _give_report),
    handover.Kind("units", _("Units that they led"), _count_units, _unit_ids, _units, _give_unit),
)
"""What people own in this app."""
