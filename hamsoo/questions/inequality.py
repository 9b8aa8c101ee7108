"""How unequally something is spread over people: pure arithmetic."""

from collections.abc import Sequence

Point = tuple[float, float]


def gini(counts: Sequence[float]) -> float:
    """Return the Gini coefficient of what each of n people has: 0 when all have the same, (n - 1) / n when one has all.

    G = sum of (2 i - n - 1) x_i, over n times the sum of x, with x in rising order and i from 1: half of the mean difference between two
    people, over the mean (C. Gini, Variabilità e mutabilità, 1912). All are counted, so nothing is corrected as for a sample.
    """
    total, number = sum(counts), len(counts)
    if not total:
        return 0.0
    return sum((2 * place - number - 1) * count for place, count in enumerate(sorted(counts), 1)) / (number * total)


def lorenz(counts: Sequence[float]) -> list[Point]:
    """Return the points (share of the people, share of all they have) from (0, 0) to (1, 1), people with least first.

    M. O. Lorenz, "Methods of measuring the concentration of wealth", 1905. Between line and diagonal lies half of the Gini coefficient.
    """
    total, number = sum(counts), len(counts)
    if not total:
        return [(0.0, 0.0), (1.0, 1.0)]
    points, so_far = [(0.0, 0.0)], 0.0
    for place, count in enumerate(sorted(counts), 1):
        so_far += count
        points.append((place / number, so_far / total))
    return points


def carriers(counts: Sequence[float], share: float) -> int:
    """Return how few people together carry at least `share` of all: the most burdened first; 0 for nothing at all."""
    wanted, so_far, number = share * sum(counts), 0.0, 0
    for count in sorted(counts, reverse=True):
        if so_far >= wanted:
            break
        so_far, number = so_far + count, number + 1
    return number
