"""What happened to posts: who has read them, what they had said before, where they are pinned, and the values they name."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from hamsoo.people.models import Person
from hamsoo.social.models import Pin, Post, PostVersion, Receipt, Value
from hamsoo.social.queries.posts import posts
from hamsoo.spaces.models import Grant, Level, Space


@dataclass(frozen=True, slots=True)
class Reception:
    """How an announcement was received: how many of those it is for have said that they read it, and whether the reader has."""

    read_count: int
    audience_count: int
    is_read: bool


def audience(*, space_ids: Iterable[int]) -> "QuerySet[Person]":
    """Return the colleagues whom what stands in these spaces is for: who writes there by name, by their unit, or as everybody does.

    Who can only look in because of a role is not counted: nobody waits for them to read it.
    """
    paths = Space.objects.filter(pk__in=list(space_ids)).values_list("path", flat=True)
    above = {int(part) for path in paths for part in path.strip("/").split("/")}
    rows = Grant.objects.filter(space__in=above, level__gte=Level.WRITE).values_list("principal_type", "principal_id")
    wanted = Q(pk=None)
    for type_, principal_id in rows:
        if type_ == Grant.Principal.EVERYBODY:
            return Person.objects.active()
        if type_ == Grant.Principal.PERSON:
            wanted |= Q(pk=principal_id)
        elif type_ == Grant.Principal.UNIT:
            wanted |= Q(unit__path__contains=f"/{principal_id}/")
    return Person.objects.active().filter(wanted)


def reception(*, person: Person, post: Post, space_ids: Iterable[int]) -> Reception:
    """Return how an announcement that the caller has found visible was received; its author has read it."""
    readers = audience(space_ids=space_ids).exclude(pk=post.author_id)
    read = readers.filter(receipts__post=post).count()
    return Reception(read, readers.count(), Receipt.objects.filter(post=post, person=person).exists())


def unread_by(*, post: Post, space_ids: Iterable[int], limit: int = 200) -> list[Person]:
    """Return who has not said that they read an announcement, by name; for those who may know."""
    missing = audience(space_ids=space_ids).exclude(pk=post.author_id).exclude(receipts__post=post)
    return list(missing.select_related("unit").order_by("sort_key", "pk")[:limit])


def read_ids(*, person: Person, ids: Iterable[int]) -> set[int]:
    """Return which of these announcements `person` has said to have read."""
    return set(Receipt.objects.filter(person=person, post__in=list(ids)).values_list("post_id", flat=True))


def versions(*, post: Post) -> list[PostVersion]:
    """Return what a post that the caller has found visible had said before, the latest first."""
    return list(PostVersion.objects.filter(post=post).order_by("-at", "-pk")[:100])


def pinned(*, person: Person, space: Space) -> list[Post]:
    """Return the posts on top of a space, as far as `person` sees them, the last pinned first."""
    pins = Pin.objects.filter(space=space).order_by("-at").values_list("post_id", flat=True)
    found = posts(person=person).in_bulk(list(pins))
    return [found[pk] for pk in pins if pk in found]


def pinned_in(*, post: Post) -> set[int]:
    """Return the ids of the spaces on top of which a post stands."""
    return set(Pin.objects.filter(post=post).values_list("space_id", flat=True))


def values() -> list[Value]:
    """Return the values that a recognition can name."""
    return list(Value.objects.filter(retired_at=None))


def all_values() -> list[Value]:
    """Return all values, the retired ones last: for administrators."""
    return sorted(Value.objects.all(), key=lambda value: value.retired_at is not None)
