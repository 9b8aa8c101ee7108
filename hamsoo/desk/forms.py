"""What a message is before it becomes something else."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hamsoo.people.models import Person
from hamsoo.questions.queries import places
from hamsoo.spaces.models import Space


class _PlaceField(forms.ModelChoiceField):
    """One of the spaces that a person may ask in."""

    def label_from_instance(self, obj: Space) -> str:  # type: ignore[override]
        """Return the name of the space."""
        return obj.name


class MessageQuestionForm(forms.Form):
    """A question that a message becomes: its words can be mended, and who may read it is chosen anew."""

    title = forms.CharField(label=_("What do you want to know?"), max_length=200)
    body = forms.CharField(label=_("More about it"), required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 7}))
    places = _PlaceField(label=_("Who may read and answer"), queryset=Space.objects.none(), empty_label=None)

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["places"].queryset = places(person=person)  # type: ignore[attr-defined]
