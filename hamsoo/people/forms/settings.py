"""How Hamsoo looks to oneself."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hamsoo.people.models import Account


class SettingsForm(forms.Form):
    """How Hamsoo looks to this account."""

    language = forms.ChoiceField(label=_("Language"), choices=Account.Language.choices, widget=forms.RadioSelect)
    calendar = forms.ChoiceField(label=_("Calendar"), choices=Account.Calendar.choices, widget=forms.RadioSelect, required=False)
    theme = forms.ChoiceField(label=_("Theme"), choices=Account.Theme.choices, widget=forms.RadioSelect)
    uses_shortcuts = forms.BooleanField(
        label=_("Single keys as shortcuts"), required=False, help_text=_("They can get in the way of speech input and screen readers.")
    )
