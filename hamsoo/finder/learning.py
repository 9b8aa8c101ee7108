"""Learning who answers: questions of the past are ranked as they stood when they were asked, and compared with who did answer.

Only what every colleague may read is looked at, so that the weights tell nobody anything. The newest part of the questions judges what
the older part taught: weights that rank these worse than the default are not taken.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from statistics import fmean

from django.core.cache import caches

from hamsoo.finder import documents, rights
from hamsoo.finder.evidence import MOST_SKILLED, Reader, evidence, other_works
from hamsoo.finder.index.matching import Snapshot, snapshot
from hamsoo.finder.models import LearnedWeights
from hamsoo.finder.ranking.mixing import DEFAULT, SIGNALS, Example, Weights, learned
from hamsoo.finder.ranking.voting import rank
from hamsoo.finder.synonyms import widened
from hamsoo.people.queries import anybody, strengths_for_everyone

MOST_EXAMPLES = 500
LEAST_JUDGES = 20
"""With fewer questions to judge by, nothing is learned."""
JUDGES_SHARE = 0.3

KEY = "finder.weights"
_SECONDS = 300


@dataclass(frozen=True, slots=True)
class Lesson:
    """What was learned, and how well the default and the new weights rank the questions that judge."""

    weights: Weights
    example_count: int
    default_precision: float
    precision: float

    @property
    def is_better(self) -> bool:
        """Return whether the new weights are to be used."""
        return self.precision > self.default_precision


def current_weights() -> Weights:
    """Return the weights that rank now; a few minutes old at most."""
    known: Weights | None = caches["process"].get(KEY)
    if known is None:
        row = LearnedWeights.objects.order_by("-at", "-pk").first()
        known = Weights(tuple(row.values)) if row and len(row.values) == len(SIGNALS) else DEFAULT
        caches["process"].set(KEY, known, timeout=_SECONDS)
    return known


def lesson(*, most: int = MOST_EXAMPLES) -> Lesson | None:
    """Return what the newest answered questions teach; None while there are too few to judge by."""
    examples = _examples(most)
    cut = len(examples) - int(len(examples) * JUDGES_SHARE)
    older, judges = examples[:cut], examples[cut:]
    if len(judges) < LEAST_JUDGES:
        return None
    taught = learned(older)
    return Lesson(learned(examples), len(examples), _precision(judges, DEFAULT), _precision(judges, taught))


def _examples(most: int) -> list[Example]:
    """Return the newest `most` questions that somebody answered, the oldest first, each as it stood when it was asked."""
    readable = rights.open_space_ids()
    index = snapshot(readable)
    if index is None:
        return []
    answers = index.newest(documents.answering(), limit=3 * most)
    people, parents = index.people_of(answers), index.values("parent", answers)
    answered: dict[int, set[int]] = {}
    first: dict[int, int] = {}
    for match in answers:
        if (key := parents.get(match.key)) is not None:
            answered.setdefault(key, set()).update(person for person, _weight in people.get(match.key, ()))
            first[key] = match.at
    refs = rights.refs_of(list(answered)[:most])
    loaded = documents.load(list(refs.values()))
    # A question that was edited has a later date than its answers: it is ranked as of before the first of them.
    asked = sorted((min(first[key], int(loaded[ref].at.timestamp())), key) for key, ref in refs.items() if ref in loaded)
    found = [_example(index, loaded[refs[key]], answered[key], datetime.fromtimestamp(at, UTC), readable) for at, key in asked]
    return [example for example in found if example is not None]


def _example(index: Snapshot, question: documents.Document, who: set[int], at: datetime, readable: frozenset[int]) -> Example | None:
    reader = Reader(anybody(), readable, at, looks_back=True)
    need = widened(f"{question.title}\n{question.text}")
    found = evidence(index, need, reader=reader)
    candidates = found.people - {person for person, _weight in question.people}
    works, _waits = other_works(index, candidates, known={piece.key for piece in found.pieces}, reader=reader)
    pieces = [piece for piece in (*found.pieces, *works) if piece.person in candidates]
    standings = rank(
        pieces,
        found.scores,
        kindred=found.kindred,
        profiles=found.profiles,
        skilled=strengths_for_everyone(skill_ids=need.skill_ids, at=at, limit=MOST_SKILLED),
        teams=found.teams,
    )
    people = sorted(standings)
    right = [place for place, person in enumerate(people) if person in who]
    return Example([standings[person].signals for person in people], right) if right and len(people) > 1 else None


def _precision(examples: Sequence[Example], weights: Weights) -> float:
    """Return the mean average precision."""
    return fmean(_average_precision(example, weights) for example in examples)


def _average_precision(example: Example, weights: Weights) -> float:
    scores = [weights.mixed(signals) for signals in example.signals]
    order = sorted(range(len(scores)), key=lambda place: (-scores[place], place))
    places = [number for number, place in enumerate(order, 1) if place in set(example.right)]
    return fmean(hit / number for hit, number in enumerate(places, 1))
