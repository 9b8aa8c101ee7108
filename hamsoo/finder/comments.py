"""Comments as documents. They live below the finder, so the finder reads them itself."""

from collections.abc import Sequence

from hamsoo.finder.documents import Document
from hamsoo.kernel.addresses import address
from hamsoo.kernel.markdown import plain
from hamsoo.threads import queries

TYPE = "comment"
AUTHOR_WEIGHT = 0.3
"""A remark says a little about what its author knows: less than a post, much less than an answer."""


def load(ids: Sequence[int]) -> list[Document]:
    """Return comments that were not removed; each leads to itself, below the thing it is on."""
    return [
        Document(
            type=TYPE,
            id=comment.pk,
            title=plain(comment.body),
            text=plain(comment.body, length=len(comment.body)),
            at=comment.edited_at or comment.at,
            space_ids=tuple(comment.places),  # type: ignore[attr-defined]
            people=((comment.author_id, AUTHOR_WEIGHT),),
            url=address("threads:comment", comment.pk),
            parent=comment.target,
        )
        for comment in queries.standing_by_id(ids)
        if comment.places  # type: ignore[attr-defined]
    ]
