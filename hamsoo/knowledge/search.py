"""What the finder may know of articles: those that are published, and who wrote them."""

from collections.abc import Sequence

from hamsoo.finder.documents import Document
from hamsoo.knowledge.models import Article
from hamsoo.spaces.models import places_of

# An article is worth more than an answer: somebody made the effort to write for everybody.
_WORTH = 1.5


def load_articles(ids: Sequence[int]) -> list[Document]:
    """Return published articles as documents; their owner contributes."""
    rows = Article.objects.filter(pk__in=ids, state=Article.State.PUBLISHED).annotate(places=places_of("article", Article))
    return [
        Document(
            type="article",
            id=row.pk,
            title=row.title,
            text=row.body,
            at=row.changed_at,
            space_ids=tuple(row.places),
            people=((row.owner_id, _WORTH),),
            url=row.get_absolute_url(),
        )
        for row in rows
        if row.places
    ]
