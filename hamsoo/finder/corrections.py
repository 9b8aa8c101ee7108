"""Slips of the fingers: the term nearest to one that nobody wrote, among terms of documents that every colleague may read.

A slip is a letter too many, too few, another or two changed about (Damerau, "A technique for computer detection and correction of
spelling errors", 1964). No term but those that can be meant is looked at: where the first half of a term is right, those that begin with
it; where the slip is in the first half, the rest is right, and all that it could have been are few enough to be asked for one by one.
"""

import string
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from rapidfuzz.distance import OSA

SHORTEST = 4
"""A shorter term has too many others near it."""
LONGEST = 30
_TWO_SLIPS = 8
"""A term of so many letters may have two slips, when its first half is right."""

_PERSIAN = "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی"


class Terms(Protocol):
    """The terms of documents that every colleague may read."""

    def beginning_with(self, start: str) -> Iterable[str]:
        """Return the terms that begin so; some may be of documents that are gone."""

    def has(self, term: str) -> bool:
        """Return whether there is this very term; it may be of documents that are gone."""

    def count(self, term: str) -> int:
        """Return in how many documents the term stands."""


def nearest(term: str, terms: Terms) -> str | None:
    """Return the term that was meant instead of `term`: the fewest slips away, then the most common; None when none is near."""
    size = len(term)
    if not SHORTEST <= size <= LONGEST or not term.isalpha():
        return None
    half = size // 2
    most = 2 if size >= _TWO_SLIPS else 1
    found = {other: OSA.distance(term, other, score_cutoff=most) for other in terms.beginning_with(term[:half])}
    found |= {other: 1 for other in _slips(term, half) if terms.has(other)}
    for slips in range(1, most + 1):
        counts = {other: terms.count(other) for other, distance in found.items() if distance == slips}
        if standing := [other for other, count in counts.items() if count]:
            return min(standing, key=lambda other: (-counts[other], other))
    return None


def _slips(term: str, half: int) -> Iterator[str]:
    """Yield what `term` could be with one slip in its first `half` letters, or where the halves meet."""
    letters: Sequence[str] = string.ascii_lowercase if term.isascii() else _PERSIAN
    for place in range(half + 1):
        yield from (term[:place] + letter + term[place:] for letter in letters)
        if place < half:
            yield term[:place] + term[place + 1 :]
            yield from (term[:place] + letter + term[place + 1 :] for letter in letters if letter != term[place])
        if 0 < place < len(term):
            yield term[: place - 1] + term[place] + term[place - 1] + term[place + 1 :]
