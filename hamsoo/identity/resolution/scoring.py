"""Compare two records: the same weight that Splink gives, in microseconds."""

from dataclasses import dataclass
from math import log2

from hamsoo.identity.resolution.comparisons import Comparison
from hamsoo.identity.resolution.fields import UNIQUE, Normal
from hamsoo.identity.resolution.model import Model

MISSING, DIFFERENT = "missing", "different"
_FULL = 1023.0
_UNIQUE = tuple(column for columns in UNIQUE.values() for column in columns)


@dataclass(frozen=True)
class Score:
    """How likely two records are one customer, and why."""

    weight: float
    """log2 of the odds."""
    fields: tuple[tuple[str, str, float], ...]
    """By field: the level of agreement, and what it adds to the weight."""
    personal: float = 0.0
    """What of the weight comes from what relatives and colleagues do not share."""

    @property
    def probability(self) -> float:
        """Return the probability that both are one customer."""
        odds = 2.0 ** max(-_FULL, min(_FULL, self.weight))
        return odds / (1.0 + odds)


def score(a: Normal, b: Normal, *, model: Model) -> Score:
    """Compare two records field by field."""
    return score_seen(model.seen(a), model.seen(b), model=model)


def score_seen(a: Normal, b: Normal, *, model: Model) -> Score:
    """Compare two records as a model has `seen` them: for who compares one with many."""
    fields = []
    total, personal = model.prior_weight, 0.0
    for number, comparison in enumerate(model.comparisons):
        level, weight = _compared(a, b, number, comparison, model)
        total += weight
        personal += weight if comparison.tells == "own" else min(weight, 0.0) if comparison.tells == "against" else 0.0
        fields.append((comparison.field, level, weight))
    return Score(total, tuple(fields), personal)


def _compared(a: Normal, b: Normal, number: int, comparison: Comparison, model: Model) -> tuple[str, float]:
    if not (a.get(comparison.column) and b.get(comparison.column)):
        return MISSING, 0.0
    weights = model.weights[number]
    for place, level in enumerate(comparison.levels):
        if not (a.get(level.column) and b.get(level.column)) or not level.holds(a, b):
            continue
        weight = weights[place]
        if level.kind == "equal" and level.column in comparison.frequencies:
            weight += _rarity(a, level.column, comparison.u[place], model)
        return level.name, weight
    return DIFFERENT, weights[-1]


def _rarity(a: Normal, column: str, u: float, model: Model) -> float:
    """Return what the rarity of an equal value adds: log2 of how much rarer it is than values are on the whole."""
    frequency = model.frequency(column, str(a[column]))
    return log2(u / frequency) if frequency else 0.0


def refusal(a: Normal, b: Normal) -> str | None:
    """Return why two records may never be one customer by themselves, or None: they have different numbers of which everybody has one."""
    for column in _UNIQUE:
        if a.get(column) and b.get(column) and a[column] != b[column]:
            return f"different_{column}"
    return None
