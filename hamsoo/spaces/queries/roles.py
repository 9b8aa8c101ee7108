"""What roles may do in spaces."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from hamsoo.people.models import Person
from hamsoo.people.queries import role_ids
from hamsoo.spaces.models import Grant, Level, Space
from hamsoo.spaces.queries.standing import space_ids


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
