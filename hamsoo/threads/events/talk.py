"""Facts about comments and reactions."""

from django.utils.translation import gettext_lazy as _

from hamsoo.ledger.events import Event
from hamsoo.ledger.traits import Indexed, Notifies, Ref, Timeline, Told, Tracked


class CommentAdded(Event, Notifies, Tracked, Indexed, Timeline, icon="message-square", sentence=_("%(actor)s commented on “%(title)s”")):
    """Somebody remarked on a thing, or replied to a remark."""

    aspects = ("comments",)
    heard_as = ()

    comment_id: int
    target_type: str
    target_id: int
    owner_ids: tuple[int, ...] = ()
    mentioned_ids: tuple[int, ...] = ()
    replied_id: int | None = None
    """The author of the comment that this one answers."""

    def told(self) -> list[Told]:
        """Tell each once, of what concerns them most: being named, then being answered, then owning the thing."""
        kinds = dict.fromkeys(self.owner_ids, "comment")
        if self.replied_id is not None:
            kinds[self.replied_id] = "reply"
        kinds |= dict.fromkeys(self.mentioned_ids, "mention")
        return [Told(person_id, kind) for person_id, kind in kinds.items()]

    def notice_subject(self) -> Ref:
        return Ref(self.target_type, self.target_id)

    def rereads(self) -> list[Ref]:
        return [Ref("comment", self.comment_id)]


class CommentEdited(Event, Notifies, Indexed, icon="message-square", sentence=_("%(actor)s edited a comment on “%(title)s”")):
    """Somebody changed the text of their comment; `mentioned_ids` are those it names only now."""

    comment_id: int
    target_type: str
    target_id: int
    mentioned_ids: tuple[int, ...] = ()

    def told(self) -> list[Told]:
        return [Told(person_id, "mention") for person_id in self.mentioned_ids]

    def notice_subject(self) -> Ref:
        return Ref(self.target_type, self.target_id)

    def rereads(self) -> list[Ref]:
        return [Ref("comment", self.comment_id)]


class CommentRemoved(Event, Indexed, icon="trash-2", sentence=_("%(actor)s removed a comment on “%(title)s”")):
    """A comment was taken away, by its author or by somebody who keeps order there."""

    comment_id: int
    target_type: str
    target_id: int

    def rereads(self) -> list[Ref]:
        return [Ref("comment", self.comment_id)]


class CommentsClosed(Event, Indexed, icon="trash-2", sentence=_("The comments on “%(title)s” were removed with it")):
    """A thing was removed, and its comments with it."""

    target_type: str
    target_id: int
    comment_ids: tuple[int, ...]

    def rereads(self) -> list[Ref]:
        return [Ref("comment", comment_id) for comment_id in self.comment_ids]


class ReactionGiven(Event, Notifies, icon="heart-handshake", sentence=_("%(actor)s reacted to “%(title)s”")):
    """Somebody reacted to a thing. Only thanks are told: the other kinds are a nod, not news."""

    target_type: str
    target_id: int
    kind: str
    owner_ids: tuple[int, ...] = ()

    def told(self) -> list[Told]:
        return [Told(person_id, "thanks") for person_id in self.owner_ids] if self.kind == "thanks" else []

    def notice_subject(self) -> Ref:
        return Ref(self.target_type, self.target_id)


class ReactionWithdrawn(Event, icon="heart-handshake", sentence=_("%(actor)s took back a reaction to “%(title)s”")):
    """Somebody took a reaction back."""

    target_type: str
    target_id: int
    kind: str
