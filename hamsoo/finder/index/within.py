"""Where in the index to look: by whom, in which spaces, of which types and from when."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import tantivy
from tantivy import Query

from hamsoo.finder.index.schema import kind_of, schema
from hamsoo.finder.people import TYPE as PERSON


@dataclass(frozen=True, slots=True)
class Within:
    """What a document must be; None for what does not matter. Times are seconds, from `since` on and before `until`."""

    authors: frozenset[int] | None = None
    spaces: frozenset[int] | None = None
    units: frozenset[int] = frozenset()
    """Colleagues who work in these units are met as what stands in `spaces` is."""
    subjects: frozenset[int] | None = None
    """Keys of things: a document is one of them, or about one."""
    types: frozenset[str] | None = None
    since: int | None = None
    until: int | None = None

    def by(self, people: Iterable[int]) -> "Within":
        """Return the same, written by one of `people` as well as by those it allows already."""
        return replace(self, authors=(self.authors or frozenset()) | frozenset(people))

    def at(self, spaces: Iterable[int], units: Iterable[int]) -> "Within":
        """Return the same, standing in one of `spaces` or being a colleague of one of `units` as well."""
        return replace(self, spaces=(self.spaces or frozenset()) | frozenset(spaces), units=self.units | frozenset(units))

    def about(self, keys: Iterable[int]) -> "Within":
        """Return the same, being or being about one of `keys` as well."""
        return replace(self, subjects=(self.subjects or frozenset()) | frozenset(keys))

    def of(self, type_name: str) -> "Within":
        """Return the same, of this type as well."""
        return replace(self, types=(self.types or frozenset()) | {type_name})

    def between(self, since: int | None, until: int | None) -> "Within":
        """Return the same, and within these times too."""
        since = max((one for one in (since, self.since) if one is not None), default=None)
        until = min((one for one in (until, self.until) if one is not None), default=None)
        return replace(self, since=since, until=until)

    def queries(self) -> list[Query]:
        """Return the conditions, every one of which a document meets."""
        found = []
        if self.authors is not None:
            found.append(_among("author", self.authors))
        if self.spaces is not None:
            either = [(tantivy.Occur.Should, _among("space", self.spaces)), (tantivy.Occur.Should, _among("unit", self.units))]
            found.append(Query.boolean_query(either))
        if self.subjects is not None:
            either = [(tantivy.Occur.Should, _among(field, self.subjects)) for field in ("about", "key")]
            found.append(Query.boolean_query(either))
        if self.types is not None:
            found.append(_among("kind", {kind_of(name) for name in self.types}))
        if self.since is not None or self.until is not None:
            found.append(self._when())
        return found

    def _when(self) -> Query:
        """Return the condition on time, which no colleague meets: their time is that of joining."""
        last = None if self.until is None else self.until - 1
        if last is not None and last < max(0, self.since or 0):
            return Query.empty_query()
        colleagues = _among("kind", {kind_of(PERSON)})
        inside = Query.range_query(schema(), "at", tantivy.FieldType.Unsigned, max(0, self.since or 0), last)
        return Query.boolean_query([(tantivy.Occur.Must, inside), (tantivy.Occur.MustNot, colleagues)])


EVERYTHING = Within()


def _among(name: str, numbers: Iterable[int]) -> Query:
    return Query.term_set_query(schema(), name, sorted(numbers))
