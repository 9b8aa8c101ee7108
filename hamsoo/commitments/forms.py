"""What is filled in about promises. Whether it may be done is for the actions to say; a form only reads."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hamsoo.commitments import queries, rules
from hamsoo.commitments.labels import CLAIMS, CURRENCIES
from hamsoo.commitments.models import Commitment
from hamsoo.commitments.rules import Claim
from hamsoo.ui.fields import DayField, NumberField

LONGEST_DRAFT = 20_000


class CommitmentForm(forms.Form):
    """A promise: as the customer heard it first, then what it claims."""

    text = forms.CharField(
        label=_("What the customer was promised"),
        max_length=rules.TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        help_text=_("In one sentence, as they heard it."),
    )
    code = forms.ChoiceField(label=pgettext_lazy("of a promise", "What it says"))
    topic = forms.ChoiceField(
        label=pgettext_lazy("of a promise", "What may not be spoken of yet"),
        required=False,
        help_text=_("Only where nothing may be said yet."),
    )
    kind = forms.ChoiceField(label=pgettext_lazy("of a promise", "About what"), choices=Commitment.Kind.choices, required=False)
    subject = forms.CharField(
        label=_("Its number or name"),
        max_length=rules.SUBJECT_LENGTH,
        required=False,
        help_text=_("As people call it: contract 1234, say."),
    )
    amount = NumberField(label=_("Amount"), required=False, min_value=0)
    measure = forms.ChoiceField(label=pgettext_lazy("of an amount", "In"), required=False)
    on = DayField(label=pgettext_lazy("of a promise", "On which day"), required=False)
    from_on = DayField(label=pgettext_lazy("of a promise", "From"), required=False)
    until_on = DayField(label=pgettext_lazy("of a promise", "Until"), required=False)

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["code"].choices = list(queries.claim_names().items())  # type: ignore[attr-defined]
        topics = [(code, name) for code, name in CLAIMS.items() if code != "hold"]
        self.fields["topic"].choices = [("", "—"), *topics]  # type: ignore[attr-defined]
        self.fields["measure"].choices = [("", "—"), ("percent", _("percent")), *CURRENCIES.items()]  # type: ignore[attr-defined]

    def claim(self) -> Claim:
        """Return what is claimed."""
        given = self.cleaned_data
        days: dict[str, date | None] = {name: given[name] for name in ("on", "from_on", "until_on")}
        return Claim(
            given["code"],
            given["kind"],
            rules.key_of(given["subject"]),
            amount=given["amount"],
            measure=given["measure"] if given["amount"] is not None else "",
            topic=given["topic"] if given["code"] == "hold" else "",
            **days,
        )


class EndForm(forms.Form):
    """What became of a promise."""

    to = forms.ChoiceField(choices=[("kept", ""), ("broken", ""), ("withdrawn", "")])
    reason = forms.CharField(label=pgettext_lazy("of what was done", "Why"), max_length=rules.REASON_LENGTH, required=False)


class DecisionForm(forms.Form):
    """Which of two promises holds, why, and what the customer should be written."""

    winner = forms.ChoiceField(label=_("What holds"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=pgettext_lazy("of what was done", "Why"),
        max_length=rules.REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        help_text=_("All concerned read it."),
    )
    note = forms.CharField(
        label=_("What the customer should be written"),
        max_length=rules.NOTE_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        help_text=_("A proposal: who answers them sends it."),
    )

    def __init__(self, *arguments: Any, sides: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["winner"].choices = sides  # type: ignore[attr-defined]


class DraftForm(forms.Form):
    """What is about to be written or said to a customer, and why all the same where it goes against what others promised."""

    text = forms.CharField(
        label=_("What you are about to write or say"), max_length=LONGEST_DRAFT, widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"})
    )
    reason = forms.CharField(label=_("Why you write it all the same"), max_length=rules.REASON_LENGTH, required=False)


class OwnClaimForm(forms.Form):
    """A claim of the organisation's own."""

    code = forms.SlugField(label=_("Short name, in Latin letters"), max_length=40, widget=forms.TextInput(attrs={"dir": "ltr"}))
    name_fa = forms.CharField(label=pgettext_lazy("of a claim", "Name"), max_length=60)
    name_en = forms.CharField(label=_("Name in English"), max_length=60, required=False)


class OwnPairForm(forms.Form):
    """Two claims that exclude one another."""

    a = forms.ChoiceField(label=pgettext_lazy("of two claims", "This"))
    b = forms.ChoiceField(label=pgettext_lazy("of two claims", "and this"))

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        choices = [(code, name) for code, name in queries.claim_names().items() if code != "hold"]
        for name in ("a", "b"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]
