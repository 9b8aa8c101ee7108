"""What goes when a customer is forgotten, whom nobody has heard of for long, and who was forgotten."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, models

from hamsoo.customers.models import (
    Activity,
    ConsentChange,
    Erasure,
    Look,
    Retention,
    SatisfactionAnswer,
    SegmentChange,
    StageChange,
    TeamMember,
    Tie,
)
from hamsoo.identity.models import Customer, SourceRecord, SourceVersion
from hamsoo.kernel.arrays import array
from hamsoo.people.models import Person
from hamsoo.spaces.models import Level

SHOWN = 20
KINDS: Mapping[str, type[models.Model]] = {
    "versions": SourceVersion,
    "activities": Activity,
    "team": TeamMember,
    "stages": StageChange,
    "segments": SegmentChange,
    "consents": ConsentChange,
    "ties": Tie,
    "satisfaction": SatisfactionAnswer,
    "looks": Look,
}
"""What hangs on records and goes with them."""

# Whatever anybody or a system had to say of the customer; and somebody who looks after it today has not forgotten it either.
_QUIET = """
SELECT customer.number, max(last.at)
FROM identity_customer AS customer
JOIN identity_sourcerecord AS record ON record.customer_id = customer.number
CROSS JOIN LATERAL (
    SELECT greatest(
        record.first_at, record.changed_at, record.removed_at,
        (SELECT max(at) FROM customers_activity WHERE record_id = record.id),
        (SELECT max(at) FROM customers_satisfactionanswer WHERE record_id = record.id),
        (SELECT max(at) FROM customers_stagechange WHERE record_id = record.id),
        (SELECT max(at) FROM customers_segmentchange WHERE record_id = record.id),
        (SELECT max(at) FROM customers_consentchange WHERE record_id = record.id),
        (SELECT max(greatest(joined_at, left_at)) FROM customers_teammember WHERE record_id = record.id),
        (SELECT max(at) FROM identity_decision WHERE a_id = record.id),
        (SELECT max(at) FROM identity_decision WHERE b_id = record.id)) AS at) AS last
WHERE customer.record_count > 0 AND customer.since <= %(until)s
AND NOT EXISTS (SELECT FROM identity_sourcerecord AS young WHERE young.customer_id = customer.number AND young.changed_at > %(until)s)
AND NOT EXISTS (
    SELECT FROM customers_teammember AS member JOIN identity_sourcerecord AS own ON own.id = member.record_id
    JOIN people_person AS person ON person.id = member.person_id
    WHERE own.customer_id = customer.number AND member.left_at IS NULL AND person.left_on IS NULL)
{seen}
GROUP BY customer.number HAVING max(last.at) <= %(until)s ORDER BY max(last.at), customer.number LIMIT %(limit)s
"""
_SEEN = """AND EXISTS (
    SELECT FROM identity_sourcerecord AS seen WHERE seen.customer_id = customer.number AND seen.system_id = ANY(%(systems)s))"""


@dataclass(frozen=True, slots=True)
class Going:
    """What goes with a customer, of what the reader sees; `is_writable` says whether they write where all of it stands."""

    customer: Customer
    records: Sequence[SourceRecord]
    counts: Mapping[str, int]
    is_writable: bool


@dataclass(frozen=True, slots=True)
class Quiet:
    """A customer of whom nobody has heard since `last_at`."""

    number: int
    name: str
    last_at: datetime


def going(*, person: Person, customer: Customer) -> Going:
    """Return what would go if `person` had a customer forgotten."""
    visible = SourceRecord.objects.visible_to(person).filter(customer=customer)
    records = list(visible.select_related("system").order_by("system__rank", "system", "pk"))
    written = SourceRecord.objects.visible_to(person, Level.WRITE).filter(customer=customer).count()
    return Going(customer, records, counts_of([record.pk for record in records]), written == len(records))


def counts_of(ids: Collection[int]) -> dict[str, int]:
    """Return how much hangs on records, by kind."""
    counts = {name: model._default_manager.filter(record__in=ids).count() for name, model in KINDS.items()}
    return {"records": len(ids), **counts}


def quiet_numbers(*, days: int, at: datetime, limit: int) -> list[int]:
    """Return the numbers of customers of whom nobody has heard for so long, those longest ago first; for the system, which sees all."""
    with connection.cursor() as cursor:
        cursor.execute(_QUIET.format(seen=""), {"until": at - timedelta(days=days), "limit": limit})
        return [number for number, _last in cursor.fetchall()]


def quiet(*, person: Person, days: int, at: datetime) -> list[Quiet]:
    """Return, of the customers that `person` sees, those of whom nobody has heard for longest: `SHOWN` at most, one more says that."""
    systems = list(SourceRecord.objects.visible_to(person).order_by().values_list("system", flat=True).distinct())
    with connection.cursor() as cursor:
        given: dict[str, Any] = {"until": at - timedelta(days=days), "limit": SHOWN + 1, "systems": array(systems)}
        cursor.execute(_QUIET.format(seen=_SEEN), given)
        found = dict(cursor.fetchall())
    visible = SourceRecord.objects.visible_to(person).filter(customer__in=found).order_by("system__rank", "pk")
    names: dict[int, str] = {}
    for number, name, key in visible.values_list("customer", "name", "key"):
        names.setdefault(number, name or key)
    return [Quiet(number, names[number], last) for number, last in found.items()]


def retention() -> Retention:
    """Return after how long customers are forgotten."""
    return Retention.objects.select_related("by__unit").first() or Retention(days=None)


def erasures() -> list[Erasure]:
    """Return who was forgotten, the latest first."""
    return list(Erasure.objects.select_related("by__unit").order_by("-at", "-pk")[:100])
