"""What colleagues write about themselves."""

from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from hamsoo.people.actions.profile import ABOUT_LONGEST
from hamsoo.people.models import LANGUAGES, Person


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


class PresenceForm(forms.Form):
    """Whether one can be asked now."""

    presence = forms.ChoiceField(label=_("Presence"), choices=Person.Presence.choices)
