"""What is filled in about articles and terms."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hamsoo.knowledge import queries, rules
from hamsoo.people.models import Person
from hamsoo.ui.fields import DayField


class ArticleForm(forms.Form):
    """An article."""

    title = forms.CharField(label=pgettext_lazy("of an article", "Title"), max_length=rules.TITLE_LENGTH)
    body = forms.CharField(
        label=pgettext_lazy("of an article", "Text"),
        max_length=rules.LONGEST_BODY,
        widget=forms.Textarea(attrs={"rows": 14, "dir": "auto"}),
    )
    places = forms.ChoiceField(label=pgettext_lazy("of an article", "Who reads it"))
    note = forms.CharField(label=_("What you changed"), max_length=rules.NOTE_LENGTH, required=False)
    review_on = DayField(label=_("When to look whether it is still true"), required=False, help_text=_("You are asked then. Empty: never."))

    def __init__(self, *arguments: Any, person: Person, is_new: bool, **options: Any) -> None:
        super().__init__(*arguments, **options)
        if is_new:
            del self.fields["note"]
            choices = [(str(place.pk), place.name) for place in queries.places_to_write(person=person)]
            self.fields["places"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["places"]


class TermForm(forms.Form):
    """A term of the glossary."""

    name_fa = forms.CharField(label=_("Word to use, in Persian"), max_length=rules.NAME_LENGTH)
    name_en = forms.CharField(label=_("Word to use, in English"), max_length=rules.NAME_LENGTH, required=False)
    meaning = forms.CharField(label=pgettext_lazy("of a term", "What it means"), max_length=rules.MEANING_LENGTH)
    meaning_en = forms.CharField(label=_("What it means, in English"), max_length=rules.MEANING_LENGTH, required=False)
    avoid_fa = forms.CharField(
        label=_("Words to avoid, in Persian"),
        max_length=rules.WORDS_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        help_text=_("One a line: whoever writes one is shown the better word."),
    )
    avoid_en = forms.CharField(
        label=_("Words to avoid, in English"),
        max_length=rules.WORDS_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    example = forms.CharField(label=pgettext_lazy("of a term", "Example"), max_length=rules.EXAMPLE_LENGTH, required=False)
