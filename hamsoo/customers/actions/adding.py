"""Customers that somebody adds by hand: records of the built-in system."""

from collections.abc import Mapping
from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hamsoo.customers import events, rules
from hamsoo.customers.fields import BY_HAND
from hamsoo.identity import actions as identity
from hamsoo.identity.models import Customer, SourceRecord
from hamsoo.identity.models.sources import BUILTIN
from hamsoo.identity.queries import hidden_from
from hamsoo.kernel.errors import Invalid, NotFound
from hamsoo.ledger.actions import record
from hamsoo.ledger.actors import SYSTEM
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person


@transaction.atomic
def add(*, actor: Person, entity: str, values: Mapping[str, str], at: datetime) -> Customer:
    """Make a customer that no system has sent. It is compared with all others, and may turn out to be one of them."""
    rules.require_can_keep(actor)
    payload = _payload(entity, values)
    system = identity.builtin_system(at=at)
    # Systems are kept by few; what is written here by hand is the system's own.
    [pk] = identity.receive(actor=SYSTEM, system=system, entity=entity, rows=[identity.Row(uuid4().hex, payload)], at=at).ids
    made = SourceRecord.objects.select_related("customer").get(pk=pk)
    fact = events.CustomerAdded(record_id=pk)
    record(fact, actor=actor, objects=[Ref("source_record", pk)], spaces=[system.space_id], at=at)
    return made.customer


@transaction.atomic
def change(*, actor: Person, source: SourceRecord, values: Mapping[str, str], at: datetime) -> SourceRecord:
    """Change what was written by hand of a customer; a record of another system is changed there."""
    rules.require_can_keep(actor)
    found = SourceRecord.objects.visible_to(actor).select_related("system").filter(pk=source.pk, system__code=BUILTIN).first()
    if found is None:
        raise NotFound
    # What the actor does not see stays as it is, whatever they send.
    gone = hidden_from(actor).of(found)
    kept = {field: value for field, value in found.values.items() if field in gone and isinstance(value, str)}
    said = {field: value for field, value in values.items() if field not in gone}
    row = identity.Row(found.key, _payload(found.entity, {**said, **kept}))
    identity.receive(actor=SYSTEM, system=found.system, entity=found.entity, rows=[row], at=at)
    found.refresh_from_db()
    return found


def _payload(entity: str, values: Mapping[str, str]) -> dict[str, str]:
    """Return what is kept of `values`; refuse a customer without a name."""
    if entity not in BY_HAND:
        raise Invalid(_("Choose whether this is a person or a company."), field="entity")
    named, *_rest = BY_HAND[entity]
    payload = {field: " ".join(values.get(field, "").split()) for field in BY_HAND[entity]}
    if not payload[named]:
        raise Invalid(_("Give the customer a name."), field=named)
    return {field: value for field, value in payload.items() if value}
