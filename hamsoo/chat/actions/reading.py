"""What somebody does for themselves: reading, muting, keeping a conversation on top, a draft. Nobody is told but who sees read marks."""

from datetime import datetime

from django.db import transaction

from hamsoo.chat import events, queries, rules, telling
from hamsoo.chat.models import Conversation, Membership
from hamsoo.kernel import live
from hamsoo.ledger.actions import record
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person

SEEN_UP_TO = 12
"""In a conversation of more people than these nobody is told how far others have read: there it says little, and would be much news."""


def _mine(actor: Person, conversation_id: int, at: datetime) -> tuple[Conversation, Membership]:
    found = queries.conversation(person=actor, pk=conversation_id)
    Membership.objects.get_or_create(conversation=found, person=actor, defaults={"joined_at": at, "read_number": found.last_number})
    return found, Membership.objects.select_for_update().get(conversation=found, person=actor)


@transaction.atomic
def mark_read(*, actor: Person, conversation_id: int, number: int, at: datetime) -> Membership | None:
    """Note that `actor` has read up to `number`; further back changes nothing. What the inbox told of it is dealt with.

    Who only reads a channel without taking part has no mark: None.
    """
    found = queries.conversation(person=actor, pk=conversation_id)
    mine = Membership.objects.select_for_update().filter(conversation=found, person=actor).first()
    if mine is None:
        return None
    reached = min(number, found.last_number)
    if reached <= mine.read_number and not mine.mention_count:
        return mine
    was_told = bool(mine.mention_count) or (found.is_direct and reached > mine.read_number)
    mine.read_number, mine.read_at = max(reached, mine.read_number), at
    if reached >= found.last_number:
        mine.mention_count = 0
    mine.save(update_fields=["read_number", "read_at", "mention_count"])
    if was_told and reached >= found.last_number:
        fact = events.ConversationRead(conversation_id=found.pk, person_id=actor.pk)
        record(fact, actor=actor, objects=[Ref("conversation", found.pk)], spaces=rules.places(found), at=at)
    telling.own_reading(found, person_id=actor.pk, number=mine.read_number)
    if not found.is_channel and Membership.objects.filter(conversation=found).count() <= SEEN_UP_TO:
        telling.has_read(found, person_id=actor.pk, number=mine.read_number)
    return mine


@transaction.atomic
def mark_unread(*, actor: Person, conversation_id: int, number: int, at: datetime) -> Membership:
    """Let everything from `number` on count as unread again."""
    found, mine = _mine(actor, conversation_id, at)
    mine.read_number = max(found.gone_number, min(mine.read_number, number - 1, found.last_number))
    mine.save(update_fields=["read_number"])
    live.publish(f"chats:{actor.pk}", 0)
    return mine


@transaction.atomic
def mute(*, actor: Person, conversation_id: int, is_muted: bool, at: datetime) -> Membership:
    """Hear of a conversation only when one is named, or as before."""
    _found, mine = _mine(actor, conversation_id, at)
    mine.is_muted = is_muted
    mine.save(update_fields=["is_muted"])
    live.publish(f"chats:{actor.pk}", 0)
    return mine


@transaction.atomic
def pin_conversation(*, actor: Person, conversation_id: int, is_pinned: bool, at: datetime) -> Membership:
    """Keep a conversation on top of one's list, or not any more."""
    _found, mine = _mine(actor, conversation_id, at)
    mine.is_pinned = is_pinned
    mine.save(update_fields=["is_pinned"])
    live.publish(f"chats:{actor.pk}", 0)
    return mine


@transaction.atomic
def keep_draft(*, actor: Person, conversation_id: int, text: str, at: datetime) -> None:
    """Keep what `actor` has begun to write, for any page and device of theirs."""
    found = queries.conversation(person=actor, pk=conversation_id)
    rules.require_can_write(actor, found)
    text = rules.without_towers(text[: rules.LONGEST_DRAFT].replace("\x00", ""))
    if not Membership.objects.filter(conversation=found, person=actor).update(draft=text) and text.strip():
        Membership.objects.create(conversation=found, person=actor, joined_at=at, read_number=found.last_number, draft=text)
