"""Numbers, dates and durations in the language and calendar of the reader; every tag is a filter too where it takes one value."""

from datetime import date, datetime, time, timedelta, tzinfo
from decimal import Decimal
from functools import lru_cache

from django.template import Library
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from hamsoo.kernel import clock, dates, numbers
from hamsoo.ui import appearance

register = Library()

_LONG_AGO = timedelta(days=2)


@register.filter
def num(value: int | float | Decimal | None) -> str:
    """Write a number in the reader's digits, with separators; nothing for None.

    >>> num(12840)
    '۱۲٬۸۴۰'
    """
    return "" if value is None else numbers.format_number(value, appearance.current().language)


@register.filter
def percent(ratio: int | float | Decimal | None, decimals: int = 0) -> str:
    """Write a ratio between 0 and 1 as a percentage; nothing for None."""
    if ratio is None:
        return ""
    return numbers.format_percent(ratio, appearance.current().language, decimals=decimals)


@register.filter
def count(value: int | None) -> str:
    """Write a count for a badge: `99+` from a hundred on; nothing for None."""
    return "" if value is None else numbers.format_count(value, appearance.current().language)


@register.filter
def digits(value: int | str) -> str:
    """Write a number that is a name, such as a year, in the reader's digits without separators."""
    return numbers.format_digits(value, appearance.current().language)


@register.filter
def number_sign(value: int | str) -> SafeString:
    """Write the number of a case or request: `۴۹۰۷` in Persian, `#4907` in English."""
    language = appearance.current().language
    sign = "" if language == "fa" else "#"
    return format_html('<bdi class="num">{}{}</bdi>', sign, numbers.format_digits(value, language))


@register.filter
def duration(seconds: int | None) -> str:
    """Write a length of time in words; nothing for None."""
    return "" if seconds is None else dates.format_duration(seconds, appearance.current().language)


@register.filter
def rough_duration(seconds: int | None) -> str:
    """Write how long something took, as people speak of it and without seconds; nothing for None."""
    return "" if seconds is None else duration(dates.coarse_seconds(seconds))


@register.filter
def working_duration(seconds: int | None) -> str:
    """Write a length of working time in hours and minutes: never in days, and at least a minute; nothing for None."""
    if seconds is None:
        return ""
    return dates.format_duration(max(60, seconds - seconds % 60), appearance.current().language, largest="hour")


@register.filter
def moment(at: datetime | None) -> SafeString:
    """Write when something happened; the title tells the day in the other calendar. Nothing for None."""
    if at is None:
        return SafeString("")
    reader, zone, now = appearance.current(), timezone.get_current_timezone(), clock.now()
    if now - at > _LONG_AGO:
        # What is days old is written in the same words until the day is over.
        now = datetime.combine(now.astimezone(zone).date(), time(12), zone)
        return _written_of_old(at, now, reader.language, reader.calendar, zone)
    return _written(at, now, reader.language, reader.calendar, zone)


def _written(at: datetime, now: datetime, language: str, calendar: dates.Calendar, zone: tzinfo) -> SafeString:
    words = dates.format_moment(at, now=now, language=language, calendar=calendar, tz=zone)
    title = dates.format_title(at, language=language, calendar=calendar, tz=zone)
    return format_html('<time datetime="{}" title="{}">{}</time>', at.isoformat(timespec="seconds"), title, words)


_written_of_old = lru_cache(maxsize=16_384)(_written)


@register.filter
def clock_time(at: datetime) -> SafeString:
    """Write the time of day."""
    words = dates.format_time(at, language=appearance.current().language, tz=timezone.get_current_timezone())
    return format_html('<time datetime="{}">{}</time>', at.isoformat(timespec="seconds"), words)


@register.filter
def day(on: date | None, style: dates.DateStyle = "long") -> SafeString:
    """Write a day in the reader's calendar; `style` as in `kernel.dates.format_date`, or `both`. Nothing for None."""
    if on is None:
        return SafeString("")
    reader = appearance.current()
    other = dates.other_calendar(reader.calendar)
    words = dates.format_date(on, language=reader.language, calendar=reader.calendar, style=style)
    title = dates.format_date(on, language=reader.language, calendar=other, style="full")
    return format_html('<time datetime="{}" title="{}">{}</time>', on.isoformat(), title, words)


@register.filter
def day_both(on: date) -> SafeString:
    """Write a day in both calendars, for contracts and date fields."""
    return format_html('<time datetime="{}">{}</time>', on.isoformat(), dates.format_both(on, language=appearance.current().language))


def _as_tag(filter_name: str) -> None:
    register.simple_tag(register.filters[filter_name], name=filter_name)


for _name in ("num", "percent", "count", "duration", "moment", "day"):
    _as_tag(_name)
