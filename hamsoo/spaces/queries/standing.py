"""What somebody may see."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from hashlib import blake2b
from typing import Any, ClassVar, Generic, Self, TypeVar

from django.db import connection, models
from django.db.models import F, Q

from hamsoo.kernel.arrays import array
from hamsoo.kernel.prepared import Given, Prepared, among_given
from hamsoo.people.models import ROLES_OF, Person
from hamsoo.people.queries import role_ids
from hamsoo.spaces.models import Grant, Level, PermissionVersion, PlacedIn, Placement, Space

_STANDING = f"""
SELECT space.id, space.kind, max(granted.level), space.archived_at IS NOT NULL
FROM spaces_grant AS granted
JOIN spaces_space AS top ON top.id = granted.space_id
JOIN spaces_space AS space ON space.path LIKE top.path || '%%'
WHERE granted.principal_type = 'everybody'
    OR (granted.principal_type = 'person' AND granted.principal_id = %(person)s)
    OR (granted.principal_type = 'unit' AND granted.principal_id = ANY(%(units)s))
    OR (granted.principal_type = 'role' AND granted.principal_id IN ({ROLES_OF}))
GROUP BY space.id
"""  # noqa: S608 - both parts are ours

Thing = TypeVar("Thing")

_ByLevel = dict[tuple[int, tuple[str, ...]], frozenset[int]]


class _Standing:
    """What one person may do in every space that a grant of theirs covers, and what was already read from it."""

    def __init__(self, rows: list[tuple[int, str, int, bool]]) -> None:
        self._rows = rows
        self._known: _ByLevel = {}

    def space_ids(self, level: Level, kinds: tuple[str, ...]) -> frozenset[int]:
        """Return the spaces of these kinds (all for none) with at least `level`; archived ones are there to read only."""
        key = (int(level), kinds)
        if key not in self._known:
            self._known[key] = frozenset(
                pk
                for pk, kind, has, is_archived in self._rows
                if has >= level and not (is_archived and level >= Level.WRITE) and (not kinds or kind in kinds)
            )
        return self._known[key]


_remembered: ContextVar[dict[int, _Standing] | None] = ContextVar("hamsoo_standing", default=None)


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


def space_ids(*, person: Person | None, level: Level = Level.READ, kinds: Iterable[str] = ()) -> frozenset[int]:
    """Return the ids of all spaces, or those of these kinds, where `person` has at least `level`; none for nobody and for who left.

    Archived spaces are there to read: nobody writes or manages in them.
    """
    if person is None or not person.is_active:
        return frozenset()
    known = _remembered.get()
    if known is None:
        return _standing(person).space_ids(level, tuple(kinds))
    if person.pk not in known:
        known[person.pk] = _standing(person)
    return known[person.pk].space_ids(level, tuple(kinds))


def _standing(person: Person) -> _Standing:
    unit_ids = person.unit.ancestor_ids if person.unit else []
    with connection.cursor() as cursor:
        cursor.execute(_STANDING, {"person": person.pk, "units": unit_ids, "level": person.level})
        return _Standing(cursor.fetchall())


class PlacedQuerySet(models.QuerySet[Any]):
    """Base of the querysets of everything that is placed; `placed_as` is the type in its placements."""

    placed_as: ClassVar[str]

    def visible_to(self, person: Person | None, level: Level = Level.READ) -> Self:
        """Keep what stands in a space where `person` (None: nobody) has at least `level`."""
        ids = space_ids(person=person, level=level)
        return self.filter(PlacedIn(F("pk"), type=self.placed_as, space_ids=tuple(sorted(ids)))) if ids else self.none()


class VisibleByIds(Generic[Thing]):
    """Things of one kind by their ids, as far as a reader may see them: a query that is in SQL already, for pages that show many.

        _QUESTIONS = VisibleByIds(lambda: Question.objects.select_related("author"))
        _QUESTIONS(person=person, ids=ids)

    The same as `visible_to(person).in_bulk(ids)`; the function is called once and must not depend on who asks.
    """

    def __init__(self, build: Callable[[], PlacedQuerySet]) -> None:
        def rows() -> PlacedQuerySet:
            known = build()
            return known.filter(among_given("pk", "ids"), PlacedIn(F("pk"), type=known.placed_as, space_ids=Given("spaces"))).order_by()

        self._rows = Prepared[Any, Thing](rows)

    def __call__(self, *, person: Person | None, ids: Collection[int]) -> dict[int, Thing]:
        """Return by id what `person` (None: nobody) reads of these."""
        spaces = space_ids(person=person) if ids else frozenset()
        rows: list[Any] = self._rows(ids=array(ids), spaces=array(spaces)) if spaces else []
        return {row.pk: row for row in rows}


def placed_in(*, type: str, object_id: int) -> frozenset[int]:
    """Return the ids of the spaces in which a thing stands."""
    return frozenset(Placement.objects.filter(type=type, object_id=object_id).values_list("space_id", flat=True))


def organisation() -> Space:
    """Return the one space of the whole organisation."""
    return Space.objects.get(kind=Space.Kind.ORGANISATION)


def founded() -> Space | None:
    """Return the space of the whole organisation, or None while nobody has filled this database."""
    return Space.objects.filter(kind=Space.Kind.ORGANISATION).first()


def permission_version(*, person: Person | None) -> int:
    """Return a number that is another one whenever what `person` may see may have changed: a grant, a membership, a role, their unit.

    It has no order; compare for equality only. Read it before what is cached under it: then a change in between costs a
    recomputation and never shows what was taken away.
    """
    if person is None or not person.is_active:
        return 0
    unit_ids = person.unit.ancestor_ids if person.unit else []
    mine = (
        Q(principal_type="everybody")
        | Q(principal_type="person", principal_id=person.pk)
        | Q(principal_type="unit", principal_id__in=unit_ids)
        | Q(principal_type="role", principal_id__in=role_ids(person=person))
    )
    rows = PermissionVersion.objects.filter(mine).order_by("principal_type", "principal_id")
    parts = [person.pk, unit_ids, *rows.values_list("principal_type", "principal_id", "version")]
    return int.from_bytes(blake2b(repr(parts).encode(), digest_size=8).digest()) >> 1 or 1


def is_open(*, space: Space) -> bool:
    """Return whether every colleague reads a space: by a grant on it, or above it."""
    here_and_above = [int(part) for part in space.path.strip("/").split("/")]
    everybody = Grant.objects.filter(principal_type=Grant.Principal.EVERYBODY, level__gte=Level.READ)
    return everybody.filter(space__in=here_and_above).exists()


def placed_below(*, space: Space, after: int, limit: int) -> list[Placement]:
    """Return the first placements in a space and those below it after the placement `after`."""
    below = Placement.objects.filter(space__path__startswith=space.path, pk__gt=after)
    return list(below.order_by("pk")[:limit])
