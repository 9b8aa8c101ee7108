"""How good a ranking is, with intervals: shared by the benchmarks that rank people."""

import random
from collections.abc import Collection, Mapping, Sequence
from statistics import fmean

from hamsoo.finder.ranking.voting import ranked

RESAMPLES = 5_000
Measures = tuple[float, float, float]
"""Average precision, reciprocal rank, precision at 1."""


def measures(scores: Mapping[int, float], candidates: Sequence[int], right: Collection[int]) -> Measures:
    """Return the measures of one ranking; who has no score stands last, equals by number."""
    order = ranked({person: scores.get(person, float("-inf")) for person in candidates})
    places = [place for place, person in enumerate(order, 1) if person in right]
    return fmean(hit / place for hit, place in enumerate(places, 1)), 1 / places[0], float(places[0] == 1)


def interval(values: Sequence[float]) -> tuple[float, float]:
    """Return the 95 % percentile bootstrap interval of a mean."""
    means = sorted(fmean(random.choices(values, k=len(values))) for _ in range(RESAMPLES))
    return means[int(0.025 * RESAMPLES)], means[int(0.975 * RESAMPLES)]


def print_table(table: Mapping[str, Sequence[Measures]], ours: str = "ours") -> None:
    """Print every ranking with its intervals, and what ours gains over the best of the others."""
    width = max(map(len, table)) + 2
    print(f"{'':{width}} {'MAP':>5}  95 % interval     MRR    P@1")
    for name, rows in table.items():
        low, high = interval([row[0] for row in rows])
        mean = [fmean(row[measure] for row in rows) for measure in range(3)]
        print(f"{name:{width}} {mean[0]:.3f}  {low:.3f} … {high:.3f}   {mean[1]:.3f}  {mean[2]:.3f}")
    best = max((name for name in table if not name.startswith(ours)), key=lambda name: fmean(row[0] for row in table[name]))
    gains = [mine[0] - theirs[0] for mine, theirs in zip(table[ours], table[best], strict=True)]
    low, high = interval(gains)
    print(f"\n{ours} over {best} (the best of the others): MAP {fmean(gains):+.3f}, 95 % {low:+.3f} … {high:+.3f} (paired bootstrap)")
