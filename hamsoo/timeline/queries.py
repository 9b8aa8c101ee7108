"""Reading the timeline of a thing, or of several that are one to their reader."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import connection

from hamsoo.kernel.arrays import array
from hamsoo.ledger.facts import facts_by_id
from hamsoo.ledger.presentation import Shown, present
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.spaces.queries import space_ids

PAGE = 20

Cursor = tuple[datetime, int]
"""When a moment was, and the id of its entry: together they are unique on one timeline."""

_END_OF_TIME: Cursor = (datetime(9999, 12, 31, tzinfo=UTC), 2**63 - 1)
# A fact shows to those who read one of the spaces it was placed in then; one without spaces to every colleague.
_READABLE = "(moment.space_ids && %(spaces)s::bigint[] OR cardinality(moment.space_ids) = 0)"
_ALL = "(SELECT unnest(%(ids)s::bigint[]) AS object_id) AS part"
_FACET = "AND moment.unit_id = part.unit_id AND moment.channel = part.channel AND moment.kind = part.kind"
_CHOSEN = """(
    SELECT object_id, unit_id, channel, kind FROM timeline_facet
    WHERE type = %(type)s AND object_id = ANY(%(ids)s::bigint[])
        AND (%(units)s::bigint[] IS NULL OR unit_id = ANY(%(units)s::bigint[]))
        AND (%(channel)s::text = '' OR channel = %(channel)s) AND (%(kind)s::text = '' OR kind = %(kind)s)
) AS part"""
# The newest of each stretch that an index has in order, merged: as quick at any depth as on the first page.
_NEWEST = """
SELECT newest.at, newest.entry_id FROM {parts}
CROSS JOIN LATERAL (
    SELECT moment.at, moment.entry_id FROM timeline_moment AS moment
    WHERE moment.type = %(type)s AND moment.object_id = part.object_id {facet}
        AND (moment.at, moment.entry_id) < (%(at)s, %(entry)s) AND {readable}
    ORDER BY moment.at DESC, moment.entry_id DESC LIMIT %(limit)s) AS newest
GROUP BY newest.at, newest.entry_id ORDER BY newest.at DESC, newest.entry_id DESC LIMIT %(limit)s
"""
_NEWEST_OF_ALL = _NEWEST.format(parts=_ALL, facet="", readable=_READABLE)
_NEWEST_OF_CHOSEN = _NEWEST.format(parts=_CHOSEN, facet=_FACET, readable=_READABLE)
_FACETS = f"""
SELECT DISTINCT part.unit_id, part.channel, part.kind FROM {_CHOSEN}
WHERE EXISTS (
    SELECT FROM timeline_moment AS moment
    WHERE moment.type = %(type)s AND moment.object_id = part.object_id {_FACET} AND {_READABLE})
"""  # noqa: S608 - all parts are ours


@dataclass(frozen=True, slots=True)
class Narrowing:
    """To what a timeline is narrowed, all together: what units did (None: whoever), on a channel, of a kind."""

    unit_ids: tuple[int, ...] | None = None
    channel: str = ""
    kind: str = ""


EVERYTHING = Narrowing()


@dataclass(frozen=True, slots=True)
class Page:
    """Moments, newest first; `before` is the cursor of the next page, None at the end."""

    items: list[Shown]
    before: Cursor | None


def of(*, ref: Ref, person: Person | None, before: Cursor | None = None, limit: int = PAGE) -> Page:
    """Return what happened to `ref` as `person` may see it.

    A fact shows to those who read one of the spaces it was placed in then; one without spaces (a colleague's own record) to every
    colleague. The app of the fact has the last word: what it does not present (any more) is left out.
    """
    return of_all(type=ref.type, ids=[ref.id], person=person, before=before, limit=limit)


def of_all(
    *,
    type: str,
    ids: Sequence[int],
    person: Person | None,
    narrowing: Narrowing = EVERYTHING,
    before: Cursor | None = None,
    limit: int = PAGE,
) -> Page:
    """Return what happened to any of several things of one type, each fact once, as `of` does; as quick however much came later."""
    if person is None or not person.is_active:
        return Page([], None)
    at, entry_id = before or _END_OF_TIME
    statement = _NEWEST_OF_ALL if narrowing == EVERYTHING else _NEWEST_OF_CHOSEN
    with connection.cursor() as cursor:
        cursor.execute(statement, {**_asked(type, ids, person, narrowing), "at": at, "entry": entry_id, "limit": limit + 1})
        rows: list[Cursor] = cursor.fetchall()
    order = [entry for _at, entry in rows[:limit]]
    facts = facts_by_id(order)
    shown = present([facts[entry] for entry in order], person=person)
    return Page([shown[entry] for entry in order if entry in shown], rows[limit - 1] if len(rows) > limit else None)


def facets(*, type: str, ids: Sequence[int], person: Person | None) -> list[tuple[int, str, str]]:
    """Return what these timelines can be narrowed to: unit (0: none), channel and kind, as they go together in what `person` may see."""
    if person is None or not person.is_active:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_FACETS, _asked(type, ids, person, EVERYTHING))
        return sorted(cursor.fetchall())


def _asked(type: str, ids: Sequence[int], person: Person, narrowing: Narrowing) -> dict[str, Any]:
    return {
        "type": type,
        "ids": array(ids),
        "spaces": array(sorted(space_ids(person=person))),
        "units": None if narrowing.unit_ids is None else array(narrowing.unit_ids),
        "channel": narrowing.channel,
        "kind": narrowing.kind,
    }
