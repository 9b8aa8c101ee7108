"""What people write about their groups."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from hamsoo.people.queries import skill_by_names
from hamsoo.spaces.actions.groups import ABOUT_LONGEST, NAME_LONGEST, PURPOSE_LONGEST
from hamsoo.spaces.actions.inviting import NOTE_LONGEST
from hamsoo.spaces.actions.resources import NOTE_LONGEST as RESOURCE_NOTE_LONGEST
from hamsoo.spaces.actions.resources import TITLE_LONGEST, URL_LONGEST
from hamsoo.spaces.models import Level, Space

# Choices that are sentences stand one below the other.
_ROWS = {"data-rows": True}
_TEXT = {"rows": 4}


class _Said(forms.Form):
    """What a place says of itself."""

    purpose = forms.CharField(label=_("What for, in a line"), max_length=PURPOSE_LONGEST, required=False)
    about = forms.CharField(label=_("What it is about"), required=False, max_length=ABOUT_LONGEST, widget=forms.Textarea(attrs=_TEXT))


class UnitForm(_Said):
    """What the space of a unit is for; its names are the unit's own."""

    rules_text = forms.CharField(label=_("What holds here"), required=False, max_length=ABOUT_LONGEST, widget=forms.Textarea(attrs=_TEXT))

    @classmethod
    def initial_of(cls, space: Space) -> dict[str, Any]:
        """Return what stands in the form of a space at first."""
        return {"purpose": space.purpose, "about": space.about, "rules_text": space.rules}

    @property
    def said(self) -> dict[str, Any]:
        """Return what was written, as the action takes it."""
        return dict(self.cleaned_data)


class _Named(_Said):
    """What a group says of itself."""

    name_fa = forms.CharField(label=_("Name"), max_length=NAME_LONGEST)
    name_en = forms.CharField(label=_("Name in English"), max_length=NAME_LONGEST, required=False)
    theme = forms.ChoiceField(
        label=_("What brings you together"), choices=Space.Theme.choices, widget=forms.RadioSelect, initial=Space.Theme.WORK
    )
    skills = forms.CharField(
        label=_("Skills that it is about"),
        required=False,
        help_text=_("With commas between them. Who has one of them is shown the group."),
    )

    def clean_skills(self) -> list[int]:
        """Return the ids of the skills that are named; refuse what no skill is called."""
        found = []
        for name in self.cleaned_data["skills"].replace("،", ",").split(","):
            if name.strip():
                skill = skill_by_names(name)
                if skill is None:
                    raise forms.ValidationError(_("No skill is called “%(name)s”."), params={"name": name.strip()})
                found.append(skill.shown.pk)
        return list(dict.fromkeys(found))

    @property
    def said(self) -> dict[str, Any]:
        """Return what was written, as the actions take it."""
        words = dict(self.cleaned_data)
        words["skill_ids"] = words.pop("skills")
        return words


class DescriptionForm(_Named, UnitForm):
    """What a group says of itself, changed."""

    field_order = ("name_fa", "name_en", "theme", "purpose", "about", "rules_text", "skills")

    @classmethod
    def initial_of(cls, space: Space) -> dict[str, Any]:
        """Return what stands in the form of a group at first."""
        skills = gettext(", ").join(skill.name for skill in space.skills.order_by("pk"))
        names = {"name_fa": space.name_fa, "name_en": space.name_en, "theme": space.theme, "skills": skills}
        return super().initial_of(space) | names


class GroupForm(_Named):
    """A new group."""

    field_order = ("name_fa", "name_en", "policy", "theme", "purpose", "about", "skills")
    policy = forms.ChoiceField(
        label=_("Who may see it"), choices=Space.Policy.choices, widget=forms.RadioSelect(attrs=_ROWS), initial=Space.Policy.OPEN
    )


class PolicyForm(forms.Form):
    """Who may see a group."""

    policy = forms.ChoiceField(label=_("Who may see it"), choices=Space.Policy.choices, widget=forms.RadioSelect(attrs=_ROWS))


class CoverForm(forms.Form):
    """A picture to stand over the page."""

    cover = forms.FileField(
        label=_("A picture over the page"),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/gif"}),
        help_text=_("Wide and calm; the middle of it is shown."),
    )


class InvitationForm(forms.Form):
    """Somebody to ask in."""

    who = forms.CharField(label=_("Name or mail address of a colleague"), max_length=150)
    note = forms.CharField(label=_("A word to them"), max_length=NOTE_LONGEST, required=False)


class ResourceForm(forms.Form):
    """Something to keep at hand."""

    title = forms.CharField(label=pgettext_lazy("of a link", "Name"), max_length=TITLE_LONGEST)
    url = forms.CharField(label=_("Address"), max_length=URL_LONGEST)
    note = forms.CharField(label=pgettext_lazy("of a link", "What is there"), max_length=RESOURCE_NOTE_LONGEST, required=False)


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
