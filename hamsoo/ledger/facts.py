"""Reading the line: entries as typed facts, in order, a batch at a time."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from hamsoo.ledger.actors import Actor
from hamsoo.ledger.events import Event, event_class


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


def last_recorded_at() -> datetime:
    """Return when the newest fact was recorded: how far the log goes. There is one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT recorded_at FROM ledger_entry ORDER BY id DESC LIMIT 1")
        moment: datetime = cursor.fetchone()[0]
        return moment


def facts_between(*, after: int, until: int, names: Sequence[str]) -> list[Fact]:
    """Return the facts called `names` at positions after < position <= until, in order."""
    if not names or until <= after:
        return []
    where = "JOIN ledger_line AS line ON line.entry_id = entry.id WHERE line.position > %s AND line.position <= %s AND entry.name = ANY(%s)"
    return _load("line.position", f"{where} ORDER BY line.position", [after, until, list(names)])


def facts_by_id(ids: Iterable[int]) -> dict[int, Fact]:
    """Return facts by entry id, wherever they stand in the order."""
    return {fact.id: fact for fact in _load("0", "WHERE entry.id = ANY(%s)", [list(ids)])}


# One query for entries with their objects and spaces: a page and a batch ask for facts too often to pay for three.
_SELECT = """
SELECT {position}, entry.id, entry.name, entry.version, entry.payload, entry.actor_type, entry.actor_id, entry.unit_id, entry.channel,
    entry.happened_at, entry.recorded_at, entry.cause_id, object.types, object.ids, object.qualifiers,
    ARRAY(SELECT space_id FROM ledger_entryspace WHERE entry_id = entry.id ORDER BY id)
FROM ledger_entry AS entry
CROSS JOIN LATERAL (
    SELECT array_agg(type ORDER BY id) AS types, array_agg(object_id ORDER BY id) AS ids, array_agg(qualifier ORDER BY id) AS qualifiers
    FROM ledger_entryobject WHERE entry_id = entry.id) AS object
"""


def _load(position: str, rest: str, params: Sequence[Any]) -> list[Fact]:
    """Build facts from the entries that `rest`, the end of the statement, chooses."""
    with connection.cursor() as cursor:
        cursor.execute(_SELECT.format(position=position) + rest, params)
        return [_fact(*row) for row in cursor.fetchall()]


def _fact(
    position: int,
    entry_id: int,
    name: str,
    version: int,
    payload: str,
    actor_type: str,
    actor_id: int | None,
    unit_id: int | None,
    channel: str,
    happened_at: datetime,
    recorded_at: datetime,
    cause_id: int | None,
    types: list[str] | None,
    object_ids: list[int] | None,
    qualifiers: list[str] | None,
    space_ids: list[int],
) -> Fact:
    return Fact(
        position=position,
        id=entry_id,
        event=event_class(name).load(version, json.loads(payload)),
        actor=Actor(actor_type, actor_id, unit_id),
        channel=channel,
        happened_at=happened_at,
        recorded_at=recorded_at,
        cause_id=cause_id,
        objects=tuple(zip(types or (), object_ids or (), qualifiers or (), strict=True)),
        space_ids=tuple(space_ids),
    )
