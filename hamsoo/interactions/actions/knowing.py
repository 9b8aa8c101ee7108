"""Whose mail it is: a customer that is known by the address, or a new one. Only where our own mail server found that it is theirs."""

from datetime import datetime

from django.db import transaction

from hamsoo.identity import actions as identity
from hamsoo.identity.models import Entity, SourceRecord, System
from hamsoo.identity.queries import records_reached_at
from hamsoo.kernel.mail.reading import Mail
from hamsoo.ledger.actors import SYSTEM
from hamsoo.spaces.queries import organisation

MAIL_SYSTEM = "mail"


def known_sender(*, mail: Mail, at: datetime) -> SourceRecord | None:
    """Return the record of who wrote a mail; None for who is not proven, who wrote as a machine, and for an address of several customers.

    Who is proven and not known becomes a record of the built-in system of mails, which is compared with all others as any is.
    """
    if not mail.authentication.is_proven or mail.is_automatic:
        return None
    known = records_reached_at(address=mail.sender.address)
    for entity in (Entity.PERSON, Entity.COMPANY):
        fitting = [record for record in known if record.entity == entity]
        if fitting:
            return fitting[0] if len({record.customer_id for record in fitting}) == 1 else None
    payload = {"email": mail.sender.address, **({"full_name": mail.sender.name} if mail.sender.name else {})}
    row = identity.Row(mail.sender.address, payload)
    # Who was forgotten stays so: their address alone makes no record again.
    ids = identity.receive(actor=SYSTEM, system=mail_system(at=at), entity=Entity.PERSON, rows=[row], at=at).ids
    return SourceRecord.objects.select_related("system").get(pk=ids[0]) if ids else None


@transaction.atomic
def mail_system(*, at: datetime) -> System:
    """Return the system of those who are known by their mails alone; made at the first call, read where the organisation reads."""
    found = System.objects.filter(code=MAIL_SYSTEM).first()
    if found:
        return found
    return identity.add_system(
        actor=SYSTEM, code=MAIL_SYSTEM, name_fa="نامه‌ها", name_en="Mails", space=organisation(), rank=200, is_duplicate_free=True, at=at
    )
