"""What administrators fill in about a type of cases: itself, and a row for each of its fields. Whether it may be is for the actions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hamsoo.cases import rules
from hamsoo.cases.models import CaseType
from hamsoo.kernel.errors import Invalid
from hamsoo.people.models import Skill
from hamsoo.people.queries import skill_by_names

SPARE = 3
_COMMAS = re.compile(r"[,،\n]")


class TypeForm(forms.Form):
    """A type of cases, but for its fields."""

    name_fa = forms.CharField(label=_("Name in Persian"), max_length=120)
    name_en = forms.CharField(label=_("Name in English"), max_length=120, required=False)
    rank = forms.IntegerField(label=pgettext_lazy("of a type of cases", "Place in lists"), min_value=1, max_value=999, initial=1)
    skills = forms.CharField(
        label=_("Skills, one of which is asked of who takes it from the queue"),
        required=False,
        max_length=1000,
        help_text=_("With commas between them. Empty: everybody takes it."),
    )
    is_active = forms.BooleanField(label=pgettext_lazy("of a type of cases", "In use"), required=False, initial=True)

    def clean_skills(self) -> list[Skill]:
        """Return the skills that are named; refuse a name that means none."""
        found = []
        for name in filter(None, (one.strip() for one in _COMMAS.split(self.cleaned_data["skills"].replace("\x00", "")))):
            skill = skill_by_names(name)
            if skill is None:
                raise forms.ValidationError(_("No skill goes by the name “%(name)s”.") % {"name": name[:80]})
            found.append(skill.shown)
        return list(dict.fromkeys(found))


class FieldForm(forms.Form):
    """A field of a type; without a name it is none."""

    key = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    name_fa = forms.CharField(label=_("Name in Persian"), required=False, max_length=80)
    name_en = forms.CharField(label=_("Name in English"), required=False, max_length=80)
    kind = forms.ChoiceField(
        label=pgettext_lazy("of a field", "Holds"),
        choices=[
            ("text", pgettext_lazy("a field holds", "Text")),
            ("number", pgettext_lazy("a field holds", "A number")),
            ("date", pgettext_lazy("a field holds", "A date")),
            ("choice", pgettext_lazy("a field holds", "One of some choices")),
        ],
    )
    choices = forms.CharField(label=pgettext_lazy("of a field", "Choices, with commas between them"), required=False, max_length=2000)
    required = forms.ChoiceField(
        label=pgettext_lazy("of a field", "Has to be filled"),
        required=False,
        choices=[
            ("", pgettext_lazy("a field is filled", "Never")),
            ("opening", pgettext_lazy("a field is filled", "At opening")),
            ("resolving", pgettext_lazy("a field is filled", "At resolving")),
        ],
    )

    @property
    def says(self) -> dict[str, Any]:
        """Return the field as the action takes it; empty for a row that is none."""
        given = self.cleaned_data
        if not (given["name_fa"].strip() or given["name_en"].strip() or given["choices"].strip()):
            return {}
        choices = tuple(dict.fromkeys(one.strip() for one in _COMMAS.split(given["choices"]) if one.strip()))
        names = {name: given[name].strip() for name in ("name_fa", "name_en")}
        return {"key": given["key"], **names, "kind": given["kind"], "choices": choices, "required": given["required"]}


FieldForms = forms.formset_factory(FieldForm, extra=SPARE, max_num=rules.MOST_FIELDS, absolute_max=rules.MOST_FIELDS + SPARE)


def of_type(known: CaseType | None, data: Mapping[str, Any] | None, skills: Sequence[Skill]) -> tuple[TypeForm, Any]:
    """Return the forms for a type: its own, and those of its fields with some rows to spare."""
    initial = {name: getattr(known, name) for name in ("name_fa", "name_en", "rank", "is_active")} if known else {}
    own = TypeForm(data, initial={**initial, "skills": "، ".join(str(one) for one in skills)})
    rows = [{**one, "choices": "، ".join(one.get("choices", ()))} for one in (known.fields if known else [])]
    return own, FieldForms(data, initial=rows, prefix="fields", form_kwargs={"empty_permitted": False})


def refuse_row(fields: Any, error: Invalid) -> bool:
    """Put a refusal on the row of a field that it names (`fields.2`, counted without empty rows); return whether it does."""
    name, _dot, number = (error.field or "").partition(".")
    rows = [form for form in fields if form.is_valid() and form.says]
    if name != "fields" or not number or int(number) > len(rows):
        return False
    rows[int(number) - 1].add_error(None, str(error))
    return True
