"""What a leaver leaves open: telling their manager, and handing it over, one thing at a time."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Count, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.errors import Conflict, Invalid, NotFound
from hamsoo.ledger.actions import record
from hamsoo.ledger.actors import SYSTEM, Acts
from hamsoo.ledger.traits import Ref
from hamsoo.people import events, handover, rules
from hamsoo.people.actions.record import change_record
from hamsoo.people.actions.units import appoint
from hamsoo.people.models import Person, Unit


@transaction.atomic
def hand_over(*, actor: Person, leaver: Person, kind: str, object_id: int, to: Person, at: datetime) -> None:
    """Give something that a leaver has open to a colleague: who keeps the record may, and whom the leaver reported to."""
    known = _left(actor, leaver, kind)
    if not to.is_active:
        raise Invalid(_("%(name)s does not work here any more. Choose somebody who does.") % {"name": to.name}, field="to")
    known.hand_over(actor, leaver, object_id, to, at)
    fact = events.HandedOver(person_id=leaver.pk, to_id=to.pk, kind=kind, object_id=object_id, says_itself=known.says_itself)
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


def _reports(_reader: Person, leaver: Person) -> list[handover.Owned]:
    found = Person.objects.active().filter(manager=leaver).order_by("sort_key", "pk")
    return [handover.Owned(person.pk, person.name, person.get_absolute_url(), person.position) for person in found]


def _give_report(actor: Person, leaver: Person, object_id: int, to: Person, at: datetime) -> None:
    person = Person.objects.active().filter(pk=object_id, manager=leaver).first()
    if person is None:
        raise NotFound
    change_record(actor=_acting(actor, leaver), person=person, changes={"manager": to}, at=at)


def _acting(actor: Person, leaver: Person) -> Acts:
    """Return as whom the record is written: who was the leaver's manager may do this without keeping it, as the system's own.

    Not so whoever keeps some of the record, and could have made themselves the manager, and the leaver leave.
    """
    if rules.keeps_record(actor) or leaver.manager_id != actor.pk:
        return actor
    return SYSTEM


def _count_units(ids: Sequence[int]) -> Mapping[int, int]:
    found: dict[int, int] = {}
    for head_id, deputy_id in Unit.objects.filter(Q(head__in=ids) | Q(deputy__in=ids)).values_list("head_id", "deputy_id"):
        for person_id in {head_id, deputy_id} & set(ids):
            found[person_id] = found.get(person_id, 0) + 1
    return found


def _units(_reader: Person, leaver: Person) -> list[handover.Owned]:
    found = Unit.objects.filter(Q(head=leaver) | Q(deputy=leaver)).order_by("path")
    return [handover.Owned(unit.pk, unit.name, "", gettext("Head") if unit.head_id == leaver.pk else gettext("Deputy")) for unit in found]


def _give_unit(actor: Person, leaver: Person, object_id: int, to: Person, at: datetime) -> None:
    unit = Unit.objects.filter(Q(head=leaver) | Q(deputy=leaver), pk=object_id).select_related("head", "deputy").first()
    if unit is None:
        raise NotFound
    head = to if unit.head_id == leaver.pk else unit.head
    deputy = None if unit.deputy_id == leaver.pk and head == to else to if unit.deputy_id == leaver.pk else unit.deputy
    appoint(actor=_acting(actor, leaver), unit=unit, head=head, deputy=None if deputy == head else deputy, at=at)


KINDS = (
    handover.Kind("reports", _("Colleagues who reported to them"), _count_reports, _reports, _give_report),
    handover.Kind("units", _("Units that they led"), _count_units, _units, _give_unit),
)
"""What people own in this app."""
