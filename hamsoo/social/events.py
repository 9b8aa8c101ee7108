"""Facts about posts."""

from django.utils.translation import gettext_lazy as _

from hamsoo.ledger.events import Event
from hamsoo.ledger.traits import Indexed, InFeed, Notifies, Ref, Timeline, Told


class PostPublished(Event, InFeed, Indexed, Notifies, Timeline, icon="newspaper", sentence=_("%(actor)s posted “%(title)s”")):
    """A colleague published a post."""

    post_id: int
    kind: str
    mentioned_ids: tuple[int, ...] = ()
    praised_ids: tuple[int, ...] = ()

    def feed_subject(self) -> Ref:
        return Ref("post", self.post_id)

    def rereads(self) -> list[Ref]:
        return [Ref("post", self.post_id)]

    def told(self) -> list[Told]:
        kinds = dict.fromkeys(self.mentioned_ids, "mention") | dict.fromkeys(self.praised_ids, "praise")
        return [Told(person_id, kind) for person_id, kind in kinds.items()]

    def notice_subject(self) -> Ref:
        return Ref("post", self.post_id)


class PostEdited(Event, Indexed, Notifies, icon="file-pen", sentence=_("%(actor)s edited the post “%(title)s”")):
    """The author changed the text; `mentioned_ids` are those it names only now."""

    post_id: int
    mentioned_ids: tuple[int, ...] = ()

    def rereads(self) -> list[Ref]:
        return [Ref("post", self.post_id)]

    def told(self) -> list[Told]:
        return [Told(person_id, "mention") for person_id in self.mentioned_ids]

    def notice_subject(self) -> Ref:
        return Ref("post", self.post_id)


class PostRemoved(Event, Indexed, icon="trash-2", sentence=_("%(actor)s removed a post")):
    """A post was taken away, by its author or by somebody who keeps order there."""

    post_id: int

    def rereads(self) -> list[Ref]:
        return [Ref("post", self.post_id)]
