"""What is filled in about files, programs and leavers."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from hamsoo.people.forms.structure import ColleagueField, ReaderForm
from hamsoo.people.importers.fields import FIELDS
from hamsoo.people.importers.planning import Choices

MOST_BYTES = 9 * 1024**2
"""A browser may send so much; larger files are taken by the command."""


class UploadForm(forms.Form):
    """A file of people."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV or Excel (.xlsx), up to 9 MB. Larger files: hamsoo import people FILE."),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
    )

    def clean_file(self) -> UploadedFile:
        """Refuse what is larger than the browser's way is meant for."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise ValidationError(_("The file is larger than 9 MB. Import it with the command: hamsoo import people FILE."))
        return file


class ColumnsForm(forms.Form):
    """Which column fills which field, and what is done about the unknown and the missing."""

    creates_units = forms.BooleanField(label=_("Create units that are not known yet"), required=False)
    opens_accounts = forms.BooleanField(
        label=_("Let new colleagues with an address in"),
        required=False,
        help_text=_("They get an account without a password, and an invitation opens it."),
    )
    missing_leave = forms.BooleanField(
        label=_("Whoever is not in the file has left"),
        required=False,
        help_text=_("Only for a file that holds everybody. You yourself never leave this way."),
    )
    allows_many = forms.BooleanField(label=_("Even when more than a third would leave"), required=False)

    def __init__(self, data: Any = None, *, headers: Sequence[str], mapping: Mapping[str, str], choices: Mapping[str, bool]) -> None:
        """Offer a field for each of `headers`, chosen as in `mapping` (by number of the column)."""
        columns = {f"column_{number}": mapping.get(str(number), "") for number in range(len(headers))}
        super().__init__(data, initial={**columns, **choices})
        offered = [("", _("leave out")), *((field.name, field.label) for field in FIELDS.values())]
        for number, header in enumerate(headers):
            label = header or _("Column %(number)s") % {"number": number + 1}
            self.fields[f"column_{number}"] = forms.ChoiceField(label=label, choices=offered, required=False)

    @property
    def columns(self) -> list[Any]:
        """Return the choices of the columns, in their order."""
        return [self[name] for name in self.fields if name.startswith("column_")]

    @property
    def rest(self) -> list[Any]:
        """Return the other choices."""
        return [self[name] for name in self.fields if not name.startswith("column_")]

    @property
    def mapping(self) -> dict[int, str]:
        """Return what was chosen, by number of the column."""
        named = {name: value for name, value in self.cleaned_data.items() if name.startswith("column_") and value}
        return {int(name.removeprefix("column_")): value for name, value in named.items()}

    @property
    def choices(self) -> Choices:
        """Return the other choices as the importer takes them."""
        return Choices(**{name: self.cleaned_data[name] for name in Choices().as_json()})


class IntegrationForm(forms.Form):
    """A program that may write people."""

    name = forms.CharField(label=_("Name of the program"), max_length=120, help_text=_("Such as Entra ID, Okta or Keycloak."))


class HandoverForm(ReaderForm):
    """Who takes something over."""

    to = ColleagueField(label=_("Hand over to"))
