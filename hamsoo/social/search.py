"""What the finder may know of posts."""

from collections.abc import Sequence

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField
from django.db.models.expressions import RawSQL

from hamsoo.finder.documents import Document
from hamsoo.kernel.arrays import array
from hamsoo.kernel.markdown import plain
from hamsoo.kernel.prepared import Prepared, among_given
from hamsoo.social.models import Post
from hamsoo.spaces.models import places_of
from hamsoo.threads.models import words_of_files

AUTHOR_WEIGHT = 0.5
PRAISED_WEIGHT = 0.5
"""Who writes about something knows a little of it; less than who answers a question about it, whose answer weighs 1."""

_PRAISED = "ARRAY(SELECT person_id FROM social_praise WHERE post_id = social_post.id ORDER BY id)"
_PRAISED_IDS = RawSQL(_PRAISED, (), ArrayField(BigIntegerField()))  # noqa: S611 - nothing of a request is in it

_POSTS = Prepared(
    lambda: Post.objects.filter(among_given("pk", "ids")).annotate(
        places=places_of("post", Post), praised_ids=_PRAISED_IDS, file_words=words_of_files("post", Post)
    )
)


def load_posts(ids: Sequence[int]) -> list[Document]:
    """Return posts as documents; removed ones stand nowhere and are left out."""
    return [
        Document(
            type="post",
            id=post.pk,
            title=post.title or plain(post.body),
            text="\n".join([plain(post.body, length=len(post.body)), *post.file_words]),
            at=post.edited_at or post.at,
            space_ids=tuple(post.places),
            people=((post.author_id, AUTHOR_WEIGHT), *((person_id, PRAISED_WEIGHT) for person_id in post.praised_ids)),
            url=post.get_absolute_url(),
            facets={"kind": post.kind},
        )
        for post in _POSTS(ids=array(ids))
        if post.places
    ]
