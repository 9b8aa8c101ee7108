"""How unequally something is spread: known values, and what holds for all."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamsoo.questions.inequality import carriers, gini, lorenz

counts = st.lists(st.integers(0, 50), min_size=1, max_size=40)


@pytest.mark.parametrize(
    ("given_counts", "expected"),
    [([], 0), ([0, 0], 0), ([3, 3, 3, 3], 0), ([0, 0, 0, 8], 0.75), ([1, 2, 3, 4], 0.25), ([4, 1, 3, 2], 0.25)],
)
def test_known_coefficients(given_counts, expected):
    assert gini(given_counts) == pytest.approx(expected)


@given(counts)
def test_the_coefficient_is_the_mean_difference_and_twice_the_area_above_the_line(values):
    number, total = len(values), sum(values)
    points = lorenz(values)
    below = sum((b[0] - a[0]) * (a[1] + b[1]) / 2 for a, b in pairwise(points))
    assert gini(values) == pytest.approx(1 - 2 * below, abs=1e-9)
    if total:
        mean_difference = sum(abs(a - b) for a in values for b in values) / number**2
        assert gini(values) == pytest.approx(mean_difference / (2 * total / number))


@given(counts)
def test_the_line_rises_from_corner_to_corner_and_stays_below_the_diagonal(values):
    points = lorenz(values)
    assert points[0] == (0, 0)
    assert points[-1] == pytest.approx((1, 1))
    assert points == sorted(points)
    assert all(y <= x + 1e-9 for x, y in points)


def test_how_few_carry_half():
    assert [carriers(values, 0.5) for values in ([], [0, 0], [5, 5], [1, 1, 1, 9], [2, 2, 2, 2, 2])] == [0, 0, 1, 1, 3]
