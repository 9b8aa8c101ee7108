"""Old evidence counts less."""

from datetime import datetime

SUBJECT_HALF_LIFE_DAYS = 365.0
"""After so many days a document says half as much about what somebody knows."""

NOW_HALF_LIFE_DAYS = 5.0
LATELY_HALF_LIFE_DAYS = 30.0
"""After so many days a document says half as much about whether somebody is there and answers: these days, and for some time now."""

_DAY = 86_400.0


def decay(age_days: float, *, half_life_days: float) -> float:
    """Return 0.5 ** (age / half life), in (0, 1]; what lies in the future counts as of now."""
    return float(0.5 ** (age_days / half_life_days)) if age_days > 0 else 1.0


def age_in_days(then: datetime, at: datetime) -> float:
    """Return the days from `then` to `at`, not below zero."""
    return max(0.0, (at - then).total_seconds() / _DAY)
