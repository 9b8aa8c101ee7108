"""The parts of a profile: what their lines hold, and who sees them. Pure; who writes is in `actions.profile_items`."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, URLValidator
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.errors import Invalid
from hamsoo.kernel.text import to_ascii_digits
from hamsoo.people.models import Audience, Part, Person, ProfileItem
from hamsoo.people.models.findable import named_customer
from hamsoo.people.models.profile import TEXT_LONGEST

MOST_ITEMS = 50
"""Lines of one part that their owner writes."""
MOST_CUSTOMERS = 200
"""Customers of one colleague that the company's record names."""

_SPAN = ("title", "organisation", "since_on", "until_on")
ITEM_FIELDS: dict[str, tuple[str, ...]] = {
    Part.CUSTOMERS: ("title", "role", "since_on", "until_on", "is_hidden"),
    Part.EXPERIENCE: (*_SPAN, "text"),
    Part.EDUCATION: (*_SPAN, "text"),
    Part.CERTIFICATES: (*_SPAN, "link"),
    Part.INTERESTS: ("title", "kind"),
    Part.REACH: ("title", "kind"),
}
"""The parts that are lists of lines, and the fields of `ProfileItem` that a line of each has."""

_KIND = ProfileItem.Kind
KINDS: dict[str, tuple[ProfileItem.Kind, ...]] = {
    Part.INTERESTS: (_KIND.INTEREST, _KIND.HOBBY),
    Part.REACH: (_KIND.MOBILE, _KIND.PHONE, _KIND.MAIL, _KIND.MESSENGER, _KIND.PAGE),
}

# Overrides and isolates of the writing direction turn the text after them round, other controls break lines.
_CONTROLS = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
_FEWEST_DIGITS = 3


def sees(reader: Person, of: Person, audience: str) -> bool:
    """Return whether `reader` belongs to those whom `of` shows a part to. Administrators see no more than others."""
    if reader.pk == of.pk:
        return True
    if audience == Audience.UNIT:
        return of.unit_id is not None and reader.unit_id == of.unit_id
    return audience == Audience.EVERYONE


def known_part(part: str) -> Part:
    """Return the part called `part`; raise `Invalid` when there is none."""
    if part not in Part.values:
        raise Invalid(field="part")
    return Part(part)


def written(part: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a line as they are kept, those not given empty. Raise `Invalid` naming the field that is wrong."""
    fields = ITEM_FIELDS.get(part)
    if fields is None:
        raise Invalid(field="part")
    if unknown := sorted(set(values) - set(fields)):
        raise Invalid(_("This part has no such field: %(name)s") % {"name": unknown[0]}, field=unknown[0])
    line = {name: _plain(name, values.get(name)) for name in fields}
    if "kind" in fields and line["kind"] not in KINDS[part]:
        raise Invalid(_("Choose one of the kinds on the list."), field="kind")
    _check(ProfileItem(part=part, **line), fields)
    if part == Part.REACH:
        line["title"] = _reachable(line["kind"], line["title"])
    if len(line.get("text", "")) > TEXT_LONGEST:
        raise Invalid(_("This is too long."), field="text")
    _require_order(line.get("since_on"), line.get("until_on"))
    return line | _customer(line["title"]) if part == Part.CUSTOMERS else line


def _plain(name: str, value: Any) -> Any:
    if name.endswith("_on"):
        return value
    if name == "is_hidden":
        return bool(value)
    text = str(value or "").translate(_CONTROLS).replace("\r", "")
    return text.strip() if name == "text" else " ".join(text.split())


def _check(item: ProfileItem, fields: tuple[str, ...]) -> None:
    try:
        item.clean_fields(exclude={field.name for field in ProfileItem._meta.fields} - set(fields))
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise Invalid(messages[0], field=field) from error


def _customer(name: str) -> dict[str, Any]:
    named = named_customer(name)
    if not named["folded_title"]:
        raise Invalid(_("Write the name of the customer."), field="title")
    return named


def _require_order(since: date | None, until: date | None) -> None:
    if since and until and until < since:
        raise Invalid(_("The end lies before the beginning."), field="until_on")


def _reachable(kind: str, value: str) -> str:
    """Return a number or address as it is kept; refuse what cannot be dialled, written to or opened."""
    try:
        if kind == _KIND.MAIL:
            EmailValidator()(value)
        elif kind == _KIND.PAGE:
            URLValidator(schemes=["http", "https"])(value)
    except ValidationError as error:
        raise Invalid(error.messages[0], field="title") from error
    if kind in (_KIND.MOBILE, _KIND.PHONE):
        dialled = to_ascii_digits(value)
        if sum(map(str.isdigit, dialled)) < _FEWEST_DIGITS or not set(dialled) <= set("0123456789+()-/. #*"):
            raise Invalid(_("This is no phone number. Write it like +98 912 000 1234."), field="title")
        return dialled
    return value
