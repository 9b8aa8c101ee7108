"""Who looked at a customer, and taking everything of one as a file."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from hamsoo.customers import queries, rules
from hamsoo.customers.models import Look
from hamsoo.identity.models import Customer, SourceRecord
from hamsoo.identity.queries import hidden_from
from hamsoo.kernel.errors import NotAllowed, NotFound
from hamsoo.people.models import Person

ONCE = timedelta(minutes=10)
"""Who opens a page again within this time is noted once."""


def note_look(*, actor: Person, record: SourceRecord, at: datetime, kind: str = Look.Kind.PAGE) -> None:
    """Keep that somebody saw a customer, on the record that they saw it by."""
    known = Look.objects.filter(record=record, person=actor, kind=kind, at__gt=at - ONCE) if kind == Look.Kind.PAGE else None
    if known is None or not known.exists():
        Look.objects.create(record=record, person=actor, kind=kind, at=at)


@transaction.atomic
def export(*, actor: Person, customer: Customer, at: datetime) -> dict[str, Any]:
    """Return all that is kept about a customer, as far as the actor sees it, as plain values; it is noted that they took it."""
    if not rules.can_keep(actor):
        raise NotAllowed
    records = list(SourceRecord.objects.visible_to(actor).filter(customer=customer).select_related("system").order_by("pk"))
    if not records:
        raise NotFound
    note_look(actor=actor, record=records[0], at=at, kind=Look.Kind.EXPORT)
    return queries.everything(records, person=actor, hidden=hidden_from(actor), at=at)
