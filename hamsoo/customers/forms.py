"""What is filled in about customers. Whether it may be done is for the actions to say; a form only reads."""

from collections.abc import Collection
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_stubs_ext import StrPromise

from hamsoo.customers import queries
from hamsoo.customers.actions.contacts import TEXT_LENGTH
from hamsoo.customers.actions.forgetting import LEAST_DAYS, MOST_DAYS, REASON_LENGTH
from hamsoo.customers.actions.relating import ROLE_LENGTH
from hamsoo.customers.actions.standing import MOST_STAGES, NAME_LENGTH, NEED_LENGTH, NOTE_LENGTH
from hamsoo.customers.fields import BY_HAND, CODES, NAMES
from hamsoo.customers.models import Activity, Dimension, SegmentRule, State, TeamMember, Work
from hamsoo.identity.queries import field_label
from hamsoo.ui.fields import DayField, NumberField

_LENGTH = 200


class CustomerForm(forms.Form):
    """What somebody writes of a customer: the name first, the rest may follow later."""

    def __init__(self, *arguments: Any, entity: str, hidden: Collection[str] = (), **options: Any) -> None:
        super().__init__(*arguments, **options)
        named, *rest = BY_HAND[entity]
        self.fields[named] = forms.CharField(label=NAMES[entity], max_length=_LENGTH)
        for name in (name for name in rest if name not in hidden):
            widget = forms.TextInput(attrs={"dir": "ltr"} if name in CODES else {})
            self.fields[name] = forms.CharField(label=field_label(name), max_length=_LENGTH, required=False, widget=widget)


class MemberForm(forms.Form):
    """Who is to look after a customer, and as what."""

    who = forms.CharField(label=_("Name or mail address of a colleague"), max_length=150)
    role = forms.ChoiceField(
        label=pgettext_lazy("in an account team", "Role"), choices=TeamMember.Role.choices, initial=TeamMember.Role.CONTACT
    )


