"""What pages that are open are told at once: whole messages, who writes, how far others have read.

A message is painted by the templates of pages, which actions do not know: `paint_with` is told at start-up how.
"""

from collections.abc import Callable, Mapping
from typing import Any

from hamsoo.chat.models import Conversation, Message
from hamsoo.chat.queries import version_of
from hamsoo.kernel import live
from hamsoo.threads.mentions import things_in

Paint = Callable[[int], Mapping[str, str]]
_painters: list[Paint] = []


def paint_with(paint: Paint) -> None:
    """Let `paint(message_id)` write a message as HTML by language, as nobody in particular sees it; called from `AppConfig.ready`."""
    _painters[:] = [paint]


def show(conversation: Conversation, message: Message, *, is_new: bool = False, mentioned_ids: tuple[int, ...] = ()) -> None:
    """Have a message that is new or has changed shown on every page that hears its conversation, once it is committed."""
    news = _about(conversation, message) | ({"fresh": True, "mentions": list(mentioned_ids)} if is_new else {})
    live.push(conversation.topic, version_of(conversation=conversation), lambda: (news, _painters[0](message.pk)))


def reacted(conversation: Conversation, message: Message, *, by: int, kind: str, is_given: bool) -> None:
    """Have a message shown anew, and say whose reaction has changed: the page of that person marks it as theirs."""
    news = _about(conversation, message) | {"reaction": {"by": by, "kind": kind, "given": is_given}}
    live.push(conversation.topic, version_of(conversation=conversation), lambda: (news, _painters[0](message.pk)))


def look_again(conversation: Conversation) -> None:
    """Have every page that shows the conversation fetch it again: what changed is more than a message."""
    live.push(conversation.topic, version_of(conversation=conversation), lambda: ({"again": True}, {}))


def own_reading(conversation: Conversation, *, person_id: int, number: int) -> None:
    """Have the other pages and devices of somebody know what they have read."""
    news = {"conversation": conversation.pk, "number": number, "unread": conversation.last_number - number}
    live.push(f"chatread:{person_id}", None, lambda: (news, {}))


def has_read(conversation: Conversation, *, person_id: int, number: int) -> None:
    """Say how far somebody has read."""
    news = {"read": {"by": person_id, "number": number}}
    live.push(conversation.topic, version_of(conversation=conversation), lambda: (news, {}))


def is_writing(conversation: Conversation, *, person_id: int, names: Mapping[str, str]) -> None:
    """Say that somebody is writing; that is kept nowhere."""
    live.say(conversation.topic, version_of(conversation=conversation), {"writing": {"by": person_id, "names": dict(names)}})


def _about(conversation: Conversation, message: Message) -> dict[str, Any]:
    """Return what pages are told of a message; `names`: it names things, which lead to their pages for who sees them and asks."""
    found = {"conversation": conversation.pk, "message": message.pk, "number": message.number, "author": message.author_id}
    return found | ({"names": True} if things_in(message.body) else {})
