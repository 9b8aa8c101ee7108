"""Candidate skills of somebody: skills of the taxonomy that their texts name, and phrases that could become one, by contrast with others.

What is counted of the person is a text's weight (an accepted answer 1.5, an answer 1, a post 0.5, a comment 0.3); of the others, documents
that every colleague may read, by the terms that the index holds of them. A phrase is counted there wherever all its words stand, next to
each other or not: that can only make it less of a candidate.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from hamsoo.finder.index.matching import Snapshot
from hamsoo.finder.mining.contrast import LEAST, LEAST_KNOWN, contrast
from hamsoo.finder.mining.known import Book
from hamsoo.finder.mining.phrases import Key, phrases
from hamsoo.finder.mining.refusals import Refusals
from hamsoo.finder.mining.works import Work
from hamsoo.finder.synonyms import Group
from hamsoo.ledger.traits import Ref

MOST = 6
"""So many candidates are returned."""
LEAST_WEIGHT = 2.0
LEAST_THREADS_KNOWN, LEAST_THREADS = 2, 3
"""Threads that show a known skill, and a phrase that nobody has called a skill so far."""
LEAST_UNASKED = 5
"""So many threads show a known skill that nobody asked about: less often it is named by the way."""
MOST_SHOWN = 5
_MOST_TRIED = 60

Ways = Sequence[Sequence[Group]]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that somebody seems to know: a skill, or a phrase (`skill_id` None) as they write it, and what shows it, best first."""

    skill_id: int | None
    name: str
    key: str
    score: float
    works: tuple[Work, ...]

    @property
    def refs(self) -> list[Ref]:
        """Return the texts to show."""
        return [work.ref for work in self.works[:MOST_SHOWN]]

    @property
    def accepted_count(self) -> int:
        """Return how many of the texts were accepted."""
        return sum(work.is_accepted for work in self.works)

    @property
    def is_private(self) -> bool:
        """Return whether a private text speaks for it."""
        return any(work.is_private for work in self.works)


class Background:
    """What all write where every colleague reads it, as of one commit of the index; counts are kept for the next person."""

    def __init__(self, shared: Snapshot) -> None:
        self._shared = shared
        self._counts: dict[int, int] = {}
        self.total = shared.shared_naming()

    def of_skill(self, skill_id: int, ways: Ways) -> int:
        """Return in how many documents a skill is named."""
        if skill_id not in self._counts:
            self._counts[skill_id] = self._shared.shared_naming(ways) if ways else 0
        return self._counts[skill_id]

    def of_phrase(self, ways: Ways) -> int:
        """Return in how many documents all words of a phrase stand."""
        return self._shared.shared_naming(ways)


@dataclass(frozen=True, slots=True)
class Left:
    """What is not suggested: skills that somebody has or does not want, and phrases, as keys."""

    skill_ids: Collection[int] = ()
    keys: Collection[str] = ()
    names: Collection[str] = ()
    """Names of people, customers and the like that only they know of, folded."""


@dataclass(slots=True)
class _Found:
    works: list[Work] = field(default_factory=list)
    is_asked: bool = False
    written: Counter[str] = field(default_factory=Counter)

    @property
    def weight(self) -> float:
        return sum(work.weight for work in self.works)

    @property
    def thread_count(self) -> int:
        return len({work.thread for work in self.works})


def candidates(works: Sequence[Work], *, book: Book, background: Background, refusals: Refusals, left: Left) -> list[Candidate]:
    """Return what the writer of `works` seems to know: skills of the taxonomy before phrases, what stands out most first."""
    measure = _Measure(works, background)
    skills = list(_skills(works, book, measure, left))
    taken = [set(key.split()) for key in left.keys if key]
    taken += [set(key) for one in (*left.skill_ids, *(one.skill_id for one in skills)) for key in _keys(book, one)]
    news = _phrases(works, measure, refusals, left, taken)
    return [*_best(skills), *news][:MOST]


