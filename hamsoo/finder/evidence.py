"""What speaks for whom: the documents that match a need, as far as somebody may open them, and whose work they are."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from hamsoo.finder import rights
from hamsoo.finder.index.matching import Match, Snapshot
from hamsoo.finder.people import TYPE as PERSON
from hamsoo.finder.ranking.kindred import kindred_terms, sources
from hamsoo.finder.ranking.voting import Piece, with_parents
from hamsoo.finder.synonyms import Widened
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person

MOST_EVIDENCE = 400
MOST_KINDRED = 100
MOST_PROFILES = 100
MOST_SKILLED = 500
MOST_WORKS = 2000

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
        refs = rights.refs_of(keys)
        allowed = rights.openable(person=self.person, refs=set(refs.values()), space_ids=self.space_ids)
        return {key: ref for key, ref in refs.items() if ref in allowed}

    def there(self, matches: Sequence[Match]) -> list[Match]:
        """Keep what was there already."""
        return [match for match in matches if match.at < self._now] if self.looks_back else list(matches)

    def age(self, match: Match) -> float:
        """Return the days since a document was written."""
        return max(0.0, (self._now - match.at) / _DAY)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What matches: scores and kindred scores by key, the profiles' by person, and whose work everything is."""

    scores: Mapping[int, float]
    kindred: Mapping[int, float]
    profiles: Mapping[int, float]
    refs: Mapping[int, Ref]
    pieces: Sequence[Piece[int]]

    @property
    def people(self) -> set[int]:
        """Return everybody for whom something speaks."""
        return {piece.person for piece in self.pieces} | set(self.profiles)


def evidence(index: Snapshot, need: Widened, *, reader: Reader) -> Evidence:
    """Return what matches a need: documents, those that belong to them (answers), profiles, and what uses kindred words."""
    profiles = index.scored(need.repeated, beside=need.beside, types=[PERSON], limit=MOST_PROFILES)
    matches = reader.there(index.scored(need.repeated, beside=need.beside, without=[PERSON], limit=MOST_EVIDENCE))
    children = reader.there(index.children([match.key for match in matches], limit=MOST_EVIDENCE))
    found = {match.key: match for match in (*children, *matches)}
    refs = reader.openable([*found, *(match.key for match in profiles)])
    own = {match.key: match.score for match in matches if match.key in refs}
    kin = reader.there(_kindred(index, own, found))
    more = {match.key: match for match in (*reader.there(index.children([match.key for match in kin], limit=MOST_KINDRED)), *kin)}
    refs |= reader.openable(more.keys() - found.keys())
    works = [match for key, match in {**more, **found}.items() if key in refs]
    parents = index.values("parent", works)
    people = index.people_of(works)
    return Evidence(
        scores=with_parents(own, {key: parent for key, parent in parents.items() if key in found}),
        kindred=with_parents({match.key: match.score for match in kin if match.key in refs}, parents),
        profiles={refs[match.key].id: match.score for match in profiles if match.key in refs},
        refs=refs,
        pieces=[
            Piece(match.key, person_id, weight, reader.age(match), parents.get(match.key))
            for match in works
            for person_id, weight in people.get(match.key, ())
        ],
    )


def _kindred(index: Snapshot, own: Mapping[int, float], found: Mapping[int, Match]) -> list[Match]:
    """Return the documents that hold the words which those that match best have in common."""
    read = [(counts, index.said(found[key])) for key, counts in sources(own).items()]
    weights = index.weights({term for _counts, terms in read for term in terms}, least=2)
    terms = kindred_terms(read, weights)
    return index.scored(terms, without=[PERSON], limit=MOST_KINDRED) if terms else []


def other_works(
    index: Snapshot, people: Collection[int], *, known: Collection[int], reader: Reader
) -> tuple[list[Piece[int]], dict[int, list[int]]]:
    """Return what else these people wrote lately where everybody may read it, and how long askers waited for each, in seconds."""
    matches = reader.there(index.works(people, without=[PERSON], limit=MOST_WORKS))
    authors, waited, parents = (index.values(field, matches) for field in ("person", "waited", "parent"))
    waits: dict[int, list[int]] = {}
    for key, seconds in waited.items():
        waits.setdefault(authors[key], []).append(seconds)
    pieces = [
        Piece(match.key, authors[match.key], 1.0, reader.age(match), parents.get(match.key)) for match in matches if match.key not in known
    ]
    return pieces, waits
