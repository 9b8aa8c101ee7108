"""Writing to the log: `record`, `record_all` for imports, and `forget`, the only thing that ever changes an entry."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from hamsoo.ledger.actors import Acts, current_channel
from hamsoo.ledger.events import Event, event_classes
from hamsoo.ledger.models import Entry
from hamsoo.ledger.traits import Ref

# The function writes the entry and the rows around it in one round trip, by plans that the connection keeps.
_APPEND = """
SELECT ledger_append(
    %s, %s, %s, %s, %s, %s, %s, %s::jsonb, %s, %s::text[], %s::bigint[], %s::text[], %s::bigint[])
"""


# The same rows for many facts: an array a column.
_ENTRIES = """
INSERT INTO ledger_entry (id, name, version, actor_type, actor_id, unit_id, channel, happened_at, payload)
SELECT * FROM unnest(
    %s::bigint[], %s::text[], %s::int[], %s::text[], %s::bigint[], %s::bigint[], %s::text[], %s::timestamptz[], %s::jsonb[])
"""
_OBJECTS = """
INSERT INTO ledger_entryobject (entry_id, type, object_id, qualifier)
SELECT * FROM unnest(%s::bigint[], %s::text[], %s::bigint[], %s::text[])
"""
_SPACES = "INSERT INTO ledger_entryspace (entry_id, space_id) SELECT * FROM unnest(%s::bigint[], %s::bigint[])"
_PENDING = "INSERT INTO ledger_pending (entry_id) SELECT * FROM unnest(%s::bigint[])"


@dataclass(frozen=True, slots=True)
class Statement:
    """A fact that is to be recorded with others; the fields are those of `record`."""

    event: Event
    actor: Acts
    objects: Sequence[tuple[str, int, str] | Ref]
    spaces: Iterable[int]
    at: datetime


class OutsideTransaction(RuntimeError):
    """`record` was called where its rows and its fact could come apart."""


def record(
    event: Event,
    *,
    actor: Acts,
    objects: Iterable[tuple[str, int, str] | Ref],
    spaces: Iterable[int],
    at: datetime,
    cause: int | None = None,
) -> int:
    """Append one fact to the log, in the transaction that changes the rows it speaks of; return the entry's id.

    `objects` are (type, id, qualifier) or a `Ref` (whose qualifier is its type); `spaces` are ids of the spaces in which the fact
    may be read; `at` is when it happened (aware); `cause` is the entry that led to it.
    """
    if not connection.in_atomic_block:
        raise OutsideTransaction(f"{event.name} must be recorded in the transaction of its rows.")
    if at.tzinfo is None:
        raise ValueError(f"{event.name}: `at` must be an aware datetime.")
    who = actor.as_actor()
    about = [item if len(item) == 3 else (item[0], item[1], item[0]) for item in objects]
    entry = (event.name, event.version, who.type, who.id, who.unit_id, current_channel(), at, json.dumps(event.payload()), cause)
    columns = ([item[part] for item in about] for part in range(3))
    with connection.cursor() as cursor:
        cursor.execute(_APPEND, (*entry, *columns, sorted(set(spaces))))
        return int(cursor.fetchone()[0])


def record_all(statements: Sequence[Statement]) -> None:
    """Append many facts at once, in their order: five statements however many there are. For imports; the rest is as in `record`."""
    if not connection.in_atomic_block:
        raise OutsideTransaction("Facts must be recorded in the transaction of their rows.")
    if any(statement.at.tzinfo is None for statement in statements):
        raise ValueError("`at` must be an aware datetime.")
    entries: list[tuple[Any, ...]] = []
    about: list[tuple[int, str, int, str]] = []
    places: list[tuple[int, int]] = []
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('ledger_entry', 'id')) FROM generate_series(1, %s)", [len(statements)])
        for statement, (pk,) in zip(statements, cursor.fetchall(), strict=True):
            event, who = statement.event, statement.actor.as_actor()
            payload = json.dumps(event.payload())
            entries.append((pk, event.name, event.version, who.type, who.id, who.unit_id, current_channel(), statement.at, payload))
            about.extend((pk, item[0], item[1], item[-1] if len(item) == 3 else item[0]) for item in statement.objects)
            places.extend((pk, space_id) for space_id in sorted(set(statement.spaces)))
        pending = [row[:1] for row in entries]
        for query, rows, width in ((_ENTRIES, entries, 9), (_OBJECTS, about, 4), (_SPACES, places, 2), (_PENDING, pending, 1)):
            cursor.execute(query, [[row[part] for row in rows] for part in range(width)])


@transaction.atomic
def forget(*, refs: Sequence[Ref]) -> int:
    """Blank the personal fields of every fact by or about `refs` (a person, a customer's record); return how many changed.

    The facts stay, with their ids, times and objects, so the log stays countable.
    """
    changed = 0
    for cls in event_classes():
        if not cls.personal:
            continue
        for ref in refs:
            about = Entry.objects.filter(name=cls.name, objects_rows__type=ref.type, objects_rows__object_id=ref.id)
            by = Entry.objects.filter(name=cls.name, actor_type=ref.type, actor_id=ref.id)
            for entry in about.union(by):
                blanked = {**entry.payload, **{field: None for field in cls.personal if field in entry.payload}}
                if blanked != entry.payload:
                    changed += Entry.objects.filter(pk=entry.pk).update(payload=blanked)
    return changed
