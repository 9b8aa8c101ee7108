"""Fields that a type of cases has of its own: what may stand in them, and when they have to be filled."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any, Literal

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic import Field as Said

from hamsoo.kernel.dates import parse_date
from hamsoo.kernel.errors import Invalid
from hamsoo.kernel.numbers import parse_number

MOST_FIELDS, TEXT_LENGTH = 30, 2_000

Moment = Literal["", "opening", "resolving"]


class Field(BaseModel):
    """One field: its key, its names, what it holds, and at what moment it must be filled ("" for never)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: str = Said(pattern=r"^[a-z][a-z0-9_]{0,39}$")
    name_fa: str = Said(min_length=1, max_length=80)
    name_en: str = Said(default="", max_length=80)
    kind: Literal["text", "number", "date", "choice"] = "text"
    choices: tuple[Annotated[str, Said(min_length=1, max_length=80)], ...] = Said(default=(), max_length=50)
    required: Moment = ""

    @property
    def name(self) -> str:
        """Return the name in the reader's language."""
        return (self.name_en or self.name_fa) if get_language() == "en" else self.name_fa


_FIXES = {
    "key": _("its key is small letters, digits and _"),
    "name_fa": _("give it a Persian name of at most 80 characters"),
    "name_en": _("give it an English name of at most 80 characters"),
    "kind": _("it holds a text, a number, a date or a choice"),
    "choices": _("at most 50 choices of at most 80 characters each"),
    "required": _("it is filled at opening, at resolving, or never"),
}
_CHOICES = _("what can be chosen is said of choices, and of them alone")


def checked_fields(given: Sequence[Any]) -> list[Field]:
    """Return fields as an administrator describes them; raise `Invalid` naming the first that is wrong, and how it is mended.

    Its `field` is `fields.3` for the third.
    """
    if len(given) > MOST_FIELDS:
        raise Invalid(_("At most %(count)s fields.") % {"count": MOST_FIELDS}, field="fields")
    fields: list[Field] = []
    for number, one in enumerate(given, 1):
        try:
            field = Field.model_validate(one)
        except ValidationError as error:
            [first, *_others] = error.errors()
            raise _wrong(
                number, _FIXES.get(str(first["loc"][0]), _("describe it anew")) if first["loc"] else _("describe it anew")
            ) from error
        if field.key in {known.key for known in fields}:
            raise Invalid(_("Two fields have the key “%(key)s”.") % {"key": field.key}, field=f"fields.{number}")
        if (field.kind == "choice") != bool(field.choices):
            raise _wrong(number, _CHOICES)
        fields.append(field)
    return fields


def _wrong(number: int, fix: Any) -> Invalid:
    return Invalid(_("Field %(number)s: %(fix)s.") % {"number": number, "fix": fix}, field=f"fields.{number}")


def checked_values(fields: Sequence[Field], given: Mapping[str, str], *, today: date) -> dict[str, str]:
    """Return what was given for fields, each in one form (numbers with a point, dates as ISO); raise `Invalid` naming the field.

    What is empty is left out; what belongs to no field is refused.
    """
    known = {field.key: field for field in fields}
    if unknown := sorted(given.keys() - known.keys()):
        raise Invalid(_("There is no field “%(key)s”.") % {"key": unknown[0]}, field=unknown[0])
    return {key: _value(known[key], text, today) for key, raw in given.items() if (text := raw.replace("\x00", "").strip())}


def _value(field: Field, text: str, today: date) -> str:
    named = {"name": field.name}
    if len(text) > TEXT_LENGTH:
        raise Invalid(_("“%(name)s” is too long.") % named, field=field.key)
    try:
        if field.kind == "number":
            return str(parse_number(text))
        if field.kind == "date":
            return parse_date(text, language=get_language() or "fa", today=today).isoformat()
    except Invalid as error:
        what = _("“%(name)s” is a number.") if field.kind == "number" else _("“%(name)s” is a date.")
        raise Invalid(what % named, field=field.key) from error
    if field.kind == "choice" and text not in field.choices:
        raise Invalid(_("“%(name)s” is one of what can be chosen.") % named, field=field.key)
    return text


def missing(fields: Sequence[Field], values: Mapping[str, str], moment: Moment) -> Field | None:
    """Return the first field that has to be filled at `moment` and is not; what is due at opening is due at resolving too."""
    due = {"opening": ("opening",), "resolving": ("opening", "resolving"), "": ()}[moment]
    return next((field for field in fields if field.required in due and not values.get(field.key)), None)
