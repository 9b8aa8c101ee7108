"""Saying something: once, however often it is sent."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from hamsoo.chat import events, queries, rules, telling
from hamsoo.chat.models import Conversation, Membership, Message
from hamsoo.kernel import live
from hamsoo.kernel.errors import NotFound
from hamsoo.ledger.actions import record
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.threads import mentions
from hamsoo.threads.actions import attach, note_named


@dataclass(frozen=True, slots=True)
class Sent:
    """A message as it stands in its conversation, whom it names in vain because they do not read there, and whether it is a new one."""

    message: Message
    unreached: tuple[Person, ...] = ()
    is_new: bool = True


@transaction.atomic
def send(
    *,
    actor: Person,
    conversation_id: int,
    body: str,
    client_id: UUID,
    at: datetime,
    root_id: int | None = None,
    attachment_ids: Sequence[int] = (),
) -> Sent:
    """Say something in a conversation, or answer the message `root_id`; an answer to an answer joins the same thread.

    What comes again under the same `client_id` is the same message: it is returned as it is, and nobody is told twice.
    """
    found = queries.conversation(person=actor, pk=conversation_id, lock=True)
    known = Message.objects.select_related("author__unit").filter(conversation=found, author=actor, client_id=client_id).first()
    if known is not None:
        return Sent(known, is_new=False)
    rules.require_can_write(actor, found)
    body = mentions.settled(actor=actor, text=rules.checked_body(body, is_empty_allowed=bool(attachment_ids)))
    root = _root(found, root_id)
    reached = mentions.audience(text=body, space_ids_of_thing=rules.places(found))
    named = tuple(pk for pk in reached.told_ids if pk != actor.pk)
    number = found.last_number + 1
    message = Message.objects.create(
        conversation=found, number=number, author=actor, body=body, folded=rules.folded(body), client_id=client_id, root=root, at=at
    )
    if attachment_ids:
        attach(actor=actor, target=message.ref, attachment_ids=attachment_ids, at=at)
    found.last_number, found.last_at = number, at
    found.save(update_fields=["last_number", "last_at"])
    if root is not None:
        Message.objects.filter(pk=root.pk).update(reply_count=F("reply_count") + 1, last_reply_at=at)
    _count(found, actor, named, number, at)
    _state(found, message, actor, named, at)
    note_named(actor=actor, target=message.ref, things=mentions.things_in(body), space_ids=rules.places(found), at=at)
    telling.show(found, message, is_new=True, mentioned_ids=named)
    if root is not None:
        telling.show(found, root)
    return Sent(message, reached.unreached)


def _root(found: Conversation, root_id: int | None) -> Message | None:
    """Return the first message of the thread; raise `NotFound` for one that is not here, or was removed."""
    if root_id is None:
        return None
    answered = Message.objects.filter(conversation=found, pk=root_id, removed_at=None).select_related("root").first()
    if answered is None:
        raise NotFound
    return answered.root or answered


def _count(found: Conversation, actor: Person, named: Iterable[int], number: int, at: datetime) -> None:
    """Note that the writer has read so far, and that those are named who are: a handful of rows, however many take part."""
    Membership.objects.bulk_create(
        [
            Membership(conversation=found, person_id=pk, joined_at=at, read_number=0 if pk == actor.pk else number - 1)
            for pk in (actor.pk, *named)
        ],
        ignore_conflicts=True,
    )
    rows = Membership.objects.filter(conversation=found)
    rows.filter(person=actor).update(read_number=number, read_at=at, mention_count=0, draft="")
    if named:
        rows.filter(person__in=tuple(named)).update(mention_count=F("mention_count") + 1)
        for pk in named:
            live.publish(f"chats:{pk}", found.pk)


def _state(found: Conversation, message: Message, actor: Person, named: tuple[int, ...], at: datetime) -> None:
    to_ids: tuple[int, ...] = ()
    if found.is_direct:
        others = Membership.objects.filter(conversation=found, is_muted=False).exclude(person=actor)
        to_ids = tuple(others.values_list("person_id", flat=True))
        if message.number == 1:
            for pk in to_ids:
                live.publish(f"chats:{pk}", found.pk)
    fact = events.MessageSent(
        conversation_id=found.pk,
        message_id=message.pk,
        number=message.number,
        root_id=message.root_id,
        to_ids=to_ids,
        mentioned_ids=named,
    )
    objects: list[tuple[str, int, str] | Ref] = [Ref("message", message.pk), Ref("conversation", found.pk), ("person", actor.pk, "author")]
    objects += [("person", pk, "mentioned") for pk in named]
    record(fact, actor=actor, objects=objects, spaces=rules.places(found), at=at)
