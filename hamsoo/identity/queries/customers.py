"""Customers as their readers see them: by the records that are theirs to read, and no others."""

from collections.abc import Sequence

from django.db.models import F, Q, QuerySet

from hamsoo.identity.models import Customer, Decision, SourceRecord
from hamsoo.kernel.errors import NotFound
from hamsoo.kernel.text import fold, sort_key
from hamsoo.people.models import Person
from hamsoo.spaces.queries import space_ids


def customer(*, person: Person | None, number: int) -> Customer:
    """Return the customer that a number leads to, however old it is; `NotFound` for who sees none of its records.

    The number of the returned customer is the one that stands today: pages send their reader there when it differs.
    """
    # A number of a hidden record leads nowhere, unless it is the one that stands: else it would tell that the record is there.
    brought = SourceRecord.objects.filter(own=number, system__space__in=space_ids(person=person)).values("customer")
    found = Customer.objects.visible_to(person).filter(Q(pk=number) | Q(pk__in=brought)).first()
    if found is None:
        raise NotFound
    return found


def records_of(*, person: Person | None, customer: Customer) -> QuerySet[SourceRecord]:
    """Return the records of a customer that `person` sees, those of the most trusted system first."""
    rows = SourceRecord.objects.visible_to(person).filter(customer=customer)
    return rows.select_related("system").order_by("system__rank", "system", "-changed_at", "pk")


def customers_named(*, person: Person | None, text: str, limit: int = 10) -> list[SourceRecord]:
    """Return, for mentions and filters, one record of each customer with a visible record whose name begins with `text`.

    A text that is a number finds the customer of that number too.
    """
    key = sort_key(text)
    by_number = Q(own=int(text)) if text.isascii() and text.isdecimal() and len(text) < 19 else Q(pk=None)
    if not key:
        return []
    rows = SourceRecord.objects.visible_to(person).filter(removed_at=None).filter(Q(sort_key__startswith=key) | by_number)
    found: dict[int, SourceRecord] = {}
    for row in rows.select_related("system").order_by("sort_key", "pk")[: limit * 5]:
        found.setdefault(row.customer_id, row)
    folded = fold(text)
    return sorted(found.values(), key=lambda row: fold(row.name) != folded)[:limit]


def links_of(*, person: Person | None, customer: Customer) -> Sequence[Decision]:
    """Return the effective decisions that make a customer's visible records one, the newest first: each can be taken back.

    Decisions about a record that the reader does not see are left out: what is not theirs to read explains nothing to them.
    """
    return links_between(list(records_of(person=person, customer=customer)))


def links_between(records: Sequence[SourceRecord]) -> Sequence[Decision]:
    """Return the effective decisions that make these records one, the newest first; each names its two of the `records` themselves."""
    by_pk = {record.pk: record for record in records}
    links = Decision.objects.effective().filter(kind=Decision.Kind.LINK, a__in=by_pk, b__in=by_pk)
    rows = list(links.select_related("by__unit").order_by(F("at").desc(), "-pk"))
    for row in rows:
        row.a, row.b = by_pk[row.a_id], by_pk[row.b_id]
    return rows
