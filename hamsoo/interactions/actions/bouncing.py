"""Mails of ours that came back."""

from datetime import datetime

import structlog
from django.db import transaction

from hamsoo.interactions import addressing, events, queries
from hamsoo.interactions.actions import placing
from hamsoo.interactions.models import Interaction, Mailbox
from hamsoo.kernel.mail.reading import Mail
from hamsoo.ledger.actions import record as state
from hamsoo.ledger.actors import SYSTEM
from hamsoo.ledger.traits import Ref
from hamsoo.spaces.queries import placed_in

log = structlog.get_logger(__name__)


@transaction.atomic
def take_bounce(*, mail: Mail, mailbox: Mailbox, at: datetime) -> Interaction | None:
    """Note that a mail of ours did not arrive; return it, None where the report says nothing certain of one of ours.

    Anybody can write a report: it counts when it comes to the key that only the mail in question carried, or names the mail and its reader.
    """
    bounce = mail.bounce
    if bounce is None or not bounce.is_final:
        return None
    keys = [key for one in mail.recipients if (key := addressing.key_in(one, mailbox=mailbox.address))]
    sent = queries.sent_as(message_id=bounce.message_id) if bounce.message_id else None
    if sent is None and len(keys) == 1:
        sent = queries.last_sent(correspondence_id=keys[0].correspondence_id)
    if sent is None:
        return None
    is_ours = any(key.correspondence_id == sent.correspondence_id for key in keys) or bounce.recipient in queries.addresses_of(sent)
    if not is_ours or sent.delivery == Interaction.Delivery.BOUNCED:
        return sent if is_ours else None
    return failed(sent=sent, delivery=Interaction.Delivery.BOUNCED, error=bounce.reason, at=at)


@transaction.atomic
def failed(*, sent: Interaction, delivery: Interaction.Delivery, error: str, at: datetime) -> Interaction:
    """Note that something did not arrive; its author is told."""
    Interaction.objects.filter(pk=sent.pk).update(delivery=delivery, delivery_error=error.replace("\x00", "")[:500])
    sent.refresh_from_db()
    log.info("mail did not arrive", interaction=sent.pk, delivery=str(delivery))
    correspondence = sent.correspondence
    fact = events.DeliveryFailed(
        correspondence_id=correspondence.pk,
        interaction_id=sent.pk,
        unit_id=correspondence.unit_id,
        record_id=correspondence.record_id,
        author_id=sent.person_id,
    )
    objects = [*placing.objects_of(correspondence), Ref("interaction", sent.pk)]
    state(fact, actor=SYSTEM, objects=objects, spaces=placed_in(type=placing.TYPE, object_id=correspondence.pk), at=at)
    return sent
