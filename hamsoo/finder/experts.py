"""The expert finder: a need in free words, and who can help with it, each with reasons that the searcher may open."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from hamsoo.finder import documents, rights
from hamsoo.finder.documents import Document
from hamsoo.finder.index.matching import Match, Snapshot, snapshot
from hamsoo.finder.people import TYPE as PERSON
from hamsoo.finder.people import Skilled, skills_of
from hamsoo.finder.ranking.kindred import kindred_terms, sources
from hamsoo.finder.ranking.mixing import DEFAULT
from hamsoo.finder.ranking.voting import Piece, Standing, rank, ranked, with_parents
from hamsoo.kernel.text import analyse_query, highlight, snippet, unmarked
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person, PersonQuerySet
from hamsoo.people.queries import DayLine, Filters, Reachability, day_line, narrowed, reachability, units_of
from hamsoo.spaces.queries import space_ids

MOST_EVIDENCE = 400
MOST_KINDRED = 100
MOST_PROFILES = 100
MOST_WORKS = 2000
LEAST_ANSWERS = 3
"""Fewer past answers say nothing about how long the next will take."""
ON_SUBJECT = 0.4
"""A document is on the subject when it has this share of the best score."""

_DAY = 86_400
_LONGEST_NEED = 4_000
_REASONS = 2
_PASSAGE = 110
_MOST_LOOKED_AT = 100
_SPARE = 10
_STEPS = ((86_400, 3_600), (3_600, 600), (0, 60))
"""An expected time is no promise to the second: (from so many seconds on, told in steps of so many)."""
_ABSENT = (Person.Presence.BUSY, Person.Presence.AWAY)

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Reason:
    """One piece of evidence: what it is (a document's type), the passage that matches with its hits, where it is and from when."""

    kind: str
    text: str
    spans: list[Span]
    url: str
    at: datetime
    document: Document


@dataclass(frozen=True, slots=True)
class AnswerTime:
    """How long past askers waited for this person: the median of `count` answers."""

    median: timedelta
    count: int

    @property
    def seconds(self) -> int:
        """Return the median in seconds."""
        return round(self.median.total_seconds())

    @property
    def coarse_seconds(self) -> int:
        """Return the median as it is shown: in whole minutes, from an hour on in tens of minutes, from a day on in hours; never 0."""
        step = next(step for least, step in _STEPS if self.seconds >= least)
        return max(60, round(self.seconds / step) * step)


@dataclass(frozen=True, slots=True)
class Expert:
    """A colleague who can help, and why: the best pieces of evidence, how many there are, and the skills they say to have."""

    person: Person
    score: float
    reasons: tuple[Reason, ...]
    evidence_count: int
    skills: tuple[Skilled, ...]
    endorsement_count: int
    expected: AnswerTime | None
    reachable: Reachability
    day: DayLine | None


@dataclass(slots=True)
class _Evidence:
    """What the searcher may open that matches: scores and kindred scores by key, and whose work it is."""

    scores: dict[int, float]
    kindred: dict[int, float]
    profiles: dict[int, float]
    refs: dict[int, Ref]
    pieces: list[Piece[int]]


def experts(
    *, person: Person, need: str, at: datetime, limit: int = 10, only_reachable: bool = False, filters: Filters | None = None
) -> list[Expert]:
    """Return who can help `person` with `need`, the best first: active colleagues with evidence that `person` may open.

    `only_reachable` keeps those who are at work at `at` and neither in a meeting nor away; `filters` narrow as in the directory.
    """
    readable = space_ids(person=person)
    index = snapshot(readable)
    terms = analyse_query(need[:_LONGEST_NEED])
    if index is None or not terms:
        return []
    evidence = _evidence(index, terms, person=person, readable=readable, at=at)
    candidates = {piece.person for piece in evidence.pieces} | set(evidence.profiles)
    candidates.discard(person.pk)
    works, waits = _works(index, candidates, known={piece.key for piece in evidence.pieces}, at=at)
    teams = units_of(ids=candidates)
    standings = rank(
        [*evidence.pieces, *works], evidence.scores, kindred=evidence.kindred, profiles=evidence.profiles, teams=teams, weights=DEFAULT
    )
    helpful = {number: standings[number].score for number in candidates if standings[number].votes or number in evidence.profiles}
    among = narrowed(person, filters or Filters(), None)
    first = _colleagues(ranked(helpful), among.visible_to(person).with_unit(), limit=_MOST_LOOKED_AT if only_reachable else limit)
    first = [one for one in first if not only_reachable or _is_free(one, at)][:limit]
    return _told(first, standings, evidence, waits, terms, at)


def _colleagues(ids: Sequence[int], colleagues: PersonQuerySet, *, limit: int) -> list[Person]:
    """Return the first `limit` of `colleagues`; only some are read at a time, as mostly few are left out."""
    found = list[Person]()
    for begin in range(0, len(ids), step := limit + _SPARE):
        known = colleagues.in_bulk(ids[begin : begin + step])
        found += [known[number] for number in ids[begin : begin + step] if number in known]
        if len(found) >= limit:
            break
    return found[:limit]


def _is_free(person: Person, at: datetime) -> bool:
    return person.presence not in _ABSENT and reachability(person=person, at=at).is_open


def _evidence(index: Snapshot, terms: Sequence[str], *, person: Person, readable: frozenset[int], at: datetime) -> _Evidence:
    profiles = index.scored(terms, types=[PERSON], limit=MOST_PROFILES)
    matches = index.scored(terms, without=[PERSON], limit=MOST_EVIDENCE)
    found = {match.key: match for match in (*index.children([match.key for match in matches], limit=MOST_EVIDENCE), *matches)}
    refs = _openable([*found, *(match.key for match in profiles)], person, readable)
    own = {match.key: match.score for match in matches if match.key in refs}
    kin = _kindred(index, own, found)
    more = {match.key: match for match in (*index.children([match.key for match in kin], limit=MOST_KINDRED), *kin)}
    refs |= _openable(more.keys() - found.keys(), person, readable)
    works = [match for key, match in {**more, **found}.items() if key in refs]
    parents = index.values("parent", works)
    return _Evidence(
        scores=with_parents(own, {key: parent for key, parent in parents.items() if key in found}),
        kindred=with_parents({match.key: match.score for match in kin if match.key in refs}, parents),
        profiles={refs[match.key].id: match.score for match in profiles if match.key in refs},
        refs=refs,
        pieces=_pieces(works, index.people_of(works), at),
    )


def _openable(keys: Iterable[int], person: Person, readable: frozenset[int]) -> dict[int, Ref]:
    """Return what `person` may open of these keys, as it is now."""
    refs = rights.refs_of(keys)
    allowed = rights.openable(person=person, refs=set(refs.values()), space_ids=readable)
    return {key: ref for key, ref in refs.items() if ref in allowed}


def _kindred(index: Snapshot, own: Mapping[int, float], found: Mapping[int, Match]) -> list[Match]:
    """Return the documents that hold the words which those that match best have in common."""
    read = [(counts, index.said(found[key])) for key, counts in sources(own).items()]
    weights = index.weights({term for _counts, terms in read for term in terms}, least=2)
    terms = kindred_terms(read, weights)
    return index.scored(terms, without=[PERSON], limit=MOST_KINDRED) if terms else []


def _pieces(works: Sequence[Match], people: Mapping[int, Sequence[tuple[int, float]]], at: datetime) -> list[Piece[int]]:
    now = at.timestamp()
    return [Piece(match.key, person_id, weight, _age(match, now)) for match in works for person_id, weight in people.get(match.key, ())]


def _works(
    index: Snapshot, candidates: Collection[int], *, known: Collection[int], at: datetime
) -> tuple[list[Piece[int]], dict[int, list[int]]]:
    """Return what else the candidates wrote lately where everybody may read it, and how long askers waited for each."""
    matches = index.works(candidates, without=[PERSON], limit=MOST_WORKS)
    authors, waited = index.values("person", matches), index.values("waited", matches)
    waits: dict[int, list[int]] = {}
    for key, seconds in waited.items():
        waits.setdefault(authors[key], []).append(seconds)
    now = at.timestamp()
    return [Piece(match.key, authors[match.key], 1.0, _age(match, now)) for match in matches if match.key not in known], waits


def _age(match: Match, now: float) -> float:
    return max(0.0, (now - match.at) / _DAY)


def _told(
    first: Sequence[Person],
    standings: Mapping[int, Standing[int]],
    evidence: _Evidence,
    waits: Mapping[int, list[int]],
    terms: Sequence[str],
    at: datetime,
) -> list[Expert]:
    chosen = {person.pk: _best(standings[person.pk], evidence) for person in first}
    loaded = documents.load([ref for refs in chosen.values() for ref in refs])
    skills = skills_of(chosen, terms)
    enough = ON_SUBJECT * max(evidence.scores.values(), default=0.0)
    return [
        Expert(
            person=person,
            score=standings[person.pk].score,
            reasons=tuple(_reason(loaded[ref], terms) for ref in chosen[person.pk] if ref in loaded),
            evidence_count=sum(evidence.scores[key] >= enough for key in standings[person.pk].votes),
            skills=skills[person.pk].shown,
            endorsement_count=skills[person.pk].endorsement_count,
            expected=_expected(waits.get(person.pk, [])),
            reachable=reachability(person=person, at=at),
            day=day_line(person=person, at=at),
        )
        for person in first
    ]


def _best(standing: Standing[int], evidence: _Evidence) -> list[Ref]:
    """Return what says most for a person; a profile only shows in skills, so it is no reason of its own."""
    keys = sorted(standing.votes, key=lambda key: (-standing.votes[key], key))
    return [evidence.refs[key] for key in keys[:_REASONS]]


def _reason(document: Document, terms: Sequence[str]) -> Reason:
    words, spans = snippet(unmarked(document.text), terms, _PASSAGE)
    if not spans and (in_title := highlight(document.title, terms)):
        words, spans = document.title, in_title
    return Reason(document.type, words, spans, document.url, document.at, document)


def _expected(waits: Sequence[int]) -> AnswerTime | None:
    if len(waits) < LEAST_ANSWERS:
        return None
    return AnswerTime(timedelta(seconds=median(waits)), len(waits))
