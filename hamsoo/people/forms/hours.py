"""The working hours of a week, day by day."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.calendars import InvalidCalendar, Span, Week, WorkingCalendar, to_dict
from hamsoo.kernel.dates import week_start, weekday_names
from hamsoo.kernel.numbers import format_digits
from hamsoo.kernel.text import to_ascii_digits
from hamsoo.ui import appearance

_WRITTEN = re.compile(r"(\d{1,2})(?:[:.٫](\d{2}))?", re.ASCII)
SPANS = 2
"""How often one may begin to work in a day: most need one span, some go home at noon."""


@cache
def _time_zones() -> list[tuple[str, str]]:
    # Asked for once: each time, the names are read from the disk.
    return [(name, name) for name in sorted(available_timezones())]


class HoursForm(forms.Form):
    """From when until when one works on each day of the week; a day without hours is free.

    `calendar` is what is kept now: its holidays and corrections stay, and the week takes the place of its weeks.
    """

    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=_time_zones,
        help_text=_("Times are shown in it, and your working hours are read in it."),
    )
    keeps_holidays = forms.BooleanField(label=_("Iran's public holidays are days off"), required=False)

    def __init__(self, *args: Any, calendar: WorkingCalendar, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._calendar = calendar
        self.fields["time_zone"].initial = calendar.time_zone.key
        self.fields["keeps_holidays"].initial = calendar.country == "IR"
        week = next((week for week in reversed(calendar.weeks) if week.effective_from <= on), calendar.weeks[0])
        for day in range(7):
            spans = week.days.get(day, ())
            for number in range(max(SPANS, len(spans))):
                span = spans[number] if number < len(spans) else None
                for end in ("start", "end"):
                    self.fields[_name(day, number, end)] = _clock(getattr(span, end, None), is_end=end == "end")
        # The focus goes to the first day.
        self.order_fields([_name(week_start(appearance.current().language), 0, "start")])

    @property
    def days(self) -> Iterator[tuple[str, list[tuple[BoundField, BoundField]]]]:
        """Yield the name of each day, in the reader's order, with pairs of fields."""
        language = appearance.current().language
        for offset in range(7):
            day = (week_start(language) + offset) % 7
            numbers = range(sum(name.startswith(f"day{day}_") and name.endswith("_start") for name in self.fields))
            yield weekday_names(language)[day], [(self[_name(day, n, "start")], self[_name(day, n, "end")]) for n in numbers]

    def clean(self) -> dict[str, Any]:
        """Put the calendar together; refuse half a span, and spans that overlap."""
        values = super().clean() or {}
        if self.errors:
            return values
        days: dict[int, list[Span]] = {}
        for name in [name for name in self.fields if name.endswith("_start")]:
            start, end = values.get(name), values.get(name.replace("_start", "_end"))
            if (start is None) != (end is None):
                self.add_error(name, _("Enter both when you begin and when you end."))
            elif start is not None and end is not None:
                days.setdefault(int(name[3]), []).append(Span(start, end))
        try:
            values["calendar"] = self._with(days, values["time_zone"], values["keeps_holidays"])
        except InvalidCalendar as error:
            raise ValidationError(str(error)) from error
        return values

    def _with(self, days: dict[int, list[Span]], zone: str, keeps_holidays: bool) -> dict[str, Any]:
        week = Week(date.min, {day: tuple(spans) for day, spans in days.items()})
        other = self._calendar.country if self._calendar.country != "IR" else None
        country = "IR" if keeps_holidays else other
        subdivision = self._calendar.subdivision if country == self._calendar.country else None
        changed = replace(self._calendar, time_zone=ZoneInfo(zone), weeks=(week,), country=country, subdivision=subdivision, leave=())
        return to_dict(changed)


def _name(day: int, number: int, end: str) -> str:
    return f"day{day}_{number}_{end}"


class ClockField(forms.Field):
    """A time of day in Persian or Latin digits: `8`, `8:30`, `17.30`. Cleans to a `time`, and 24:00 to midnight."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "dir": "ltr", "size": 5})

    def to_python(self, value: Any) -> time | None:
        """Read a time of day."""
        text = to_ascii_digits(str(value or "").strip())
        if not text:
            return None
        found = _WRITTEN.fullmatch(text)
        hour, minute = (int(found[1]), int(found[2] or 0)) if found else (99, 0)
        if (hour, minute) == (24, 0):
            return time(0)
        if hour > 23 or minute > 59:
            raise ValidationError(_("Write a time of day like 8:30."), code="invalid")
        return time(hour, minute)

    def prepare_value(self, value: Any) -> Any:
        """Write a kept time for the field."""
        return format_digits(f"{value:%H:%M}", appearance.current().language) if isinstance(value, time) else value


def _clock(initial: time | None, *, is_end: bool) -> ClockField:
    label = _("Until") if is_end else _("From")
    field = ClockField(label=label, required=False, initial=initial)
    field.widget.attrs["aria-label"] = label
    return field
