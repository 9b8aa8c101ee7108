"""What a mail belongs to. For programs: nobody's rights are asked."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db.models import Q

from hamsoo.interactions.addressing import key_in
from hamsoo.interactions.models import Correspondence, Interaction, Mailbox
from hamsoo.kernel.mail.reading import Mail
from hamsoo.kernel.mail.signing import without_key
from hamsoo.people.models import Unit

_MOST_OTHERS = 200


def mailbox_among(addresses: Iterable[str]) -> Mailbox | None:
    """Return the first of these addresses that is one of ours, with a key or without."""
    wanted = list(dict.fromkeys(without_key(one) for one in addresses))
    found = {row.address: row for row in Mailbox.objects.filter(address__in=wanted, is_active=True).select_related("unit")}
    return next((found[one] for one in wanted if one in found), None)


def mailbox_of_mail(*, mail: Mail) -> tuple[Mailbox | None, bool]:
    """Return the mailbox that a mail came to, and whether it is one of our own that came round."""
    wanted = list(dict.fromkeys(without_key(one) for one in mail.recipients))
    sender = without_key(mail.sender.address)
    rows = Mailbox.objects.filter(address__in=[*wanted, sender], is_active=True).select_related("unit")
    found = {row.address: row for row in rows}
    return next((found[one] for one in wanted if one in found), None), sender in found


def mailbox_of(*, unit: Unit) -> Mailbox | None:
    """Return the address in whose name a unit writes: its first, else that of the nearest unit above it."""
    rows = {row.unit_id: row for row in Mailbox.objects.filter(unit__in=unit.ancestor_ids, is_active=True).order_by("-pk")}
    return next((rows[pk] for pk in reversed(unit.ancestor_ids) if pk in rows), None)


def correspondence_of(*, mail: Mail, mailbox: Mailbox, at: datetime) -> Correspondence | None:
    """Return the correspondence that a mail goes on with; None when it begins one. Its subject says nothing.

    It carries the key of an address that we gave its sender, or answers a mail that we sent to that very address. What our own server
    found not to be from whom it says joins nothing. So whoever only knows of a correspondence gets into none.
    """
    if mail.authentication.dmarc == "fail" or (mail.authentication.spf == "fail" and mail.authentication.dkim != "pass"):
        return None
    sender = mail.sender.address
    known = Correspondence.objects.select_related("record__system", "unit", "mailbox")
    for one in mail.recipients:
        key = key_in(one, mailbox=mailbox.address)
        found = known.filter(pk=key.correspondence_id).first() if key is not None and key.until >= at else None
        if key and found and (key.was_given_to(sender) or _wrote_to(found, sender)):
            return found
    for message_id in (*mail.in_reply_to, *reversed(mail.references)):
        sent = sent_as(message_id=message_id)
        if sent is not None and sender in addresses_of(sent):
            return known.get(pk=sent.correspondence_id)
    return None


def is_wanted(*, mail: Mail, mailbox: Mailbox) -> bool:
    """Return whether a colleague said that mails of this machine or list are wanted in a mailbox; never of what answers by itself."""
    if mail.writer == "answer" or not (mail.authentication.is_proven or not settings.MAIL_TRUSTED_SERVER):
        return False
    wanted = Correspondence.objects.filter(contact_address=mail.sender.address, sifted=Correspondence.Sifted.WANTED)
    return wanted.filter(mailbox=mailbox).exists()


def sent_as(*, message_id: str) -> Interaction | None:
    """Return the mail of ours that has this id."""
    rows = Interaction.objects.filter(message_id=message_id, direction=Interaction.Direction.OUT)
    return rows.select_related("correspondence__record").first()


def last_sent(*, correspondence_id: int) -> Interaction | None:
    """Return the newest mail of ours in a correspondence."""
    rows = Interaction.objects.filter(
        correspondence=correspondence_id, direction=Interaction.Direction.OUT, channel=Interaction.Channel.MAIL
    )
    return rows.select_related("correspondence__record").order_by("-at", "-pk").first()


def addresses_of(interaction: Interaction) -> frozenset[str]:
    """Return whom a mail of ours went to."""
    return frozenset([*interaction.recipients.get("to", ()), *interaction.recipients.get("cc", ())])


def to_send(*, pk: int) -> Interaction | None:
    """Return a mail of ours with all that its letter needs."""
    rows = Interaction.objects.filter(pk=pk, direction=Interaction.Direction.OUT, channel=Interaction.Channel.MAIL)
    return rows.select_related("correspondence__mailbox", "correspondence__record", "person").first()


def before(*, interaction: Interaction, limit: int) -> list[Interaction]:
    """Return the newest mails before one in its correspondence, the oldest first."""
    rows = Interaction.objects.filter(correspondence=interaction.correspondence_id, channel=Interaction.Channel.MAIL)
    rows = rows.filter(Q(at__lt=interaction.at) | Q(at=interaction.at, pk__lt=interaction.pk))
    return list(rows.order_by("-at", "-pk")[:limit])[::-1]


def handed_before(*, at: datetime) -> list[Interaction]:
    """Return what was handed to a mail server before a moment, without a word since."""
    return list(Interaction.objects.filter(delivery=Interaction.Delivery.HANDED, handed_at__lt=at)[:_MOST_OTHERS])


def _wrote_to(correspondence: Correspondence, address: str) -> bool:
    """Return whether we have written to this address in a correspondence, in copy say."""
    rows = correspondence.interactions.filter(direction=Interaction.Direction.OUT, channel=Interaction.Channel.MAIL)
    return any(address in addresses_of(one) for one in rows.only("recipients").order_by("-at")[:_MOST_OTHERS])
