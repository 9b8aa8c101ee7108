"""The company's record of a colleague, as their profile shows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from hamsoo.people.models import Person, RecordSource


@dataclass(frozen=True, slots=True)
class Row:
    """One field: `kind` says how its value is drawn; `source` where it comes from, for those who may know."""

    kind: str
    label: StrPromise
    value: Any
    source: RecordSource | None


_ALWAYS = (("unit", "unit", _("Unit")), ("person", "manager", _("Reports to")), ("day", "joined_on", _("Here since")))
_OWN = (
    ("text", "name_fa", _("Name in Persian")),
    ("text", "name_en", _("Name in English")),
    ("text", "position_fa", _("Position in Persian")),
    ("text", "position_en", _("Position in English")),
    ("number", "level", _("Level")),
    ("code", "mail", _("Mail")),
    ("code", "phone", _("Phone")),
    ("text", "office_fa", _("Office in Persian")),
    ("text", "office_en", _("Office in English")),
)


def record_rows(person: Person, sources: Mapping[str, RecordSource], *, is_whole: bool = False) -> list[Row]:
    """Return the fields of the record that stand nowhere else on the page; with `is_whole` all of them, with their sources."""
    fields = (*_ALWAYS, *_OWN) if is_whole else _ALWAYS
    rows = [Row(kind, label, getattr(person, name), sources.get(name) if is_whole else None) for kind, name, label in fields]
    rows.append(Row("day", _("Left"), person.left_on, None))
    return [row for row in rows if row.value not in (None, "")]
