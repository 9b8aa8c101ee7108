"""Who looked at a customer, who knows it, and by what rules it is put into segments."""

from collections.abc import Sequence
from datetime import datetime

from hamsoo.customers.models import Look, SegmentRule
from hamsoo.customers.queries.health import Knower, knowers_by
from hamsoo.identity.models import Customer, SourceRecord
from hamsoo.people.models import Person

MOST = 200


def looks_of(*, person: Person, customer: Customer) -> Sequence[Look]:
    """Return who looked at a customer by the records that `person` sees, the latest first."""
    visible = SourceRecord.objects.visible_to(person).filter(customer=customer)
    return list(Look.objects.filter(record__in=visible).select_related("person__unit").order_by("-at", "-pk")[:MOST])


def knowers(*, person: Person, customer: Customer, at: datetime) -> list[Knower]:
    """Return who of us knows a customer, from the records that `person` sees."""
    return knowers_by(list(SourceRecord.objects.visible_to(person).filter(customer=customer).values_list("pk", flat=True)), at=at)


def rules_of_segments() -> list[SegmentRule]:
    """Return the rules by which customers are put into segments, in order."""
    return list(SegmentRule.objects.order_by("rank", "pk"))
