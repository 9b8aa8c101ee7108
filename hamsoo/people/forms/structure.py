"""What is filled in about the structure. Whether it may be done is for the actions to say; a form only reads."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.numbers import format_digits
from hamsoo.people import queries, rules
from hamsoo.people.models import DottedLine, Person, Position, Unit
from hamsoo.ui import appearance
from hamsoo.ui.fields import DayField


class ColleagueInput(forms.TextInput):
    """A line in which a colleague is named; names are offered while it is written."""

    template_name = "people/administration/_colleague_input.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        offered = {"hx-get": reverse_lazy("people:choose_colleague"), "hx-trigger": "input changed delay:200ms", "autocomplete": "off"}
        super().__init__({**offered, **(attrs or {})})

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Tie the line to the list of its own names."""
        context = super().get_context(name, value, attrs)
        options = f"{context['widget']['attrs'].get('id', name)}_names"
        context["widget"]["attrs"] |= {"list": options, "hx-target": f"#{options}", "hx-swap": "innerHTML", "name": name}
        context["options"] = options
        return context


class ColleagueField(forms.CharField):
    """A colleague by name, personnel code or mail address. Cleans to a `Person`, or None when it is empty."""

    widget = ColleagueInput

    def __init__(self, *, reader: Person | None = None, **options: Any) -> None:
        super().__init__(max_length=200, **options)
        self.reader = reader

    def clean(self, value: Any) -> Person | None:
        """Read who is meant; the refusal says how to be clear."""
        words = super().clean(value)
        if not words:
            return None
        found = queries.chosen_colleague(person=self.reader, words=words)
        if found is None:
            raise ValidationError(_("Nobody, or more than one colleague, is called so. Choose one of the names that are offered."))
        return found

    def prepare_value(self, value: Any) -> Any:
        """Write a colleague for the line, so that it is read as the same one."""
        return written(value) if isinstance(value, Person) else value


def written(person: Person) -> str:
    """Return a colleague as the line names one: name and personnel code."""
    return f"{person.name} ({person.code})"


class UnitField(forms.ModelChoiceField):
    """One of the units that are open, each below the one above it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=Unit.objects.open().order_by("path"), **options)

    def keep_to(self, reader: Person) -> None:
        """Offer those whose record `reader` keeps; who keeps a unit has to choose one of them."""
        kept = rules.kept_unit(reader)
        if kept is not None:
            self.queryset = Unit.objects.open().filter(path__startswith=kept.path).order_by("path")
            self.required, self.empty_label = True, None
            self.widget.choices = self.choices

    def label_from_instance(self, obj: Any) -> str:
        """Return the name, set in by how deep the unit stands."""
        return "\u2003" * (len(obj.ancestor_ids) - 1) + str(obj)


class LevelField(forms.IntegerField):
    """A level, in Persian or Latin digits."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "dir": "ltr"})

    def __init__(self, **options: Any) -> None:
        said = {"invalid": _("Write a whole number, such as 4.")}
        super().__init__(label=_("Level"), min_value=1, max_value=99, help_text=_("1 is the top."), error_messages=said, **options)

    def prepare_value(self, value: Any) -> Any:
        """Write a level in the digits of its reader."""
        return format_digits(str(value), appearance.current().language) if isinstance(value, int) else value


class OneOfSeveral(forms.Form):
    """A form that stands on a page with others: the ids of its fields are its own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", f"id_{type(self).__name__.lower()}_%s")
        super().__init__(*args, **kwargs)


class ReaderForm(OneOfSeveral):
    """A form whose lines for colleagues and units know who asks."""

    def __init__(self, *args: Any, reader: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, ColleagueField):
                field.reader = reader
            elif isinstance(field, UnitField):
                field.keep_to(reader)


class DayForm(forms.Form):
    """The day on which the structure is looked at."""

    at = DayField(label=_("As it was on"), required=True)


class HeadsForm(ReaderForm):
    """Who leads a unit, and who stands in."""

    head = ColleagueField(label=_("Head"), required=False)
    deputy = ColleagueField(label=_("Deputy"), required=False, help_text=_("Leads while the head is on leave."))


class PlaceForm(ReaderForm):
    """Where a unit stands."""

    parent = UnitField(label=_("Stands below"), required=False, empty_label=_("Nothing: at the top"))


_COLOURS = {
    "sales": _("Sales"),
    "service": _("Service"),
    "finance": _("Finance"),
    "marketing": _("Marketing"),
    "partner": _("Partners"),
    "product": _("Product and others"),
}


class UnitNamesForm(OneOfSeveral):
    """What a unit is called."""

    name_fa = forms.CharField(label=_("Name in Persian"), max_length=120)
    name_en = forms.CharField(label=_("Name in English"), max_length=120, required=False)
    colour = forms.ChoiceField(label=_("Colour"), choices=list(_COLOURS.items()))


class UnitForm(PlaceForm, UnitNamesForm):
    """A new unit."""

    code = forms.SlugField(label=_("Code"), max_length=60, help_text=_("Latin letters, digits and dashes; imports know the unit by it."))
    field_order = ("name_fa", "name_en", "code", "parent", "colour")


class PositionForm(forms.Form):
    """A position with its level."""

    name_fa = forms.CharField(label=_("Name in Persian"), max_length=120)
    name_en = forms.CharField(label=_("Name in English"), max_length=120, required=False)
    code = forms.SlugField(label=_("Code"), max_length=60)
    level = LevelField()


class SeatForm(ReaderForm):
    """A free seat of a unit."""

    position = forms.ModelChoiceField(label=_("Position"), queryset=Position.objects.all())
    reports_to = ColleagueField(label=_("Reports to"), required=False, help_text=_("Left empty: the head of the unit."))
    since_on = DayField(label=_("Free since"), required=False, help_text=_("Left empty: today."))


class FillingForm(ReaderForm):
    """Who takes a free seat, and from when on."""

    person = ColleagueField(label=_("Colleague"))
    on = DayField(label=_("From"), required=False, help_text=_("Left empty: today."))


class LineForm(ReaderForm):
    """Somebody whom a colleague reports to besides the manager."""

    to = ColleagueField(label=_("Also works with"))
    kind = forms.ChoiceField(label=_("How"), choices=DottedLine.Kind.choices)
    from_on = DayField(label=_("From"), required=False, help_text=_("Left empty: today."))
    until_on = DayField(label=_("Until, and without"), required=False, help_text=_("Left empty: for the time being."))
