"""Telling somebody that their mail has come: once a day an address, never a machine, and with no word of theirs in it."""

import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from procrastinate.contrib.django import app as jobs

from hamsoo.interactions.models import Correspondence, Interaction
from hamsoo.kernel.mail.reading import Mail

_AGAIN = timedelta(days=1)
_HOUR = timedelta(hours=1)
MOST_AN_HOUR = 100
"""So many a mailbox: who has many addresses to write from must not have us write to them all."""


def acknowledge(*, correspondence: Correspondence, mail: Mail, at: datetime) -> Interaction | None:
    """Write, where the mailbox does so, that a first mail has come. Part of taking it in."""
    mailbox, address = correspondence.mailbox, correspondence.contact_address
    if mailbox is None or not mailbox.acknowledges or mail.is_automatic or not _may_be_theirs(mail):
        return None
    told = Correspondence.objects.filter(acknowledged_at__gt=at - _AGAIN, contact_address=address)
    many = Correspondence.objects.filter(mailbox=mailbox, acknowledged_at__gt=at - _HOUR)
    if told.exists() or many.count() >= MOST_AN_HOUR:
        return None
    correspondence.acknowledged_at = at
    correspondence.save(update_fields=["acknowledged_at"])
    with translation.override(correspondence.language):
        text = render_to_string("interactions/mail/acknowledgement.txt", {"mailbox": mailbox.said_in(correspondence.language, "name")})
    made = Interaction.objects.create(
        correspondence=correspondence,
        direction=Interaction.Direction.OUT,
        channel=Interaction.Channel.MAIL,
        at=at,
        recorded_at=at,
        address=mailbox.address,
        recipients={"to": [address], "cc": []},
        text=text.strip(),
        is_automatic=True,
        delivery=Interaction.Delivery.WAITING,
        message_id=new_message_id(correspondence),
    )
    jobs.configure_task("interactions.send").defer(interaction_id=made.pk)
    return made


def _may_be_theirs(mail: Mail) -> bool:
    """Return whether the address may be the sender's: proven, or there is no server that could prove it."""
    return mail.authentication.is_proven or not settings.MAIL_TRUSTED_SERVER


def new_message_id(correspondence: Correspondence) -> str:
    """Return the id of a mail, which is its before anybody tries to send it; nobody guesses it."""
    host = correspondence.mailbox.address.rpartition("@")[2] if correspondence.mailbox else "localhost"
    return f"<{correspondence.pk}.{secrets.token_hex(12)}@{host}>"
