"""The types of cases as administrators keep them, and how much colleagues have in work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count

from hamsoo.cases.models import Case, CaseType, LoadLimit
from hamsoo.kernel.errors import NotFound
from hamsoo.people.models import Person, Skill, Unit


@dataclass(frozen=True, slots=True)
class Load:
    """How many cases somebody has in work, and how many they take at most; None for what is usual."""

    person: Person
    count: int
    most: int | None


def all_types() -> list[tuple[CaseType, int]]:
    """Return every type with how many cases have it, in their order; those that are used no more last."""
    rows = CaseType.objects.annotate(count=Count("cases")).order_by("-is_active", "rank", "name_fa", "pk")
    return [(row, row.count) for row in rows]


def case_type(*, pk: int) -> CaseType:
    """Return a type; raise `NotFound`."""
    found = CaseType.objects.filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def skills_of_type(*, type: CaseType) -> list[Skill]:
    """Return the skills one of which a type asks for."""
    return [row.skill for row in type.skills.select_related("skill").order_by("pk")]


def loads(*, unit: Unit) -> Sequence[Load]:
    """Return how much the people of a unit have in work, by name."""
    people = Person.objects.active().filter(unit=unit).order_by("sort_key", "pk")
    counted = Case.objects.filter(assignee__in=people, state__in=(Case.State.NEW, Case.State.WORKING))
    counts = dict(counted.values_list("assignee").annotate(count=Count("pk")).order_by())
    limits = dict(LoadLimit.objects.filter(person__in=people).values_list("person", "most"))
    return [Load(one, counts.get(one.pk, 0), limits.get(one.pk)) for one in people[:500]]
