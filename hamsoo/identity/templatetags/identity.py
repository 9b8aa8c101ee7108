"""How values and comparisons of records are shown."""

from typing import Any

from django.template import Library

from hamsoo.identity import labels
from hamsoo.identity.models import Sensitivity

register = Library()


@register.filter
def field_label(field: str) -> str:
    """Return what a field is called."""
    return str(labels.field_label(field))


@register.filter
def level_label(level: str) -> str:
    """Return what a level of agreement is called."""
    return str(labels.level_label(level))


@register.filter
def why_label(reason: str) -> str:
    """Return why the model did not decide, or took something back."""
    return str(labels.WHY.get(reason, ""))


@register.filter
def kind_label(kind: str) -> str:
    """Return what a kind of hidden field is called."""
    return str(Sensitivity(kind).label)


@register.filter
def chance(weight: float | None) -> float | None:
    """Return the probability that belongs to a weight (log2 odds), never quite 0 or 1: nothing is certain here."""
    if weight is None:
        return None
    return min(0.99, max(0.01, 1 / (1 + 2 ** -max(-50.0, min(50.0, weight)))))


@register.filter
def as_text(value: Any) -> str:
    """Return a value of a payload as a row shows it."""
    if value is None:
        return "–"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


@register.filter
def other_record(decision: Any, record: Any) -> Any:
    """Return the record of a decision that is not this one."""
    return decision.b if decision.a_id == record.pk else decision.a
