"""Noting what happened with customers: by hand one by one, by programs and files many at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Protocol

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hamsoo.customers import events, queries, rules
from hamsoo.customers.models import Activity
from hamsoo.identity.models import Customer, Entity, SourceRecord, System
from hamsoo.identity.queries import forgotten_among
from hamsoo.identity.rules import require_keeps_systems, sees_system
from hamsoo.kernel.errors import Invalid, NotFound
from hamsoo.ledger.actions import Statement, record, record_all
from hamsoo.ledger.actors import Acts
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person, Unit

TEXT_LENGTH, KEY_LENGTH, MOST_ROWS = 2000, 200, 1000
EARLIEST = 1900
"""The year before which nothing happened with customers: of some years before Christ the database gives a time that nobody can read."""
CHANNELS: Mapping[str, str] = {
    "call": "phone",
    "mail": "mail",
    "chat": "chat",
    "meeting": "person",
    "visit": "person",
    "invoice": "paper",
    "delivery": "paper",
    "campaign": "mail",
    "note": "system",
}
"""The channel of each kind, where nobody names another."""


@dataclass(frozen=True, slots=True)
class Noted:
    """Something that a system knows to have happened: `customer` is the key of a record there, `key` its own name in that system."""

    customer: str
    key: str
    kind: str
    at: datetime
    channel: str = ""
    text: str = ""
    amount: Decimal | None = None
    minutes: int | None = None
    unit: str = ""
    entity: str = ""


class Named(Protocol):
    """A row that names a record of its system by its key, and if need be by its kind."""

    @property
    def customer(self) -> str:
        """Return the key of the record."""

    @property
    def entity(self) -> str:
        """Return its kind, empty where the key says enough."""


@dataclass(slots=True)
class Taken:
    """What became of rows: how many were new or said something else than before, and the ids of all activities in order.

    `forgotten_count` rows were left out, as they name a customer who was forgotten.
    """

    new_count: int = 0
    changed_count: int = 0
    forgotten_count: int = 0
    ids: list[int] = field(default_factory=list)


@transaction.atomic
def note(
    *,
    actor: Person,
    customer: Customer,
    kind: str,
    text: str,
    happened_at: datetime,
    at: datetime,
    channel: str = "",
    amount: Decimal | None = None,
    minutes: int | None = None,
) -> Activity:
    """Note what happened with a customer; whoever may write where one of its records stands can do so."""
    own = rules.require_record_to_write(actor, customer)
    noted = Noted(own.key, "", kind, happened_at, channel, " ".join(text.replace("\x00", "").split()), amount, minutes)
    _check(noted, at)
    if not noted.text:
        raise Invalid(_("Say in a few words what happened."), field="text")
    activity = Activity(record=own, unit_id=actor.unit_id, person=actor)
    _fill(activity, noted)
    activity.save()
    record(
        _fact(activity, queries.siblings_of(own)),
        actor=actor,
        objects=[Ref("source_record", own.pk)],
        spaces=[own.system.space_id],
        at=happened_at,
    )
    return activity


@transaction.atomic
def take(*, actor: Acts, system: System, rows: Sequence[Noted], at: datetime) -> Taken:
    """Take over up to `MOST_ROWS` things that a system knows to have happened, all or nothing.

    The same row again changes nothing; one that says something else than before changes what is shown, and is no news.
    Raises `Invalid` with the number of the row (from 1) in its message.
    """
    require_keeps_systems(actor)
    if not sees_system(actor, system):
        raise NotFound
    if len(rows) > MOST_ROWS:
        raise Invalid(_("Send up to %(count)s rows at once.") % {"count": MOST_ROWS}, field="rows")
    for number, row in enumerate(rows, 1):
        if "\x00" in f"{row.customer}{row.key}{row.unit}":
            raise Invalid(_("Row %(row)s holds a sign that cannot be kept.") % {"row": number}, field="key")
    # One at a time a system, so that nobody makes the same activity twice.
    locked = System.objects.select_for_update(no_key=True).get(pk=system.pk)
    kept = remembered(locked, rows)
    owners = owners_of(system, rows)
    units = {unit.code: unit.pk for unit in Unit.objects.filter(code__in={row.unit for row in rows} - {""})}
    for number, (row, owner) in enumerate(zip(rows, owners, strict=True), 1):
        if number in kept:
            _check_row(number, row, owner, units, at)
    known = [(row, owner) for number, (row, owner) in enumerate(zip(rows, owners, strict=True), 1) if owner and number in kept]
    taken = _Taking(actor, system, units, at).take([row for row, _owner in known], [owner for _row, owner in known])
    taken.forgotten_count = len(rows) - len(kept)
    return taken


def remembered(system: System, rows: Sequence[Named]) -> set[int]:
    """Return the numbers of the rows, from 1, that do not name somebody who was forgotten."""
    gone = {kind: forgotten_among(system, kind, {row.customer for row in rows}) for kind in Entity.values}
    return {
        number
        for number, row in enumerate(rows, 1)
        if not any(row.customer in keys for kind, keys in gone.items() if row.entity in ("", kind))
    }


class _Taking:
    """Writes rows that are known to be good, in a few statements however many there are."""

    def __init__(self, actor: Acts, system: System, units: Mapping[str, int], at: datetime) -> None:
        self._actor, self._system, self._units, self._at = actor, system, units, at

    def take(self, rows: Sequence[Noted], owners: Sequence[SourceRecord]) -> Taken:
        """Write what is new or different."""
        known = {
            (activity.record_id, activity.key): activity
            for activity in Activity.objects.filter(record__in={owner.pk for owner in owners}, key__in={row.key for row in rows})
        }
        taken, new, changed, all_of_them = Taken(), [], [], []
        for row, owner in zip(rows, owners, strict=True):
            activity = known.get((owner.pk, row.key))
            if activity is None:
                activity = known[owner.pk, row.key] = Activity(record=owner, key=row.key, person=self._person())
                new.append(activity)
            elif not _says(activity, row, self._units.get(row.unit)):
                changed.append(activity)
            all_of_them.append(activity)
            _fill(activity, row)
            activity.unit_id = self._units.get(row.unit)
        Activity.objects.bulk_create(new)
        Activity.objects.bulk_update(
            [activity for activity in changed if activity not in new], ["kind", "channel", "at", "text", "amount", "minutes", "unit"]
        )
        self._tell(new)
        taken.new_count, taken.changed_count = len(new), len(changed)
        taken.ids = [activity.pk for activity in all_of_them]
        return taken

    def _person(self) -> Person | None:
        return self._actor if isinstance(self._actor, Person) else None

    def _tell(self, new: Sequence[Activity]) -> None:
        siblings = queries.siblings_of_each({activity.record_id: activity.record.customer_id for activity in new})
        record_all(
            [
                Statement(
                    _fact(activity, siblings.get(activity.record_id, ())),
                    self._actor,
                    [Ref("source_record", activity.record_id)],
                    [self._system.space_id],
                    activity.at,
                )
                for activity in new
            ]
        )


def owners_of(system: System, rows: Sequence[Named]) -> list[SourceRecord | None]:
    """Return the record that each row names; None for one that is not there, or for two of which the row does not say which."""
    found: dict[str, list[SourceRecord]] = {}
    for owner in SourceRecord.objects.filter(system=system, key__in={row.customer for row in rows}):
        found.setdefault(owner.key, []).append(owner)
    owners = []
    for row in rows:
        fitting = [owner for owner in found.get(row.customer, ()) if row.entity in ("", owner.entity)]
        owners.append(fitting[0] if len(fitting) == 1 else None)
    return owners


def _check_row(number: int, row: Noted, owner: SourceRecord | None, units: Mapping[str, int], at: datetime) -> None:
    words = {"row": number, "key": row.customer}
    if owner is None:
        raise Invalid(_("Row %(row)s: this system has no one record with the key “%(key)s”.") % words, field="customer")
    if not row.key.strip() or len(row.key) > KEY_LENGTH:
        raise Invalid(_("Row %(row)s has no key of its own, or one that is too long.") % words, field="key")
    if row.unit and row.unit not in units:
        raise Invalid(_("Row %(row)s names a department that there is not.") % words, field="unit")
    try:
        _check(row, at)
    except Invalid as error:
        raise Invalid(_("Row %(row)s: %(reason)s") % {"row": number, "reason": error}, field=error.field) from error


def _check(row: Noted, at: datetime) -> None:
    if row.kind not in Activity.Kind.values:
        raise Invalid(_("This is no kind of activity."), field="kind")
    if row.channel and row.channel not in Activity.Channel.values:
        raise Invalid(_("This is no channel."), field="channel")
    if row.at > at:
        raise Invalid(_("This lies ahead: note it when it has happened."), field="happened_at")
    if row.at.year < EARLIEST:
        raise Invalid(_("This lies too far back."), field="happened_at")
    if len(row.text) > TEXT_LENGTH:
        raise Invalid(_("Up to %(count)s characters.") % {"count": TEXT_LENGTH}, field="text")
    if row.amount is not None and abs(row.amount) >= Decimal(10) ** 18:
        raise Invalid(_("This amount is too large."), field="amount")
    if row.minutes is not None and not 0 <= row.minutes <= 100_000:
        raise Invalid(_("This lasted too long."), field="minutes")


def _fill(activity: Activity, row: Noted) -> None:
    activity.kind, activity.channel, activity.at = row.kind, row.channel or CHANNELS[row.kind], row.at
    activity.text, activity.amount, activity.minutes = row.text.replace("\x00", ""), row.amount, row.minutes


def _says(activity: Activity, row: Noted, unit_id: int | None) -> bool:
    said = (row.kind, row.channel or CHANNELS[row.kind], row.at, row.text.replace("\x00", ""), row.amount, row.minutes, unit_id)
    return said == (
        activity.kind,
        activity.channel,
        activity.at,
        activity.text,
        activity.amount,
        activity.minutes,
        activity.unit_id,
    )


def _fact(activity: Activity, siblings: tuple[int, ...]) -> events.ActivityNoted:
    return events.ActivityNoted(
        activity_id=activity.pk,
        record_id=activity.record_id,
        kind=str(activity.kind),
        channel=str(activity.channel),
        unit_id=activity.unit_id,
        sibling_ids=siblings,
    )
