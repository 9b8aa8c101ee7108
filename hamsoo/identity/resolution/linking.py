"""From pairs to customers: average linkage inside connected records, under what was decided by hand and what may not be.

Two groups are joined while the mean weight of all pairs between them is high enough, the best first. A pair that was never compared counts
as `absent`. So one accidental likeness between two families of records joins nothing, where connected components would chain them.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from heapq import heapify, heappop, heappush
from math import sqrt
from typing import Any, NamedTuple

Record = Any
"""What names a record: anything that can be hashed and sorted."""


class Pair(NamedTuple):
    """Two records, and the log2 odds that they are one customer."""

    a: Record
    b: Record
    weight: float
    personal: float = 0.0
    """What of the weight comes from what relatives and colleagues do not share."""


class Guards(NamedTuple):
    """What linking may not do by itself."""

    threshold: float = 0.0
    """Groups whose pairs weigh less on average stay apart."""
    growth: float = 6.0
    """So much more large groups must weigh, of n records at least each: (1 - 1/√n) of it. The mean of many pairs is no accident: where two
    large groups are one customer it is high, and relatives who share much come out a little above even."""
    alone: float = 4.0
    """So much more one pair must weigh that nothing else supports, n pairs the n²-th part of it: two people of one name in one city come
    out a little above even, too."""
    again: float = 0.0
    """What it says against two groups that both have a record of some system; once, not on average over pairs that cannot show it."""
    absent: float = -3.0
    """What a pair weighs that was never compared."""
    personal: float = -3.0
    """Groups stay apart whose pairs weigh less on average by what relatives and colleagues do not share."""
    largest: int = 100
    """No group grows beyond so many records, unless by hand."""


_NO_SOURCES: frozenset[Hashable] = frozenset()


class _Groups:
    """Groups of records that grow together; each is named by its first record's place."""

    def __init__(self, places: Iterable[int], sources: Mapping[int, Hashable], systems: Mapping[int, Hashable], guards: Guards) -> None:
        self.guards = guards
        self.members = {place: [place] for place in places}
        self.sources = {place: frozenset([sources[place]]) if place in sources else _NO_SOURCES for place in self.members}
        self.systems = {place: Counter([systems[place]]) if place in systems else Counter() for place in self.members}
        self.barred: dict[int, set[int]] = defaultdict(set)
        self.between: dict[int, dict[int, tuple[float, int, float]]] = defaultdict(dict)

    def connect(self, a: int, b: int, total: float, count: int, personal: float) -> None:
        before = self.between[a].get(b, (0.0, 0, 0.0))
        self.between[a][b] = self.between[b][a] = (before[0] + total, before[1] + count, before[2] + personal)

    def excess(self, a: int, b: int) -> float:
        """Return by how much the mean weight of the pairs between two groups is higher than it must be."""
        total, count, _personal = self.between[a][b]
        sizes = len(self.members[a]), len(self.members[b])
        every = sizes[0] * sizes[1]
        mean = (total + self.guards.absent * (every - count)) / every
        least = self.guards.threshold + self.guards.growth * (1 - 1 / sqrt(min(sizes))) + self.guards.alone / every**2
        return mean + self._again(a, b, every) - least

    def _again(self, a: int, b: int, every: int) -> float:
        """Return what the mean lacks of what a second record of a system says: pairs of one system have said their part."""
        if not self.guards.again:
            return 0.0
        twice = sum(count * self.systems[b][system] for system, count in self.systems[a].items())
        return self.guards.again * (1 - twice / every) if twice else 0.0

    def may_join(self, a: int, b: int) -> bool:
        return (
            b not in self.barred[a]
            and self.between[a][b][2] >= self.guards.personal * self.between[a][b][1]
            and len(self.members[a]) + len(self.members[b]) <= self.guards.largest
            and self.sources[a].isdisjoint(self.sources[b])
        )

    def join(self, a: int, b: int) -> int:
        """Put two groups together under the smaller name, and return it."""
        kept, gone = min(a, b), max(a, b)
        self.members[kept].extend(self.members.pop(gone))
        self.sources[kept] = self.sources[kept] | self.sources.pop(gone)
        self.systems[kept] += self.systems.pop(gone)
        for other in self.barred.pop(gone, set()):
            self.barred[other].discard(gone)
            self.barred[other].add(kept)
            self.barred[kept].add(other)
        for other, (total, count, personal) in self.between.pop(gone, {}).items():
            del self.between[other][gone]
            if other != kept:
                self.connect(kept, other, total, count, personal)
        return kept


