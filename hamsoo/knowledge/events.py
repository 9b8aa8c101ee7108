"""Facts about articles and the glossary; their words stand in the rows."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hamsoo.ledger.events import Event
from hamsoo.ledger.traits import Indexed, InFeed, Notifies, Ref, Timeline, Told, Tracked


class _AboutArticle(Indexed, Timeline):
    article_id: int

    def rereads(self) -> list[Ref]:
        return [Ref("article", self.article_id)]


class ArticleWritten(Event, _AboutArticle, icon="file-pen", sentence=_("%(actor)s began the article “%(title)s”")):
    """Somebody wrote an article that is not published yet."""

    article_id: int


class ArticleChanged(Event, _AboutArticle, icon="file-pen", sentence=_("%(actor)s changed the article “%(title)s”")):
    """An article has a new version; the one before is kept."""

    article_id: int
    number: int


class ArticlePublished(
    Event,
    _AboutArticle,
    Tracked,
    InFeed,
    icon="book-open",
    sentence=pgettext_lazy("knowledge", "%(actor)s published the article “%(title)s”"),
):
    """An article is there to be read."""

    aspects = ("posts",)

    article_id: int

    def feed_subject(self) -> Ref:
        return Ref("article", self.article_id)


class ArticleHidden(Event, _AboutArticle, icon="file-pen", sentence=_("%(actor)s made the article “%(title)s” a draft again")):
    """An article is not published any more."""

    article_id: int


class ArticleReviewed(Event, _AboutArticle, icon="circle-check", sentence=_("%(actor)s found the article “%(title)s” still true")):
    """Somebody looked whether an article is still true: it is."""

    article_id: int


class ReviewDue(Event, Notifies, icon="bell-ring", sentence=_("Is the article “%(title)s” still true?")):
    """The day has come on which the owner of an article is to look whether it is still true."""

    article_id: int
    owner_id: int

    def told(self) -> list[Told]:
        return [Told(self.owner_id, "reminder")]

    def notice_subject(self) -> Ref | None:
        return Ref("article", self.article_id)


class TermProposed(Event, icon="book-a", sentence=_("%(actor)s proposed a term for the glossary: %(term)s")):
    """A term was proposed; nothing is held against it yet."""

    term_id: int


class TermAgreed(Event, icon="book-a", sentence=_("%(actor)s took a term into the glossary: %(term)s")):
    """A term is agreed: what is written is held against it."""

    term_id: int


class TermChanged(Event, icon="book-a", sentence=_("%(actor)s changed a term of the glossary: %(term)s")):
    """A term means or avoids something else."""

    term_id: int


class TermRemoved(Event, icon="book-a", sentence=_("%(actor)s took a term out of the glossary")):
    """A term is not in the glossary any more."""

    term_id: int
