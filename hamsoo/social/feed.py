"""Reading the feed: what happened where the reader may read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from urllib.parse import urlencode

from django.db import connection
from django.urls import reverse
from django.utils import timezone

from hamsoo.kernel.errors import NotFound
from hamsoo.ledger.facts import facts_by_id
from hamsoo.ledger.presentation import Shown, present
from hamsoo.ledger.traits import InFeed, Ref
from hamsoo.people.models import Person, Unit
from hamsoo.social.importance import Candidate, Reader, Reason, ranked, reason
from hamsoo.spaces.models import Level, Space
from hamsoo.spaces.queries import space_ids
from hamsoo.threads.queries import Tally, followed, tallies

PAGE = 12
"""Items of a page: three screens of a desk. Who wants more asks for it."""
MOST_NEWS = 99

Tab = Literal["me", "team", "all"]
Cursor = tuple[datetime, int]

MOST_SPACES = 50
"""Up to here each space is asked for its newest rows; beyond, the rows of all are walked by time (measured: `_rows`)."""

_HEAD = """
SELECT item.at, item.entry_id, item.subject_type, item.subject_id, array_agg(DISTINCT item.space_id), max(item.weight), max(item.position)
FROM ("""
_TAIL = """) AS item
GROUP BY item.at, item.entry_id, item.subject_type, item.subject_id
ORDER BY item.at DESC, item.entry_id DESC LIMIT %(limit)s
"""
_BY_SPACE = """
    SELECT found.* FROM unnest(%(spaces)s::bigint[]) AS here (id) CROSS JOIN LATERAL (
        SELECT * FROM social_feeditem WHERE space_id = here.id AND (at, entry_id) < (%(at)s::timestamptz, %(entry)s)
        ORDER BY at DESC, entry_id DESC LIMIT %(limit)s) AS found
    UNION ALL
    SELECT found.* FROM unnest(%(units)s::bigint[]) AS unit (id) CROSS JOIN LATERAL (
        SELECT * FROM social_feeditem
        WHERE unit_id = unit.id AND space_id = ANY(%(readable)s::bigint[]) AND (at, entry_id) < (%(at)s::timestamptz, %(entry)s)
        ORDER BY at DESC, entry_id DESC LIMIT %(limit)s) AS found
"""
_BY_TIME = """
    SELECT * FROM social_feeditem WHERE space_id = ANY(%(spaces)s::bigint[]) AND (at, entry_id) < (%(at)s::timestamptz, %(entry)s)
"""
_END_OF_TIME: tuple[str, int] = ("infinity", 2**63 - 1)


@dataclass(frozen=True, slots=True)
class Item:
    """A fact in the feed, what it is about, how that was received, and why the reader sees it."""

    shown: Shown
    subject: Ref
    tally: Tally
    reason: Reason


@dataclass(frozen=True, slots=True)
class Page:
    """Items, and the cursor (`before`) of the next page, None at the end. `position` is the newest place in the log that was looked at."""

    items: list[Item]
    before: Cursor | None
    position: int


@dataclass(frozen=True, slots=True)
class _Row:
    at: datetime
    entry_id: int
    subject: Ref
    space_ids: tuple[int, ...]
    weight: int
    position: int


def feed(*, person: Person, tab: Tab = "me", before: Cursor | None = None, limit: int = PAGE, space: Space | None = None) -> Page:
    """Return a page of the feed of `person`.

    `all`: everything they may read, newest first. `team`: what happens in the units and groups they write in, and what the people of
    their unit do elsewhere. `me`: as `all`, with what concerns them first within each day of the page. With `space`: what stands there.
    """
    rows = _rows(person, tab, before, limit + 1, space)
    page = _distinct(rows[:limit])
    reader = Reader(person.pk, _circle_ids(person), followed(person=person))
    facts = facts_by_id(row.entry_id for row in page)
    candidates = [Candidate(facts[row.entry_id], row.subject, row.space_ids, row.weight) for row in page]
    if tab == "me":
        candidates = ranked(candidates, reader, zone=timezone.get_current_timezone())
    items = _items(candidates, reader, person)
    cursor = (rows[limit - 1].at, rows[limit - 1].entry_id) if len(rows) > limit else None
    return Page(items, cursor, max((row.position for row in rows), default=0))


def news_count(*, person: Person, tab: Tab, since: int) -> int:
    """Return how many things are new after the place `since` in the log, `MOST_NEWS` + 1 at most; one's own are none."""
    rows = _distinct(_rows(person, tab, None, MOST_NEWS + 1))
    newer = {row.entry_id for row in rows if row.position > since}
    return sum(fact.actor.id != person.pk for fact in facts_by_id(newer).values())


