"""Facts about conversations. They stand in the conversation's space, so that nobody else learns of them; no text is in them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from hamsoo.ledger.events import Event
from hamsoo.ledger.traits import Indexed, Notifies, Ref, Told


@dataclass(frozen=True, kw_only=True)
class _AMessage:
    """What all facts about a message have in common."""

    conversation_id: int
    message_id: int

    def rereads(self) -> Sequence[Ref]:
        return [Ref("message", self.message_id)]

    def notice_subject(self) -> Ref:
        return Ref("conversation", self.conversation_id)


class ConversationStarted(Event, Notifies, icon="message-circle", sentence=_("%(actor)s started a conversation: %(title)s")):
    """Colleagues talk among themselves from now on; those of a group are told, of two the first message is what tells."""

    conversation_id: int
    kind: str
    member_ids: tuple[int, ...]

    def told(self) -> Sequence[Told]:
        return [Told(person_id, "group") for person_id in self.member_ids] if self.kind == "group" else []


class ChannelOpened(Event, icon="hash", sentence=_("%(actor)s opened the channel “%(title)s”")):
    """A space, a customer or a case has a channel from now on, for all who read there."""

    conversation_id: int


@dataclass(frozen=True, kw_only=True)
class _AChannel:
    """What facts about all that was said in a channel have in common; a long one is told of in parts."""

    conversation_id: int
    message_ids: tuple[int, ...]

    def rereads(self) -> Sequence[Ref]:
        return [Ref("message", message_id) for message_id in self.message_ids]


class ChannelMoved(_AChannel, Event, Indexed, icon="hash", sentence=_("A channel is read elsewhere, as what it is about is")):
    """What a channel is about is read elsewhere from now on, and so is all that was said there."""


class ChannelErased(_AChannel, Event, Indexed, icon="trash-2", sentence=_("A channel was erased with what it was about")):
    """What a channel was about is erased, and with it all that was said there."""


class ConversationRenamed(Event, icon="pencil", sentence=_("%(actor)s named a conversation “%(title)s”")):
    """A conversation or channel has another name or purpose."""

    conversation_id: int


class MemberInvited(Event, Notifies, icon="user-plus", sentence=_("%(actor)s took %(person)s into “%(title)s”")):
    """Somebody takes part from now on, and reads what was said before."""

    conversation_id: int
    person_id: int

    def told(self) -> Sequence[Told]:
        return [Told(self.person_id, "group")]


class MemberLeft(Event, icon="user-minus", sentence=_("%(person)s is no longer in “%(title)s”")):
    """Somebody takes part no more: they left, or were taken out by an owner, who is then the actor."""

    conversation_id: int
    person_id: int


class MessageSent(_AMessage, Event, Notifies, Indexed, icon="message-circle", sentence=_("%(actor)s wrote to you: “%(title)s”")):
    """Somebody said something. Those it names are told, and the other one of two; who has muted it hears of being named alone."""

    number: int
    root_id: int | None = None
    to_ids: tuple[int, ...] = ()
    mentioned_ids: tuple[int, ...] = ()

    def told(self) -> Sequence[Told]:
        kinds = dict.fromkeys(self.to_ids, "message") | dict.fromkeys(self.mentioned_ids, "mention")
        return [Told(person_id, kind) for person_id, kind in kinds.items()]


class MessageEdited(_AMessage, Event, Notifies, Indexed, icon="pencil", sentence=_("%(actor)s edited a message: “%(title)s”")):
    """Its writer changed the words; `mentioned_ids` are those it names only now."""

    mentioned_ids: tuple[int, ...] = ()

    def told(self) -> Sequence[Told]:
        return [Told(person_id, "mention") for person_id in self.mentioned_ids]


class MessageRemoved(_AMessage, Event, Indexed, icon="trash-2", sentence=_("%(actor)s removed a message")):
    """A message was taken away: by its writer, or by who keeps order there."""


class MessagePinned(_AMessage, Event, icon="pin", sentence=_("%(actor)s pinned a message: “%(title)s”")):
    """A message is kept at hand for all in the conversation."""


class MessageUnpinned(_AMessage, Event, icon="pin-off", sentence=_("%(actor)s unpinned a message: “%(title)s”")):
    """A message is not kept at hand any more."""


class MessageBecame(_AMessage, Event, icon="corner-down-right", sentence=_("%(actor)s made more of a message: “%(title)s”")):
    """Something came of a message: a question, say."""

    type: str
    object_id: int


class ConversationRead(Event, Notifies, icon="check-check", sentence=_("%(actor)s read “%(title)s”")):
    """Somebody came to the end of what was told to them there, so that the inbox need not tell it any more."""

    conversation_id: int
    person_id: int

    def told(self) -> Sequence[Told]:
        return ()

    def settles(self) -> Sequence[tuple[Told, Ref]]:
        subject = Ref("conversation", self.conversation_id)
        return [(Told(self.person_id, kind), subject) for kind in ("message", "mention")]


class ConversationExported(Event, icon="download", sentence=_("%(actor)s exported “%(title)s”")):
    """A member took a copy of a conversation out of Hamsoo."""

    conversation_id: int


class KeepingSet(Event, icon="timer", sentence=_("%(actor)s set how long messages are kept: %(days)s")):
    """An administrator chose for how many days messages are kept (None: always): everywhere, or in one conversation."""

    conversation_id: int | None = None
    days: int | None = None


class MessagesExpired(Event, Indexed, icon="timer-off", sentence=_("Messages in “%(title)s” were removed, as they were kept long enough")):
    """Messages are gone for good, with all that belonged to them."""

    conversation_id: int
    until_number: int
    message_ids: tuple[int, ...]

    def rereads(self) -> Sequence[Ref]:
        return [Ref("message", message_id) for message_id in self.message_ids]
