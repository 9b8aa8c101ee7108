"""The company's record of a colleague, as an administrator writes it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hamsoo.people.forms.structure import ColleagueField, LevelField, OneOfSeveral, ReaderForm, UnitField
from hamsoo.people.models import Person
from hamsoo.ui.fields import DayField

RECORD = (
    "name_fa",
    "name_en",
    "unit",
    "manager",
    "position_fa",
    "position_en",
    "level",
    "mail",
    "phone",
    "office_fa",
    "office_en",
    "joined_on",
)


class RecordForm(ReaderForm):
    """A record; unit, manager, position and level hold from the day `on` on."""

    name_fa = forms.CharField(label=_("Name in Persian"), max_length=120)
    name_en = forms.CharField(label=_("Name in English"), max_length=120, required=False)
    unit = UnitField(label=_("Unit"), required=False, empty_label=_("No unit"))
    manager = ColleagueField(label=_("Reports to"), required=False)
    position_fa = forms.CharField(label=_("Position in Persian"), max_length=120, required=False)
    position_en = forms.CharField(label=_("Position in English"), max_length=120, required=False)
    level = LevelField(initial=5)
    on = DayField(
        label=_("Unit, manager, position and level hold from"),
        required=False,
        help_text=_("Left empty: today. A day to come is planned; one that is over corrects the history."),
    )
    mail = forms.EmailField(label=_("Mail"), required=False)
    phone = forms.CharField(label=_("Phone"), max_length=30, required=False)
    office_fa = forms.CharField(label=_("Office in Persian"), max_length=120, required=False)
    office_en = forms.CharField(label=_("Office in English"), max_length=120, required=False)
    joined_on = DayField(label=_("Here since"), required=False)

    @staticmethod
    def shown(person: Person) -> dict[str, Any]:
        """Return what the form begins with."""
        return {name: getattr(person, name) for name in RECORD}

    @property
    def record(self) -> dict[str, Any]:
        """Return the fields of the record as they were filled in."""
        return {name: self.cleaned_data[name] for name in RECORD}


class NewPersonForm(RecordForm):
    """A new colleague."""

    code = forms.SlugField(label=_("Personnel code"), max_length=60, help_text=_("Latin letters, digits and dashes; it never changes."))
    field_order = ("code", *RECORD)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Who is new stands where they stand from the day they joined on.
        del self.fields["on"]


class LeavingForm(OneOfSeveral):
    """The first day without a colleague."""

    left_on = DayField(label=_("Left on"), help_text=_("The first day without them. Account, sessions and tokens end at once."))


class ReturnForm(OneOfSeveral):
    """The day on which a colleague came back."""

    on = DayField(label=_("Back since"), required=False, help_text=_("Left empty: today."))
