"""Fields of records by which nothing is compared, and what a row's columns come to be by a mapping."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from hamsoo.identity.resolution.fields import FIELDS, OTHER

RELATIONS = {"company_key": "contact", "parent_key": "subsidiary", "partner_key": "partner"}
"""Fields that name a company of the same system by its key there, and what the record is to it."""

FURTHER = {
    "person": ("role", "customer_since", "segment", "company_key", "partner_key"),
    "company": ("industry", "customer_since", "segment", "parent_key", "partner_key"),
}
"""Fields that are shown and tell two records apart by nothing."""

NAMING = frozenset({"full_name", "given_name", "family_name", "name", *RELATIONS})
"""Fields by which a record is known to everybody who reads it: they are never hidden."""

Values = dict[str, str | list[str]]


def can_be_hidden(field: str) -> bool:
    """Return whether a field may need a right of its own."""
    return field not in NAMING


def known_fields(entity: str) -> tuple[str, ...]:
    """Return all fields of a person or a company that have a name of their own, in the order of forms."""
    return (*FIELDS[entity], *FURTHER[entity])  # type: ignore[index]


def read(payload: Mapping[str, Any], columns: Mapping[str, str], *, entity: str) -> Values:
    """Return by field what a row says: columns as `columns` maps them, others where they are called as a field is.

    Several columns of one field become a list, in the order of the columns' names: the database keeps no other. What means nothing by
    its column is kept in the payload alone.
    """
    known = set(known_fields(entity))
    # Texts as keys: each once, however many there are, in the order in which they stand.
    found: dict[str, dict[str, None]] = {}
    for column, value in sorted(payload.items()):
        field = columns.get(column) or (column if column in known else "")
        if field in known or field.startswith(OTHER):
            said = map(_text, value if isinstance(value, list) else [value])
            found.setdefault(field, {}).update(dict.fromkeys(filter(None, said)))
    return {field: next(iter(said)) if len(said) == 1 else list(said) for field, said in found.items() if said}


def _text(value: Any) -> str:
    """Return a value as a row has it; NUL is in no database."""
    if value is None or isinstance(value, dict | list):
        return ""
    return str(value).replace("\x00", "").strip()


def texts(values: Mapping[str, str | Sequence[str]], field: str) -> list[str]:
    """Return all that a record says of a field."""
    value = values.get(field, "")
    return [value] if isinstance(value, str) and value else list(value) if not isinstance(value, str) else []


def name_of(values: Mapping[str, str | Sequence[str]], *, entity: str, hidden: Collection[str] = ()) -> str:
    """Return what a record is called in lists: its name, else the next best that it says and that everybody may see."""
    if entity == "company":
        wanted = ["name", "domain"]
    else:
        parts = " ".join(found[0] for field in ("given_name", "family_name") if (found := texts(values, field)))
        if not texts(values, "full_name") and parts:
            return parts
        wanted = ["full_name"]
    offered = (field for field in (*wanted, "email", "phone") if field not in hidden)
    return next((found[0] for field in offered if (found := texts(values, field))), "")
