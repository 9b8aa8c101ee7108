"""How long messages are kept, and taking a copy of them."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from hamsoo.chat import events, queries, rules, telling
from hamsoo.chat.models import Conversation, Keeping, Message
from hamsoo.kernel import deadlines
from hamsoo.kernel.errors import NotFound
from hamsoo.ledger.actions import record
from hamsoo.ledger.actors import SYSTEM
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.people.rules import require_administrator
from hamsoo.threads.actions import drop_files, drop_reactions

EXPIRY = "chat.expiry"
AT_ONCE = 500
"""So many messages are removed in one transaction; more follow in the next."""
EVERY = timedelta(hours=24)


@transaction.atomic
def set_keeping(*, actor: Person, days: int | None, conversation_id: int | None = None, at: datetime) -> None:
    """Keep messages for so many days, everywhere or in one conversation; None: always, or as everywhere. Administrators alone.

    An administrator names a conversation by its number and learns nothing of it.
    """
    require_administrator(actor)
    days = rules.checked_days(days)
    if conversation_id is None:
        Keeping.objects.update_or_create(pk=1, defaults={"days": days})
    elif not Conversation.objects.filter(pk=conversation_id).update(keep_days=days):
        raise NotFound(_("There is no conversation of this number."))
    objects = [Ref("conversation", conversation_id)] if conversation_id else []
    record(events.KeepingSet(conversation_id=conversation_id, days=days), actor=actor, objects=objects, spaces=[], at=at)
    deadlines.set_deadline(kind=EXPIRY, about=("chat", 1), due_at=at)


@transaction.atomic
def expire(*, at: datetime) -> int:
    """Remove what was kept long enough, `AT_ONCE` messages at most; return how many. Called when its deadline is due, which is set anew."""
    everywhere = Keeping.objects.filter(pk=1).values_list("days", flat=True).first()
    removed = 0
    limited = Conversation.objects.filter(last_number__gt=0).order_by("pk")
    for found in limited if everywhere else limited.filter(keep_days__isnull=False):
        removed += _expire(found, found.keep_days or everywhere or 0, AT_ONCE - removed, at)
        if removed >= AT_ONCE:
            break
    if everywhere or limited.filter(keep_days__isnull=False).exists():
        deadlines.set_deadline(kind=EXPIRY, about=("chat", 1), due_at=at if removed >= AT_ONCE else at + EVERY)
    return removed


def _expire(found: Conversation, days: int, most: int, at: datetime) -> int:
    limit = at - timedelta(days=days)
    # The first message of a thread stays, without its words, while answers are younger: else these would hang on nothing.
    is_needed = Exists(Message.objects.filter(root=OuterRef("pk"), at__gte=limit))
    old = (
        Message.objects.filter(conversation=found, at__lt=limit)
        .annotate(is_needed=is_needed)
        .exclude(is_needed=True, removed_at__isnull=False)
    )
    rows = list(old.order_by("number")[:most])
    if not rows:
        return 0
    ids, until = [one.pk for one in rows], rows[-1].number
    needed = [one.pk for one in rows if one.is_needed]
    drop_files(targets=[one.ref for one in rows])
    drop_reactions(type="message", ids=ids)
    Message.objects.filter(pk__in=needed).update(body="", folded="", removed_at=at, pinned_at=None)
    Message.objects.filter(pk__in=ids).exclude(pk__in=needed).delete()
    Conversation.objects.filter(pk=found.pk).update(gone_number=until)
    fact = events.MessagesExpired(conversation_id=found.pk, until_number=until, message_ids=tuple(ids))
    record(fact, actor=SYSTEM, objects=[Ref("conversation", found.pk)], spaces=rules.places(found), at=at)
    telling.look_again(found)
    return len(ids)


@transaction.atomic
def export(*, actor: Person, conversation_id: int, at: datetime) -> Conversation:
    """Let a member take a copy of a conversation out of Hamsoo, and note that they did."""
    found = queries.conversation(person=actor, pk=conversation_id)
    record(
        events.ConversationExported(conversation_id=found.pk),
        actor=actor,
        objects=[Ref("conversation", found.pk)],
        spaces=rules.places(found),
        at=at,
    )
    return found
