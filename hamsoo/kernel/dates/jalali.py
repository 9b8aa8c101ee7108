"""The two calendars: conversion between them, lengths of months and years, names in both languages."""

from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple

import jdatetime  # type: ignore[import-untyped]  # the package has no stubs
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.errors import Invalid
from hamsoo.kernel.numbers import is_persian

Calendar = Literal["jalali", "gregorian"]

FIRST_JALALI_YEAR, LAST_JALALI_YEAR = 1, 9377


class JalaliDate(NamedTuple):
    """A day of the Jalali calendar: year, month 1..12, day 1..31."""

    year: int
    month: int
    day: int


class NoSuchDay(Invalid):
    """The calendar has no such day."""

    default = _("There is no such day.")


_MONTHS: dict[tuple[Calendar, bool], tuple[str, ...]] = {
    ("jalali", True): (
        "فروردین",
        "اردیبهشت",
        "خرداد",
        "تیر",
        "مرداد",
        "شهریور",
        "مهر",
        "آبان",
        "آذر",
        "دی",
        "بهمن",
        "اسفند",
    ),
    ("jalali", False): (
        "Farvardin",
        "Ordibehesht",
        "Khordad",
        "Tir",
        "Mordad",
        "Shahrivar",
        "Mehr",
        "Aban",
        "Azar",
        "Dey",
        "Bahman",
        "Esfand",
    ),
    ("gregorian", True): (
        "ژانویه",
        "فوریه",
        "مارس",
        "آوریل",
        "مه",
        "ژوئن",
        "ژوئیه",
        "اوت",
        "سپتامبر",
        "اکتبر",
        "نوامبر",
        "دسامبر",
    ),
    ("gregorian", False): (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
}
# In the order of `date.weekday()`: Monday first.
_WEEKDAYS = {
    True: ("دوشنبه", "سه‌شنبه", "چهارشنبه", "پنجشنبه", "جمعه", "شنبه", "یکشنبه"),
    False: ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)


@lru_cache(maxsize=4_096)
def to_jalali(day: date) -> JalaliDate:
    """Return the Jalali date of `day`. Raises NoSuchDay before the calendar begins (22 March 622)."""
    try:
        found = jdatetime.date.fromgregorian(date=day)
    except ValueError as error:
        raise NoSuchDay() from error
    return JalaliDate(found.year, found.month, found.day)


def from_jalali(year: int, month: int, day: int) -> date:
    """Return the Gregorian date of a Jalali one. Raises NoSuchDay."""
    try:
        found: date = jdatetime.date(year, month, day).togregorian()
    except (ValueError, OverflowError) as error:
        raise NoSuchDay() from error
    return found


def year_month_day(day: date, calendar: Calendar) -> tuple[int, int, int]:
    """Return `day` as year, month and day of `calendar`."""
    return to_jalali(day) if calendar == "jalali" else (day.year, day.month, day.day)


def day_of(calendar: Calendar, year: int, month: int, day: int) -> date:
    """Return the day that `calendar` calls year, month, day. Raises NoSuchDay."""
    if calendar == "jalali":
        return from_jalali(year, month, day)
    try:
        return date(year, month, day)
    except (ValueError, OverflowError) as error:
        raise NoSuchDay() from error


def calendar_of(language: str) -> Calendar:
    """Return the calendar that a reader of `language` expects."""
    return "jalali" if is_persian(language) else "gregorian"


def other_calendar(calendar: Calendar) -> Calendar:
    """Return the calendar that is not `calendar`."""
    return "gregorian" if calendar == "jalali" else "jalali"


def week_start(language: str) -> int:
    """Return the weekday (Monday is 0) on which the week starts: Saturday in Persian, Monday in English."""
    return SATURDAY if is_persian(language) else MONDAY


def month_names(calendar: Calendar, language: str) -> tuple[str, ...]:
    """Return the twelve names of the months of `calendar`, written in `language`."""
    return _MONTHS[calendar, is_persian(language)]


def weekday_names(language: str) -> tuple[str, ...]:
    """Return the seven names of the weekdays in the order of `date.weekday()`: Monday first."""
    return _WEEKDAYS[is_persian(language)]
