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
from hamsoo.social import queries
from hamsoo.social.importance import Candidate, Reader, Reason, because, ranked, reason
from hamsoo.spaces.models import Level, Space
from hamsoo.spaces.queries import known_places, space_ids
from hamsoo.threads import targets
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
        SELECT * FROM social_feeditem WHERE space_id = here.id AND (at, entry_id) < (%(at)s::timestamptz, %(entry)s){kept}
        ORDER BY at DESC, entry_id DESC LIMIT %(limit)s) AS found
    UNION ALL
    SELECT found.* FROM unnest(%(units)s::bigint[]) AS unit (id) CROSS JOIN LATERAL (
        SELECT * FROM social_feeditem
        WHERE unit_id = unit.id AND space_id = ANY(%(readable)s::bigint[]) AND (at, entry_id) < (%(at)s::timestamptz, %(entry)s){kept}
        ORDER BY at DESC, entry_id DESC LIMIT %(limit)s) AS found
"""
_BY_TIME = """
    SELECT * FROM social_feeditem WHERE space_id = ANY(%(spaces)s::bigint[]) AND (at, entry_id) < (%(at)s::timestamptz, %(entry)s){kept}
"""
_NOT_BY = " AND (actor_id IS NULL OR actor_id <> ALL(%(people)s::bigint[]))"
_NOT_ABOUT = " AND (subject_type, subject_id) NOT IN (SELECT * FROM unnest(%(types)s::text[], %(ids)s::bigint[]))"
_MOST_ROUNDS = 5
"""So many pages of muted words only are passed over at once; who has muted more sees an empty page that goes on."""
_END_OF_TIME: tuple[str, int] = ("infinity", 2**63 - 1)


@dataclass(frozen=True, slots=True)
class Item:
    """A fact in the feed, what it is about, how that was received, and why the reader sees it."""

    shown: Shown
    subject: Ref
    tally: Tally
    reason: Reason


@dataclass(frozen=True, slots=True)
class Explained:
    """An item, what of it its reader follows (None: nothing), and the units and groups that it stands in."""

    item: Item
    followed: Ref | None
    places: tuple[Space, ...]


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
    """Return a page of the feed of `person`, without what they have muted.

    `all`: everything they may read, newest first. `team`: what happens in the units and groups they write in, and what the people of
    their unit do elsewhere. `me`: as `all`, with what concerns them first within each day of the page. With `space`: what stands there,
    all of it: who looks at a place wants to see it.
    """
    muted = queries.NOTHING if space else queries.muted(person=person)
    reader = _reader(person)
    position, candidates, cursor = 0, [], before
    for _round in range(_MOST_ROUNDS):
        rows = _rows(person, tab, cursor, limit + 1, muted, space)
        position = position or max((row.position for row in rows), default=0)
        candidates = _candidates(_distinct(rows[:limit]), muted)
        cursor = (rows[limit - 1].at, rows[limit - 1].entry_id) if len(rows) > limit else None
        if candidates or cursor is None:
            break
    if tab == "me":
        candidates = ranked(candidates, reader, zone=timezone.get_current_timezone())
    return Page(_items(candidates, reader, person), cursor, position)


def news_count(*, person: Person, tab: Tab, since: int) -> int:
    """Return how many things are new after the place `since` in the log, `MOST_NEWS` + 1 at most; one's own are none."""
    muted = queries.muted(person=person)
    rows = _distinct(_rows(person, tab, None, MOST_NEWS + 1, muted))
    newer = _candidates([row for row in rows if row.position > since], muted)
    return sum(candidate.fact.actor.id != person.pk for candidate in newer)


def item(*, person: Person, entry_id: int) -> Item:
    """Return one fact as it stands in the feed, also before the feed itself has it; raise `NotFound` when it is not to be seen."""
    items = _items([_candidate(entry_id)], Reader(person.pk, frozenset(), frozenset()), person)
    if not items:
        raise NotFound
    return items[0]


def explained(*, person: Person, entry_id: int) -> Explained:
    """Return why one fact stands where it does in the feed of `person`, and what of it they can mute; raise `NotFound` as `item` does."""
    candidate, reader = _candidate(entry_id), _reader(person)
    items = _items([candidate], reader, person)
    if not items:
        raise NotFound
    places = known_places(person=person, ids=candidate.space_ids)
    return Explained(items[0], because(candidate, reader), tuple(places.values()))


def _candidate(entry_id: int) -> Candidate:
    fact = facts_by_id([entry_id]).get(entry_id)
    if fact is None or not isinstance(fact.event, InFeed):
        raise NotFound
    return Candidate(fact, fact.event.feed_subject(), fact.space_ids, fact.event.feed_weight)


def _candidates(rows: Sequence[_Row], muted: queries.Muted) -> list[Candidate]:
    """Return what the rows speak of, without what holds words that are muted."""
    facts = facts_by_id(row.entry_id for row in rows)
    return [
        Candidate(facts[row.entry_id], row.subject, row.space_ids, row.weight)
        for row in rows
        if not any(part[0] == "topic" and part[1] in muted.topic_ids for part in facts[row.entry_id].objects)
    ]


def _reader(person: Person) -> Reader:
    refs = followed(person=person)
    return Reader(person.pk, _circle_ids(person), refs - targets.hidden(person=person, refs=refs))


def _rows(person: Person, tab: Tab, before: Cursor | None, limit: int, muted: queries.Muted, space: Space | None = None) -> list[_Row]:
    """Return the newest rows before a cursor, one for each fact and subject.

    With 1 M rows, asking each of 20 spaces took 6 ms and each of 500 137 ms; walking by time took 5 to 16 ms for 200 to 2,000
    spaces, but has no bound for somebody whose few spaces were last written in long ago.
    """
    readable = space_ids(person=person) - muted.space_ids
    team = tab == "team" and space is None
    places = _circle_ids(person) - muted.space_ids if team else readable if space is None else readable & {space.pk}
    at, entry_id = before or _END_OF_TIME
    values = {
        "spaces": list(places),
        "units": _unit_ids(person) if team else [],
        "readable": list(readable),
        "at": at,
        "entry": entry_id,
        "limit": limit,
        "people": list(muted.person_ids),
        "types": [ref.type for ref in muted.things],
        "ids": [ref.id for ref in muted.things],
    }
    kept = (_NOT_BY * bool(muted.person_ids)) + (_NOT_ABOUT * bool(muted.things))
    statement = (_BY_SPACE if team or len(places) <= MOST_SPACES else _BY_TIME).format(kept=kept)
    with connection.cursor() as cursor:
        cursor.execute(_HEAD + statement + _TAIL, values)
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
