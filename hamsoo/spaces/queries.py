"""What somebody may see, and which spaces there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, ClassVar, Self

from django.db import connection, models
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from hamsoo.kernel.errors import NotFound
from hamsoo.kernel.text import sort_key
from hamsoo.people.models import ROLES_OF, Person
from hamsoo.people.queries import role_ids
from hamsoo.spaces.models import Grant, JoinRequest, Level, PermissionVersion, PlacedIn, Placement, Space

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


def groups(*, person: Person | None) -> QuerySet[Any]:
    """Return the groups that `person` may know of, each with `member_count` and `my_level` (None: no member)."""
    members = _memberships().filter(space=OuterRef("pk")).order_by().values("space").annotate(count=Count("pk")).values("count")
    mine = Grant.objects.filter(space=OuterRef("pk"), principal_type=Grant.Principal.PERSON, principal_id=person.pk if person else 0)
    known = Space.objects.filter(kind=Space.Kind.GROUP, pk__in=space_ids(person=person, level=Level.OUTLINE))
    return known.annotate(member_count=Coalesce(Subquery(members), 0), my_level=Subquery(mine.values("level")))


def my_groups(*, person: Person) -> list[Space]:
    """Return the groups that `person` is in, by name; archived ones last."""
    return sorted(groups(person=person).filter(my_level__isnull=False), key=_by_name)


def other_groups(*, person: Person, limit: int = 100) -> list[Space]:
    """Return the groups that `person` could join, the largest first."""
    found = groups(person=person).filter(my_level=None, archived_at=None)
    return list(found.order_by("-member_count", "pk")[:limit])


def group(*, person: Person | None, pk: int, lock: bool = False) -> Space:
    """Return a group as `person` may know it; raise `NotFound` otherwise. `lock` holds it until the transaction ends."""
    found = groups(person=person).filter(pk=pk)
    space = (found.select_for_update(of=("self",)) if lock else found).first()
    if space is None:
        raise NotFound
    return space


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in a group."""

    person: Person
    is_owner: bool


def members(*, person: Person, space: Space) -> list[Member]:
    """Return the owners, then the members, of a group in the order of their names; only the owners to those who do not read in it."""
    rows = _memberships().filter(space=space)
    if space.pk not in space_ids(person=person):
        rows = rows.filter(level=Level.MANAGE)
    levels = dict(rows.values_list("principal_id", "level"))
    people = Person.objects.visible_to(person).with_unit().filter(pk__in=levels).order_by("sort_key", "pk")
    found = [Member(one, levels[one.pk] == Level.MANAGE) for one in people]
    return sorted(found, key=lambda member: not member.is_owner)


def owner_ids(*, space: Space) -> list[int]:
    """Return the ids of those who look after a group and work here now."""
    return list(_memberships().filter(space=space, level=Level.MANAGE).order_by("principal_id").values_list("principal_id", flat=True))


def member_ids(*, space: Space) -> list[int]:
    """Return the ids of those who are in a group and work here now."""
    return list(_memberships().filter(space=space).order_by("principal_id").values_list("principal_id", flat=True))


def is_open(*, space: Space) -> bool:
    """Return whether every colleague reads a space: by a grant on it, or above it."""
    here_and_above = [int(part) for part in space.path.strip("/").split("/")]
    everybody = Grant.objects.filter(principal_type=Grant.Principal.EVERYBODY, level__gte=Level.READ)
    return everybody.filter(space__in=here_and_above).exists()


def placed_below(*, space: Space, after: int, limit: int) -> list[Placement]:
    """Return the first placements in a space and those below it after the placement `after`."""
    below = Placement.objects.filter(space__path__startswith=space.path, pk__gt=after)
    return list(below.order_by("pk")[:limit])


def join_requests(*, space: Space) -> list[JoinRequest]:
    """Return who waits to be let in, longest waiting first; for those who look after the group."""
    return list(JoinRequest.objects.filter(space=space, person__left_on=None).select_related("person__unit").order_by("asked_at", "pk"))


def join_request(*, person: Person, pk: int) -> JoinRequest:
    """Return one request to join a group that `person` may know of; raise `NotFound` otherwise."""
    found = JoinRequest.objects.select_related("space", "person").filter(pk=pk, space__in=groups(person=person).values("pk")).first()
    if found is None:
        raise NotFound
    return found


def _memberships() -> QuerySet[Grant]:
    """Return the grants by name in any space of those who work here now."""
    here = Person.objects.active().values("pk")
    return Grant.objects.filter(principal_type=Grant.Principal.PERSON, principal_id__in=here, level__gte=Level.WRITE)


def _by_name(space: Space) -> tuple[bool, str, int]:
    return space.archived_at is not None, sort_key(space.name), space.pk


def spaces_for_roles() -> QuerySet[Any]:
    """Return the spaces in which a role can be given a right: the organisation, all units at once, each unit, groups that are not secret.

    Never a branch that holds secret groups, a person's own space or a conversation: nobody's role opens those.
    """
    kinds = Space.Kind
    open_kinds = Q(kind__in=(kinds.ORGANISATION, kinds.UNIT)) | Q(kind=kinds.BRANCH, subject_type="branch.unit")
    return Space.objects.filter(open_kinds | (Q(kind=kinds.GROUP) & ~Q(policy=Space.Policy.SECRET))).order_by("kind", "name_fa", "pk")


def grants_of_role(*, role_id: int) -> list[Grant]:
    """Return a role's rights in spaces, with the spaces."""
    rows = Grant.objects.filter(principal_type=Grant.Principal.ROLE, principal_id=role_id)
    return list(rows.select_related("space").order_by("space__kind", "space__name_fa", "pk"))


def role_ids_in(*, space: Space) -> list[int]:
    """Return the ids of the roles that have a right of their own in this very space."""
    rows = Grant.objects.filter(space=space, principal_type=Grant.Principal.ROLE)
    return list(rows.order_by("principal_id").values_list("principal_id", flat=True))


def roles_open_more(person: Person, other: Person) -> bool:
    """Return whether roles let `person`, with the unit and level on this very object, do in a space what `other` may not do there."""
    rows = Grant.objects.filter(principal_type=Grant.Principal.ROLE, principal_id__in=role_ids(person=person))
    opened = rows.values_list("space_id", "level")
    return any(space_id not in space_ids(person=other, level=Level(level)) for space_id, level in opened)


@dataclass(frozen=True, slots=True)
class Reason:
    """A grant that lets somebody in: the place of the thing, the space that the grant is on, who it is given to, and its level."""

    place: Space
    top: Space
    principal_type: str
    principal_id: int
    level: Level


def reasons(*, person: Person, type: str, object_id: int, level: Level = Level.READ) -> list[Reason]:
    """Return every grant by which `person` may do `level` with a thing; nothing when they may not. What `visible_to` asks, in full."""
    if not person.is_active:
        return []
    mine = (
        Q(principal_type="everybody")
        | Q(principal_type="person", principal_id=person.pk)
        | Q(principal_type="unit", principal_id__in=person.unit.ancestor_ids if person.unit else [])
        | Q(principal_type="role", principal_id__in=role_ids(person=person))
    )
    found = []
    for place in Space.objects.filter(pk__in=placed_in(type=type, object_id=object_id)).order_by("pk"):
        above = [int(part) for part in place.path.strip("/").split("/")]
        if level >= Level.WRITE and place.archived_at:
            continue
        rows = Grant.objects.filter(mine, space_id__in=above, level__gte=level).select_related("space").order_by("pk")
        found += [Reason(place, row.space, row.principal_type, row.principal_id, Level(row.level)) for row in rows]
    return found
