"""What somebody may see, and which spaces there are."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, ClassVar, Self

from django.db import connection, models
from django.db.models import Exists, OuterRef

from hamsoo.people.models import Person
from hamsoo.spaces.models import Level, Placement, Space

_SPACE_IDS = """
SELECT DISTINCT space.id
FROM spaces_grant AS granted
JOIN spaces_space AS top ON top.id = granted.space_id
JOIN spaces_space AS space ON space.path LIKE top.path || '%%'
WHERE granted.level >= %s AND (
    granted.principal_type = 'everybody'
    OR (granted.principal_type = 'person' AND granted.principal_id = %s)
    OR (granted.principal_type = 'unit' AND granted.principal_id = ANY(%s)))
"""

_remembered: ContextVar[dict[tuple[int, int], frozenset[int]] | None] = ContextVar("hamsoo_space_ids", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """Ask for a person's spaces once only within the block: one request, which changes no rights before it has answered."""
    token = _remembered.set({})
    try:
        yield
    finally:
        _remembered.reset(token)


def forget_remembered() -> None:
    """Drop what this request remembers; every action that changes grants calls it."""
    if (known := _remembered.get()) is not None:
        known.clear()


def space_ids(*, person: Person | None, level: Level = Level.READ) -> frozenset[int]:
    """Return the ids of all spaces where `person` has at least `level`; none for nobody and for those who left."""
    if person is None or not person.is_active:
        return frozenset()
    known = _remembered.get()
    if known is not None and (person.pk, int(level)) in known:
        return known[person.pk, int(level)]
    unit_ids = person.unit.ancestor_ids if person.unit else []
    with connection.cursor() as cursor:
        cursor.execute(_SPACE_IDS, [int(level), person.pk, unit_ids])
        found = frozenset(row[0] for row in cursor.fetchall())
    if known is not None:
        known[person.pk, int(level)] = found
    return found


class PlacedQuerySet(models.QuerySet[Any]):
    """Base of the querysets of everything that is placed; `placed_as` is the type in its placements."""

    placed_as: ClassVar[str]

    def visible_to(self, person: Person | None, level: Level = Level.READ) -> Self:
        """Keep what stands in a space where `person` (None: nobody) has at least `level`."""
        ids = space_ids(person=person, level=level)
        if not ids:
            return self.none()
        here = Placement.objects.filter(type=self.placed_as, object_id=OuterRef("pk"), space_id__in=ids)
        return self.filter(Exists(here))


def placed_in(*, type: str, object_id: int) -> frozenset[int]:
    """Return the ids of the spaces in which a thing stands."""
    return frozenset(Placement.objects.filter(type=type, object_id=object_id).values_list("space_id", flat=True))


def organisation() -> Space:
    """Return the one space of the whole organisation."""
    return Space.objects.get(kind=Space.Kind.ORGANISATION)


def is_founded() -> bool:
    """Return whether the organisation has its space, that is, whether anybody has filled this database."""
    return Space.objects.filter(kind=Space.Kind.ORGANISATION).exists()
