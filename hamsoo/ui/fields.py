"""Form fields for what people write in two scripts and two calendars."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel import clock, dates, numbers
from hamsoo.ui import appearance


class DayField(forms.Field):
    """A day in either calendar and either script. Cleans to a `date`; shows the reader's calendar."""

    widget = forms.TextInput(attrs={"inputmode": "text", "autocomplete": "off"})

    def to_python(self, value: Any) -> date | None:
        """Read a day; the refusal says what is wrong and, where it can be guessed, what was meant."""
        if value in self.empty_values or isinstance(value, date):
            return value or None
        today = timezone.localdate(clock.now())
        try:
            return dates.parse_date(str(value), language=appearance.current().language, today=today)
        except dates.NotADate as refusal:
            raise ValidationError(_said(refusal), code="invalid") from refusal

    def prepare_value(self, value: Any) -> Any:
        """Write a stored day for the field."""
        if not isinstance(value, date):
            return value
        reader = appearance.current()
        return dates.format_date(value, language=reader.language, calendar=reader.calendar)


class NumberField(forms.Field):
    """A number in Persian or Latin digits, with or without separators. Cleans to a `Decimal`."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "dir": "ltr"})
    default_error_messages = {
        "low": _("Enter %(limit)s or more."),
        "high": _("Enter %(limit)s or less."),
    }

    def __init__(self, *, min_value: int | None = None, max_value: int | None = None, **options: Any) -> None:
        super().__init__(**options)
        self.min_value, self.max_value = min_value, max_value

    def to_python(self, value: Any) -> Decimal | None:
        """Read a number."""
        if value in self.empty_values:
            return None
        try:
            return numbers.parse_number(str(value))
        except numbers.NotANumber as refusal:
            raise ValidationError(str(refusal), code="invalid") from refusal

    def validate(self, value: Decimal | None) -> None:
        """Refuse what lies outside the limits."""
        super().validate(value)
        if value is None:
            return
        for limit, refused, code in ((self.min_value, "low", "low"), (self.max_value, "high", "high")):
            if limit is not None and (value < limit if refused == "low" else value > limit):
                shown = numbers.format_number(limit, appearance.current().language)
                raise ValidationError(self.error_messages[code], code=code, params={"limit": shown})

    def prepare_value(self, value: Any) -> Any:
        """Write a stored number for the field."""
        if isinstance(value, (int, Decimal)):
            return numbers.format_number(value, appearance.current().language)
        return value


def _said(refusal: dates.NotADate) -> str:
    """Return what was refused, with the day that was probably meant."""
    if refusal.suggestion is None:
        return str(refusal)
    reader = appearance.current()
    meant = dates.format_date(refusal.suggestion, language=reader.language, calendar=reader.calendar)
    return f"{refusal} " + str(_("Did you mean %(day)s?")) % {"day": meant}
