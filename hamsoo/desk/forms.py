"""What a message is before it becomes something else."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hamsoo.cases.queries import case
from hamsoo.chat.models import Message
from hamsoo.identity.models import SourceRecord
from hamsoo.identity.queries import customers_named
from hamsoo.kernel.errors import NotFound
from hamsoo.kernel.text import to_ascii_digits
from hamsoo.people.models import Person
from hamsoo.questions.queries import places
from hamsoo.spaces.models import Space
from hamsoo.threads import mentions


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


class MessageArticleForm(forms.Form):
    """An article that a message becomes."""

    title = forms.CharField(label=_("What is it about?"), max_length=200)
    body = forms.CharField(label=_("What is worth knowing"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 7}))
    places = _PlaceField(label=_("Where it will stand"), queryset=Space.objects.none(), empty_label=None)

    def __init__(self, *args: Any, person: Person, message: Message, **kwargs: Any) -> None:  # noqa: ARG002 - as its siblings
        super().__init__(*args, **kwargs)
        self.fields["places"].queryset = places(person=person)  # type: ignore[attr-defined]


class MessageNoteForm(forms.Form):
    """A note that a message becomes, on a case that its writer reads."""

    case = forms.CharField(label=_("Number of the case"), max_length=19)
    body = forms.CharField(label=_("Note"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 7}))

    def __init__(self, *args: Any, person: Person, message: Message, **kwargs: Any) -> None:  # noqa: ARG002 - as its siblings
        super().__init__(*args, **kwargs)
        self._person = person

    def clean_case(self) -> Any:
        """Return the case of this number; what the writer does not read is not there."""
        number = to_ascii_digits(self.cleaned_data["case"].strip().lstrip("#"))
        try:
            return case(person=self._person, pk=int(number) if number.isascii() and number.isdecimal() and len(number) < 19 else 0)
        except NotFound as error:
            raise forms.ValidationError(_("There is no case of this number that you may read.")) from error


class MessageCommitmentForm(forms.Form):
    """The customer to whom a message promises something; one that it names comes first."""

    customer = forms.CharField(label=_("Name or number of the customer"), max_length=200)
    text = forms.CharField(label=_("What they were promised"), max_length=2_000, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, person: Person, message: Message, **kwargs: Any) -> None:
        ids = [ref.id for ref in mentions.things_in(message.body) if ref.type == "source_record"]
        named = SourceRecord.objects.visible_to(person).filter(pk__in=ids).first() if ids else None
        kwargs["initial"] = {**kwargs.get("initial", {}), "customer": str(named or "")}
        super().__init__(*args, **kwargs)
        self._person, self._named = person, named

    def clean_customer(self) -> SourceRecord:
        """Return a record of the customer that is meant; several of one name are told apart by number."""
        text = to_ascii_digits(self.cleaned_data["customer"].strip())
        if self._named is not None and text == str(self._named):
            return self._named
        found = customers_named(person=self._person, text=text, limit=2)
        if len(found) != 1:
            raise forms.ValidationError(
                _("Several customers are called so. Enter the number of the one you mean.")
                if found
                else _("There is no customer of this name that you may see.")
            )
        return found[0]
