"""What people fill in about cases. Whether it may be done is for the actions to say; a form only reads."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hamsoo.cases import rules
from hamsoo.cases.models import Case, CaseLink, CaseType, Partner
from hamsoo.kernel.errors import Invalid
from hamsoo.people.models import Person, Unit


class NoteForm(forms.Form):
    """What is said among colleagues."""

    body = forms.CharField(label=_("Internal note"), max_length=rules.NOTE_LENGTH, widget=forms.Textarea(attrs={"rows": 2}))
    client_id = forms.UUIDField(required=False, widget=forms.HiddenInput)


class ReplyForm(forms.Form):
    """What is written to the customer, which contact it answers, and, where promises speak against it, why it is sent all the same."""

    text = forms.CharField(label=_("Answer to the customer"), max_length=100_000, widget=forms.Textarea(attrs={"rows": 3}))
    answers_to = forms.IntegerField(min_value=0, max_value=2**63 - 1, widget=forms.HiddenInput)
    client_id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    reason = forms.CharField(required=False, max_length=500)
    # The answer at hand that it began with, in which version, and whether what goes along with that is done.
    ready = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)
    ready_number = forms.IntegerField(required=False, min_value=1, max_value=2**31 - 1)
    ready_does = forms.BooleanField(required=False)
    then = forms.ChoiceField(
        label=pgettext_lazy("after an answer", "Then"),
        required=False,
        choices=[
            ("", pgettext_lazy("after an answer", "It stays in work")),
            ("customer", Case.State.CUSTOMER.label),
            ("resolved", Case.State.RESOLVED.label),
        ],
    )


class KeptPartnerForm(forms.Form):
    """A partner that cases are handed to."""

    name_fa = forms.CharField(label=_("Name in Persian"), max_length=120)
    name_en = forms.CharField(label=_("Name in English"), max_length=120, required=False)
    address = forms.EmailField(label=_("Address"), max_length=254)
    is_active = forms.BooleanField(label=_("In use"), required=False, initial=True)


class PartnerForm(forms.Form):
    """A partner's answer to a hand-off, with words where there is something to say."""

    answer = forms.CharField(max_length=10, widget=forms.HiddenInput)
    words = forms.CharField(
        label=pgettext_lazy("of a partner", "What you want to say"),
        required=False,
        max_length=rules.REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class HandOffForm(forms.Form):
    """To whom a case is handed, why, what is needed, and how soon an answer is hoped for."""

    to = forms.ChoiceField(label=pgettext_lazy("a case is handed", "To"))
    reason = forms.CharField(
        label=pgettext_lazy("a case is handed on", "Why them"), max_length=rules.REASON_LENGTH, widget=forms.Textarea(attrs={"rows": 2})
    )
    needed = forms.CharField(
        label=pgettext_lazy("a case is handed on", "What is needed of them"),
        required=False,
        max_length=rules.REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    hours = forms.TypedChoiceField(
        label=pgettext_lazy("a case is handed on", "Answer hoped for"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[
            ("", pgettext_lazy("a moment", "Whenever they can")),
            (2, pgettext_lazy("a moment", "In two hours")),
            (24, pgettext_lazy("a moment", "In a day")),
            (72, pgettext_lazy("a moment", "In three days")),
        ],
    )
    keeps_working = forms.BooleanField(label=_("We go on working until they accept"), required=False)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = [(f"unit:{unit.pk}", str(unit)) for unit in Unit.objects.open().exclude(pk=case.unit_id).order_by("path")]
        partners = [(f"partner:{one.pk}", str(one)) for one in Partner.objects.filter(is_active=True).order_by("pk")]
        choices = [(_("Units"), units), *([(pgettext_lazy("of an organisation", "Partners"), partners)] if partners else [])]
        self.fields["to"].choices = choices  # type: ignore[attr-defined]

    def given(self, at: datetime) -> dict[str, Any]:
        """Return what the action takes."""
        kind, _colon, pk = self.cleaned_data["to"].partition(":")
        to = (Unit.objects if kind == "unit" else Partner.objects).filter(pk=int(pk)).first()
        if to is None:
            raise Invalid(field="to")
        hours = self.cleaned_data["hours"]
        words = {name: self.cleaned_data[name] for name in ("reason", "needed", "keeps_working")}
        return {"to": to, "due_at": at + timedelta(hours=hours) if hours else None, **words}


class CaseForm(forms.Form):
    """What is kept about a case; the fields of its type stand below."""

    subject = forms.CharField(label=pgettext_lazy("of a case", "What it is about"), max_length=rules.SUBJECT_LENGTH)
    priority = forms.TypedChoiceField(
        label=pgettext_lazy("of a case", "Priority"), coerce=int, choices=Case.Priority.choices, initial=Case.Priority.USUAL
    )
    type = forms.ModelChoiceField(
        label=pgettext_lazy("of a case", "Type"),
        required=False,
        queryset=CaseType.objects.filter(is_active=True).order_by("rank", "name_fa", "pk"),
    )
    tags = forms.CharField(
        label=pgettext_lazy("of a case", "Tags"), required=False, max_length=900, help_text=_("With commas between them.")
    )

    def __init__(self, *args: Any, fields: list[rules.Field], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own = [field.key for field in fields]
        for field in fields:
            given: dict[str, Any] = {"label": field.name, "required": False}
            if field.kind == "choice":
                self.fields[field.key] = forms.ChoiceField(choices=[("", "—"), *((one, one) for one in field.choices)], **given)
            else:
                self.fields[field.key] = forms.CharField(max_length=2000, **given)

    @property
    def tag_list(self) -> list[str]:
        """Return the tags, each by itself."""
        return self.cleaned_data["tags"].replace("،", ",").split(",")

    @property
    def values(self) -> dict[str, str]:
        """Return what the fields of the type hold."""
        return {key: self.cleaned_data[key] for key in self.own}


class TieForm(forms.Form):
    """Another case by its number, and how it hangs together with this one."""

    number = forms.IntegerField(label=_("Number of the other case"), min_value=1, max_value=2**63 - 1)
    kind = forms.ChoiceField(
        label=pgettext_lazy("cases", "How they hang together"),
        choices=[*CaseLink.Kind.choices, ("merge", pgettext_lazy("a case", "Show this one with it from now on (merge)"))],
    )


class SplitForm(forms.Form):
    """Some messages that are a matter of their own."""

    subject = forms.CharField(label=pgettext_lazy("of a case", "What it is about"), max_length=rules.SUBJECT_LENGTH)
    messages = forms.TypedMultipleChoiceField(
        label=_("Messages that go along"), coerce=int, widget=forms.CheckboxSelectMultiple(), required=False
    )


class AssigneeForm(forms.Form):
    """Who has a case; empty for nobody."""

    person = forms.ModelChoiceField(label=pgettext_lazy("of a case", "Who has it"), required=False, queryset=Person.objects.none())

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = Person.objects.active().filter(unit__path__startswith=case.unit.path).order_by("sort_key", "pk")
        self.fields["person"].queryset = people  # type: ignore[attr-defined]
