"""What speaks for whom: the documents that match a need, as far as somebody may open them, and whose work they are."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from hamsoo.finder import documents, rights
from hamsoo.finder.index.matching import Match, Snapshot
from hamsoo.finder.index.schema import kind_of, parts_of
from hamsoo.finder.people import TYPE as PERSON
from hamsoo.finder.ranking import bm25
from hamsoo.finder.ranking.certainty import enough
from hamsoo.finder.ranking.kindred import affordable, kindred_terms, sources
from hamsoo.finder.ranking.voting import Piece, with_parents
from hamsoo.finder.synonyms import Widened
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.people.queries import working_among

MOST_EVIDENCE = 400
MOST_KINDRED = 100
MOST_PROFILES = 100
MOST_SKILLED = 500
MOST_WORKS = 2000
OWN_WORK = 0.5
"""A contribution of at least this weight is work of one's own: a remark is not, nor is to be named."""

_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Reader:
    """Who looks, what they read, and as of when: what is later than `at` is not there yet, for whoever looks back."""

    person: Person
    space_ids: frozenset[int]
    at: datetime
    looks_back: bool = False
    _now: float = field(init=False)

    def __post_init__(self) -> None:
        # Asked for a thousand documents of each search.
        object.__setattr__(self, "_now", self.at.timestamp())

    def openable(self, keys: Iterable[int]) -> dict[int, Ref]:
        """Return the things behind these keys of the index that may be opened, as it is now."""
        return rights.opened(person=self.person, keys=keys, space_ids=self.space_ids)

    def there(self, matches: Sequence[Match]) -> list[Match]:
        """Keep what was there already."""
        return [match for match in matches if self.is_there(match.at)] if self.looks_back else list(matches)

    def is_there(self, at: int) -> bool:
        """Return whether what was written at this second was there already."""
        return at < self._now or not self.looks_back

    def age(self, at: int) -> float:
        """Return the days since this second."""
        return (self._now - at) / _DAY if at < self._now else 0.0

    def ages(self, matches: Sequence[Match]) -> dict[int, float]:
        """Return by key the days since each document was written."""
        return {match.key: self.age(match.at) for match in matches}


@dataclass(frozen=True, slots=True)
class Evidence:
    """What matches: scores and kindred scores by key, the profiles' by person, and whose work everything is.

    `units` are those of the people who work here (None: in no unit); `kindred_terms` are the kindred words; `said` is how much each
    document, or the question that it answers, says of the need itself, and `enough` what it must be for its people to be certain to know.
    """

    scores: Mapping[int, float]
    kindred: Mapping[int, float]
    profiles: Mapping[int, float]
    refs: Mapping[int, Ref]
    pieces: Sequence[Piece[int]]
    units: Mapping[int, int | None]
    kindred_terms: Sequence[str]
    said: Mapping[int, float]
    enough: float

    @property
    def people(self) -> set[int]:
        """Return everybody for whom something speaks."""
        return {piece.person for piece in self.pieces} | set(self.profiles)

    @property
    def teams(self) -> dict[int, int]:
        """Return the unit of everybody who works in one."""
        return {person: unit for person, unit in self.units.items() if unit is not None}

    @property
    def certain(self) -> set[int]:
        """Return for whom enough speaks that they may be interrupted."""
        by_work = {one.person for one in self.pieces if one.weight >= OWN_WORK and self.said.get(one.key, -1.0) >= self.enough}
        return by_work | {person for person, score in self.profiles.items() if score >= self.enough}

    @property
    def akin(self) -> set[int]:
        """Return who wrote something with kindred words."""
        return {one.person for one in self.pieces if self.kindred.get(one.key, 0.0) > 0}

    def akin_of(self, person: int) -> list[int]:
        """Return the keys of what somebody wrote with kindred words, what says most first."""
        keys = {one.key for one in self.pieces if one.person == person and self.kindred.get(one.key, 0.0) > 0}
        return sorted(keys, key=lambda key: (-self.kindred[key], key))


