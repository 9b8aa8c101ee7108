"""Finding and scoring: what the index holds for a query, in an order that unseen documents have no part in.

Scores are sums of whole numbers, so that neither the order of segments nor that of additions shows in them; equals stand newest
first and then by key. A list that must be cut is cut where the score changes, or it is read on until it does.
"""

import json
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, cast

import numpy as np
import tantivy
from tantivy import Occur, Query

from hamsoo.finder.index.reading import Sign
from hamsoo.finder.index.reading import searcher as open_searcher
from hamsoo.finder.index.recent import Works, recent, shared_works, works_of
from hamsoo.finder.index.schema import ANY, WEIGHT_SCALE, kind_of, levelled, schema
from hamsoo.finder.index.within import EVERYTHING, Within
from hamsoo.finder.people import TYPE as PERSON
from hamsoo.finder.ranking import bm25

MOST_READ = 16_000
FEW = 64
_FIRST, _NEXT = 3, 8


class Match(NamedTuple):
    """A document that was found: its key, its score (0 where order is by time) and its time in seconds."""

    key: int
    score: float
    at: int
    address: tantivy.DocAddress


class Snapshot:
    """The index as of one commit, as far as the spaces `space_ids` reach: all that one searcher's request may ask."""

    def __init__(self, searcher: tantivy.Searcher, sign: Sign, space_ids: Collection[int]) -> None:
        self._searcher = searcher
        self._sign = sign
        self._space_ids = frozenset(space_ids)
        self._reach = _silent(_any_of("space", sorted(space_ids)))

    def weights(self, terms: Iterable[str], *, least: int = 0) -> dict[str, float]:
        """Return the idf of each term among shared documents; terms that fewer than `least` of them hold are left out."""
        total = self.shared_count(ANY)
        counts = {term: self.shared_count(term) for term in terms}
        return {term: bm25.idf(total, count) for term, count in counts.items() if count >= least}

    def shared_count(self, term: str) -> int:
        """Return how many shared documents hold `term`.

        The index's own statistics keep counting what was deleted until segments are merged: they are used while nothing shared is.
        """
        known = _counts(self._sign)
        if term not in known:
            listed = self._searcher.doc_freq("shared", term)
            is_exact = not listed or (term != ANY and self.shared_count(ANY) == self._searcher.doc_freq("shared", ANY))
            known[term] = listed if is_exact else self._read_count(term)
        return known[term]

    def _read_count(self, term: str) -> int:
        query = Query.term_query(schema(), "shared", term, "basic")
        return int(self._searcher.search(query, limit=1, count=True).count or 0)  # type: ignore[attr-defined]  # not in its stub

    def shared_naming(self, ways: Sequence[Sequence[Sequence[str]]] = ()) -> int:
        """Return how many shared documents, profiles left out, hold a term of every group of one of `ways`; without any, of all."""
        clauses = [(Occur.Must, Query.term_query(schema(), "shared", ANY, "basic")), (Occur.MustNot, _kinds([PERSON]))]
        if ways:
            clauses.append((Occur.Must, _one_of([_every(groups) for groups in ways])))
        query = Query.boolean_query(clauses)
        return int(self._searcher.search(query, limit=1, count=True).count or 0)  # type: ignore[attr-defined]  # not in its stub

    def scored(
        self,
        terms: Sequence[str],
        *,
        beside: Mapping[str, float] | None = None,
        demanded: Sequence[Sequence[str]] = (),
        choices: Sequence[Sequence[Sequence[Sequence[str]]]] = (),
        types: Collection[str] = (),
        without: Collection[str] = (),
        within: Within = EVERYTHING,
        limit: int,
    ) -> list[Match]:
        """Return the best documents that hold some of `terms`, at least one of every group of `demanded`, and are of `types`.

        A term counts as often as it stands in `terms`. `beside` are other terms with what each counts, where one that stands there once
        counts 1. Of each of `choices`, lists of groups, every group of one list is demanded.
        """
        written, other = self.weights(terms), self.weights(beside or {})
        if not written and not other:
            return []
        counts = bm25.counted(terms)
        wanted = {term: written[term] * count for term, count in counts.items()}
        more = {term: value * (beside or {})[term] for term, value in other.items() if term not in written}
        told = [*bm25.telling(self._in_use(wanted)), *bm25.telling(self._in_use(more))]
        clauses = [(Occur.Must, _points(told, {**more, **written}, counts))]
        clauses += self._filters(types, without)
        clauses += _where(within, choices)
        clauses += [(Occur.Must, _held(group)) for group in demanded]
        return self._best(Query.boolean_query(clauses), limit)

    def _in_use(self, weights: Mapping[str, float]) -> Mapping[str, float]:
        """Leave out of too many terms those that nobody wrote where the searcher reads: they weigh most, and would be all that is left."""
        if len(weights) <= bm25.MOST_TERMS:
            return weights
        return {term: weight for term, weight in weights.items() if self.shared_count(term) or self._is_read(term)}

    def _is_read(self, term: str) -> bool:
        query = Query.boolean_query([*self._filters((), ()), (Occur.Must, Query.term_query(schema(), "words", term, "basic"))])
        return bool(self._searcher.search(query, limit=1, count=False).hits)

    def holding(self, group: Sequence[str], *, limit: int) -> list[Match]:
        """Return the newest documents that hold a term of the group."""
        return self._newest(Query.boolean_query([*self._filters((), ()), (Occur.Must, _held(group))]), limit)

    @property
    def shared_terms(self) -> "SharedTerms":
        """Return the terms of shared documents."""
        return SharedTerms(self._searcher, self.shared_count)

    def beginning(self, words: Sequence[str], *, types: Collection[str], limit: int) -> list[Match]:
        """Return the newest documents with a title that has words with these beginnings."""
        starts = [(Occur.Must, Query.term_query(schema(), "starts", word, "basic")) for word in words]
        return self._newest(Query.boolean_query([*starts, *self._filters(types, ())]), limit) if starts else []

    def children(self, parents: Collection[int], *, limit: int) -> list[Match]:
        """Return the newest documents that belong to these keys."""
        if not parents:
            return []
        # One by one also where they are many: an automaton goes through the names of all parents, and takes two to three times as long.
        within = Query.boolean_query([(Occur.Should, Query.term_query(schema(), "parent", key, "basic")) for key in sorted(parents)])
        return self._newest(Query.boolean_query([(Occur.Must, within), *self._filters((), ())]), limit)

    def newest(self, types: Collection[str], *, limit: int) -> list[Match]:
        """Return the newest documents of these types."""
        return self._newest(Query.boolean_query(self._filters(types, ())), limit) if types else []

    def latest(
        self, within: Within, choices: Sequence[Sequence[Sequence[Sequence[str]]]], *, without: Collection[str] = (), limit: int
    ) -> list[Match]:
        """Return the newest documents there are, of other types than `without`, of each of `choices` with every group of one list."""
        return self._newest(Query.boolean_query([*self._filters((), without), *_where(within, choices)]), limit)

    def works(self, person_ids: Collection[int], *, limit: int) -> Works:
        """Return the newest shared works of these people."""
        if not person_ids:
            return Works()
        newest = recent(self._searcher, self._sign)
        if newest.is_read_by(self._space_ids, self._reach) and (found := newest.of(person_ids, limit)) is not None:
            return found
        by = Query.term_set_query(schema(), "person", sorted(person_ids))
        matches = self._newest(Query.boolean_query([(Occur.Must, by), (Occur.Must, self._reach), *shared_works()]), limit)
        return works_of(self._searcher, [(match.at, match.address) for match in matches])

    def people_of(self, matches: Sequence[Match]) -> dict[int, list[tuple[int, float]]]:
        """Return by key whose work the documents are, with weights; nobody's work is left out."""
        persons, weights = self.values("person", matches), self.values("weight", matches)
        found = {key: [(persons[key], weight / WEIGHT_SCALE)] for key, weight in weights.items()}
        for match in matches:
            if match.key in persons and match.key not in weights:
                stored = self._searcher.doc(match.address).get_first("people") or b"[]"
                found[match.key] = [(int(person), float(weight)) for person, weight in json.loads(stored)]
        return found

    def said(self, match: Match) -> dict[str, float]:
        """Return the characteristic terms of a document with their shares in it."""
        return dict(json.loads(self._searcher.doc(match.address).get_first("said") or b"{}"))

    def values(self, field: str, matches: Sequence[Match]) -> dict[int, int]:
        """Return by key the number that a document has in `field` (parent, person, waited); those without are left out."""
        return {match.key: value for match, value in zip(matches, self.column(field, matches), strict=True) if value is not None}

    def column(self, field: str, matches: Sequence[Match]) -> list[int | None]:
        """Return the number that each document has in `field`, None for those without."""
        # Whole numbers all: its stub knows fields of other kinds too.
        return cast("list[int | None]", self._searcher.fast_field_values(field, [match.address for match in matches])) if matches else []

    def _filters(self, types: Collection[str], without: Collection[str]) -> list[tuple[Occur, Query]]:
        clauses = [(Occur.Must, self._reach)]
        if types:
            clauses.append((Occur.Must, _silent(_kinds(types))))
        if without:
            clauses.append((Occur.MustNot, _kinds(without)))
        return clauses

    def _best(self, query: Query, limit: int) -> list[Match]:
        return self._read(lambda count: self._searcher.search(query, limit=count, count=False).hits, limit, is_scored=True)

    def _newest(self, query: Query, limit: int) -> list[Match]:
        return self._read(
            lambda count: self._searcher.search(query, limit=count, count=False, order_by_field="at").hits, limit, is_scored=False
        )

    def _read(self, ask: Callable[[int], list[tuple[float, tantivy.DocAddress]]], limit: int, *, is_scored: bool) -> list[Match]:
        """Read `limit` hits and the rest of those that equal the last; where those are too many, none of them."""
        # Equals at the edge are the rule, as scores go by levels: reading more at once is cheaper than asking again.
        count = min(limit * _FIRST, max(limit, MOST_READ)) + 1
        while True:
            hits = ask(count)
            if len(hits) < count or hits[-1][0] != hits[limit - 1][0]:
                break
            if count >= MOST_READ:
                hits = [hit for hit in hits if hit[0] != hits[-1][0]] or hits
                break
            count = min(count * _NEXT, MOST_READ)
        if not hits:
            return []
        # What is less than the last was only read to see that it is.
        hits = hits[: bisect_right(hits, -hits[min(limit, len(hits)) - 1][0], key=lambda hit: -hit[0])]
        addresses = [address for _value, address in hits]
        keys = cast("list[int]", self._searcher.fast_field_values("key", addresses))
        times = cast("list[int]", self._searcher.fast_field_values("at", addresses))
        scores = [value / bm25.SCALE for value, _address in hits] if is_scored else [0.0] * len(hits)
        # Sorted as columns: a word that many use has thousands of equals.
        order = np.lexsort((np.array(keys), -np.array(times), -np.array(scores)))[:limit].tolist()
        return [Match(keys[place], scores[place], times[place], addresses[place]) for place in order]


