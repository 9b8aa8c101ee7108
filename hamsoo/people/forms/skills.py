"""Skills, and what is said and decided about them, as they are written down."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hamsoo.people.actions.needs import MOST_WANTED
from hamsoo.people.models.skill import NAME_LONGEST, REASON_LONGEST
from hamsoo.people.strength import Level


class SkillForm(forms.Form):
    """One skill, named in a few words."""

    name = forms.CharField(label=_("Skill"), max_length=NAME_LONGEST)


class EndorsementForm(forms.Form):
    """Why one confirms a colleague's skill, and where it can be seen."""

    reason = forms.CharField(
        label=_("What did they do?"), required=False, max_length=REASON_LONGEST, help_text=_("A sentence says more than a number.")
    )
    link = forms.CharField(
        label=_("Where can it be seen?"),
        required=False,
        max_length=REASON_LONGEST,
        help_text=_("The address of a question, an answer or a post here. Only those who may read it can open it."),
        widget=forms.TextInput(attrs={"dir": "ltr", "inputmode": "url"}),
    )


class SkillNamesForm(forms.Form):
    """The names that a skill is shown under."""

    name_fa = forms.CharField(label=_("Name in Persian"), required=False, max_length=NAME_LONGEST)
    name_en = forms.CharField(
        label=_("Name in English"), required=False, max_length=NAME_LONGEST, widget=forms.TextInput(attrs={"dir": "ltr"})
    )


class UnitNeedForm(forms.Form):
    """How many people of a unit should have a skill, and how well."""

    name = forms.CharField(label=_("Skill"), max_length=NAME_LONGEST)
    wanted_count = forms.IntegerField(label=_("How many people"), min_value=0, max_value=MOST_WANTED, initial=2)
    wanted_level = forms.TypedChoiceField(label=_("How well"), choices=Level.choices, coerce=int, initial=Level.SHOWN)
