"""What is filled in about contacts. Whether it may be done is for the actions to say; a form only reads."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hamsoo.interactions import rules
from hamsoo.interactions.models import Interaction, Mailbox
from hamsoo.people.models import Person, Unit
from hamsoo.ui.fields import DayField, NumberField

_LANGUAGES = (("fa", _("Persian")), ("en", _("English")))


class _Nothing(forms.HiddenInput):
    """Draws nothing: the page shows the field itself, where there is something to say."""

    def render(self, *_arguments: Any, **_options: Any) -> SafeString:
        return SafeString("")


def _copies(text: str) -> list[str]:
    return [part.strip() for part in text.replace("\u060c", ",").replace(";", ",").split(",") if part.strip()]


class AnswerForm(forms.Form):
    """What is written to whom a correspondence is with."""

    text = forms.CharField(label=_("Your answer"), max_length=rules.LONGEST, widget=forms.Textarea)
    cc = forms.CharField(label=pgettext_lazy("of a mail", "Copies to"), max_length=2_000, required=False)
    client_id = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)
    reason = forms.CharField(label=_("Why you send it all the same"), max_length=500, required=False)

    def said(self) -> dict[str, Any]:
        """Return what was filled in, as the action takes it."""
        words = self.cleaned_data
        return {
            "reason": words["reason"],
            "text": words["text"],
            "cc": _copies(words["cc"]),
            "client_id": words["client_id"] or None,
        }


class FirstMailForm(forms.Form):
    """A mail by which we begin."""

    address = forms.EmailField(label=_("To"), max_length=254)
    cc = forms.CharField(label=pgettext_lazy("of a mail", "Copies to"), max_length=2_000, required=False)
    unit = forms.ModelChoiceField(label=_("In the name of"), queryset=Unit.objects.none(), empty_label=None)
    language = forms.ChoiceField(label=_("Language of the mail"), choices=_LANGUAGES)
    subject = forms.CharField(label=pgettext_lazy("of a mail", "Subject"), max_length=300)
    text = forms.CharField(label=_("What you write"), max_length=rules.LONGEST, widget=forms.Textarea(attrs={"rows": 10}))
    client_id = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)
    reason = forms.CharField(max_length=500, required=False, widget=_Nothing)

    def __init__(self, *arguments: Any, person: Person, **options: Any) -> None:
        super().__init__(*arguments, **options)
        ids = person.unit.ancestor_ids if person.unit else []
        reach = Unit.objects.filter(mailboxes__is_active=True).distinct()
        self.fields["unit"].queryset = reach if person.is_administrator else reach.filter(pk__in=ids)  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        """Return what was filled in, as the action takes it."""
        words = self.cleaned_data
        return {**words, "cc": _copies(words["cc"]), "client_id": words["client_id"] or None}


class LogForm(forms.Form):
    """A call or a visit."""

    channel = forms.ChoiceField(
        label=pgettext_lazy("of a contact", "What it was"),
        choices=[(one.value, one.label) for one in (Interaction.Channel.PHONE, Interaction.Channel.VISIT)],
    )
    direction = forms.ChoiceField(label=_("Who began"), choices=Interaction.Direction.choices)
    text = forms.CharField(label=_("What was said and done"), max_length=rules.LONGEST, widget=forms.Textarea(attrs={"rows": 5}))
    day = DayField(label=_("On which day"), required=False, help_text=_("Left empty: today."))
    minutes = NumberField(label=_("How many minutes"), required=False, min_value=0, max_value=rules.MOST_MINUTES)

    def said(self, *, now: datetime, at_noon: Any) -> dict[str, Any]:
        """Return what was filled in, as the action takes it; `at_noon` makes a moment of a day."""
        words = self.cleaned_data
        return {
            "channel": words["channel"],
            "direction": words["direction"],
            "text": words["text"],
            "minutes": int(words["minutes"]) if words["minutes"] is not None else None,
            "happened_at": at_noon(words["day"], now),
            "at": now,
        }


class JoinForm(forms.Form):
    """Which customer a correspondence is with."""

    number = NumberField(label=_("Number of the customer"), min_value=1)


class MailboxForm(forms.Form):
    """An address by which a department is reached, and in whose name it writes."""

    address = forms.EmailField(label=_("Address"), max_length=254)
    unit = forms.ModelChoiceField(label=_("Department"), queryset=Unit.objects.all())
    name_fa = forms.CharField(label=_("Name in Persian"), max_length=120)
    name_en = forms.CharField(label=_("Name in English"), max_length=120, required=False)
    greeting_fa = forms.CharField(
        label=_("Greeting in Persian"), max_length=200, required=False, help_text=_("{name} becomes the name of the reader.")
    )
    greeting_en = forms.CharField(label=_("Greeting in English"), max_length=200, required=False)
    signature_fa = forms.CharField(
        label=_("Signature in Persian"), max_length=1_000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    signature_en = forms.CharField(
        label=_("Signature in English"), max_length=1_000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    subject_fa = forms.CharField(
        label=_("Form of subjects in Persian"), max_length=120, required=False, help_text=_("{subject} becomes the subject itself.")
    )
    subject_en = forms.CharField(label=_("Form of subjects in English"), max_length=120, required=False)
    head_fa = forms.CharField(label=_("Head of each mail in Persian"), max_length=200, required=False)
    head_en = forms.CharField(label=_("Head of each mail in English"), max_length=200, required=False)
    foot_fa = forms.CharField(
        label=_("Foot of each mail in Persian"), max_length=1_000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    foot_en = forms.CharField(
        label=_("Foot of each mail in English"), max_length=1_000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    acknowledges = forms.BooleanField(label=_("Tell who writes first that their mail has come"), required=False, initial=True)
    has_form = forms.BooleanField(label=_("Has a form on the web"), required=False)
    is_active = forms.BooleanField(label=_("In use"), required=False, initial=True)


class SourceForm(forms.Form):
    """Another system that hands contacts over. The same short name again makes a new secret, and ends the one before."""

    code = forms.SlugField(label=_("Short name"), max_length=40)
    name = forms.CharField(label=pgettext_lazy("of a system", "Name"), max_length=120)
    mailbox = forms.ModelChoiceField(label=_("For which mailbox"), queryset=Mailbox.objects.filter(is_active=True))
    is_active = forms.BooleanField(label=_("May hand contacts over"), required=False, initial=True)


class WriteForm(forms.Form):
    """What somebody outside writes to a department. `website` is for machines alone: nobody sees it."""

    name = forms.CharField(label=_("Your name"), max_length=200)
    address = forms.EmailField(label=_("Your mail address"), max_length=254)
    subject = forms.CharField(label=pgettext_lazy("of a message", "What it is about"), max_length=300)
    text = forms.CharField(label=_("What you want to tell us"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 8}))
    website = forms.CharField(required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}))
    key = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)
