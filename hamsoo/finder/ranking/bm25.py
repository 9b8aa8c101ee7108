"""BM25 with parts that can be computed apart: what a document gives when it is written, what a term weighs when somebody asks.

    score(document, query) = sum over terms of  idf(term) * saturation(term's frequency in the document, its length)

Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), with fields weighed before saturation
(BM25F). The mean length is a constant instead of a statistic of the collection, so the second factor is known when a document is
written and never changes by what else is there. It is kept in LEVELS steps, the first factor in whole numbers: sums are exact and do
not depend on the order in which an index adds them.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Generic, TypeVar

K1 = 1.2
B = 0.5
MEAN_LENGTH = 80.0
TITLE_WEIGHT = 2
LEVELS = 16
SCALE = 1000
"""A score of 1.0 in whole numbers. The greatest possible sum (MOST_TERMS terms, idf below 20, counted MOST_COUNTED times) stays below
2**24: exact in 32-bit floats."""
MOST_TERMS = 32
MOST_COUNTED = 8

_STEP = (K1 + 1) / LEVELS
Key = TypeVar("Key")


def saturation(frequency: float, length: float) -> float:
    """Return what a term that occurs `frequency` times in a text of `length` terms gives, in (0, K1 + 1)."""
    return frequency * (K1 + 1) / (frequency + K1 * (1 - B + B * length / MEAN_LENGTH))


def level_of(value: float) -> int:
    """Return the step (0 … LEVELS - 1) that stands for a saturation."""
    return min(LEVELS - 1, int(value / _STEP))


def value_of(level: int) -> float:
    """Return the saturation that a step stands for: its middle."""
    return (level + 0.5) * _STEP


def levels(title: Sequence[str], text: Sequence[str]) -> dict[str, int]:
    """Return the step of every term of a document; a term of the title counts TITLE_WEIGHT times."""
    frequencies = Counter(text)
    for term in title:
        frequencies[term] += TITLE_WEIGHT
    length = len(text) + TITLE_WEIGHT * len(title)
    return {term: _level(count, length) for term, count in frequencies.items()}


@lru_cache(maxsize=100_000)
def _level(frequency: int, length: int) -> int:
    return level_of(saturation(frequency, length))


def idf(document_count: int, holding_count: int) -> float:
    """Return how much a term tells that `holding_count` of `document_count` documents hold; above 0."""
    return math.log(1 + (document_count - holding_count + 0.5) / (holding_count + 0.5))


def points(weight: float, level: int) -> int:
    """Return what a term of this idf gives a document that holds it at `level`, in whole numbers of 1 / SCALE."""
    return max(1, round(weight * value_of(level) * SCALE))


def counted(terms: Iterable[str]) -> dict[str, int]:
    """Return how often each term is wanted, at most MOST_COUNTED times: a word that a need repeats is what it is about."""
    return {term: min(count, MOST_COUNTED) for term, count in Counter(terms).items()}


def telling(weights: Mapping[str, float], *, limit: int = MOST_TERMS) -> list[str]:
    """Return at most `limit` terms, those that tell most first; equals keep the order they were written in."""
    return sorted(weights, key=lambda term: -weights[term])[:limit]


class Corpus(Generic[Key]):
    """Documents in memory: the same scores as the index gives, for tests and benchmarks."""

    def __init__(self) -> None:
        self._postings: dict[str, dict[Key, int]] = {}
        self._count = 0

    def add(self, key: Key, *, title: Sequence[str] = (), text: Sequence[str] = ()) -> None:
        """Add a document, given as its terms."""
        self._count += 1
        for term, level in levels(title, text).items():
            self._postings.setdefault(term, {})[key] = level

    def weights(self, terms: Iterable[str]) -> dict[str, float]:
        """Return the idf of each term that more than one document holds."""
        held = {term: len(self._postings.get(term, ())) for term in terms}
        return {term: idf(self._count, count) for term, count in held.items() if count > 1}

    def scores(self, terms: Iterable[str]) -> dict[Key, float]:
        """Return the score of every document that holds one of `terms`; a term counts as often as it stands there."""
        counts = counted(terms)
        weights = {term: idf(self._count, len(held)) for term in counts if (held := self._postings.get(term))}
        found: Counter[Key] = Counter()
        for term in telling({term: weight * counts[term] for term, weight in weights.items()}):
            for key, level in self._postings.get(term, {}).items():
                found[key] += counts[term] * points(weights[term], level)
        return {key: total / SCALE for key, total in found.items()}