class SharedTerms:
    """The terms of documents that every colleague may read. The index lists a term a while longer than there are documents with it."""

    def __init__(self, searcher: tantivy.Searcher, count: Callable[[str], int]) -> None:
        self._searcher = searcher
        self.count = count

    def beginning_with(self, start: str) -> list[str]:
        """Return the terms that begin so."""
        return [term for term, _count in self._searcher.terms_with_prefix("shared", start)]

    def has(self, term: str) -> bool:
        """Return whether there is this very term."""
        return self._searcher.doc_freq("shared", term) > 0


def snapshot(space_ids: Collection[int]) -> Snapshot | None:
    """Open the index for somebody who reads `space_ids`; None when there is no index yet, or nothing to be read."""
    opened = open_searcher()
    return Snapshot(*opened, space_ids) if opened and space_ids else None


def _silent(query: Query) -> Query:
    """Let `query` filter without adding to the score."""
    return Query.const_score_query(query, 0.0)


def _any_of(field: str, numbers: Sequence[int]) -> Query:
    """Return the query for one of several numbers; few are looked up one by one, which costs a quarter of making an automaton of them."""
    if len(numbers) > FEW:
        return Query.term_set_query(schema(), field, list(numbers))
    return Query.boolean_query([(Occur.Should, Query.term_query(schema(), field, number, "basic")) for number in numbers])


