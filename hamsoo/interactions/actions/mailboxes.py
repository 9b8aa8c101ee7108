"""Keeping the addresses by which units are reached, and the systems that hand contacts over."""

import secrets
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hamsoo.interactions import events, rules
from hamsoo.interactions.models import Mailbox, Source
from hamsoo.kernel.errors import Invalid
from hamsoo.ledger.actions import record
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person, Unit


@transaction.atomic
def keep_mailbox(
    *,
    actor: Person,
    mailbox: Mailbox | None,
    address: str,
    unit: Unit,
    name_fa: str,
    at: datetime,
    name_en: str = "",
    greeting_fa: str = "",
    greeting_en: str = "",
    signature_fa: str = "",
    signature_en: str = "",
    subject_fa: str = "",
    subject_en: str = "",
    head_fa: str = "",
    head_en: str = "",
    foot_fa: str = "",
    foot_en: str = "",
    acknowledges: bool = True,
    has_form: bool = False,
    is_active: bool = True,
) -> Mailbox:
    """Add a mailbox, or change one; nothing is said when nothing changes. What was written to it stays with its correspondence."""
    rules.require_keeps_mailboxes(actor)
    kept = rules.checked_own_address(address)
    found = Mailbox.objects.select_for_update(of=("self",)).get(pk=mailbox.pk) if mailbox else Mailbox(created_at=at)
    if Mailbox.objects.filter(address=kept).exclude(pk=found.pk).exists():
        raise Invalid(_("There is a mailbox with this address already."), field="address")
    if not name_fa.strip():
        raise Invalid(_("Give it a name."), field="name_fa")
    before = {field.attname: getattr(found, field.attname) for field in Mailbox._meta.concrete_fields}
    found.address, found.unit, found.name_fa, found.name_en = kept, unit, rules.one_line(name_fa, 120), rules.one_line(name_en, 120)
    found.greeting_fa, found.greeting_en = rules.one_line(greeting_fa, 200), rules.one_line(greeting_en, 200)
    found.signature_fa, found.signature_en = _lines(signature_fa), _lines(signature_en)
    found.subject_fa, found.subject_en = rules.checked_subject_form(subject_fa), rules.checked_subject_form(subject_en, field="subject_en")
    found.head_fa, found.head_en = rules.one_line(head_fa, 200), rules.one_line(head_en, 200)
    found.foot_fa, found.foot_en = _lines(foot_fa), _lines(foot_en)
    found.acknowledges, found.is_active = acknowledges, is_active
    found.form_token = (found.form_token or secrets.token_urlsafe(16)) if has_form else ""
    if mailbox and before == {field.attname: getattr(found, field.attname) for field in Mailbox._meta.concrete_fields}:
        return found
    found.save()
    fact = events.MailboxChanged(mailbox_id=found.pk, is_new=mailbox is None, is_active=is_active)
    record(fact, actor=actor, objects=[Ref("mailbox", found.pk), Ref("unit", unit.pk)], spaces=[], at=at)
    return found


@transaction.atomic
def keep_source(*, actor: Person, code: str, name: str, mailbox: Mailbox, at: datetime, is_active: bool = True) -> Source:
    """Let another system hand contacts over for a mailbox, with a new secret; or let it no more. The secret it had ends at once."""
    rules.require_keeps_mailboxes(actor)
    found = Source.objects.select_for_update().filter(code=code).first() or Source(code=code, created_at=at)
    found.name, found.mailbox, found.is_active, found.salt = rules.one_line(name, 120), mailbox, is_active, secrets.token_hex(16)
    found.save()
    fact = events.SourceChanged(source_id=found.pk, is_active=is_active)
    record(fact, actor=actor, objects=[Ref("mailbox", mailbox.pk)], spaces=[], at=at)
    return found


def _lines(text: str) -> str:
    return text.replace("\x00", "").replace("\r\n", "\n").strip()[:1_000]
