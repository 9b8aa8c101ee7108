"""Weeks, months, quarters and years of either calendar."""

from datetime import date, timedelta
from typing import Literal, NamedTuple

from hamsoo.kernel.dates.jalali import MONDAY, SATURDAY, Calendar, day_of, month_names, year_month_day
from hamsoo.kernel.numbers import format_digits, is_persian

Period = Literal["week", "month", "quarter", "year"]

_MONTHS_IN: dict[Period, int] = {"month": 1, "quarter": 3, "year": 12}
_ORDINALS = ("اول", "دوم", "سوم", "چهارم")


class Bounds(NamedTuple):
    """A half-open range of days: `start` belongs to it, `end` is the first day of the next."""

    start: date
    end: date


def period_bounds(day: date, *, period: Period, calendar: Calendar) -> Bounds:
    """Return the period of `calendar` that holds `day`; Jalali weeks start on Saturday, Gregorian ones on Monday."""
    if period == "week":
        first = SATURDAY if calendar == "jalali" else MONDAY
        start = day - timedelta(days=(day.weekday() - first) % 7)
        return Bounds(start, start + timedelta(days=7))
    length = _MONTHS_IN[period]
    year, month, _day = year_month_day(day, calendar)
    month -= (month - 1) % length
    next_year, next_month = (year, month + length) if month + length <= 12 else (year + 1, 1)
    return Bounds(day_of(calendar, year, month, 1), day_of(calendar, next_year, next_month, 1))


def format_period(day: date, *, period: Period, language: str, calendar: Calendar) -> str:
    """Name the period of `calendar` that holds `day`: `آبان ۱۴۰۵`, `سه‌ماههٔ سوم ۱۴۰۵`, `Q4 2026`, `Week of 16 November 2026`."""
    start = period_bounds(day, period=period, calendar=calendar).start
    year, month, first_day = year_month_day(start, calendar)
    name = month_names(calendar, language)[month - 1]
    written_year = format_digits(year, language)
    if period == "year":
        return written_year
    if period == "month":
        return f"{name} {written_year}"
    quarter = (month - 1) // 3
    if period == "quarter":
        return f"سه‌ماههٔ {_ORDINALS[quarter]} {written_year}" if is_persian(language) else f"Q{quarter + 1} {written_year}"
    week = "هفتهٔ" if is_persian(language) else "Week of"
    return f"{week} {format_digits(first_day, language)} {name} {written_year}"