def _kinds(types: Collection[str]) -> Query:
    return _any_of("kind", sorted(kind_of(name) for name in types))


def _where(within: Within, choices: Sequence[Sequence[Sequence[Sequence[str]]]]) -> list[tuple[Occur, Query]]:
    named = [_one_of([_every(groups) for groups in choice]) for choice in choices]
    return [(Occur.Must, _silent(query)) for query in (*within.queries(), *named)]


def _held(group: Sequence[str]) -> Query:
    return _silent(Query.term_set_query(schema(), "words", list(group)))


def _every(groups: Sequence[Sequence[str]]) -> Query:
    return Query.boolean_query([(Occur.Must, _held(group)) for group in groups])


def _one_of(queries: Sequence[Query]) -> Query:
    return Query.boolean_query([(Occur.Should, query) for query in queries])


def _points(terms: Sequence[str], weights: Mapping[str, float], counts: Mapping[str, int]) -> Query:
    """Give every document the points of the levels at which it holds the terms, as often as they are counted."""
    clauses: list[tuple[Occur, Query]] = []
    for term in terms:
        levels, count = _levels_of(term, weights[term]), counts.get(term, 1)
        clauses += levels if count == 1 else [(Occur.Should, Query.boost_query(Query.boolean_query(list(levels)), float(count)))]
    return Query.boolean_query(clauses)


@lru_cache(maxsize=4_096)
def _levels_of(term: str, weight: float) -> tuple[tuple[Occur, Query], ...]:
    """Return the clauses of one term: kept, as the same words are asked for again and again."""
    held = [Query.term_query(schema(), "levels", levelled(term, level), "basic") for level in range(bm25.LEVELS)]
    return tuple((Occur.Should, Query.const_score_query(one, float(bm25.points(weight, level)))) for level, one in enumerate(held))


@lru_cache(maxsize=2)
def _counts(sign: Sign) -> dict[str, int]:  # noqa: ARG001 - the sign is the key of the cache
    """Return the memory of counts for one commit."""
    return {}
