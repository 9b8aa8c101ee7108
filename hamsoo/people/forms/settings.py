"""How Hamsoo looks to oneself."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hamsoo.people.models import Account

BY_LANGUAGE = "language"
"""What the form calls the calendar that nobody chose: a choice has to be something."""
_CALENDARS = [(value or BY_LANGUAGE, label) for value, label in Account.Calendar.choices]


class SettingsForm(forms.Form):
    """How Hamsoo looks to this account."""

    language = forms.ChoiceField(label=_("Language"), choices=Account.Language.choices, widget=forms.RadioSelect)
    calendar = forms.ChoiceField(label=_("Calendar"), choices=_CALENDARS, widget=forms.RadioSelect)
    theme = forms.ChoiceField(label=_("Theme"), choices=Account.Theme.choices, widget=forms.RadioSelect)
    uses_shortcuts = forms.BooleanField(
        label=_("Single keys as shortcuts"), required=False, help_text=_("They can get in the way of speech input and screen readers.")
    )

    def clean_calendar(self) -> str:
        """Return the calendar as the account keeps it."""
        value = str(self.cleaned_data["calendar"])
        return "" if value == BY_LANGUAGE else value
