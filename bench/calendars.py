"""Working calendars: how long one answer takes, cold and warm, from an hour to ten years ahead.

Run from the top of the repository: `python -m bench.calendars`.

Prints one line for each calendar and range: microseconds of the first answer (holidays and changes of clocks not yet known) and of a
later one, for `working_between` and `add_working`. A walk in steps of a minute stands beside them as the peer for the shortest ranges.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

import django
from django.conf import settings

from hamsoo.kernel.calendars import WorkingCalendar, default_international, default_iran

START = datetime(2026, 11, 21, 5, tzinfo=UTC)
RANGES = {"1 hour": 1 / 24, "1 day": 1, "30 days": 30, "1 year": 365, "10 years": 3_650}
LONGEST_WALK = timedelta(days=30)
REPEATS = 20


def microseconds(ask: Callable[[], object]) -> float:
    """Return how long one call takes."""
    begun = time.perf_counter()
    ask()
    return (time.perf_counter() - begun) * 1e6


def best(ask: Callable[[], object]) -> float:
    """Return how long the fastest of some calls takes, which other work on the machine disturbs least."""
    return min(microseconds(ask) for _ in range(REPEATS))


def walk(calendar: WorkingCalendar, end: datetime) -> int:
    """Return the working seconds from START to `end`, counted minute by minute."""
    at, seconds = START, 0
    while at < end:
        seconds += 60 * calendar.is_open(at)
        at += timedelta(minutes=1)
    return seconds


def row(calendar: WorkingCalendar, end: datetime) -> str:
    """Measure the four calls from START to `end`."""
    between = partial(calendar.working_between, START, end)
    first = microseconds(between)
    add = partial(calendar.add_working, START, between())
    walked = f"{microseconds(partial(walk, calendar, end)):,.0f}" if end - START <= LONGEST_WALK else "-"
    return f"{first:>10,.0f}{best(between):>10,.0f}{best(add):>10,.0f}{walked:>12}"


def main() -> None:
    """Print the table."""
    settings.configure()
    django.setup()
    print(f"{'calendar':<14}{'range':<10}{'first':>10}{'between':>10}{'add':>10}{'walk':>12}   microseconds")
    for name, calendar in (("Iran", default_iran()), ("Berlin", default_international("Europe/Berlin", country="DE"))):
        for label, days in RANGES.items():
            print(f"{name:<14}{label:<10}{row(calendar, START + timedelta(days=days))}")


if __name__ == "__main__":
    main()
