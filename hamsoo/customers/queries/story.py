"""The timeline of a customer: what stands on the timelines of all its records that the reader sees, as one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Subquery
from django.db.models.functions import Coalesce

from hamsoo.customers.models import Activity
from hamsoo.identity.models import SourceRecord
from hamsoo.kernel.errors import NotFound
from hamsoo.people.models import Person, Unit
from hamsoo.timeline import queries as timeline
from hamsoo.timeline.queries import Cursor, Narrowing

_TYPE = "source_record"


@dataclass(frozen=True, slots=True)
class Asked:
    """What of a timeline is asked for; empty is everything. A department means those below it too."""

    unit_id: int = 0
    channel: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """A part of a customer's timeline, newest first, and what it can be narrowed to."""

    page: timeline.Page
    asked: Asked
    units: Sequence[Unit] = field(default_factory=tuple)
    channels: Mapping[str, object] = field(default_factory=dict)
    kinds: Mapping[str, object] = field(default_factory=dict)


def story_of(*, person: Person, number: int, asked: Asked, before: Cursor | None = None) -> tuple[int, str, Story]:
    """Return the number of the customer that a number leads to, its name and a part of what happened with it; raise `NotFound`."""
    visible = SourceRecord.objects.visible_to(person)
    brought = visible.filter(own=number).values("customer")[:1]
    records = visible.filter(customer=Coalesce(Subquery(brought), number))
    rows = list(records.order_by("system__rank", "system", "-changed_at", "pk").values_list("pk", "customer", "name", "key"))
    if not rows:
        raise NotFound
    _pk, leading_to, name, key = rows[0]
    return leading_to, name or key, story_by([row[0] for row in rows], person=person, asked=asked, before=before)


def story_by(record_ids: Sequence[int], *, person: Person, asked: Asked, before: Cursor | None = None) -> Story:
    """Return the same by the records that the reader sees; what it can be narrowed to is only looked up for the first part."""
    if before is not None and not asked.unit_id:
        return Story(timeline.of_all(type=_TYPE, ids=record_ids, person=person, narrowing=_narrowing(asked, []), before=before), asked)
    found = timeline.facets(type=_TYPE, ids=record_ids, person=person)
    units = list(Unit.objects.filter(pk__in={unit_id for unit_id, _channel, _kind in found} - {0}).order_by("name_fa", "pk"))
    page = timeline.of_all(type=_TYPE, ids=record_ids, person=person, narrowing=_narrowing(asked, units), before=before)
    channels, kinds = {channel for _unit, channel, _kind in found}, {kind for _unit, _channel, kind in found}
    return Story(
        page,
        asked,
        units,
        {value: label for value, label in Activity.Channel.choices if value in channels},
        {value: label for value, label in Activity.Kind.choices if value in kinds},
    )


def _narrowing(asked: Asked, units: Sequence[Unit]) -> Narrowing:
    chosen = next((unit for unit in units if unit.pk == asked.unit_id), None)
    ids = tuple(unit.pk for unit in units if chosen and unit.path.startswith(chosen.path)) if asked.unit_id else None
    return Narrowing(ids, asked.channel, asked.kind)
