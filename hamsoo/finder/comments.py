"""Comments as documents. They live below the finder, so the finder reads them itself."""

from collections.abc import Sequence

from django.urls import reverse

from hamsoo.finder.documents import Document
from hamsoo.kernel.markdown import plain
from hamsoo.spaces.models import Placement
from hamsoo.threads import queries

TYPE = "comment"
AUTHOR_WEIGHT = 0.3
"""A remark says a little about what its author knows: less than a post, much less than an answer."""


def load(ids: Sequence[int]) -> list[Document]:
    """Return comments that were not removed; each leads to itself, below the thing it is on."""
    places: dict[int, list[int]] = {}
    rows = Placement.objects.filter(type=TYPE, object_id__in=ids).order_by("space_id")
    for comment_id, space_id in rows.values_list("object_id", "space_id"):
        places.setdefault(comment_id, []).append(space_id)
    return [
        Document(
            type=TYPE,
            id=comment.pk,
            title=plain(comment.body),
            text=plain(comment.body, length=len(comment.body)),
            at=comment.edited_at or comment.at,
            space_ids=tuple(places[comment.pk]),
            people=((comment.author_id, AUTHOR_WEIGHT),),
            url=reverse("threads:comment", args=[comment.pk]),
            parent=comment.target,
        )
        for comment in queries.standing_by_id(list(places))
    ]
