"""How strong and how fresh a skill is: arithmetic over the works that show it and the colleagues who confirm it."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _

HALF_LIFE_DAYS = 365.0
"""After a year without use a work counts half.

Arthur, Bennett, Stanush and McNelly ("Factors that influence skill decay and retention: a quantitative review and analysis", Human
Performance 11(1), 1998) found performance about one standard deviation and a half lower after a year without practice. The house sees
only part of what somebody practises, so it forgets slowly; a year is a choice, not a measurement of ours.
"""

FRESH, FADING = 0.7, 0.25
"""What is kept of a skill down to which it counts as fresh (about half a year) and as fading (two years)."""

CONFIRMATION = 0.5
MOST_CONFIRMATIONS = 6
"""A word weighs half a work, and a crowd of words no more than six: what was shown tells more than what is said."""

SHOWN, STRONG = 1.0, 5.0
"""From which strength on: one recent work or two words; five recent works."""

_DAY = 86_400.0


class Level(IntegerChoices):
    """How well somebody has a skill, as far as it can be seen."""

    SAID = 1, _("Says so")
    SHOWN = 2, _("Shown or confirmed")
    STRONG = 3, _("Strong")


class Freshness(TextChoices):
    """Whether a skill is in use."""

    NO_EVIDENCE = "none", _("no evidence yet")
    FRESH = "fresh", _("in use")
    FADING = "fading", _("fading")
    UNUSED = "unused", _("not used since")


def kept(last_at: datetime, at: datetime) -> float:
    """Return the share of a skill that is kept at `at` when it was last used at `last_at`: 0.5 ** (years between), in (0, 1]."""
    days = max(0.0, (at - last_at).total_seconds() / _DAY)
    return float(0.5 ** (days / HALF_LIFE_DAYS))


def freshness_of(last_at: datetime | None, at: datetime) -> Freshness:
    """Return whether a skill whose last use was at `last_at` (None: none is known) is in use at `at`."""
    if last_at is None:
        return Freshness.NO_EVIDENCE
    share = kept(last_at, at)
    return Freshness.FRESH if share >= FRESH else Freshness.FADING if share >= FADING else Freshness.UNUSED


def faded(works: Sequence[tuple[float, datetime]], at: datetime) -> float:
    """Return what works (weight, when) weigh together at `at`; the database computes the same."""
    return sum(weight * kept(when, at) for weight, when in works)


def strength_of(*, weight: float, confirmations: int) -> float:
    """Return faded weight of works plus what confirmations add."""
    return weight + CONFIRMATION * min(confirmations, MOST_CONFIRMATIONS)


def level_of(value: float) -> Level:
    """Return the level that a strength amounts to; whoever has a skill at all says so at least."""
    return Level.STRONG if value >= STRONG else Level.SHOWN if value >= SHOWN else Level.SAID
