"""Days, months and years that a filter names, in either calendar, either script and any digits."""

import re
from datetime import date, timedelta

from hamsoo.kernel.dates import Bounds, Calendar, day_of, format_date, format_period, parse_date, period_bounds
from hamsoo.kernel.errors import Invalid
from hamsoo.kernel.numbers import latin_digits
from hamsoo.kernel.text import fold

_DAYS_AGO = {fold(word): days for days, words in enumerate(("today امروز", "yesterday دیروز")) for word in words.split()}
_YEAR = re.compile(r"\d{4}")
_MONTH = re.compile(r"(\d{4})[/.-](\d{1,2})")
_LAST_JALALI_YEAR = 1600


def days_meant(text: str, *, language: str, today: date) -> Bounds:
    """Return the days that `text` names: a day, a month (`1405/8`, `آبان ۱۴۰۵`), a year, today or yesterday. Raises `Invalid`."""
    plain = latin_digits(text).strip()
    if (ago := _DAYS_AGO.get(fold(plain))) is not None:
        return _one(today - timedelta(days=ago))
    if _YEAR.fullmatch(plain):
        return _period(int(plain), 1, "year")
    if found := _MONTH.fullmatch(plain):
        return _period(int(found[1]), int(found[2]), "month")
    try:
        return _one(parse_date(text, language=language, today=today))
    except Invalid as refusal:
        return _named_month(plain, language, today) or _refuse(refusal)


def days_said(days: Bounds, *, language: str, calendar: Calendar) -> str:
    """Name days as a reader of `calendar` does: a whole month or year by its name, else by the first and last day."""
    for period in ("month", "year"):
        if period_bounds(days.start, period=period, calendar=calendar) == days:
            return format_period(days.start, period=period, language=language, calendar=calendar)
    first, last = (format_date(day, language=language, calendar=calendar) for day in (days.start, days.end - timedelta(days=1)))
    return first if first == last else f"{first} – {last}"


def _one(day: date) -> Bounds:
    return Bounds(day, day + timedelta(days=1))


def _period(year: int, month: int, period: str) -> Bounds:
    calendar: Calendar = "jalali" if year < _LAST_JALALI_YEAR else "gregorian"
    return period_bounds(day_of(calendar, year, month, 1), period="year" if period == "year" else "month", calendar=calendar)


def _named_month(text: str, language: str, today: date) -> Bounds | None:
    """Return the month that `text` names with its year, or None: its first day is a date."""
    try:
        day = parse_date(f"1 {text}", language=language, today=today)
    except Invalid:
        return None
    calendar: Calendar = "jalali" if day == period_bounds(day, period="month", calendar="jalali").start else "gregorian"
    return period_bounds(day, period="month", calendar=calendar)


def _refuse(refusal: Invalid) -> Bounds:
    raise refusal
