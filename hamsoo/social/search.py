"""What the finder may know of posts."""

from collections.abc import Sequence

from hamsoo.finder.documents import Document
from hamsoo.social.models import Post, Praise
from hamsoo.spaces.models import Placement
from hamsoo.threads.mentions import plain

AUTHOR_WEIGHT = 0.5
PRAISED_WEIGHT = 0.5
"""Who writes about something knows a little of it; less than who answers a question about it, whose answer weighs 1."""


def load_posts(ids: Sequence[int]) -> list[Document]:
    """Return posts as documents; removed ones stand nowhere and are left out."""
    places: dict[int, list[int]] = {}
    for post_id, space_id in (
        Placement.objects.filter(type="post", object_id__in=ids).order_by("space_id").values_list("object_id", "space_id")
    ):
        places.setdefault(post_id, []).append(space_id)
    praised: dict[int, list[int]] = {}
    for post_id, person_id in Praise.objects.filter(post__in=ids).order_by("id").values_list("post_id", "person_id"):
        praised.setdefault(post_id, []).append(person_id)
    return [
        Document(
            type="post",
            id=post.pk,
            title=plain(post.body),
            text=plain(post.body, length=len(post.body)),
            at=post.edited_at or post.at,
            space_ids=tuple(places[post.pk]),
            people=((post.author_id, AUTHOR_WEIGHT), *((person_id, PRAISED_WEIGHT) for person_id in praised.get(post.pk, ()))),
            url=post.get_absolute_url(),
            facets={"kind": post.kind},
        )
        for post in Post.objects.filter(pk__in=places)
    ]
