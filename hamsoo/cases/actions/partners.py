"""Keeping the partners that cases are handed to."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hamsoo.cases import events, rules
from hamsoo.cases.models import Partner
from hamsoo.kernel.errors import Invalid
from hamsoo.ledger.actions import record
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person

_NAME = 120


@transaction.atomic
def keep_partner(
    *, actor: Person, partner: Partner | None, name_fa: str, address: str, at: datetime, name_en: str = "", is_active: bool = True
) -> Partner:
    """Add a partner, or change one; without `is_active` nothing is handed to it any more, and what it has stays with it."""
    rules.require_can_keep_partners(actor)
    found = Partner.objects.select_for_update().get(pk=partner.pk) if partner else Partner(created_at=at)
    before = (found.name_fa, found.name_en, found.address, found.is_active)
    found.name_fa = rules.required(name_fa, "name_fa", longest=_NAME)
    found.name_en = rules.optional(name_en, "name_en", longest=_NAME)
    found.address, found.is_active = _checked_address(address), is_active
    if Partner.objects.filter(address=found.address).exclude(pk=found.pk).exists():
        raise Invalid(_("Another partner has this address."), field="address")
    if partner and before == (found.name_fa, found.name_en, found.address, found.is_active):
        return found
    found.save()
    fact = events.PartnerKept(partner_id=found.pk, is_new=partner is None, is_active=is_active)
    record(fact, actor=actor, objects=[Ref("partner", found.pk)], spaces=[], at=at)
    return found


def _checked_address(address: str) -> str:
    kept = rules.required(address, "address", longest=254).lower()
    try:
        validate_email(kept)
    except ValidationError as error:
        raise Invalid(_("This is no address of a mailbox."), field="address") from error
    return kept
