"""Moments, days and durations as people read them.

The words here are locale data like the names of the months, chosen by `language` and not by the active translation: a mail to a
Persian reader is Persian also when an English-speaking colleague's request sends it.
"""

from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import Literal

from hamsoo.kernel.dates.jalali import (
    Calendar,
    calendar_of,
    month_names,
    other_calendar,
    weekday_names,
    year_month_day,
)
from hamsoo.kernel.numbers import format_digits, format_number, is_persian

DateStyle = Literal["long", "short", "weekday", "full", "numeric"]

_HOUR = timedelta(hours=1)
_UNITS = (("day", 86_400), ("hour", 3_600), ("minute", 60), ("second", 1))
_COARSE = ((86_400, 3_600), (3_600, 600), (0, 60))
_UNIT_NAMES = {
    True: {"day": "روز", "hour": "ساعت", "minute": "دقیقه", "second": "ثانیه"},
    False: {"day": "d", "hour": "h", "minute": "min", "second": "s"},
}


def format_moment(moment: datetime, *, now: datetime, language: str, calendar: Calendar | None = None, tz: tzinfo) -> str:
    """Return when something happened, as short as it stays clear, for a reader at `now` in the zone `tz`.

    Less than an hour away: `۶ دقیقه پیش`. Today: `۱۴:۳۱`. This year of the calendar: `شنبه ۳۰ آبان`. Otherwise: `۳۰ آبان ۱۴۰۵`.
    Without `calendar`, the language's own. Raises ValueError for a naive datetime.
    """
    _refuse_naive(moment, now)
    if abs(_elapsed(moment, now)) < _HOUR:
        return _relative(_elapsed(moment, now), language)
    local, today = moment.astimezone(tz), now.astimezone(tz).date()
    if local.date() == today:
        return format_time(moment, language=language, tz=tz)
    shown = calendar or calendar_of(language)
    same_year = year_month_day(local.date(), shown)[0] == year_month_day(today, shown)[0]
    return format_date(local.date(), language=language, calendar=shown, style="weekday" if same_year else "short")


@lru_cache(maxsize=4_096)
def format_date(day: date, *, language: str, calendar: Calendar | None = None, style: DateStyle = "long") -> str:
    """Return a day in words or numbers.

    `long` 21 November 2026, `short` 21 Nov 2026, `weekday` Sat 21 Nov, `full` Saturday 21 November 2026, `numeric` 2026-11-21. Persian
    never abbreviates names: ۳۰ آبان ۱۴۰۵, شنبه ۳۰ آبان, شنبه ۳۰ آبان ۱۴۰۵, ۱۴۰۵/۰۸/۳۰. Without `calendar`, the language's own.
    """
    shown = calendar or calendar_of(language)
    year, month, number = year_month_day(day, shown)
    if style == "numeric":
        mark = "/" if is_persian(language) else "-"
        return format_digits(f"{year:04}{mark}{month:02}{mark}{number:02}", language)
    brief = style in ("short", "weekday") and not is_persian(language)
    name = month_names(shown, language)[month - 1]
    if brief and shown == "gregorian":
        name = name[:3]
    words = [format_digits(number, language), name]
    if style in ("weekday", "full"):
        weekday = weekday_names(language)[day.weekday()]
        words.insert(0, weekday[:3] if brief else weekday)
    if style != "weekday":
        words.append(format_digits(year, language))
    return " ".join(words)


def format_time(moment: datetime, *, language: str, tz: tzinfo) -> str:
    """Return the time of day on a 24-hour clock in the zone `tz`: `۱۴:۳۱`. Raises ValueError for a naive datetime."""
    _refuse_naive(moment)
    return format_digits(f"{moment.astimezone(tz):%H:%M}", language)


def format_both(day: date, *, language: str) -> str:
    """Return a day in both calendars, the language's own first: `۳۰ آبان ۱۴۰۵ (۲۱ نوامبر ۲۰۲۶)`."""
    own = calendar_of(language)
    other = format_date(day, language=language, calendar=other_calendar(own))
    return f"{format_date(day, language=language, calendar=own)} ({other})"


def format_title(moment: datetime, *, language: str, calendar: Calendar | None = None, tz: tzinfo) -> str:
    """Return the hover text of a moment: weekday, date in the *other* calendar than the one shown, and the time.

    Raises ValueError for a naive datetime.
    """
    day = moment.astimezone(tz).date()
    written = format_date(day, language=language, calendar=other_calendar(calendar or calendar_of(language)), style="full")
    comma = "،" if is_persian(language) else ","
    return f"{written}{comma} {format_time(moment, language=language, tz=tz)}"


def format_duration(seconds: int, language: str, *, largest: Literal["day", "hour"] = "day") -> str:
    """Return a length of time in its two largest units, rounded down: `۳ ساعت و ۵ دقیقه`, `3 h 5 min`.

    `largest="hour"` never speaks of days, which mislead where only working time counts. Raises ValueError below zero.
    """
    if seconds < 0:
        raise ValueError(f"a duration is not negative: {seconds}")
    units = _UNITS if largest == "day" else _UNITS[1:]
    first = next((index for index, (_name, size) in enumerate(units) if seconds >= size), len(units) - 1)
    rest, parts = seconds, list[str]()
    for name, size in units[first : first + 2]:
        count, rest = divmod(rest, size)
        if count or not parts:
            parts.append(f"{format_number(count, language)} {_UNIT_NAMES[is_persian(language)][name]}")
    return (" و " if is_persian(language) else " ").join(parts)


def coarse_seconds(seconds: int) -> int:
    """Return a length of time as exact as people speak of it: whole minutes, from an hour on tens of them, from a day on hours; never 0."""
    step = next(step for least, step in _COARSE if seconds >= least)
    return max(60, round(seconds / step) * step)


def _relative(elapsed: timedelta, language: str) -> str:
    minutes = int(abs(elapsed).total_seconds()) // 60
    if minutes == 0:
        return "همین حالا" if is_persian(language) else "just now"
    amount = format_duration(minutes * 60, language)
    if elapsed > timedelta(0):
        return f"{amount} پیش" if is_persian(language) else f"{amount} ago"
    return f"{amount} دیگر" if is_persian(language) else f"in {amount}"


def _elapsed(moment: datetime, now: datetime) -> timedelta:
    # Two datetimes of one zone are subtracted by their wall clocks, which is wrong across a change of clocks.
    return now.astimezone(UTC) - moment.astimezone(UTC)


def _refuse_naive(*moments: datetime) -> None:
    for moment in moments:
        if moment.utcoffset() is None:
            raise ValueError(f"a datetime needs a time zone: {moment!r}")
