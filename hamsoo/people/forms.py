"""What colleagues write about themselves."""

from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from hamsoo.people.actions.profile import ABOUT_LONGEST
from hamsoo.people.actions.skills import NAME_LONGEST
from hamsoo.people.models import LANGUAGES, Account, Person


def _time_zones() -> list[tuple[str, str]]:
    return [(name, name) for name in sorted(available_timezones())]


class ProfileForm(forms.Form):
    """The colleague's own part of the profile."""

    about = forms.CharField(
        label=_("About you"),
        required=False,
        max_length=ABOUT_LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("What you do, what people can ask you, what you like. Markdown works."),
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages you speak"), required=False, choices=list(LANGUAGES.items()), widget=forms.CheckboxSelectMultiple
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"), choices=_time_zones, help_text=_("Times are shown in it, and your working hours are read in it.")
    )


class SettingsForm(forms.Form):
    """How Hamsoo looks to this account."""

    language = forms.ChoiceField(label=_("Language"), choices=Account.Language.choices, widget=forms.RadioSelect)
    calendar = forms.ChoiceField(label=_("Calendar"), choices=Account.Calendar.choices, widget=forms.RadioSelect)
    theme = forms.ChoiceField(label=_("Theme"), choices=Account.Theme.choices, widget=forms.RadioSelect)
    uses_shortcuts = forms.BooleanField(
        label=_("Single keys as shortcuts"), required=False, help_text=_("They can get in the way of speech input and screen readers.")
    )


class SkillForm(forms.Form):
    """One skill, named in a few words."""

    name = forms.CharField(label=_("Skill"), max_length=NAME_LONGEST)


class PresenceForm(forms.Form):
    """Whether one can be asked now."""

    presence = forms.ChoiceField(label=_("Presence"), choices=Person.Presence.choices)
