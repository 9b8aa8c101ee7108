"""What people fill in. Whether it may be done is for the actions to say; a form only reads."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from hamsoo.chat import rules
from hamsoo.people.models import Person


class MessageForm(forms.Form):
    """Something to say. Its length is the action's to refuse: what is too long is said in words, and not cut."""

    body = forms.CharField(label=_("Message"), required=False, strip=False)
    client = forms.UUIDField(required=False)
    root = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)

    @property
    def client_id(self) -> UUID:
        """Return what the writer's browser knows the message by."""
        found: UUID | None = self.cleaned_data.get("client")
        return found or uuid4()


class NewConversationForm(forms.Form):
    """Whom to talk with."""

    people = forms.ModelMultipleChoiceField(queryset=Person.objects.none())
    name = forms.CharField(
        label=_("Name of the conversation"),
        required=False,
        max_length=rules.LONGEST_NAME,
        help_text=_("Optional: without one it is called by who is in it."),
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = Person.objects.visible_to(person).active().exclude(pk=person.pk)  # type: ignore[attr-defined]


class RenameForm(forms.Form):
    """What a conversation is called, and what it is for."""

    name = forms.CharField(label=_("Name of the conversation"), required=False, max_length=rules.LONGEST_NAME)
    about = forms.CharField(label=_("What it is for"), required=False, max_length=300)


class InviteForm(forms.Form):
    """Somebody to take in."""

    who = forms.CharField(label=_("Name or mail address of a colleague"), max_length=150)


class KeepingForm(forms.Form):
    """For how long messages are kept."""

    days = forms.IntegerField(
        label=_("Keep messages for so many days"),
        required=False,
        min_value=rules.KEPT_AT_LEAST,
        max_value=36_500,
        help_text=_("Empty: for ever."),
    )


class OneKeepingForm(KeepingForm):
    """For how long the messages of one conversation are kept."""

    conversation = forms.IntegerField(
        label=_("Number of the conversation"),
        min_value=1,
        max_value=2**62,
        help_text=_("It stands in its address. You see nothing of what is said there."),
    )
