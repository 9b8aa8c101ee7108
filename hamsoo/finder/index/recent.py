"""What people did lately where everybody reads it, in columns that are kept for half a minute.

Every search for experts asks for the newest works of hundreds of people, and these are mostly among the newest works of all.
"""

import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import numpy as np
import numpy.typing as npt
import tantivy
from tantivy import Occur, Query

from hamsoo.finder.index.reading import Sign
from hamsoo.finder.index.schema import ANY, kind_of, schema
from hamsoo.finder.people import TYPE as PERSON

MOST_RECENT = 40_000
KEPT_FOR = 30.0
"""So many seconds the newest of more works are kept, whatever is written meanwhile: they tell who is active. All works there are, are read
anew at each commit."""

_NOBODY = 0
_FIELDS = ("person", "key", "waited", "parent")
Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Works:
    """Works in columns, the newest first: whose, which, when, how long its asker waited, what it belongs to."""

    people: Sequence[int | None] = ()
    keys: Sequence[int | None] = ()
    waited: Sequence[int | None] = ()
    parents: Sequence[int | None] = ()
    times: Sequence[int] = ()

    def at(self, places: Sequence[int]) -> "Works":
        """Return the works at these places, in this order."""
        people, keys, waited, parents = (
            [column[place] for place in places] for column in (self.people, self.keys, self.waited, self.parents)
        )
        return Works(people, keys, waited, parents, [self.times[place] for place in places])


@dataclass(frozen=True, slots=True)
class Recent:
    """The newest shared works of one commit: all of them, or all from `since` on; read at a monotonic time of this process."""

    works: Works
    since: int | None
    read_at: float
    _searcher: tantivy.Searcher
    _people: Numbers
    _read_by: dict[frozenset[int], bool] = field(default_factory=dict)

    def of(self, people: Collection[int], limit: int) -> Works | None:
        """Return the newest `limit` works of these people; None when some of them may be older than what is here."""
        places = np.flatnonzero(np.isin(self._people, np.fromiter(people, dtype=np.int64)))[:limit].tolist()
        if len(places) < limit and self.since is not None:
            return None
        return self.works.at(places)

    def is_read_by(self, space_ids: frozenset[int], reach: Query) -> bool:
        """Return whether somebody who reads these spaces reads all that is here: counted, not taken for granted."""
        if space_ids not in self._read_by:
            query = Query.boolean_query([*_newer(self.since), (Occur.Must, reach)])
            found = self._searcher.search(query, limit=1, count=True)
            self._read_by[space_ids] = found.count == len(self.works.keys)  # type: ignore[attr-defined]  # not in its stub
        return self._read_by[space_ids]


def works_of(searcher: tantivy.Searcher, hits: Sequence[tuple[Any, tantivy.DocAddress]]) -> Works:
    """Return the columns of works that were found in order of time, equals by key."""
    if not hits:
        return Works()
    addresses, times = [address for _at, address in hits], [int(at) for at, _address in hits]
    people, keys, waited, parents = (cast("list[int | None]", searcher.fast_field_values(name, addresses)) for name in _FIELDS)
    order = np.lexsort((np.array(keys, dtype=np.int64), -np.array(times))).tolist()
    return Works(people, keys, waited, parents, times).at(order)


def shared_works() -> list[tuple[Occur, Query]]:
    """Return the conditions of a work that everybody may read: no profile."""
    profiles = Query.term_query(schema(), "kind", kind_of(PERSON), "basic")
    return [(Occur.Must, Query.term_query(schema(), "shared", ANY, "basic")), (Occur.MustNot, profiles)]


def recent(searcher: tantivy.Searcher, sign: Sign) -> Recent:
    """Return the newest shared works as of a commit, of many of a commit not long before."""
    folder, now = sign[0], time.monotonic()
    kept_sign, kept = _kept.get(folder, (None, None))
    if kept is None or (sign != kept_sign and (kept.since is None or now - kept.read_at >= KEPT_FOR)):
        # What was newest before is mostly so still: reading on from there leaves out all that is older.
        kept = _read(searcher, kept.since if kept else None, now)
        _kept.clear()
        _kept[folder] = sign, kept
    return kept


_kept: dict[Path, tuple[Sign, Recent]] = {}
"""Of the folder that was asked last."""


def _newer(since: int | None) -> list[tuple[Occur, Query]]:
    if since is None:
        return shared_works()
    return [(Occur.Must, Query.range_query(schema(), "at", tantivy.FieldType.Unsigned, since, None)), *shared_works()]


def _read(searcher: tantivy.Searcher, since: int | None, now: float) -> Recent:
    query = Query.boolean_query(_newer(since))
    hits = cast("list[tuple[int, tantivy.DocAddress]]", searcher.search(query, MOST_RECENT + 1, count=False, order_by_field="at").hits)
    if since is not None and len(hits) < MOST_RECENT // 2:
        return _read(searcher, None, now)
    if len(hits) > MOST_RECENT:
        last = hits[-1][0]
        hits = [hit for hit in hits if hit[0] != last]
        since = hits[-1][0] if hits else last + 1
    works = works_of(searcher, hits)
    return Recent(works, since, now, searcher, np.array([person or _NOBODY for person in works.people], dtype=np.int64))
