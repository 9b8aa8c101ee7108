"""A skill, as it is written down."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hamsoo.people.actions.skills import NAME_LONGEST


class SkillForm(forms.Form):
    """One skill, named in a few words."""

    name = forms.CharField(label=_("Skill"), max_length=NAME_LONGEST)
