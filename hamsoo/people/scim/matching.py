"""Filters as conditions of the database."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db.models import Q
from django.utils.dateparse import parse_datetime

from hamsoo.people.scim.errors import ScimError, invalid_filter
from hamsoo.people.scim.filters import Both, Compare, Either, Filter, Not, Value, Within

_TEXT = {
    "eq": "iexact", "co": "icontains", "sw": "istartswith", "ew": "iendswith", "gt": "gt", "ge": "gte", "lt": "lt", "le": "lte",
}  # fmt: skip
_ORDER = {"eq": "exact", "gt": "gt", "ge": "gte", "lt": "lt", "le": "lte"}
_BIGGEST = 2**63


@dataclass(frozen=True, slots=True)
class Column:
    """Where an attribute is kept: text in one of `fields`; a number, an instant; or (`kind` null) a truth that a field is empty.

    `narrowed` gives, for a text that is to be equal, a condition that indexes answer and that leaves out nobody who has it.
    """

    kind: str
    fields: tuple[str, ...]
    is_exact: bool = False
    narrowed: Callable[[str], Q] | None = None


def condition(tree: Filter, columns: Mapping[str, Column], *, within: str = "") -> Q:
    """Return the condition that a filter means; raise `ScimError` (invalidFilter) for an attribute or a comparison that is not kept."""
    if isinstance(tree, Both):
        return condition(tree.left, columns, within=within) & condition(tree.right, columns, within=within)
    if isinstance(tree, Either):
        return condition(tree.left, columns, within=within) | condition(tree.right, columns, within=within)
    if isinstance(tree, Not):
        return ~condition(tree.of, columns, within=within)
    if isinstance(tree, Within):
        return condition(tree.of, columns, within=f"{within}{tree.path}.")
    return _compared(tree, columns, f"{within}{tree.path}")


def _compared(tree: Compare, columns: Mapping[str, Column], path: str) -> Q:
    column = columns.get(path)
    if column is None:
        raise invalid_filter(f"“{path[:100]}” cannot be filtered by.")
    if column.kind == "constant":
        # `emails[type eq "work"]`: what we keep is all of one type.
        return Q(pk__isnull=(str(tree.value).lower() == column.fields[0]) == (tree.operator == "ne"))
    if tree.operator == "pr":
        return _present(column)
    if tree.operator == "ne":
        return ~_compared(Compare(tree.path, "eq", tree.value), columns, path)
    if tree.value is None and tree.operator == "eq":
        return ~_present(column)
    found = Q()
    for field in column.fields:
        found |= _of_field(column, field, tree.operator, tree.value, path)
    return found


def _present(column: Column) -> Q:
    if column.kind == "null":
        return Q(pk__isnull=False)
    found = Q()
    for field in column.fields:
        found |= ~Q(**{field: ""}) & Q(**{f"{field}__isnull": False}) if column.kind == "text" else Q(**{f"{field}__isnull": False})
    return found


def _of_field(column: Column, field: str, operator: str, value: Value, path: str) -> Q:
    if column.kind == "null" and isinstance(value, bool) and operator == "eq":
        return Q(**{f"{field}__isnull": value})
    if column.kind == "text" and isinstance(value, str):
        lookup = "exact" if column.is_exact and operator == "eq" else _TEXT[operator]
        found = Q(**{f"{field}__{lookup}": value})
        return found & column.narrowed(value) if column.narrowed and operator == "eq" else found
    if column.kind == "number" and operator in _ORDER:
        number = int(value) if isinstance(value, int) or (isinstance(value, str) and value.isascii() and value.isdecimal()) else None
        # An id that cannot be one is nobody's.
        is_known = number is not None and abs(number) < _BIGGEST
        return Q(**{f"{field}__{_ORDER[operator]}": number}) if is_known else Q(pk__isnull=True)
    if column.kind == "instant" and operator in _ORDER:
        return Q(**{f"{field}__{_ORDER[operator]}": _instant(value, path)})
    raise _incomparable(path)


def _instant(value: Value, path: str) -> datetime.datetime:
    try:
        found = parse_datetime(value) if isinstance(value, str) else None
    except ValueError:
        found = None
    if found is None:
        raise _incomparable(path)
    return found if found.tzinfo else found.replace(tzinfo=datetime.UTC)


def _incomparable(path: str) -> ScimError:
    return invalid_filter(f"“{path[:100]}” cannot be compared in this way.")