class RelationForm(forms.Form):
    """What another customer is to this one."""

    UPWARDS: ClassVar[dict[str, str]] = {"parent": "subsidiary", "employer": "contact", "partner": "partner"}
    """What this customer is to the other one, where that one stands above it or beside it."""
    _KINDS: ClassVar[dict[str, dict[str, StrPromise]]] = {
        "company": {
            "contact": pgettext_lazy("relation", "a contact of this company"),
            "subsidiary": pgettext_lazy("relation", "a subsidiary of this company"),
            "parent": pgettext_lazy("relation", "the parent of this company"),
            "partner": pgettext_lazy("relation", "a partner of this company"),
        },
        "person": {
            "employer": pgettext_lazy("relation", "the company of this contact"),
            "partner": pgettext_lazy("relation", "a partner of this person"),
        },
    }

    who = forms.CharField(label=_("Name or number of the other customer"), max_length=_LENGTH)
    kind = forms.ChoiceField(label=pgettext_lazy("relation", "It is"))
    role = forms.CharField(label=_("Role of the contact there"), max_length=ROLE_LENGTH, required=False)

    def __init__(self, *arguments: Any, entity: str, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["kind"].choices = list(self._KINDS[entity].items())  # type: ignore[attr-defined]


class StageForm(forms.Form):
    """Where a customer stands."""

    stage = forms.ChoiceField(label=pgettext_lazy("of a customer", "Stage"))
    state = forms.ChoiceField(label=pgettext_lazy("of a customer", "State"), choices=State.choices, required=False)
    note = forms.CharField(label=_("Why"), max_length=NOTE_LENGTH, required=False)

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["stage"].choices = list(queries.stages().items())  # type: ignore[attr-defined]


class WorkForm(forms.Form):
    """What is done to many customers: what belongs to the chosen kind is read, the rest may stay empty."""

    # Not `kind`: that is a filter of the list.
    what = forms.ChoiceField(label=pgettext_lazy("work on many customers", "What is done"), choices=Work.Kind.choices)
    who = forms.CharField(label=_("Name or mail address of a colleague"), max_length=150, required=False)
    role = forms.ChoiceField(
        label=pgettext_lazy("in an account team", "Role"),
        choices=TeamMember.Role.choices,
        initial=TeamMember.Role.CONTACT,
        required=False,
    )
    stage = forms.ChoiceField(label=pgettext_lazy("of a customer", "Stage"), required=False)
    state = forms.ChoiceField(label=pgettext_lazy("of a customer", "State"), choices=State.choices, required=False)
    segment = forms.ChoiceField(label=_("Segment"), required=False)

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["stage"].choices = [("", "—"), *queries.stages().items()]  # type: ignore[attr-defined]
        self.fields["segment"].choices = [("", _("left to the rules")), *queries.LEVELS.items()]  # type: ignore[attr-defined]


class SegmentsForm(forms.Form):
    """The segments that somebody chooses for a customer; an empty one is left to the rules."""

    value = forms.ChoiceField(label=Dimension.VALUE.label, required=False)
    potential = forms.ChoiceField(label=Dimension.POTENTIAL.label, required=False)
    need = forms.CharField(label=Dimension.NEED.label, max_length=NEED_LENGTH, required=False)

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        for name in ("value", "potential"):
            self.fields[name].choices = [("", "—"), *queries.LEVELS.items()]  # type: ignore[attr-defined]


class ActivityForm(forms.Form):
    """What happened with a customer."""

    kind = forms.ChoiceField(label=pgettext_lazy("of an activity", "What it was"), choices=Activity.Kind.choices)
    text = forms.CharField(label=_("What was said and done"), max_length=TEXT_LENGTH, widget=forms.Textarea(attrs={"rows": 3}))
    day = DayField(label=_("On which day"), required=False, help_text=_("Left empty: today."))
    minutes = NumberField(label=_("How many minutes"), required=False, min_value=0, max_value=100_000)
    amount = NumberField(label=_("Amount"), required=False)


class RulesForm(forms.Form):
    """Rules, one a line: what is measured, from where on, and to which segment that leads."""

    ROWS = 8

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        for place in range(1, self.ROWS + 1):
            self.fields[f"dimension{place}"] = forms.ChoiceField(label=_("What it decides"), choices=Dimension.choices, required=False)
            self.fields[f"measure{place}"] = forms.ChoiceField(
                label=_("What is measured"), choices=SegmentRule.Measure.choices, required=False
            )
            self.fields[f"at_least{place}"] = NumberField(label=_("From where on"), required=False, min_value=0)
            self.fields[f"segment{place}"] = forms.CharField(label=_("Segment"), max_length=NEED_LENGTH, required=False)

    def rows(self) -> list[list[forms.BoundField]]:
        """Return the lines of the form."""
        return [[self[f"{name}{place}"] for name in ("dimension", "measure", "at_least", "segment")] for place in range(1, self.ROWS + 1)]

    def wanted(self) -> list[tuple[str, str, Decimal, str]]:
        """Return the rules that were filled in; a segment may be written by its name in the reader's language."""
        codes = {str(label).casefold(): code for code, label in queries.LEVELS.items()}
        found = []
        for place in range(1, self.ROWS + 1):
            at_least, segment = self.cleaned_data[f"at_least{place}"], self.cleaned_data[f"segment{place}"].strip()
            if at_least is not None and segment:
                dimension = self.cleaned_data[f"dimension{place}"]
                code = segment if dimension == Dimension.NEED else codes.get(segment.casefold(), segment)
                found.append((dimension, self.cleaned_data[f"measure{place}"], at_least, code))
        return found


class StagesForm(forms.Form):
    """The names of the stages, in order."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        for place in range(1, MOST_STAGES + 1):
            self.fields[f"fa{place}"] = forms.CharField(label=_("Name of the stage"), max_length=NAME_LENGTH, required=False)
            self.fields[f"en{place}"] = forms.CharField(label=_("Name in English"), max_length=NAME_LENGTH, required=False)

    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Return the lines of the form: a stage in both languages."""
        return [(self[f"fa{place}"], self[f"en{place}"]) for place in range(1, MOST_STAGES + 1)]

    def names(self) -> list[tuple[str, str]]:
        """Return what was written, line by line."""
        return [(self.cleaned_data[f"fa{place}"], self.cleaned_data[f"en{place}"]) for place in range(1, MOST_STAGES + 1)]


class ReasonForm(forms.Form):
    """Why a customer is to be forgotten."""

    reason = forms.CharField(
        label=_("Why they are to be forgotten"),
        max_length=REASON_LENGTH,
        help_text=_("It is kept. Name nobody in it: “asked for by mail on 30 Aban” says enough."),
    )


class ConfirmForm(forms.Form):
    """The number of the customer, entered once more."""

    confirmed = NumberField(label=_("Number of the customer"), min_value=0)


class RetentionForm(forms.Form):
    """After how many days customers are forgotten; nothing is never."""

    days = NumberField(
        label=_("Days without anything"), required=False, min_value=LEAST_DAYS, max_value=MOST_DAYS, help_text=_("Empty: never.")
    )

    @property
    def days_wanted(self) -> int | None:
        """Return the days, None for never."""
        found = self.cleaned_data["days"]
        return None if found is None else int(found)
