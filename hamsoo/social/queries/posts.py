"""Finding posts."""

from collections.abc import Collection, Iterable, Sequence

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.translation import gettext

from hamsoo.kernel.errors import NotFound
from hamsoo.kernel.markdown import plain
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.social.models import Post, PostQuerySet, Praise
from hamsoo.spaces.models import Level, Placement, Space
from hamsoo.spaces.queries import VisibleByIds, space_ids
from hamsoo.threads.targets import Target

PUBLISHED_IN = (Space.Kind.ORGANISATION, Space.Kind.UNIT, Space.Kind.GROUP)
"""Kinds of spaces that posts are published in."""


def posts(*, person: Person | None) -> PostQuerySet:
    """Return the posts that `person` may see, each with its author, its value and its poll."""
    return _with_all().visible_to(person)


def _with_all() -> PostQuerySet:
    """Return all posts, each with what its pages show of it: for queries that ask for what somebody may see."""
    return Post.objects.select_related("author__unit", "value", "poll", "cover")


_BY_IDS = VisibleByIds[Post](_with_all)
_BARE = VisibleByIds[Post](Post.objects.all)


def by_ids(*, person: Person, ids: Collection[int]) -> dict[int, Post]:
    """Return by id those of these posts that `person` may see, as `posts`, and whom recognitions praise."""
    return {post.pk: post for post in _with_praises(_BY_IDS(person=person, ids=ids).values())}


def _with_praises(posts: Iterable[Post]) -> list[Post]:
    """Bring along whom each post praises; only recognitions are asked."""
    found = list(posts)
    recognitions = [post for post in found if post.kind == Post.Kind.RECOGNITION]
    prefetch_related_objects(recognitions, Prefetch("praises", Praise.objects.select_related("person__unit")))
    return found


def post(*, person: Person, post_id: int) -> Post:
    """Return one post, or raise `NotFound`."""
    found = _with_praises(posts(person=person).filter(pk=post_id))
    if not found:
        raise NotFound
    return found[0]


def may_read_post(person: Person, post_id: int) -> bool:
    """Return whether `person` may hear what happens to a post."""
    return Post.objects.visible_to(person).filter(pk=post_id).exists()


def writable_spaces(*, person: Person) -> list[Space]:
    """Return the spaces that `person` may publish in: the whole organisation first, then units and groups by name."""
    found = Space.objects.filter(pk__in=space_ids(person=person, level=Level.WRITE, kinds=PUBLISHED_IN))
    return sorted(found, key=lambda space: (PUBLISHED_IN.index(Space.Kind(space.kind)), space.name))


def space(*, person: Person, pk: int) -> Space:
    """Return a group or unit that `person` reads, or raise `NotFound`."""
    found = Space.objects.filter(pk=pk, kind__in=PUBLISHED_IN).first() if pk in space_ids(person=person) else None
    if found is None:
        raise NotFound
    return found


def spaces_of(*, person: Person, ids: Sequence[int]) -> dict[int, list[Space]]:
    """Return by post id the spaces it stands in, as far as `person` reads them."""
    rows = Placement.objects.filter(type="post", object_id__in=ids, space_id__in=space_ids(person=person)).select_related("space")
    found: dict[int, list[Space]] = {}
    for row in rows.order_by("space_id"):
        found.setdefault(row.object_id, []).append(row.space)
    return found


def title_of(post: Post) -> str:
    """Return what a post is called where its text does not stand: the beginning of it."""
    return post.title or plain(post.body) or gettext("A shared post")


def resolve_posts(person: Person, ids: Sequence[int]) -> dict[int, Target]:
    """Find posts as something to comment on, react to and follow."""
    found = _BARE(person=person, ids=ids).values()
    places: dict[int, list[int]] = {}
    for object_id, space_id in (
        Placement.objects.filter(type="post", object_id__in=ids).order_by("space_id").values_list("object_id", "space_id")
    ):
        places.setdefault(object_id, []).append(space_id)
    return {
        one.pk: Target(Ref("post", one.pk), tuple(places.get(one.pk, ())), title_of(one), one.get_absolute_url(), (one.author_id,))
        for one in found
    }


def resolve_post(person: Person, post_id: int) -> Target | None:
    """Find one post as something to comment on."""
    return resolve_posts(person, [post_id]).get(post_id)
