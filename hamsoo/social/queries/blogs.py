"""Blogs: what somebody, or a group, has written as articles; drafts; and whose program asks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from hmac import compare_digest

from django.db.models import Q

from hamsoo.kernel.errors import NotFound
from hamsoo.people.models import Person
from hamsoo.social.models import Draft, FeedToken, Post, PostQuerySet
from hamsoo.social.queries.posts import posts
from hamsoo.social.rules import sign_in_of
from hamsoo.spaces.models import PlacedIn, Space
from hamsoo.threads.targets import Target

PAGE = 12
_NOBODY = sha256(b"nobody").hexdigest()
Cursor = tuple[datetime, int]


@dataclass(frozen=True, slots=True)
class Articles:
    """Articles, the newest first, and the cursor of those that follow (None at the end)."""

    items: list[Post]
    before: Cursor | None


def articles(
    *, person: Person | None, author: Person | None = None, space: Space | None = None, before: Cursor | None = None, limit: int = PAGE
) -> Articles:
    """Return what `person` may read of the blog of `author`, or of `space`."""
    found = _articles(person, author, space)
    if before is not None:
        found = found.filter(Q(at__lt=before[0]) | Q(at=before[0], pk__lt=before[1]))
    rows = list(found.order_by("-at", "-pk")[: limit + 1])
    cursor = (rows[limit - 1].at, rows[limit - 1].pk) if len(rows) > limit else None
    return Articles(rows[:limit], cursor)


def _articles(person: Person | None, author: Person | None, space: Space | None) -> PostQuerySet:
    found = posts(person=person).filter(kind=Post.Kind.ARTICLE)
    if author is not None:
        found = found.filter(author=author)
    if space is not None:
        found = found.filter(PlacedIn("pk", type="post", space_ids=(space.pk,)))
    return found


def series_of(*, person: Person, post: Post) -> list[Post]:
    """Return the articles of the series that `post` belongs to, as far as `person` reads them, the first one first."""
    if not post.series:
        return []
    found = posts(person=person).filter(kind=Post.Kind.ARTICLE, author=post.author_id, series=post.series)
    return list(found.order_by("at", "pk")[:50])


def drafts(*, person: Person) -> list[Draft]:
    """Return what `person` writes, what is to be published next first, then what was saved last."""
    rows = Draft.objects.visible_to(person).select_related("space").order_by("-saved_at", "-pk")
    return sorted(rows, key=lambda draft: (draft.publish_at is None, draft.publish_at and draft.publish_at.timestamp()))


def draft(*, person: Person, draft_id: int) -> Draft:
    """Return one draft of `person`, or raise `NotFound`."""
    found = Draft.objects.visible_to(person).select_related("cover").filter(pk=draft_id).first()
    if found is None:
        raise NotFound
    return found


def resolve_drafts(person: Person, ids: Sequence[int]) -> dict[int, Target]:
    """Find one's own drafts as something that files hang on; nobody comments on them."""
    found = Draft.objects.visible_to(person).filter(pk__in=ids)
    return {one.pk: Target(one.ref, (), one.title, one.get_absolute_url(), (one.author_id,)) for one in found}


def resolve_draft(person: Person, draft_id: int) -> Target | None:
    """Find one draft."""
    return resolve_drafts(person, [draft_id]).get(draft_id)


def has_feed_token(*, person: Person) -> bool:
    """Return whether a key of `person` opens blogs."""
    return FeedToken.objects.filter(person=person, sign_in=sign_in_of(person)).exists()


def reader_by_key(*, key: str) -> Person:
    """Return the colleague whose program asks with `key`, as they are now; raise `NotFound` for a key that opens nothing.

    It takes the same time whether there is such a person, and however much of the key is right.
    """
    number, _dot, secret = key.partition(".")
    known = number.isascii() and number.isdigit() and len(number) < 19
    found = FeedToken.objects.select_related("person__unit", "person__account").filter(person=int(number)).first() if known else None
    is_right = compare_digest(found.digest if found else _NOBODY, sha256(secret.encode()).hexdigest())
    person = found.person if found else None
    if person is None or found is None or not is_right or not person.is_active or person.account is None or not person.account.is_active:
        raise NotFound
    if not compare_digest(found.sign_in, sign_in_of(person)):
        raise NotFound
    return person
