"""Why somebody may see a thing."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from hamsoo.people.models import Person
from hamsoo.people.queries import role_ids
from hamsoo.spaces.models import Grant, Level, Space
from hamsoo.spaces.queries.standing import placed_in


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
