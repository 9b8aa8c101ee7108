"""What the finder may know of posts."""

from collections.abc import Sequence

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField
from django.db.models.expressions import RawSQL

from hamsoo.finder.documents import Document
from hamsoo.kernel.markdown import plain
from hamsoo.ledger.traits import Ref
from hamsoo.social.models import Post
from hamsoo.spaces.models import places_of
from hamsoo.threads.queries import attachments_of

AUTHOR_WEIGHT = 0.5
PRAISED_WEIGHT = 0.5
"""Who writes about something knows a little of it; less than who answers a question about it, whose answer weighs 1."""

_PRAISED = "ARRAY(SELECT person_id FROM social_praise WHERE post_id = social_post.id ORDER BY id)"
_PRAISED_IDS = RawSQL(_PRAISED, (), ArrayField(BigIntegerField()))  # noqa: S611 - nothing of a request is in it


def load_posts(ids: Sequence[int]) -> list[Document]:
    """Return posts as documents; removed ones stand nowhere and are left out."""
    names = _file_names(ids)
    rows = Post.objects.filter(pk__in=ids).annotate(places=places_of("post", Post), praised_ids=_PRAISED_IDS)
    return [
        Document(
            type="post",
            id=post.pk,
            title=plain(post.body),
            text="\n".join([plain(post.body, length=len(post.body)), *names.get(post.pk, ())]),
            at=post.edited_at or post.at,
            space_ids=tuple(post.places),
            people=((post.author_id, AUTHOR_WEIGHT), *((person_id, PRAISED_WEIGHT) for person_id in post.praised_ids)),
            url=post.get_absolute_url(),
            facets={"kind": post.kind},
        )
        for post in rows
        if post.places
    ]


def _file_names(ids: Sequence[int]) -> dict[int, list[str]]:
    """Return by post what its files are called and what its pictures show."""
    attached = attachments_of(Ref("post", pk) for pk in ids)
    return {ref.id: [word for one in files for word in (one.name, one.alt) if word] for ref, files in attached.items()}
