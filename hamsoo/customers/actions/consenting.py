"""Keeping what a customer agreed to."""

from datetime import datetime

from django.db import transaction

from hamsoo.customers import events, queries, rules
from hamsoo.customers.actions.standing import NOTE_LENGTH
from hamsoo.customers.models import ConsentChange
from hamsoo.identity.models import Customer, SourceRecord
from hamsoo.kernel.errors import Invalid
from hamsoo.ledger.actions import record
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person


@transaction.atomic
def keep_consent(*, actor: Person, customer: Customer, purpose: str, is_given: bool, note: str = "", at: datetime) -> ConsentChange | None:
    """Keep that a customer agreed to a purpose, or took that back. Return None, and say nothing, when that holds already."""
    own = rules.require_serves(actor, customer)
    if purpose not in ConsentChange.Purpose.values:
        raise Invalid(field="purpose")
    SourceRecord.objects.select_for_update(no_key=True).get(pk=own.pk)
    now = queries.consents_of(person=actor, customer=customer).get(purpose)
    if now is not None and now.is_given == is_given:
        return None
    said = " ".join(note.replace("\x00", "").split())[:NOTE_LENGTH]
    change = ConsentChange.objects.create(record=own, purpose=purpose, is_given=is_given, at=at, by=actor, note=said)
    fact = events.ConsentChanged(change_id=change.pk, record_id=own.pk, purpose=purpose, is_given=is_given)
    record(fact, actor=actor, objects=[Ref("source_record", own.pk)], spaces=[own.system.space_id], at=at)
    return change
