"""Who may do what in a group, and what live news is held against.

Whoever may not know of a group never gets here: `queries.group` answers `NotFound` first.
"""

from collections.abc import Iterable

from django.db import connection
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.errors import Conflict, NotAllowed
from hamsoo.kernel.live import rights_topic
from hamsoo.people.models import Person, Unit
from hamsoo.people.queries import role_ids
from hamsoo.people.rules import can_set_needs
from hamsoo.spaces.models import Grant, Level, Space

_LOSSES = """
SELECT space.id, sum(above.lost_count)::bigint FROM spaces_space AS space
JOIN spaces_space AS above ON above.id = ANY(string_to_array(trim(BOTH '/' FROM space.path), '/')::bigint[])
WHERE space.id = ANY(%s::bigint[]) GROUP BY space.id
"""


def level_of(person: Person, space: Space) -> Level | None:
    """Return the level that `person` has in this very space by name: what makes a member (WRITE) or an owner (MANAGE).

    Who is only invited may know of it by name: that is not being in it.
    """
    mine = Grant.objects.filter(space=space, principal_type=Grant.Principal.PERSON, principal_id=person.pk, level__gte=Level.WRITE)
    found = mine.values_list("level", flat=True).first()
    return Level(found) if found is not None else None


def can_manage(person: Person, space: Space) -> bool:
    """Return whether `person` looks after the group: its owners; administrators too, unless it is secret.

    A unit is looked after by who leads it or a unit above it, and by administrators.
    """
    if not person.is_active:
        return False
    if space.kind == Space.Kind.UNIT:
        unit = Unit.objects.filter(pk=space.subject_id or 0).first()
        return unit is not None and can_set_needs(person, unit)
    return level_of(person, space) == Level.MANAGE or (person.is_administrator and space.policy != Space.Policy.SECRET)


def require_can_manage(person: Person, space: Space) -> None:
    """Raise `NotAllowed` unless `person` looks after the group."""
    if not can_manage(person, space):
        raise NotAllowed


def can_invite(person: Person, space: Space) -> bool:
    """Return whether `person` may ask colleagues into a group: who looks after it; into an open one every member."""
    if space.kind != Space.Kind.GROUP or space.archived_at:
        return False
    return can_manage(person, space) or (space.policy == Space.Policy.OPEN and level_of(person, space) is not None)


def require_not_archived(space: Space) -> None:
    """Raise `Conflict` for a group that is closed for writing."""
    if space.archived_at:
        raise Conflict(_("This group is archived."))


def losses(*, space_ids: Iterable[int]) -> dict[int, int]:
    """Return by space how often somebody may have lost a right in it or above it; read before the rights that are held against it."""
    with connection.cursor() as cursor:
        cursor.execute(_LOSSES, [list(space_ids)])
        return dict(cursor.fetchall())


def rights_topics(person: Person) -> list[str]:
    """Return the topics on which the streams of `person` are told that a right of theirs may be gone."""
    principals = [("everybody", 0), ("person", person.pk)]
    principals += [("unit", pk) for pk in (person.unit.ancestor_ids if person.unit else ())]
    principals += [("role", row["role"]) for row in role_ids(person=person)]
    return [rights_topic(*principal) for principal in principals]
