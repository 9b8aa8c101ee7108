"""The expert finder: a need in free words, and who can help with it, each with reasons that the searcher may open."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from hamsoo.finder import documents
from hamsoo.finder.documents import Document
from hamsoo.finder.evidence import MOST_SKILLED, Evidence, Reader, evidence, other_works
from hamsoo.finder.index.matching import snapshot
from hamsoo.finder.learning import current_weights
from hamsoo.finder.people import TYPE as PERSON
from hamsoo.finder.people import Skilled, skills_of
from hamsoo.finder.ranking.mixing import SIGNALS
from hamsoo.finder.ranking.voting import Standing, rank, ranked
from hamsoo.finder.synonyms import widened
from hamsoo.kernel.text import highlight, snippet, unmarked
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person, PersonQuerySet
from hamsoo.people.queries import DayLine, Filters, Reachability, among, day_line, names_of, narrowed, reachability, strengths_for_everyone
from hamsoo.spaces.queries import space_ids

LEAST_ANSWERS = 3
"""Fewer past answers say nothing about how long the next will take."""
ON_SUBJECT = 0.4
"""A document is on the subject when it has this share of the best score."""

_LONGEST_NEED = 4_000
_REASONS = 2
_KINDRED = SIGNALS.index("kindred")
_BETWEEN_LINES = " · "
_PASSAGE = 110
_MOST_LOOKED_AT = 100
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
    is_certain: bool
    """Whether enough speaks for them to be interrupted; else they may know, as somebody who writes of like things."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A part of those who can help, the best first, how many there are in all, and where the next part begins (None: nowhere)."""

    experts: list[Expert]
    total: int
    after: int | None = None
    also: Sequence[str] = ()
    """Other names of the skills that were looked for."""
    certain_count: int = 0
    """For how many of them enough speaks that they may be interrupted."""


def find(
    *,
    person: Person,
    need: str,
    at: datetime,
    limit: int = 10,
    after: int = 0,
    only_reachable: bool = False,
    filters: Filters | None = None,
) -> Finding:
    """Return who can help `person` with `need`, the best first: active colleagues with evidence that `person` may open.

    The first `after` of them are left out. `only_reachable` keeps those who are at work at `at` and neither in a meeting nor away, of
    the best hundred; `filters` narrow as in the directory.
    """
    readable = space_ids(person=person)
    index = snapshot(readable)
    wanted = widened(need[:_LONGEST_NEED])
    if index is None or not wanted.groups:
        return Finding([], 0)
    reader = Reader(person, readable, at)
    found = evidence(index, wanted, reader=reader)
    candidates = found.people & found.units.keys() - {person.pk}
    works, waits = other_works(index, candidates, known={piece.key for piece in found.pieces}, reader=reader)
    skilled = strengths_for_everyone(skill_ids=wanted.skill_ids, at=at, limit=MOST_SKILLED)
    standings = rank(
        [*found.pieces, *works],
        found.scores,
        kindred=found.kindred,
        profiles=found.profiles,
        skilled=skilled,
        teams=found.teams,
        weights=current_weights(),
    )
    akin = found.akin
    helpful = {number: standings[number].score for number in candidates if _may_help(number, standings[number], found, akin)}
    ids = ranked(helpful)
    colleagues = narrowed(person, filters or Filters(), None).visible_to(person)
    if filters and filters != Filters():
        ids = _standing_among(ids, colleagues)
    if only_reachable:
        known = colleagues.in_bulk(ids[:_MOST_LOOKED_AT])
        ids = [number for number in ids[:_MOST_LOOKED_AT] if number in known and _is_free(known[number], at)]
    part = ids[after : after + limit]
    people = names_of(part)
    certain = found.certain | set(skilled)
    first = [people[number] for number in part if number in people]
    told = _told(first, standings, found, waits, [*wanted.terms, *wanted.beside], certain, at)
    return Finding(told, len(ids), after + limit if after + limit < len(ids) else None, wanted.names, len(certain.intersection(ids)))


def _may_help(person: int, standing: Standing[int], found: Evidence, akin: AbstractSet[int]) -> bool:
    """Return whether anything speaks for somebody: what they wrote, their profile, or kindred words more than everybody uses them."""
    return bool(standing.votes) or person in found.profiles or (person in akin and standing.signals[_KINDRED] > 0)


def experts(*, person: Person, need: str, at: datetime, limit: int = 10, filters: Filters | None = None) -> list[Expert]:
    """Return the first `limit` of those who can help `person` with `need`: what `find` finds."""
    return find(person=person, need=need, at=at, limit=limit, filters=filters).experts


def _standing_among(ids: Sequence[int], colleagues: PersonQuerySet) -> list[int]:
    """Keep of `ids` those who are among `colleagues`, in their order."""
    known = set(colleagues.filter(among("pk", ids)).order_by().values_list("pk", flat=True)) if ids else set()
    return [number for number in ids if number in known]


def _is_free(person: Person, at: datetime) -> bool:
    return person.presence not in _ABSENT and reachability(person=person, at=at).is_open


def _told(
    first: Sequence[Person],
    standings: Mapping[int, Standing[int]],
    found: Evidence,
    waits: Mapping[int, list[int]],
    terms: Sequence[str],
    certain: AbstractSet[int],
    at: datetime,
) -> list[Expert]:
    chosen = {person.pk: _best(person.pk, standings[person.pk], found) for person in first}
    words = [*terms, *found.kindred_terms]
    loaded = documents.load([ref for refs in chosen.values() for ref in refs])
    skills = skills_of(chosen, terms)
    enough = ON_SUBJECT * max(found.scores.values(), default=0.0)
    return [
        Expert(
            person=person,
            score=standings[person.pk].score,
            reasons=tuple(
                _reason(loaded[ref], terms if standings[person.pk].votes else words) for ref in chosen[person.pk] if ref in loaded
            ),
            evidence_count=sum(found.scores[key] >= enough for key in standings[person.pk].votes),
            skills=skills[person.pk].shown,
            endorsement_count=skills[person.pk].endorsement_count,
            expected=_expected(waits.get(person.pk, [])),
            reachable=reachability(person=person, at=at),
            day=day_line(person=person, at=at),
            is_certain=person.pk in certain,
        )
        for person in first
    ]


def _best(person: int, standing: Standing[int], found: Evidence) -> list[Ref]:
    """Return what says most for a person: their work; without any, their profile; without that, what they wrote with kindred words."""
    if not standing.votes and person in found.profiles:
        return [Ref(PERSON, person)]
    keys = sorted(standing.votes, key=lambda key: (-standing.votes[key], key)) or found.akin_of(person)
    return [found.refs[key] for key in keys[:_REASONS]]


def _reason(document: Document, terms: Sequence[str]) -> Reason:
    text = _lines_with(document.text, terms) if document.type == PERSON else unmarked(document.text)
    words, spans = snippet(text, terms, _PASSAGE)
    if not spans and (in_title := highlight(document.title, terms)):
        words, spans = document.title, in_title
    return Reason(document.type, words, spans, document.url, document.at, document)


def _lines_with(text: str, terms: Sequence[str]) -> str:
    """Return the lines of a profile that hold one of `terms`, each once: a skill stands there as often as it was confirmed."""
    lines = dict.fromkeys(line for line in unmarked(text).splitlines() if highlight(line, terms))
    return _BETWEEN_LINES.join(lines) or text


def _expected(waits: Sequence[int]) -> AnswerTime | None:
    if len(waits) < LEAST_ANSWERS:
        return None
    return AnswerTime(timedelta(seconds=median(waits)), len(waits))