def _keys(book: Book, skill_id: int | None) -> Iterator[Key]:
    return (tuple(term for group in way for term in group[:1]) for way in book.ways.get(skill_id or 0, ()))


class _Measure:
    """Sets what somebody says against what all others say."""

    def __init__(self, works: Sequence[Work], background: Background) -> None:
        self._weight = sum(work.weight for work in works)
        self._shared = [work.terms for work in works if not work.is_private]
        self.background = background

    def others(self, count: int, ways: Ways) -> int:
        """Return how many of `count` documents are not the writer's own."""
        mine = sum(any(all(not terms.isdisjoint(group) for group in way) for way in ways) for terms in self._shared)
        return max(0, count - mine)

    def score(self, found: _Found, others: int) -> float:
        """Return by how many standard deviations it stands out."""
        return contrast(found.weight, self._weight, others, max(others, self.background.total - len(self._shared)))


def _skills(works: Sequence[Work], book: Book, measure: _Measure, left: Left) -> Iterator[Candidate]:
    found: dict[int, _Found] = defaultdict(_Found)
    for work in works:
        asked = book.named(work.asked)
        for skill_id in asked | book.named(work.text):
            found[skill_id].works.append(work)
            found[skill_id].is_asked |= skill_id in asked
    for skill_id, one in sorted(found.items()):
        least = LEAST_THREADS_KNOWN if one.is_asked else LEAST_UNASKED
        if skill_id in left.skill_ids or one.thread_count < least or one.weight < LEAST_WEIGHT:
            continue
        ways = book.ways[skill_id]
        score = measure.score(one, measure.others(measure.background.of_skill(skill_id, ways), ways))
        if score >= LEAST_KNOWN:
            yield Candidate(skill_id, "", "", score, _shown(one.works))


def _phrases(works: Sequence[Work], measure: _Measure, refusals: Refusals, left: Left, taken: list[set[str]]) -> list[Candidate]:
    chosen = []
    for candidate in _best(_standing_out(works, measure)):
        terms = set(candidate.key.split())
        if any(terms <= other or other <= terms for other in taken) or refusals.refuses(candidate.name, own=left.names):
            continue
        taken.append(terms)
        chosen.append(candidate)
    return chosen


def _standing_out(works: Sequence[Work], measure: _Measure) -> Iterator[Candidate]:
    # What nobody has asked them about is a turn of phrase more often than something they know.
    asked = {key for work in works for key, _written in phrases(work.asked)}
    found: dict[Key, _Found] = {key: _Found() for key in asked}
    starts = {key[0] for key in asked}
    for work in works:
        said = [one for words in (work.asked, work.text) for one in phrases(words, starts=starts) if one[0] in asked]
        for key in dict.fromkeys(key for key, _written in said):
            found[key].works.append(work)
        for key, written in said:
            found[key].written[written] += 1
    enough = [(key, one) for key, one in found.items() if one.thread_count >= LEAST_THREADS and one.weight >= LEAST_WEIGHT]
    for key, one in sorted(enough, key=lambda item: (-item[1].weight, item[0]))[:_MOST_TRIED]:
        ways = [[(term,) for term in key]]
        score = measure.score(one, measure.others(measure.background.of_phrase(ways), ways))
        if score >= LEAST:
            yield Candidate(None, _as_written(one.written), " ".join(key), score, _shown(one.works))


def _as_written(forms: Counter[str]) -> str:
    """Return the form that is written most often, of equals the shortest."""
    return min(forms, key=lambda form: (-forms[form], len(form), form))


def _best(found: Iterable[Candidate]) -> list[Candidate]:
    return sorted(found, key=lambda one: (-one.score, one.skill_id or 0, one.key))


def _shown(works: Sequence[Work]) -> tuple[Work, ...]:
    """Return the texts that show most first, of equals the newest."""
    return tuple(sorted(works, key=lambda work: -work.weight))
