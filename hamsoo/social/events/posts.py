"""Facts about posts."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from hamsoo.ledger.events import Event
from hamsoo.ledger.traits import Indexed, InFeed, Notifies, Ref, Timeline, Told, Tracked


@dataclass(frozen=True, kw_only=True)
class _APost:
    """What all facts about a post have in common. `mentioned_ids` are those who are named in it, and may see it."""

    post_id: int
    mentioned_ids: tuple[int, ...] = ()

    def rereads(self) -> Sequence[Ref]:
        return [Ref("post", self.post_id)]

    def feed_subject(self) -> Ref:
        return Ref("post", self.post_id)

    def notice_subject(self) -> Ref:
        return Ref("post", self.post_id)

    def told(self) -> Sequence[Told]:
        return [Told(person_id, "mention") for person_id in self.mentioned_ids]


class PostPublished(
    _APost, Event, Tracked, InFeed, Indexed, Notifies, Timeline, icon="newspaper", sentence=_("%(actor)s posted “%(title)s”")
):
    """A colleague told others something."""

    aspects = ("posts",)


class AnnouncementMade(
    _APost, Event, Tracked, InFeed, Indexed, Notifies, Timeline, icon="megaphone", sentence=_("%(actor)s announced “%(title)s”")
):
    """Somebody who speaks for a unit or a space told everyone there something."""

    aspects = ("posts",)

    feed_weight = 40


class ColleagueRecognised(
    _APost, Event, Tracked, InFeed, Indexed, Notifies, Timeline, icon="trophy", sentence=_("%(actor)s recognised %(praised)s: “%(title)s”")
):
    """Somebody said in public what colleagues did well."""

    aspects = ("posts",)

    feed_weight = 20

    praised_ids: tuple[int, ...]

    def told(self) -> Sequence[Told]:
        kinds = dict.fromkeys(self.mentioned_ids, "mention") | dict.fromkeys(self.praised_ids, "praise")
        return [Told(person_id, kind) for person_id, kind in kinds.items()]


class ArticlePublished(
    _APost,
    Event,
    Tracked,
    InFeed,
    Indexed,
    Notifies,
    Timeline,
    icon="notebook-pen",
    sentence=_("%(actor)s published the article “%(title)s”"),
):
    """A colleague wrote an article in a blog."""

    aspects = ("posts",)

    feed_weight = 20


class ArticleHeldBack(Event, Notifies, icon="calendar-x", sentence=_("Your article could not be published when it was due")):
    """What was to be published at a time stays a draft: its author may not write there any more, or something is missing."""

    draft_id: int
    author_id: int

    def told(self) -> Sequence[Told]:
        return [Told(self.author_id, "reminder")]


class PostShared(_APost, Event, Tracked, InFeed, Indexed, Notifies, Timeline, icon="share-2", sentence=_("%(actor)s shared “%(title)s”")):
    """Somebody passed a post on to another place, as a reference: who may not see the post does not see it there either."""

    aspects = ("posts",)

    shared_id: int
    author_id: int
    """Who wrote what was shared."""

    def told(self) -> Sequence[Told]:
        return [Told(person_id, "mention") for person_id in self.mentioned_ids] or [Told(self.author_id, "share")]


class PostEdited(_APost, Event, Indexed, Notifies, icon="file-pen", sentence=_("%(actor)s edited the post “%(title)s”")):
    """The author changed the text; `mentioned_ids` are those it names only now."""


class PostRemoved(_APost, Event, Indexed, icon="trash-2", sentence=_("%(actor)s removed a post")):
    """A post was taken away, by its author or by somebody who keeps order there."""
