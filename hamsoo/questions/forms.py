"""What people fill in. Whether it may be done is for the actions to say; a form only reads."""

from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from hamsoo.people.models import Person
from hamsoo.questions import queries, rules
from hamsoo.questions.models import Question, Request
from hamsoo.questions.models.asking import TITLE_LENGTH
from hamsoo.spaces.models import Space


class PlaceField(forms.ModelChoiceField):
    """One of the spaces that a person may ask in."""

    def label_from_instance(self, obj: Space) -> str:  # type: ignore[override]
        """Return the name of the space."""
        return obj.name


# While the title is written, what may be answered already appears below it.
_LOOKS_FOR_SIMILAR = {
    "hx-get": reverse_lazy("questions:similar"),
    "hx-trigger": "input delay:400ms, load",
    "hx-target": "#similar",
    "hx-swap": "innerHTML",
}


class QuestionForm(forms.Form):
    """A question: what, more about it, and who may read and answer."""

    title = forms.CharField(label=_("What do you want to know?"), max_length=TITLE_LENGTH, widget=forms.TextInput(attrs=_LOOKS_FOR_SIMILAR))
    body = forms.CharField(
        label=_("More about it"),
        required=False,
        max_length=rules.BODY_LENGTH,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("Markdown works: **bold**, lists, tables, `code`. Name colleagues with @."),
    )
    places = PlaceField(label=_("Who may read and answer"), queryset=Space.objects.none(), empty_label=None)

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["places"]
        field.queryset = queries.places(person=person)  # type: ignore[attr-defined]

    @property
    def words(self) -> dict[str, Any]:
        """Return what an action takes: title, body and the ids of the places."""
        return {"title": self.cleaned_data["title"], "body": self.cleaned_data["body"], "places": [self.cleaned_data["places"].pk]}


class EditForm(forms.Form):
    """The words of a question."""

    title = forms.CharField(label=_("What do you want to know?"), max_length=TITLE_LENGTH)
    body = forms.CharField(label=_("More about it"), required=False, max_length=rules.BODY_LENGTH, widget=forms.Textarea(attrs={"rows": 9}))


class AnswerForm(forms.Form):
    """The words of an answer."""

    body = forms.CharField(label=_("Your answer"), max_length=rules.BODY_LENGTH, widget=forms.Textarea(attrs={"rows": 6}))


class UrgencyForm(forms.Form):
    """How soon an expert's answer is needed."""

    urgency = forms.ChoiceField(
        label=_("How soon"), choices=Request.Urgency.choices, widget=forms.RadioSelect, initial=Request.Urgency.TODAY
    )


class RequestForm(UrgencyForm, QuestionForm):
    """A question put to one expert."""

    field_order = ("title", "body", "urgency", "places")


class OpeningForm(forms.Form):
    """One more space to put a question into."""

    places = PlaceField(label=_("Who may read and answer"), queryset=Space.objects.none(), empty_label=None)

    def __init__(self, *args: Any, person: Person, question: Question, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["places"]
        field.queryset = queries.further_places(person=person, question=question)  # type: ignore[attr-defined]


class DeclineForm(forms.Form):
    """Why not, and who instead."""

    reason = forms.CharField(label=_("Why"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))
    suggested = forms.ModelChoiceField(
        label=_("Ask instead"), queryset=Person.objects.none(), required=False, empty_label=_("Nobody in particular")
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["suggested"]
        field.queryset = queries.neighbours(person=person)  # type: ignore[attr-defined]
