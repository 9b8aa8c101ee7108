"""Who is in a group, who looks after it, who waits to be let in, and who is invited."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import OuterRef, Q, QuerySet, Subquery

from hamsoo.kernel.errors import NotFound
from hamsoo.kernel.text import fold
from hamsoo.people.models import Person
from hamsoo.people.queries import matching_ids
from hamsoo.spaces.models import Grant, GroupInvitation, JoinRefusal, JoinRequest, Level, Resource, Space
from hamsoo.spaces.queries.standing import space_ids

MEMBERS = 40
"""Members of a page."""

Place = tuple[int, str, int]
"""Where a list of members goes on: level, key of the name, id of the last one that was shown."""


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in a group."""

    person: Person
    is_owner: bool


@dataclass(frozen=True, slots=True)
class Members:
    """A page of members, and where the next begins, None at the end."""

    items: list[Member]
    after: Place | None


def memberships() -> QuerySet[Grant]:
    """Return the grants by name in any space of those who work here now. Who is only invited to know of a group is no member."""
    here = Person.objects.active().values("pk")
    return Grant.objects.filter(principal_type=Grant.Principal.PERSON, principal_id__in=here, level__gte=Level.WRITE)


def members(*, person: Person, space: Space, words: str = "", after: Place | None = None, limit: int = MEMBERS) -> Members:
    """Return a page of the owners, then the members, of a group, each by name; only the owners to those who do not read in it."""
    rows = memberships().filter(space=space)
    if space.pk not in space_ids(person=person):
        rows = rows.filter(level=Level.MANAGE)
    level = Subquery(rows.filter(principal_id=OuterRef("pk")).values("level"))
    people = Person.objects.visible_to(person).with_unit().filter(pk__in=rows.values("principal_id")).annotate(level_here=level)
    if fold(words):
        people = people.filter(pk__in=matching_ids(person=person, words=words) or [])
    if after is not None:
        people = people.filter(_beyond(after))
    found = list(people.order_by("-level_here", "sort_key", "pk")[: limit + 1])
    items = [Member(one, one.level_here == Level.MANAGE) for one in found[:limit]]
    last = found[limit - 1] if len(found) > limit else None
    return Members(items, (last.level_here, last.sort_key, last.pk) if last else None)


def _beyond(after: Place) -> Q:
    level, key, pk = after
    return Q(level_here__lt=level) | Q(level_here=level, sort_key__gt=key) | Q(level_here=level, sort_key=key, pk__gt=pk)


def owners(*, person: Person, space: Space) -> list[Person]:
    """Return those who look after a group, or who lead a unit, as `person` sees them: no secret where the place itself is none."""
    leads = Q(heads=space.subject_id) | Q(deputises=space.subject_id)
    here = leads if space.kind == Space.Kind.UNIT else Q(pk__in=owner_ids(space=space))
    return list(Person.objects.visible_to(person).active().with_unit().filter(here).order_by("sort_key", "pk"))


def owner_ids(*, space: Space) -> list[int]:
    """Return the ids of those who look after a group and work here now."""
    return list(memberships().filter(space=space, level=Level.MANAGE).order_by("principal_id").values_list("principal_id", flat=True))


def member_ids(*, space: Space) -> list[int]:
    """Return the ids of those who are in a group and work here now."""
    return list(memberships().filter(space=space).order_by("principal_id").values_list("principal_id", flat=True))


def join_requests(*, space: Space) -> list[JoinRequest]:
    """Return who waits to be let in, longest waiting first; for those who look after the group."""
    return list(JoinRequest.objects.filter(space=space, person__left_on=None).select_related("person__unit").order_by("asked_at", "pk"))


def join_request(*, person: Person, pk: int) -> JoinRequest:
    """Return one request to join a group that `person` may know of; raise `NotFound` otherwise."""
    found = JoinRequest.objects.select_related("space", "person").filter(pk=pk, space__in=_known(person)).first()
    if found is None:
        raise NotFound
    return found


def refusal_of(*, person: Person, space: Space) -> JoinRefusal | None:
    """Return what the owners answered to `person`, whom they did not let in."""
    return JoinRefusal.objects.filter(person=person, space=space).first()


def invitations_to(*, space: Space) -> list[GroupInvitation]:
    """Return who is invited and has not answered, longest waiting first; for those who look after the group."""
    waiting = GroupInvitation.objects.filter(space=space, person__left_on=None).select_related("person__unit", "by")
    return list(waiting.order_by("at", "pk"))


def my_invitations(*, person: Person) -> list[GroupInvitation]:
    """Return the groups that `person` is invited to, the newest invitation first."""
    mine = GroupInvitation.objects.filter(person=person, space__in=_known(person), space__archived_at=None)
    return list(mine.select_related("space", "by").order_by("-at", "-pk"))


def invitation(*, person: Person, space: Space) -> GroupInvitation | None:
    """Return the invitation of `person` to a group that waits for an answer."""
    return GroupInvitation.objects.select_related("by").filter(person=person, space=space).first()


def resources(*, space: Space) -> list[Resource]:
    """Return what a group keeps at hand, those put first before the rest; for those who read in it."""
    return list(Resource.objects.filter(space=space).order_by("-is_first", "pk"))


def can_write(*, person: Person, space: Space) -> bool:
    """Return whether `person` writes in a space."""
    return space.pk in space_ids(person=person, level=Level.WRITE)


def require_reads(*, person: Person, space: Space) -> None:
    """Raise `NotFound` unless `person` reads in a space."""
    if space.pk not in space_ids(person=person):
        raise NotFound


def _known(person: Person) -> list[int]:
    return sorted(space_ids(person=person, level=Level.OUTLINE, kinds=(Space.Kind.GROUP,)))