def evidence(index: Snapshot, need: Widened, *, reader: Reader) -> Evidence:
    """Return what matches a need: documents, those that belong to them (answers), profiles, and what uses kindred words."""
    profiles = index.scored(need.repeated, beside=need.beside, types=[PERSON], limit=MOST_PROFILES)
    others = documents.no_works()
    matches = reader.there(index.scored(need.repeated, beside=need.beside, without=others, limit=MOST_EVIDENCE))
    children = reader.there(index.children([match.key for match in matches], limit=MOST_EVIDENCE))
    found = {match.key: match for match in (*children, *matches)}
    refs = reader.openable(found)
    own = {match.key: match.score for match in matches if match.key in refs}
    kindred_words = _kindred_terms(index, own, found)
    kin = reader.there(index.scored(kindred_words, without=others, limit=MOST_KINDRED)) if kindred_words else []
    more = {match.key: match for match in (*reader.there(index.children([match.key for match in kin], limit=MOST_KINDRED)), *kin)}
    refs |= reader.openable(more.keys() - found.keys())
    works = [match for key, match in {**more, **found}.items() if key in refs]
    parents = _questions(index, works)
    people = index.people_of(works)
    named = {parts_of(match.key)[1]: match.score for match in profiles}
    ages = reader.ages(works)
    units = working_among(person=reader.person, ids={*named, *(person for those in people.values() for person, _weight in those)})
    return Evidence(
        scores=with_parents(own, {key: parent for key, parent in parents.items() if key in found}),
        kindred=with_parents({match.key: match.score for match in kin if match.key in refs}, parents),
        profiles={person: score for person, score in named.items() if person in units},
        refs=refs,
        pieces=[
            Piece(match.key, person_id, weight, ages[match.key], parents.get(match.key))
            for match in works
            for person_id, weight in people.get(match.key, ())
        ],
        units=units,
        kindred_terms=kindred_words,
        said={key: max(own.get(key, 0.0), own.get(parents.get(key, key), 0.0)) for key in found if key in own or parents.get(key) in own},
        enough=_enough(index, need),
    )


def _questions(index: Snapshot, works: Sequence[Match]) -> dict[int, int]:
    """Return by answer the question. A remark too stands under what it is about, but may be thanks alone: it speaks by its own words."""
    answering = {kind_of(name) for name in documents.answering()}
    return {key: parent for key, parent in index.values("parent", works).items() if parts_of(key)[0] in answering}


def _enough(index: Snapshot, need: Widened) -> float:
    """Return the score from which a document is on the subject. Words that nobody wrote where all read it are left out."""
    counts = bm25.counted(need.repeated)
    written = {term: weight * counts[term] for term, weight in index.weights(need.terms, least=1).items()}
    wanted = written or {term: weight * need.beside[term] for term, weight in index.weights(need.beside, least=1).items()}
    return enough([wanted[term] for term in bm25.telling(wanted)])


def _kindred_terms(index: Snapshot, own: Mapping[int, float], found: Mapping[int, Match]) -> list[str]:
    """Return the words which the documents that match best have in common."""
    read = [(counts, index.said(found[key])) for key, counts in sources(own).items()]
    weights = index.weights({term for _counts, terms in read for term in terms}, least=2)
    return affordable(kindred_terms(read, weights), index.shared_count)


def other_works(
    index: Snapshot, people: Collection[int], *, known: Collection[int], reader: Reader
) -> tuple[list[Piece[int]], dict[int, list[int]]]:
    """Return what else these people wrote lately where everybody may read it, and how long askers waited for each, in seconds."""
    found = index.works(people, limit=MOST_WORKS)
    waits = defaultdict[int, list[int]](list)
    pieces = []
    for key, author, waited, parent, at in zip(found.keys, found.people, found.waited, found.parents, found.times, strict=True):
        if author is None or key is None or not reader.is_there(at):
            continue
        if waited is not None:
            waits[author].append(waited)
        if key not in known:
            pieces.append(Piece(key, author, 1.0, reader.age(at), parent))
    return pieces, waits
