"""What keepers of systems fill in."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from hamsoo.identity.fields import can_be_hidden, known_fields
from hamsoo.identity.labels import field_label
from hamsoo.identity.models import Entity, Sensitivity, System
from hamsoo.people.models import Person
from hamsoo.spaces.models import Space
from hamsoo.spaces.queries import space_ids

MOST_BYTES = 9 * 1024**2
"""A browser may send so much; larger files are taken by the command."""


class SystemForm(forms.Form):
    """What a system is called, who reads its records, and how far it is believed."""

    name_fa = forms.CharField(label=_("Name"), max_length=120)
    name_en = forms.CharField(label=_("Name in English"), max_length=120, required=False)
    space = forms.ModelChoiceField(
        label=_("Who reads its records"),
        queryset=Space.objects.none(),
        help_text=_("Everybody who may read there sees them, and nobody else."),
    )
    rank = forms.IntegerField(
        label=_("Rank"),
        min_value=1,
        max_value=999,
        initial=100,
        help_text=_("Where several systems know a value, the one with the smallest rank is believed."),
    )
    is_duplicate_free = forms.BooleanField(
        label=_("It holds nobody twice"), required=False, help_text=_("Two of its records are then never made one customer by themselves.")
    )

    def __init__(self, data: Any = None, *, reader: Person, system: System | None = None) -> None:
        """Offer the spaces that the reader reads."""
        names = ("name_fa", "name_en", "space", "rank", "is_duplicate_free")
        super().__init__(data, initial={name: getattr(system, name) for name in names} if system else None)
        kinds = (Space.Kind.ORGANISATION, Space.Kind.UNIT, Space.Kind.GROUP)
        offered = Space.objects.filter(pk__in=space_ids(person=reader), kind__in=kinds, archived_at=None)
        self.fields["space"].queryset = offered.order_by("kind", "name_fa", "pk")  # type: ignore[attr-defined]


class NewSystemForm(SystemForm):
    """A system that is added."""

    code = forms.CharField(
        label=_("Short name"),
        max_length=40,
        help_text=_("Small Latin letters, digits and hyphens, such as crm."),
        widget=forms.TextInput(attrs={"dir": "ltr"}),
    )
    field_order = ("name_fa", "name_en", "code")


class UploadForm(forms.Form):
    """A file of records."""

    entity = forms.ChoiceField(label=_("What the rows are"), choices=Entity.choices, widget=forms.RadioSelect, initial=Entity.PERSON)
    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV, Excel (.xlsx) or JSON lines, up to 9 MB. Larger files: hamsoo import records FILE --system CODE."),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx,.jsonl,.ndjson"}),
    )

    def clean_file(self) -> UploadedFile:
        """Refuse what is larger than the browser's way is meant for."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise ValidationError(_("The file is larger than 9 MB. Import it with the command: hamsoo import records FILE --system CODE."))
        return file


class ColumnsForm(forms.Form):
    """Which column names the rows, and which hold what."""

    key_column = forms.ChoiceField(
        label=_("The key of each row"), help_text=_("What the system calls a record by: it stays when all else changes.")
    )

    def __init__(self, data: Any = None, *, entity: str, headers: Sequence[str], key_column: str, columns: Mapping[str, str]) -> None:
        """Offer a field for each of `headers`, chosen as in `columns`."""
        self._headers = list(headers)
        chosen = {f"column_{number}": columns.get(header, "") for number, header in enumerate(headers)}
        super().__init__(data, initial={"key_column": key_column, **chosen})
        self.fields["key_column"].choices = [(header, header) for header in headers]  # type: ignore[attr-defined]
        offered = [("", _("leave out")), *((field, field_label(field)) for field in known_fields(entity))]
        for number, header in enumerate(headers):
            self.fields[f"column_{number}"] = forms.ChoiceField(label=header, choices=offered, required=False)

    @property
    def listed(self) -> list[Any]:
        """Return the choices of the columns, in their order."""
        return [self[name] for name in self.fields if name.startswith("column_")]

    @property
    def chosen(self) -> dict[str, str]:
        """Return the field of each column that was given one."""
        found = {header: self.cleaned_data.get(f"column_{number}", "") for number, header in enumerate(self._headers)}
        return {header: field for header, field in found.items() if field}


class MarksForm(forms.Form):
    """Which fields of one kind of records need a right, and which."""

    def __init__(self, data: Any = None, *, entity: str, label: Any, marks: Mapping[str, str]) -> None:
        """Offer each field that may be hidden, and those that are marked by a name of the system's own."""
        super().__init__(data, prefix=entity)
        self.entity, self.label = entity, label
        names = [field for field in known_fields(entity) if can_be_hidden(field)]
        choices = [("", _("needs none")), *Sensitivity.choices]
        for field in [*names, *sorted(marks.keys() - set(names))]:
            self.fields[field] = forms.ChoiceField(label=field_label(field), choices=choices, required=False, initial=marks.get(field, ""))

    @property
    def marks(self) -> dict[str, str]:
        """Return the chosen right of each field that needs one."""
        return {field: kind for field, kind in self.cleaned_data.items() if kind}
