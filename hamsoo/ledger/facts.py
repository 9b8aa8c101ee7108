"""Reading the line: entries as typed facts, in order, a batch at a time."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from hamsoo.ledger.actors import Actor
from hamsoo.ledger.events import Event, event_class
from hamsoo.ledger.models import Entry, EntryObject, EntrySpace


@dataclass(frozen=True, slots=True)
class Fact:
    """One entry, typed. `position` is its place in the order, or 0 for one read outside of it."""

    position: int
    id: int
    event: Event
    actor: Actor
    channel: str
    happened_at: datetime
    recorded_at: datetime
    cause_id: int | None
    objects: tuple[tuple[str, int, str], ...]
    space_ids: tuple[int, ...]


def last_position() -> int:
    """Return the position of the newest fact in order, 0 when there is none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(position), 0) FROM ledger_line")
        return int(cursor.fetchone()[0])


def facts_between(*, after: int, until: int, names: Sequence[str]) -> list[Fact]:
    """Return the facts called `names` at positions after < position <= until, in order."""
    if not names or until <= after:
        return []
    rows = Entry.objects.filter(line__position__gt=after, line__position__lte=until, name__in=list(names))
    return load(rows.order_by("line__position").values_list("line__position", *_COLUMNS))


def facts_by_id(ids: Iterable[int]) -> dict[int, Fact]:
    """Return facts by entry id, wherever they stand in the order."""
    return {fact.id: fact for fact in load((0, *row) for row in Entry.objects.filter(pk__in=list(ids)).values_list(*_COLUMNS))}


_COLUMNS = (
    "id", "name", "version", "payload", "actor_type", "actor_id", "unit_id", "channel", "happened_at", "recorded_at", "cause_id",
)  # fmt: skip


def load(rows: Iterable[tuple[Any, ...]]) -> list[Fact]:
    """Build facts from rows of (position, *columns), with their objects and spaces: two more queries a batch."""
    rows = list(rows)
    ids = [row[1] for row in rows]
    objects: dict[int, list[tuple[str, int, str]]] = defaultdict(list)
    parts = EntryObject.objects.filter(entry__in=ids).order_by("id")
    for entry_id, type_, object_id, qualifier in parts.values_list("entry_id", "type", "object_id", "qualifier"):
        objects[entry_id].append((type_, object_id, qualifier))
    spaces: dict[int, list[int]] = defaultdict(list)
    for entry_id, space_id in EntrySpace.objects.filter(entry__in=ids).order_by("id").values_list("entry_id", "space_id"):
        spaces[entry_id].append(space_id)
    return [
        Fact(
            position=position,
            id=entry_id,
            event=event_class(name).load(version, payload),
            actor=Actor(actor_type, actor_id, unit_id),
            channel=channel,
            happened_at=happened_at,
            recorded_at=recorded_at,
            cause_id=cause_id,
            objects=tuple(objects[entry_id]),
            space_ids=tuple(spaces[entry_id]),
        )
        for position, entry_id, name, version, payload, actor_type, actor_id, unit_id, channel, happened_at, recorded_at, cause_id in rows
    ]
