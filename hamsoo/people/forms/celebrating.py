"""The days on which one likes to be congratulated."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.numbers import latin_digits
from hamsoo.people.models import PersonalDays


def _number(text: str) -> int:
    return int(latin_digits(text))


_MONTHS = [("", "—"), *((str(number), str(number)) for number in range(1, 13))]
_DAYS = [("", "—"), *((str(number), str(number)) for number in range(1, 32))]


class PersonalDaysForm(forms.Form):
    """A birthday without the year, and what is shown of it."""

    birth_day = forms.TypedChoiceField(label=_("Birthday: day"), choices=_DAYS, coerce=_number, required=False, empty_value=None)
    birth_month = forms.TypedChoiceField(label=_("Birthday: month"), choices=_MONTHS, coerce=_number, required=False, empty_value=None)
    calendar = forms.ChoiceField(
        label=_("Calendar"),
        choices=[(PersonalDays.Calendar.JALALI, _("Jalali")), (PersonalDays.Calendar.GREGORIAN, _("Gregorian"))],
        widget=forms.RadioSelect,
    )
    shows_birthday = forms.BooleanField(label=_("Let colleagues see my birthday"), required=False)
    shows_anniversary = forms.BooleanField(label=_("Let colleagues see the day I joined, every year"), required=False)
