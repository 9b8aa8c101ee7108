"""What people write about their groups."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hamsoo.spaces.actions.groups import ABOUT_LONGEST, NAME_LONGEST
from hamsoo.spaces.models import Level, Space


class DescriptionForm(forms.Form):
    """Name and description of a group."""

    name_fa = forms.CharField(label=_("Name"), max_length=NAME_LONGEST)
    name_en = forms.CharField(label=_("Name in English"), max_length=NAME_LONGEST, required=False)
    about = forms.CharField(label=_("What it is about"), required=False, max_length=ABOUT_LONGEST, widget=forms.Textarea(attrs={"rows": 3}))


# Choices that are sentences stand one below the other.
_ROWS = {"data-rows": True}


class GroupForm(DescriptionForm):
    """A new group."""

    policy = forms.ChoiceField(
        label=_("Who may see it"), choices=Space.Policy.choices, widget=forms.RadioSelect(attrs=_ROWS), initial=Space.Policy.OPEN
    )


class PolicyForm(forms.Form):
    """Who may see a group."""

    policy = forms.ChoiceField(label=_("Who may see it"), choices=Space.Policy.choices, widget=forms.RadioSelect(attrs=_ROWS))


class MemberForm(forms.Form):
    """Somebody to take in."""

    who = forms.CharField(label=_("Name or mail address of a colleague"), max_length=150)


class JoinForm(forms.Form):
    """A wish to be let in."""

    note = forms.CharField(label=_("A word to the owners"), max_length=500, required=False)


class RoleGrantForm(forms.Form):
    """A space, and how much a role may do there and below."""

    space = forms.ModelChoiceField(label=_("Where"), queryset=Space.objects.none())
    level = forms.TypedChoiceField(label=_("What they may do there"), choices=Level.choices, coerce=int, initial=Level.READ)

    def __init__(self, *arguments: Any, spaces: QuerySet[Any], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["space"].queryset = spaces  # type: ignore[attr-defined]
