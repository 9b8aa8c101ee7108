"""Channels about things: the app whose thing it is says where it is read, and calls here whenever that changes or the thing is gone."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hamsoo.chat import events, rules, telling
from hamsoo.chat.actions.conversing import join
from hamsoo.chat.models import PLACED_AS, Conversation, Membership, Message
from hamsoo.kernel import live
from hamsoo.kernel.errors import NotAllowed
from hamsoo.ledger.actions import record
from hamsoo.ledger.actors import SYSTEM
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.people.queries import require_colleague
from hamsoo.spaces import actions as spaces
from hamsoo.spaces.models import Level
from hamsoo.spaces.queries import space_ids as reads
from hamsoo.threads import targets
from hamsoo.threads.actions import drop_files, drop_reactions

READ_AT_ONCE = 1_000
"""So many messages one fact has read again by the index."""


@transaction.atomic
def open_about(*, actor: Person, ref: Ref, space_ids: Iterable[int], at: datetime) -> Conversation:
    """Take part in the channel about a thing that `actor` sees; it is opened at the first call, by who writes in one of these spaces.

    These are where the thing is read, and so what is said of it.
    """
    require_colleague(actor)
    targets.get(person=actor, ref=ref)
    found = Conversation.objects.filter(target_type=ref.type, target_id=ref.id).first()
    if found is None:
        placed = sorted(set(space_ids))
        if reads(person=actor, level=Level.WRITE).isdisjoint(placed):
            raise NotAllowed(_("You may read here, but not write."))
        # Of two who open it at the same moment one makes it, and the other takes part.
        found, is_new = Conversation.objects.get_or_create(
            target_type=ref.type, target_id=ref.id, defaults={"kind": Conversation.Kind.CHANNEL, "by": actor, "created_at": at}
        )
        if is_new:
            spaces.place(type=PLACED_AS, object_id=found.pk, space_ids=placed, at=at)
            record(events.ChannelOpened(conversation_id=found.pk), actor=actor, objects=[found.ref, ref], spaces=placed, at=at)
    return join(actor=actor, conversation_id=found.pk, at=at)


@transaction.atomic
def move_about(*, ref: Ref, space_ids: Iterable[int], at: datetime) -> None:
    """Let the channel about a thing, where there is one, be read where the thing is read now, and be found there; other streams end."""
    found = Conversation.objects.filter(target_type=ref.type, target_id=ref.id).first()
    wanted = set(space_ids)
    if found is None or rules.places(found) == wanted:
        return
    spaces.place(type=PLACED_AS, object_id=found.pk, space_ids=wanted, at=at)
    for ids in _parts(found) or [()]:
        fact = events.ChannelMoved(conversation_id=found.pk, message_ids=ids)
        record(fact, actor=SYSTEM, objects=[found.ref], spaces=[], at=at)
    # Sent under the new version: whoever listens under another one is hung up on, and comes back if they may.
    telling.look_again(found)


@transaction.atomic
def drop_about(*, refs: Iterable[Ref], at: datetime) -> None:
    """Erase the channels about things that are about to be erased, with all that was said there."""
    for ref in refs:
        found = Conversation.objects.filter(target_type=ref.type, target_id=ref.id).first()
        if found is None:
            continue
        telling.look_again(found)
        for pk in Membership.objects.filter(conversation=found).values_list("person", flat=True):
            live.publish(f"chats:{pk}", found.pk)
        parts = _parts(found)
        for ids in parts:
            drop_files(targets=[Ref("message", pk) for pk in ids])
            drop_reactions(type="message", ids=ids)
        spaces.place(type=PLACED_AS, object_id=found.pk, space_ids=(), at=at)
        about = found.ref
        found.delete()
        for ids in parts or [()]:
            record(events.ChannelErased(conversation_id=about.id, message_ids=ids), actor=SYSTEM, objects=[about], spaces=[], at=at)


def _parts(found: Conversation) -> list[tuple[int, ...]]:
    ids = list(Message.objects.filter(conversation=found).order_by("pk").values_list("pk", flat=True))
    return [tuple(ids[begin : begin + READ_AT_ONCE]) for begin in range(0, len(ids), READ_AT_ONCE)]
