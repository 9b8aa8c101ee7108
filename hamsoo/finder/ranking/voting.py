"""From documents to people: every document that matches a need votes for those whose work it is.

Macdonald and Ounis, "Voting for Candidates: Adapting Data Fusion Techniques for an Expert Search Task" (2006). A vote is

    weight of the person in the document  *  decay(age)  *  (FLOOR + (score / best score) ** SHARPNESS)

FLOOR lets recent work of any subject say that somebody is there and answers; it also carries people whose words differ from the
need's. The constants were chosen by time-split cross-validation inside the training part of bench/experts.py.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from hamsoo.finder.ranking.decay import HALF_LIFE_DAYS, decay

SHARPNESS = 2.0
FLOOR = 0.05

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Piece(Generic[Key]):
    """One document as evidence for one person."""

    key: Key
    person: int
    weight: float
    age_days: float


def votes(
    pieces: Iterable[Piece[Key]],
    scores: Mapping[Key, float],
    *,
    sharpness: float = SHARPNESS,
    floor: float = FLOOR,
    half_life_days: float = HALF_LIFE_DAYS,
) -> dict[int, dict[Key, float]]:
    """Return for each person what each piece of evidence is worth; pieces of no worth are left out."""
    best = max(scores.values(), default=0.0) or 1.0
    found: dict[int, dict[Key, float]] = defaultdict(dict)
    for piece in pieces:
        likeness = (scores.get(piece.key, 0.0) / best) ** sharpness
        if worth := piece.weight * decay(piece.age_days, half_life_days=half_life_days) * (floor + likeness):
            found[piece.person][piece.key] = found[piece.person].get(piece.key, 0.0) + worth
    return dict(found)


def ranked(totals: Mapping[int, float]) -> list[int]:
    """Return people by what they have, most first; equals by id, so that the order is always the same."""
    return sorted(totals, key=lambda person: (-totals[person], person))
