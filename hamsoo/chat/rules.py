"""Who may do what in a conversation, and what a message may be."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from hamsoo.chat.models import PLACED_AS, Conversation, Membership, Message
from hamsoo.kernel.errors import Conflict, Invalid, NotAllowed
from hamsoo.kernel.markdown import plain
from hamsoo.kernel.text import fold
from hamsoo.people.models import Person
from hamsoo.spaces.models import Level, Placement
from hamsoo.spaces.queries import space_ids

LONGEST = 8_000
"""Characters of a message."""
LONGEST_DRAFT = 8_000
LONGEST_NAME = 80
MARKS_TOGETHER = 8
"""So many combining marks one letter has at most: no script needs more, and a tower of them covers the lines above."""
MOST_MEMBERS = 1_000
"""People of a conversation that is bound to no space; more of them are a group, and have a channel."""
KEPT_AT_LEAST = 1


class MessageGone(Conflict):
    """The message was removed meanwhile."""

    default = _("This message has been removed.")


def places_of(conversations: Iterable[Conversation]) -> dict[int, frozenset[int]]:
    """Return by conversation the ids of the spaces where it is read; channels about things cost one query together."""
    found = {one.pk: frozenset((one.space_id,)) for one in conversations if one.space_id is not None}
    apart = [one.pk for one in conversations if one.space_id is None]
    placed: dict[int, set[int]] = defaultdict(set)
    rows = Placement.objects.filter(type=PLACED_AS, object_id__in=apart).values_list("object_id", "space_id") if apart else ()
    for pk, space_id in rows:
        placed[pk].add(space_id)
    return found | {pk: frozenset(placed[pk]) for pk in apart}


def places(conversation: Conversation) -> frozenset[int]:
    """Return the ids of the spaces where a conversation is read."""
    return places_of([conversation])[conversation.pk]


def _has(person: Person, conversation: Conversation, level: Level) -> bool:
    return not places(conversation).isdisjoint(space_ids(person=person, level=level))


def can_write(person: Person, conversation: Conversation) -> bool:
    """Return whether `person` may say something there."""
    return _has(person, conversation, Level.WRITE)


def can_edit(person: Person, message: Message) -> bool:
    """Return whether `person` may change the words: its writer, while they write there."""
    return message.author_id == person.pk and message.removed_at is None


def can_remove(person: Person, message: Message) -> bool:
    """Return whether `person` may take a message away: its writer, and in a channel who manages its space."""
    if message.removed_at is not None:
        return False
    conversation = message.conversation
    return message.author_id == person.pk or (conversation.is_channel and _has(person, conversation, Level.MANAGE))


def can_rename(person: Person, conversation: Conversation, membership: Membership | None) -> bool:
    """Return whether `person` may name it: an owner; of a channel who opened it, while they write there, and who manages its space.

    A channel about a thing is called as the thing.
    """
    if conversation.is_direct or conversation.target:
        return False
    if not conversation.is_channel:
        return membership is not None and membership.is_owner
    return _has(person, conversation, Level.MANAGE) or (conversation.by_id == person.pk and can_write(person, conversation))


def require_can_write(person: Person, conversation: Conversation) -> None:
    """Raise `NotAllowed` unless `person` may say something there."""
    if not can_write(person, conversation):
        raise NotAllowed(_("You may read here, but not write."))


def checked_body(body: str, *, is_empty_allowed: bool = False) -> str:
    """Return the text without blank edges and without towers of marks; raise `Invalid` when it is empty or too long."""
    # Measured first: whatever is done with ten megabytes takes long.
    if len(body) > LONGEST:
        raise Invalid(_("This is too long for a message: %(limit)s characters at most.") % {"limit": LONGEST}, field="body")
    body = without_towers(body.replace("\x00", "").replace("\r\n", "\n")).strip()
    if not body and not is_empty_allowed:
        raise Invalid(_("Write something first."), field="body")
    return body


def without_towers(text: str) -> str:
    """Return `text` with at most `MARKS_TOGETHER` combining marks on a letter."""
    kept, marks = [], 0
    for sign in text:
        marks = marks + 1 if unicodedata.category(sign) in ("Mn", "Me") else 0
        if marks <= MARKS_TOGETHER:
            kept.append(sign)
    return "".join(kept)


def folded(body: str) -> str:
    """Return the words of a message as they are looked for."""
    return fold(plain(body, length=len(body)))[:LONGEST]


def checked_name(name: str) -> str:
    """Return a name on one line; raise `Invalid` when it is too long."""
    name = " ".join(without_towers(name[: LONGEST_NAME * 4].replace("\x00", "")).split())
    if len(name) > LONGEST_NAME:
        raise Invalid(_("This name is too long."), field="name")
    return name


def checked_days(days: int | None) -> int | None:
    """Return for how many days messages are kept; raise `Invalid` for less than one."""
    if days is not None and not KEPT_AT_LEAST <= days <= 36_500:
        raise Invalid(_("Keep messages for a day at least, or leave this empty."), field="days")
    return days
