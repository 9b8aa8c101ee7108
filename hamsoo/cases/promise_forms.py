"""What administrators fill in about promises of time. Whether it may be done is for the actions to say; a form only reads."""

import re
from collections.abc import Sequence
from datetime import date, time
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hamsoo.cases import rules
from hamsoo.cases.models import Case, CaseType, SlaVersion
from hamsoo.customers.queries import LEVELS
from hamsoo.kernel.calendars import InvalidCalendar, Span, Week, WorkingCalendar, to_dict
from hamsoo.kernel.dates import weekday_names
from hamsoo.kernel.numbers import format_digits
from hamsoo.kernel.text import to_ascii_digits
from hamsoo.people.models import Unit
from hamsoo.ui import appearance
from hamsoo.ui.fields import DayField

_SPAN = re.compile(r"(\d{1,2})(?:[:.٫](\d{2}))?\s*(?:-|–|تا|to)\s*(\d{1,2})(?:[:.٫](\d{2}))?")
_STEPS = ((50, "assignee"), (80, "lead"), (100, "above"))
_ANY = pgettext_lazy("of a promise", "Empty: all.")


class PolicyForm(forms.Form):
    """A promise of time: to which cases it belongs, how long each thing may take in working hours, and who is told when."""

    name_fa = forms.CharField(label=_("Name in Persian"), max_length=120)
    name_en = forms.CharField(label=_("Name in English"), max_length=120, required=False)
    scope = forms.ChoiceField(label=pgettext_lazy("of a promise", "Whose promise"), choices=[])
    rank = forms.IntegerField(label=pgettext_lazy("of a promise", "Place"), min_value=1, max_value=999, initial=1)
    priorities = forms.MultipleChoiceField(label=pgettext_lazy("of cases", "Priorities"), required=False, help_text=_ANY)
    type_ids = forms.MultipleChoiceField(label=pgettext_lazy("of cases", "Types"), required=False, help_text=_ANY)
    segments = forms.MultipleChoiceField(label=pgettext_lazy("of customers", "Segments by value"), required=False, help_text=_ANY)
    unit_ids = forms.MultipleChoiceField(label=pgettext_lazy("of cases", "Units"), required=False, help_text=_ANY)
    first_minutes = forms.IntegerField(label=_("First answer, in working minutes"), min_value=1, max_value=525_600, required=False)
    next_minutes = forms.IntegerField(label=_("Each further answer, in working minutes"), min_value=1, max_value=525_600, required=False)
    resolution_minutes = forms.IntegerField(label=_("Resolution, in working minutes"), min_value=1, max_value=525_600, required=False)
    pauses_for_customer = forms.BooleanField(label=_("Stands still while the customer is waited for"), required=False, initial=True)
    escalations = forms.MultipleChoiceField(
        label=pgettext_lazy("of a promise", "Who is told when"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, *arguments: Any, types: Sequence[CaseType], units: Sequence[Unit], version: SlaVersion | None = None, **kwargs: Any
    ) -> None:
        if version is not None:
            says = {name: getattr(version, name) for name in self.base_fields if name not in ("scope", "escalations")}
            kwargs["initial"] = says | {"escalations": [f"{percent}:{tells}" for percent, tells in version.escalations]}
        super().__init__(*arguments, **kwargs)
        steps: Any = self.fields["escalations"]
        language = appearance.current().language
        steps.choices = [
            (
                f"{share}:{tells}",
                f"{format_digits(share, language)}٪: {rules.TELLS[tells]}" if language == "fa" else f"{share}%: {rules.TELLS[tells]}",
            )
            for share, tells in _STEPS
        ]
        for name, choices in (
            ("scope", [("organisation", _("To the customer, of the organisation")), ("unit", _("Inside, of the unit that has the case"))]),
            ("priorities", Case.Priority.choices),
            ("type_ids", [(one.pk, str(one)) for one in types]),
            ("segments", list(LEVELS.items())),
            ("unit_ids", [(one.pk, one.name) for one in units]),
        ):
            field: Any = self.fields[name]
            field.choices = choices
        if version is not None:
            del self.fields["scope"]

    def says(self) -> dict[str, Any]:
        """Return what a version of a policy says."""
        found = {name: value for name, value in self.cleaned_data.items() if name != "scope"}
        for name in ("priorities", "type_ids", "unit_ids"):
            found[name] = [int(value) for value in found[name]]
        found["escalations"] = [(int(step.partition(":")[0]), step.partition(":")[2]) for step in found["escalations"]]
        return found


class WorkingHoursForm(forms.Form):
    """By which hours the clocks of a unit, or of the organisation, run from now on: spans of each day like 8:00-12:00, 13:00-17:00."""

    unit = forms.ChoiceField(label=pgettext_lazy("of hours", "Of"), required=False)
    time_zone = forms.ChoiceField(label=_("Time zone"), required=False)
    keeps_holidays = forms.BooleanField(label=_("Iran's public holidays are days off"), required=False)

    def __init__(self, *arguments: Any, units: Sequence[Unit], calendar: WorkingCalendar, on: date, **kwargs: Any) -> None:
        super().__init__(*arguments, **kwargs)
        self._calendar = calendar
        choice: Any = self.fields["unit"]
        choice.choices = [("", _("The organisation")), *((one.pk, one.name) for one in units)]
        zone: Any = self.fields["time_zone"]
        zone.choices, zone.initial = [(name, name) for name in _time_zones()], calendar.time_zone.key
        self.fields["keeps_holidays"].initial = calendar.country == "IR"
        week = next((week for week in reversed(calendar.weeks) if week.effective_from <= on), calendar.weeks[0])
        for day in (5, 6, 0, 1, 2, 3, 4):
            spans = ", ".join(f"{span.start:%H:%M}-{span.end:%H:%M}" for span in week.days.get(day, ()))
            name = weekday_names(appearance.current().language)[day]
            widget = forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"})
            self.fields[f"day{day}"] = forms.CharField(label=name, required=False, max_length=100, initial=spans, widget=widget)

    def clean(self) -> dict[str, Any]:
        """Put the calendar together."""
        values = super().clean() or {}
        try:
            week = Week(date.min, {day: tuple(self._spans_of(day, values)) for day in range(7)})
            country = "IR" if values.get("keeps_holidays") else None
            kept = self._calendar.corrections
            zone = ZoneInfo(values["time_zone"]) if values.get("time_zone") else self._calendar.time_zone
            values["calendar"] = to_dict(WorkingCalendar(zone, (week,), country=country, corrections=kept))
        except InvalidCalendar as error:
            raise ValidationError(str(error)) from error
        return values

    def _spans_of(self, day: int, values: dict[str, Any]) -> list[Span]:
        try:
            return read_spans(str(values.get(f"day{day}", "")))
        except ValidationError as error:
            self.add_error(f"day{day}", error)
            return []


class DayForm(forms.Form):
    """One day that is not as the week and the holidays say: off, a holiday on which work is done, or with hours of its own."""

    unit = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput)
    on = DayField(label=pgettext_lazy("a day of a calendar", "Day"))
    kind = forms.ChoiceField(
        label=pgettext_lazy("a day of a calendar", "On this day"),
        choices=[
            ("closed", pgettext_lazy("a day of a calendar", "Nobody works")),
            ("usual", pgettext_lazy("a day of a calendar", "It is no holiday")),
            ("hours", pgettext_lazy("a day of a calendar", "It has hours of its own")),
            ("none", pgettext_lazy("a day of a calendar", "As the week and the holidays say")),
        ],
    )
    spans = forms.CharField(
        label=pgettext_lazy("a day of a calendar", "Hours"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )
    reason = forms.CharField(label=pgettext_lazy("a day of a calendar", "Why"), required=False, max_length=120)

    def clean_spans(self) -> list[Span]:
        """Return the hours."""
        return read_spans(self.cleaned_data["spans"])


class LoadForm(forms.Form):
    """How many cases somebody takes at most; empty for what is usual."""

    person = forms.IntegerField(min_value=1, max_value=2**63 - 1)
    most = forms.IntegerField(label=pgettext_lazy("of cases", "At most"), required=False, min_value=1, max_value=500)


def read_spans(text: str) -> list[Span]:
    """Read hours like 8:00-12:00, 13:00-17:00."""
    text, spans = to_ascii_digits(text.strip()), []
    for match in [_SPAN.fullmatch(part.strip()) for part in re.split(r"[,،;]", text) if part.strip()]:
        hours = [int(part or 0) for part in match.groups()] if match else [99, 0, 0, 0]
        if hours[0] > 23 or hours[2] > 24 or max(hours[1], hours[3]) > 59 or (hours[2] == 24 and hours[3]):
            raise ValidationError(_("Write hours like 8:00-12:00, 13:00-17:00."))
        spans.append(Span(time(hours[0], hours[1]), time(hours[2] % 24, hours[3])))
    return spans


@cache
def _time_zones() -> list[str]:
    return sorted(available_timezones())
