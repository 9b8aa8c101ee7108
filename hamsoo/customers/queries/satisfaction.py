"""How satisfied customers say that they are: shares with how many answers they rest on and how sure that makes them.

CSAT is the share of 4 and 5 of 5, ease (CES 2.0, "made it easy") that of 5 to 7 of 7, both with Wilson's interval; NPS is the share of
9 and 10 less that of 0 to 6, its interval with one promoter and one detractor added, as it holds for few answers too.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import sqrt
from typing import Any

from django.db import connection

from hamsoo.customers.models import SatisfactionAnswer
from hamsoo.kernel.arrays import array

SPAN, LATELY = timedelta(days=365), timedelta(days=90)
LEAST, CONTENT = 3, 0.7
"""From so many answers on their interval counts for health; of content customers this share at least says 4 or 5, or 5 to 7."""
_SURE = 1.959964
"""Of the normal distribution, for 95 %."""
_Measure = SatisfactionAnswer.Measure

_ANSWERS = """
SELECT number, measure, count(*), count(*) FILTER (WHERE good), count(*) FILTER (WHERE bad),
    count(*) FILTER (WHERE at > %(lately)s), count(*) FILTER (WHERE good AND at > %(lately)s),
    count(*) FILTER (WHERE bad AND at > %(lately)s)
FROM (
    SELECT part.number, answer.measure, answer.at,
        score >= CASE measure WHEN 'csat' THEN 4 WHEN 'nps' THEN 9 ELSE 5 END AS good, measure = 'nps' AND score <= 6 AS bad
    FROM unnest(%(ids)s::bigint[], %(numbers)s::bigint[]) AS part (id, number)
    JOIN customers_satisfactionanswer AS answer ON answer.record_id = part.id
    WHERE answer.at > %(begin)s AND answer.at <= %(until)s
) AS told GROUP BY number, measure ORDER BY number, measure
"""


@dataclass(frozen=True, slots=True)
class Share:
    """A figure from `n` answers, and between what it lies with 95 % confidence; NPS from -1 to 1, others from 0 to 1."""

    n: int
    value: float
    low: float
    high: float

    @property
    def points(self) -> int:
        """Return the figure of NPS as it is said: from -100 to 100."""
        return round(100 * self.value)

    @property
    def between(self) -> tuple[int, int]:
        """Return the interval of NPS as it is said."""
        return round(100 * self.low), round(100 * self.high)


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """What a customer said of the last twelve months; of the last three and of those before, where anything was said."""

    measure: SatisfactionAnswer.Measure
    whole: Share
    lately: Share | None
    before: Share | None

    @property
    def is_nps(self) -> bool:
        """Return whether it is shown as a number from -100 to 100."""
        return self.measure == _Measure.NPS

    @property
    def is_unhappy(self) -> bool:
        """Return whether so many said so that it is no chance: all of the interval lies below what content customers say."""
        return self.whole.n >= LEAST and self.whole.high < (0 if self.is_nps else CONTENT)


def wilson(good: int, n: int) -> Share:
    """Return a share with Wilson's interval of 95 %. E. B. Wilson, J. Am. Stat. Assoc. 22 (1927)."""
    square, share = _SURE**2, good / n
    middle = (share + square / (2 * n)) / (1 + square / n)
    half = _SURE * sqrt(share * (1 - share) / n + square / (4 * n * n)) / (1 + square / n)
    return Share(n, share, max(0.0, middle - half), min(1.0, middle + half))


def net_promoters(good: int, bad: int, n: int) -> Share:
    """Return the net promoter score from -1 to 1; the interval is that of the answers and one promoter and one detractor more."""
    many = n + 2
    up, down = (good + 1) / many, (bad + 1) / many
    half = _SURE * sqrt((up + down - (up - down) ** 2) / many)
    return Share(n, (good - bad) / n, max(-1.0, up - down - half), min(1.0, up - down + half))


def satisfaction_by(owner: Mapping[int, int], *, at: datetime) -> dict[int, list[Satisfaction]]:
    """Return what customers said, by their numbers, of records that the reader sees, each id with its number."""
    if not owner:
        return {}
    given: dict[str, Any] = {"ids": array(owner), "numbers": array(owner.values()), "begin": at - SPAN, "lately": at - LATELY, "until": at}
    with connection.cursor() as cursor:
        cursor.execute(_ANSWERS, given)
        rows = cursor.fetchall()
    found: dict[int, list[Satisfaction]] = defaultdict(list)
    for number, name, n, good, bad, n_lately, good_lately, bad_lately in rows:
        measure = _Measure(name)
        whole, lately = _share(measure, good, bad, n), _share(measure, good_lately, bad_lately, n_lately)
        before = _share(measure, good - good_lately, bad - bad_lately, n - n_lately)
        if whole:
            found[number].append(Satisfaction(measure, whole, lately, before))
    return found


def _share(measure: SatisfactionAnswer.Measure, good: int, bad: int, n: int) -> Share | None:
    if not n:
        return None
    return net_promoters(good, bad, n) if measure == _Measure.NPS else wilson(good, n)
