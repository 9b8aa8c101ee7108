"""How much each signal counts: weights with a sound default, learned from who answered.

An example is one question that somebody answered: the signals of everybody who might have, and who did. The weights are those under
which the answers are likeliest when one answerer is drawn in proportion to the score (conditional logit: McFadden, "Conditional Logit
Analysis of Qualitative Choice Behavior", 1973), drawn towards the default by a quadratic penalty: with few examples little changes.
Seven numbers that anybody can read, instead of a model that nobody can.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import mul
from typing import NamedTuple

SIGNALS = ("now", "lately", "votes", "share", "nearest", "kindred", "skilled")
STRENGTH = 60.0
"""How strongly the default holds: as much as about so many examples that speak for it."""
STEPS = 25
_ENOUGH = 1e-6

Vector = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Weights:
    """One weight for each of SIGNALS."""

    values: Vector

    def mixed(self, signals: Sequence[float]) -> float:
        """Return the score of somebody with these signals, above 0."""
        return math.exp(sum(map(mul, self.values, signals)))


DEFAULT = Weights((0.3, 0.2, 0.5, 0.5, 0.1, 0.2, 1.0))
"""What ranks well on forums of many kinds without having seen them."""


class Example(NamedTuple):
    """The signals of all who might have answered, and the places among them of those who did (at least one)."""

    signals: Sequence[Vector]
    right: Sequence[int]


def learned(examples: Sequence[Example], *, default: Weights = DEFAULT, strength: float = STRENGTH) -> Weights:
    """Return the weights that make the answers of `examples` likeliest; `default` without any.

    Newton's method with halved steps: the penalised likelihood is concave, so what it finds is the only maximum.
    """
    weights, value = default.values, _likelihood(examples, default.values, default.values, strength)
    for _step in range(STEPS):
        gradient, curvature = _slopes(examples, weights, default.values, strength)
        move = _solved(curvature, gradient)
        for _half in range(20):
            tried = tuple(weight + change for weight, change in zip(weights, move, strict=True))
            reached = _likelihood(examples, tried, default.values, strength)
            if reached >= value:
                break
            move = [change / 2 for change in move]
        gained, weights, value = reached - value, tried, reached
        if gained < _ENOUGH:
            break
    return Weights(weights)


def _likelihood(examples: Iterable[Example], weights: Vector, default: Vector, strength: float) -> float:
    total = -strength * sum((weight - usual) ** 2 for weight, usual in zip(weights, default, strict=True))
    for signals, right in examples:
        scores = [sum(w * x for w, x in zip(weights, vector, strict=True)) for vector in signals]
        top = max(scores)
        total += sum(scores[place] for place in right) / len(right) - top - math.log(sum(math.exp(score - top) for score in scores))
    return total


def _slopes(examples: Iterable[Example], weights: Vector, default: Vector, strength: float) -> tuple[list[float], list[list[float]]]:
    """Return the gradient of the likelihood and its curvature (the Hessian with the sign turned)."""
    size = range(len(weights))
    gradient = [-2 * strength * (weights[i] - default[i]) for i in size]
    curvature = [[2 * strength if i == j else 0.0 for j in size] for i in size]
    for signals, right in examples:
        chances = _chances(signals, weights)
        mean = [sum(chance * vector[i] for chance, vector in zip(chances, signals, strict=True)) for i in size]
        for i in size:
            gradient[i] += sum(signals[place][i] for place in right) / len(right) - mean[i]
        for chance, vector in zip(chances, signals, strict=True):
            if chance > _ENOUGH:
                apart = [vector[i] - mean[i] for i in size]
                for i in size:
                    part = chance * apart[i]
                    for j in range(i + 1):
                        curvature[i][j] += part * apart[j]
    for i in size:
        for j in range(i):
            curvature[j][i] = curvature[i][j]
    return gradient, curvature


def _chances(signals: Sequence[Vector], weights: Vector) -> list[float]:
    scores = [sum(w * x for w, x in zip(weights, vector, strict=True)) for vector in signals]
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]


def _solved(matrix: Sequence[Sequence[float]], right: Sequence[float]) -> list[float]:
    """Return x with matrix * x = right, by Gaussian elimination; the matrix is positive definite, so no row has to be exchanged."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    size = len(rows)
    for i in range(size):
        for j in range(i + 1, size):
            factor = rows[j][i] / rows[i][i]
            rows[j] = [below - factor * above for below, above in zip(rows[j], rows[i], strict=True)]
    found = [0.0] * size
    for i in reversed(range(size)):
        found[i] = (rows[i][size] - sum(rows[i][j] * found[j] for j in range(i + 1, size))) / rows[i][i]
    return found
