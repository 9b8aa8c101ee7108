"""Seeing a mail out. Each step commits by itself, so that whatever dies in between leaves a state that says what is known."""

from datetime import datetime

from django.db import transaction
from procrastinate.contrib.django import app as jobs

from hamsoo.interactions import queries, rules
from hamsoo.interactions.actions.bouncing import failed
from hamsoo.interactions.models import Interaction
from hamsoo.kernel.errors import Conflict, NotAllowed
from hamsoo.people.models import Person

_D = Interaction.Delivery


@transaction.atomic
def hand(*, interaction: Interaction, at: datetime) -> bool:
    """Take a waiting mail to the mail server; return False when somebody else has. Committed before a word is said to the server."""
    waiting = Interaction.objects.filter(pk=interaction.pk, delivery=_D.WAITING)
    return bool(waiting.update(delivery=_D.HANDED, handed_at=at))


@transaction.atomic
def confirm(*, interaction: Interaction) -> None:
    """Note that the server took the mail."""
    Interaction.objects.filter(pk=interaction.pk, delivery=_D.HANDED).update(delivery=_D.SENT, delivery_error="")


@transaction.atomic
def put_back(*, interaction: Interaction, error: str) -> None:
    """Let a mail wait that the server certainly did not take."""
    known = Interaction.objects.filter(pk=interaction.pk, delivery__in=[_D.HANDED, _D.WAITING])
    known.update(delivery=_D.WAITING, delivery_error=error.replace("\x00", "")[:500])


@transaction.atomic
def doubt(*, interaction: Interaction, error: str) -> None:
    """Note that nobody knows whether the server took a mail. It is not sent again but by hand, with the id that it had."""
    known = Interaction.objects.filter(pk=interaction.pk, delivery=_D.HANDED)
    known.update(delivery=_D.DOUBTFUL, delivery_error=error.replace("\x00", "")[:500])


@transaction.atomic
def refuse(*, interaction: Interaction, error: str, at: datetime) -> None:
    """Give up a mail that the server will never take; its author is told."""
    found = Interaction.objects.select_for_update().filter(pk=interaction.pk, delivery__in=[_D.HANDED, _D.WAITING]).first()
    if found is not None:
        failed(sent=found, delivery=_D.REFUSED, error=error, at=at)


@transaction.atomic
def try_again(*, actor: Person, interaction: Interaction) -> Interaction:
    """Have a mail sent again that was refused, came back, or of which nobody knows: as it was, so that one that arrived is known as one."""
    found = queries.interaction(person=actor, pk=interaction.pk)
    if not (rules.can_write(actor, found.correspondence) or rules.can_keep_mailboxes(actor)):
        raise NotAllowed
    again = Interaction.objects.filter(pk=found.pk, delivery__in=[_D.DOUBTFUL, _D.REFUSED, _D.BOUNCED])
    if not again.update(delivery=_D.WAITING, delivery_error="", handed_at=None):
        raise Conflict
    jobs.configure_task("interactions.send").defer(interaction_id=found.pk)
    found.refresh_from_db()
    return found
