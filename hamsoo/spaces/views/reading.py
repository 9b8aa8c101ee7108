"""Who asks, for which group or unit, and what every page of one shows."""

from typing import Any

from django.http import HttpRequest

from hamsoo.people.models import Person
from hamsoo.people.queries import require_colleague
from hamsoo.spaces import queries, rules
from hamsoo.spaces.models import Space

GLANCE = 8
"""Members beside the page of a group; all of them have a page of their own."""


def reader_of(request: HttpRequest) -> Person:
    """Return the colleague who asks; raise `NotFound` for everybody else."""
    return require_colleague(request.person)  # type: ignore[attr-defined]


def found(request: HttpRequest, pk: int) -> tuple[Person, Space]:
    """Return who asks, and the group as they may know it."""
    reader = reader_of(request)
    return reader, queries.group(person=reader, pk=pk)


def found_place(request: HttpRequest, pk: int) -> tuple[Person, Space]:
    """Return who asks, and the group or the space of a unit."""
    reader = reader_of(request)
    return reader, queries.place(person=reader, pk=pk)


def context_of(reader: Person, space: Space, tab: str) -> dict[str, Any]:
    """Return what the head of each page of a group needs; the space of a unit has no members of its own, its people are the unit's."""
    is_group = space.kind == Space.Kind.GROUP
    can_manage = rules.can_manage(reader, space)
    has_asked = is_group and space.policy == Space.Policy.CLOSED and space.join_requests.filter(person=reader).exists()
    may_ask = is_group and space.policy == Space.Policy.CLOSED and not has_asked and getattr(space, "my_level", None) is None
    return {
        "space": space,
        "tab": tab,
        "is_group": is_group,
        "reads": space.pk in queries.space_ids(person=reader),
        "can_manage": can_manage,
        "can_invite": is_group and rules.can_invite(reader, space),
        "invitation": queries.invitation(person=reader, space=space) if is_group else None,
        "has_asked": has_asked,
        "refusal": queries.refusal_of(person=reader, space=space) if may_ask else None,
    }