def link(
    records: Iterable[Record],
    pairs: Iterable[Sequence[Any]],
    *,
    must: Iterable[tuple[Record, Record]] = (),
    cannot: Iterable[tuple[Record, Record]] = (),
    sources: Mapping[Record, Hashable] | None = None,
    systems: Mapping[Record, Hashable] | None = None,
    guards: Guards = Guards(),
) -> list[tuple[Record, ...]]:
    """Return the customers, each as its records in order; the same whatever the order of what is given.

    `must` pairs are together whatever else holds; `cannot` pairs are apart, unless `must` pairs join them. `sources` names, for records of
    sources without duplicates, their source: no two of one source are joined. `systems` names that of every other, for `again`.
    """
    ordered = sorted(set(records))
    place = {record: number for number, record in enumerate(ordered)}
    told = _distinct(pairs, place)
    forced = sorted((place[a], place[b]) for a, b in must)
    # Records that nothing ties to another are most of a large batch: they stay out of all this.
    tied = {number for both in (*told, *forced) for number in both}
    from_source, from_system = (
        {number: name for record, name in (names or {}).items() if (number := place.get(record)) in tied} for names in (sources, systems)
    )
    groups = _Groups(tied, from_source, from_system, guards)
    _prepare(groups, told, forced, [(place[a], place[b]) for a, b in cannot])
    _agglomerate(groups)
    alone = [(record,) for number, record in enumerate(ordered) if number not in tied]
    return sorted([*alone, *(tuple(ordered[number] for number in sorted(members)) for members in groups.members.values())])


def _prepare(
    groups: _Groups,
    told: Mapping[tuple[int, int], tuple[float, float]],
    must: Sequence[tuple[int, int]],
    cannot: Sequence[tuple[int, int]],
) -> None:
    """Join what must be together, bar what cannot, and connect the rest by what is told of it."""
    names: dict[int, int] = {}

    def name(number: int) -> int:
        while number in names:
            number = names[number]
        return number

    for a, b in must:
        if (first := name(a)) != (second := name(b)):
            names[max(first, second)] = groups.join(first, second)
    for a, b in ((name(a), name(b)) for a, b in cannot):
        if a != b and a in groups.members and b in groups.members:
            groups.barred[a].add(b)
            groups.barred[b].add(a)
    for (a, b), (weight, personal) in sorted(told.items()):
        if (first := name(a)) != (second := name(b)):
            groups.connect(first, second, weight, 1, personal)


def _distinct(pairs: Iterable[Sequence[Any]], place: Mapping[Record, int]) -> dict[tuple[int, int], tuple[float, float]]:
    found: dict[tuple[int, int], tuple[float, float]] = {}
    for a, b, weight, *rest in pairs:
        both = (min(place[a], place[b]), max(place[a], place[b]))
        told = (weight, rest[0] if rest else 0.0)
        found[both] = max(told, found.get(both, told))
    return found


def _agglomerate(groups: _Groups) -> None:
    """Join the two nearest groups as long as there are two that are near enough."""
    heap = [(-excess, a, b) for a, others in groups.between.items() for b in others if a < b and (excess := groups.excess(a, b)) >= 0]
    heapify(heap)
    while heap:
        negative, a, b = heappop(heap)
        # What changed since then stands in the heap again with its newer excess.
        if a not in groups.members or b not in groups.between[a] or groups.excess(a, b) != -negative or not groups.may_join(a, b):
            continue
        kept = groups.join(a, b)
        for other in groups.between[kept]:
            if (excess := groups.excess(kept, other)) >= 0:
                heappush(heap, (-excess, min(kept, other), max(kept, other)))
