"""Old evidence counts less."""

from datetime import datetime

HALF_LIFE_DAYS = 60.0
"""After so many days a piece of evidence counts half; chosen by time-split cross-validation in bench/experts.py."""

_DAY = 86_400.0


def decay(age_days: float, *, half_life_days: float = HALF_LIFE_DAYS) -> float:
    """Return 0.5 ** (age / half life), in (0, 1]; what lies in the future counts as of now."""
    return float(0.5 ** (max(0.0, age_days) / half_life_days))


def age_in_days(then: datetime, at: datetime) -> float:
    """Return the days from `then` to `at`, not below zero."""
    return max(0.0, (at - then).total_seconds() / _DAY)
