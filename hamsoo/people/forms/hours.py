"""The working hours of a week, day by day."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.calendars import InvalidCalendar, Span, Week, WorkingCalendar, to_dict
from hamsoo.kernel.dates import week_start, weekday_names
from hamsoo.ui import appearance

SPANS = 2
"""How often one may begin to work in a day: most need one span, some go home at noon."""


class HoursForm(forms.Form):
    """From when until when one works on each day of the week; a day without hours is free.

    `calendar` is what is kept now: its holidays and corrections stay, and the week takes the place of its weeks.
    """

    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=lambda: [(name, name) for name in sorted(available_timezones())],
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
            raise forms.ValidationError(str(error)) from error
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


def _clock(initial: time | None, *, is_end: bool) -> forms.TimeField:
    label = _("Until") if is_end else _("From")
    widget = forms.TimeInput(attrs={"type": "time", "aria-label": label}, format="%H:%M")
    return forms.TimeField(label=label, required=False, initial=initial, widget=widget)
