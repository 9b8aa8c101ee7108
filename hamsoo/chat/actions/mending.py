"""Changing what was said, reacting to it, keeping it at hand."""

from datetime import datetime

from django.db import transaction

from hamsoo.chat import events, queries, rules, telling
from hamsoo.chat.models import Conversation, Message, Outcome
from hamsoo.kernel.errors import NotAllowed
from hamsoo.ledger.actions import record
from hamsoo.ledger.events import Event
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.threads import actions as threads
from hamsoo.threads import mentions
from hamsoo.threads.queries import attachments_of


def _held(actor: Person, message_id: int) -> tuple[Message, Conversation]:
    """Return a message with its conversation, both held until the transaction ends; refuse one that is gone."""
    seen = queries.message(person=actor, pk=message_id)
    found = queries.conversation(person=actor, pk=seen.conversation_id, lock=True)
    message = Message.objects.select_related("author__unit", "conversation").get(pk=seen.pk)
    if message.removed_at is not None:
        raise rules.MessageGone
    return message, found


@transaction.atomic
def edit(*, actor: Person, message_id: int, body: str, at: datetime) -> Message:
    """Change the words of one's own message; whom it names only now is told. The same words change nothing."""
    message, found = _held(actor, message_id)
    if not rules.can_edit(actor, message):
        raise NotAllowed
    rules.require_can_write(actor, found)
    body = mentions.settled(actor=actor, text=rules.checked_body(body, is_empty_allowed=bool(attachments_of([message.ref]))))
    if body == message.body:
        return message
    before, things = set(mentions.named_in(message.body)), mentions.newly(body, message.body)
    reached = mentions.audience(text=body, space_ids_of_thing=rules.places(found))
    newly = tuple(pk for pk in reached.told_ids if pk not in before and pk != actor.pk)
    message.body, message.folded, message.edited_at = body, rules.folded(body), at
    message.save(update_fields=["body", "folded", "edited_at"])
    fact = events.MessageEdited(conversation_id=found.pk, message_id=message.pk, mentioned_ids=newly)
    _record(fact, actor, found, message, at)
    threads.note_named(actor=actor, target=message.ref, things=things, space_ids=rules.places(found), at=at)
    telling.show(found, message)
    return message


def fold_anew(message: Message) -> Ref:
    """Let a message be found by its words as they are now, once it is saved; return it as a thing."""
    message.folded = rules.folded(message.body)
    return message.ref


@transaction.atomic
def remove(*, actor: Person, message_id: int, at: datetime) -> Message:
    """Take a message away: its words are gone for good, its place stays, with the answers to it."""
    message, found = _held(actor, message_id)
    if not rules.can_remove(actor, message):
        raise NotAllowed
    message.body, message.folded, message.removed_at, message.pinned_at = "", "", at, None
    message.save(update_fields=["body", "folded", "removed_at", "pinned_at"])
    threads.attach(actor=actor, target=message.ref, attachment_ids=(), at=at)
    _record(events.MessageRemoved(conversation_id=found.pk, message_id=message.pk), actor, found, message, at)
    telling.show(found, message)
    return message


@transaction.atomic
def react(*, actor: Person, message_id: int, kind: str, at: datetime) -> Message:
    """React to a message; the same reaction twice is one."""
    message, found = _held(actor, message_id)
    given = threads.react(actor=actor, target=message.ref, kind=kind, at=at)
    telling.reacted(found, message, by=actor.pk, kind=given.kind, is_given=True)
    return message


@transaction.atomic
def withdraw_reaction(*, actor: Person, message_id: int, kind: str, at: datetime) -> Message:
    """Take a reaction back; without one there is nothing to do."""
    message, found = _held(actor, message_id)
    threads.withdraw_reaction(actor=actor, target=message.ref, kind=kind, at=at)
    telling.reacted(found, message, by=actor.pk, kind=kind, is_given=False)
    return message


@transaction.atomic
def pin(*, actor: Person, message_id: int, at: datetime) -> Message:
    """Keep a message at hand for all in the conversation."""
    message, found = _held(actor, message_id)
    rules.require_can_write(actor, found)
    if message.pinned_at is None:
        message.pinned_at = at
        message.save(update_fields=["pinned_at"])
        _record(events.MessagePinned(conversation_id=found.pk, message_id=message.pk), actor, found, message, at)
        telling.show(found, message)
    return message


@transaction.atomic
def unpin(*, actor: Person, message_id: int, at: datetime) -> Message:
    """Keep a message at hand no more."""
    message, found = _held(actor, message_id)
    rules.require_can_write(actor, found)
    if message.pinned_at is not None:
        message.pinned_at = None
        message.save(update_fields=["pinned_at"])
        _record(events.MessageUnpinned(conversation_id=found.pk, message_id=message.pk), actor, found, message, at)
        telling.show(found, message)
    return message


@transaction.atomic
def note_outcome(*, actor: Person, message_id: int, ref: Ref, url: str, at: datetime) -> Message:
    """Note what a message became, so that it leads there; called by the app that made it. Noting it twice is noting it once."""
    message, found = _held(actor, message_id)
    _row, is_new = Outcome.objects.get_or_create(message=message, type=ref.type, object_id=ref.id, defaults={"url": url})
    if is_new:
        fact = events.MessageBecame(conversation_id=found.pk, message_id=message.pk, type=ref.type, object_id=ref.id)
        _record(fact, actor, found, message, at)
        telling.show(found, message)
    return message


def _record(fact: Event, actor: Person, found: Conversation, message: Message, at: datetime) -> None:
    objects: list[tuple[str, int, str] | Ref] = [
        Ref("message", message.pk),
        Ref("conversation", found.pk),
        ("person", message.author_id, "author"),
    ]
    record(fact, actor=actor, objects=objects, spaces=rules.places(found), at=at)