def item(*, person: Person, entry_id: int) -> Item:
    """Return one fact as it stands in the feed, also before the feed itself has it; raise `NotFound` when it is not to be seen."""
    fact = facts_by_id([entry_id]).get(entry_id)
    if fact is None or not isinstance(fact.event, InFeed):
        raise NotFound
    candidate = Candidate(fact, fact.event.feed_subject(), fact.space_ids, fact.event.feed_weight)
    items = _items([candidate], Reader(person.pk, frozenset(), frozenset()), person)
    if not items:
        raise NotFound
    return items[0]


def _rows(person: Person, tab: Tab, before: Cursor | None, limit: int, space: Space | None = None) -> list[_Row]:
    """Return the newest rows before a cursor, one for each fact and subject.

    With 1 M rows, asking each of 20 spaces took 6 ms and each of 500 137 ms; walking by time took 5 to 16 ms for 200 to 2,000
    spaces, but has no bound for somebody whose few spaces were last written in long ago.
    """
    readable = space_ids(person=person)
    team = tab == "team" and space is None
    places = _circle_ids(person) if team else readable if space is None else readable & {space.pk}
    at, entry_id = before or _END_OF_TIME
    values = {
        "spaces": list(places),
        "units": _unit_ids(person) if team else [],
        "readable": list(readable),
        "at": at,
        "entry": entry_id,
        "limit": limit,
    }
    with connection.cursor() as cursor:
        cursor.execute(_HEAD + (_BY_SPACE if team or len(places) <= MOST_SPACES else _BY_TIME) + _TAIL, values)
        return [_Row(row[0], row[1], Ref(row[2], row[3]), tuple(row[4]), row[5], row[6]) for row in cursor.fetchall()]


def _distinct(rows: Sequence[_Row]) -> list[_Row]:
    """Keep the newest row of each subject: one that stands in two spaces may have different news in each."""
    first: dict[Ref, _Row] = {}
    for row in rows:
        first.setdefault(row.subject, row)
    return list(first.values())


def _circle_ids(person: Person) -> frozenset[int]:
    """Return the ids of the units and groups that `person` belongs to: those they write in."""
    return space_ids(person=person, level=Level.WRITE, kinds=(Space.Kind.UNIT, Space.Kind.GROUP))


def _unit_ids(person: Person) -> list[int]:
    """Return the ids of the unit of `person` and of those below it."""
    if person.unit is None:
        return []
    return list(Unit.objects.filter(path__startswith=person.unit.path).values_list("pk", flat=True))


def _items(candidates: Sequence[Candidate], reader: Reader, person: Person) -> list[Item]:
    shown = present([candidate.fact for candidate in candidates], person=person)
    seen = [candidate for candidate in candidates if candidate.fact.id in shown]
    received = tallies(person=person, refs=[candidate.subject for candidate in seen])
    return [Item(shown[candidate.fact.id], candidate.subject, received[candidate.subject], reason(candidate, reader)) for candidate in seen]


def more_url(tab: Tab, before: Cursor | None) -> str:
    """Return the address of the items that follow; nothing at the end."""
    if before is None:
        return ""
    return f"{reverse('social:feed')}?{urlencode({'tab': tab, 'before': _written(before)})}"


def more_url_of_space(space: Space, before: Cursor | None) -> str:
    """Return the address of the items of a group that follow; nothing at the end."""
    return f"{reverse('social:of_space', args=[space.pk])}?{urlencode({'before': _written(before)})}" if before else ""


def _written(cursor: Cursor) -> str:
    return f"{cursor[0].isoformat()}_{cursor[1]}"
