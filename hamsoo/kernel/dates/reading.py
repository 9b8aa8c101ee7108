"""Read a day that a person typed, in either calendar and either script."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from hamsoo.kernel.dates.jalali import (
    Calendar,
    NoSuchDay,
    calendar_of,
    day_of,
    month_names,
    other_calendar,
    weekday_names,
    year_month_day,
)
from hamsoo.kernel.dates.writing import format_both
from hamsoo.kernel.errors import Invalid
from hamsoo.kernel.numbers import format_digits, latin_digits, without_direction_marks

_LONGEST_DATE = 60
_CALENDARS: tuple[Calendar, ...] = ("jalali", "gregorian")
# Years that people mean; between the two ranges a year belongs to neither calendar.
_YEARS: dict[Calendar, range] = {"jalali": range(1200, 1600), "gregorian": range(1800, 2200)}
# A day's Jalali year is smaller than its Gregorian year by one of these.
_YEARS_APART = (621, 622)

_LETTERS = str.maketrans("يىكۀةأإؤ", "ییکههااو", "\u200c\u0654\u0640")
_NUMERIC = re.compile(r"(\d{1,4})\s*([/.\-])\s*(\d{1,2})(?:\s*\2\s*(\d{1,4}))?")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th|ام|م)?\s*(?:of\s+)?([^\W\d_]+)\.?\s*(?:ماه\s*)?(\d+)?")
_MONTH_FIRST = re.compile(r"([^\W\d_]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?:\s+(\d+))?")
_PERSIAN_ALIASES: dict[str, tuple[Calendar, int]] = {
    "امرداد": ("jalali", 5),
    "می": ("gregorian", 5),
    "ژوین": ("gregorian", 6),
    "جون": ("gregorian", 6),
    "جولای": ("gregorian", 7),
    "ژوییه": ("gregorian", 7),
    "آگوست": ("gregorian", 8),
}


class NotADate(Invalid):
    """The text is not a day that can be read in one way only; `suggestion` is the day it may have meant, if there is one."""

    default = _("This is not a date. Write it like 1405/8/30, 30 Aban 1405 or 2026-11-21.")

    def __init__(self, message: str | StrPromise | None = None, *, field: str | None = None, suggestion: date | None = None) -> None:
        super().__init__(message, field=field)
        self.suggestion = suggestion


class _Named(NamedTuple):
    calendar: Calendar
    month: int


def parse_date(text: str, *, language: str, today: date) -> date:
    """Return the day that `text` names, in Persian or Latin digits and names, Jalali or Gregorian.

    `1405/8/30`, `۱۴۰۵-۰۸-۳۰`, `2026-11-21`, `21.11.2026`, `۳۰ آبان ۱۴۰۵`, `Nov 21, 2026`, `شنبه ۳۰ آبان`. A four-digit year tells the
    calendar. Without a year, the day nearest to `today` is meant, in the calendar of the month's name or of `language`. Raises NotADate,
    which says what is wrong, when the text has no or more than one meaning, or when weekday and day disagree.
    """
    plain = _folded(text)
    if len(plain) > _LONGEST_DATE:
        raise NotADate()
    weekday, plain = _without_weekday(plain)
    day = _numeric(plain, language, today) or _worded(plain, language, today)
    if day is None:
        raise NotADate()
    if weekday is not None and day.weekday() != weekday:
        raise NotADate(_saying(_("{day} is a {weekday}."), day, language), suggestion=day)
    return day


def _folded(text: str) -> str:
    plain = latin_digits(without_direction_marks(text)).translate(_LETTERS)
    return " ".join(re.sub(r"[,،]", " ", plain).lower().split())


def _without_weekday(text: str) -> tuple[int | None, str]:
    for name, weekday in _WEEKDAYS:
        if found := re.match(rf"{name}(?![^\W\d_])\.?\s*", text):
            return weekday, text[found.end() :]
    return None, text


def _numeric(text: str, language: str, today: date) -> date | None:
    found = _NUMERIC.fullmatch(text)
    if found is None:
        return None
    first, _mark, second, third = found.groups()
    if third is None:
        return _month_and_day(int(first), int(second), language, today)
    if len(first) > 2:
        return _with_year(_calendar_of_year(int(first), language), int(first), int(second), int(third), language)
    if len(third) > 2:
        return _year_last(int(first), int(second), int(third), language)
    raise NotADate(_("Write the year in four digits, like 1405 or 2026."))


def _year_last(first: int, second: int, year: int, language: str) -> date:
    calendar = _calendar_of_year(year, language)
    if calendar == "gregorian" and first <= 12 and second <= 12 and first != second:
        raise NotADate(_("Day and month cannot be told apart. Write the year first: 2026-11-05."))
    day, month = (second, first) if second > 12 else (first, second)
    return _with_year(calendar, year, month, day, language)


def _month_and_day(first: int, second: int, language: str, today: date) -> date:
    if first <= 12 and second <= 12 and first != second:
        raise NotADate(_("Day and month cannot be told apart. Write the month's name or the whole date."))
    month, day = (second, first) if first > 12 else (first, second)
    return _nearest(calendar_of(language), month, day, today)


def _worded(text: str, language: str, today: date) -> date | None:
    if found := _DAY_FIRST.fullmatch(text):
        day, name, year = found.groups()
    elif found := _MONTH_FIRST.fullmatch(text):
        name, day, year = found.groups()
    else:
        return None
    month = _MONTHS.get(name.removesuffix("ماه"))
    if month is None:
        return None
    if year is None:
        return _nearest(month.calendar, month.month, int(day), today)
    if len(year) != 4:
        raise NotADate(_("Write the year in four digits, like 1405 or 2026."))
    return _with_year(month.calendar, int(year), month.month, int(day), language)


def _with_year(calendar: Calendar, year: int, month: int, day: int, language: str) -> date:
    """Return the day; refuse a year that belongs to the other calendar, and a day that the month does not have."""
    if _calendar_of_year(year, language) != calendar:
        raise _other_calendar(calendar, year, month, day, language)
    try:
        return day_of(calendar, year, month, day)
    except NoSuchDay as error:
        raise NotADate(_why_not(calendar, year, month, language)) from error


def _calendar_of_year(year: int, language: str) -> Calendar:
    for calendar in _CALENDARS:
        if year in _YEARS[calendar]:
            return calendar
    message = _("The year {year} belongs to neither calendar. Write it like 1405 or 2026.")
    raise NotADate(format_lazy(message, year=format_digits(year, language)))


def _other_calendar(calendar: Calendar, year: int, month: int, day: int, language: str) -> NotADate:
    """Return the refusal of a month of `calendar` with a year of the other one, suggesting the day that lies in that year."""
    sign = -1 if calendar == "jalali" else 1
    days = [
        day_of(calendar, year + sign * apart, month, day) for apart in _YEARS_APART if _exists(calendar, year + sign * apart, month, day)
    ]
    suggestion = next((found for found in days if year_month_day(found, other_calendar(calendar))[0] == year), None)
    if suggestion is None:
        return NotADate()
    if calendar == "jalali":
        message = _("This month is Jalali, but the year is Gregorian. Did you mean {day}?")
    else:
        message = _("This month is Gregorian, but the year is Jalali. Did you mean {day}?")
    return NotADate(_saying(message, suggestion, language), suggestion=suggestion)


def _why_not(calendar: Calendar, year: int, month: int, language: str) -> StrPromise:
    if not 1 <= month <= 12:
        return format_lazy(_("There is no month {month}: a year has twelve."), month=format_digits(month, language))
    last = next(day for day in (31, 30, 29, 28) if _exists(calendar, year, month, day))
    name = month_names(calendar, language)[month - 1]
    return format_lazy(
        _("{month} {year} has {last} days."),
        month=name,
        year=format_digits(year, language),
        last=format_digits(last, language),
    )


def _nearest(calendar: Calendar, month: int, day: int, today: date) -> date:
    """Return the day of that month and day which lies nearest to `today`; of two equally near, the later."""
    year = year_month_day(today, calendar)[0]
    candidates = [day_of(calendar, near, month, day) for near in (year + 1, year, year - 1) if _exists(calendar, near, month, day)]
    if not candidates:
        raise NotADate(_("There is no such day near this year. Write the whole date, with its year."))
    return min(candidates, key=lambda candidate: abs(candidate - today))


def _exists(calendar: Calendar, year: int, month: int, day: int) -> bool:
    try:
        day_of(calendar, year, month, day)
    except NoSuchDay:
        return False
    return True


def _saying(message: StrPromise, day: date, language: str) -> StrPromise:
    return format_lazy(message, day=format_both(day, language=language), weekday=weekday_names(language)[day.weekday()])


def _month_table() -> Iterator[tuple[str, _Named]]:
    for calendar in _CALENDARS:
        for number in range(12):
            english, persian = month_names(calendar, "en")[number], month_names(calendar, "fa")[number]
            yield _folded(persian), _Named(calendar, number + 1)
            yield english.lower(), _Named(calendar, number + 1)
            if calendar == "gregorian":
                yield english.lower()[:3], _Named(calendar, number + 1)
    yield "sept", _Named("gregorian", 9)
    for alias, (calendar, number) in _PERSIAN_ALIASES.items():
        yield _folded(alias), _Named(calendar, number)


def _weekday_table() -> Iterator[tuple[str, int]]:
    for weekday, name in enumerate(weekday_names("fa")):
        # Persian weekdays are written joined, with a half-space (folded away) or with a space: سه‌شنبه, سه شنبه.
        yield re.sub(r"(.+)شنبه", r"\1\\s?شنبه", _folded(name)), weekday
    for weekday, name in enumerate(weekday_names("en")):
        yield rf"{name[:3].lower()}(?:{name[3:].lower()})?", weekday


_MONTHS = dict(_month_table())
_WEEKDAYS = tuple(_weekday_table())
