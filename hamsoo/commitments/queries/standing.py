"""What stands on a customer, and which two of it contradict one another."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from hamsoo.commitments.matrix import Found, Pairs, compare
from hamsoo.commitments.models import Commitment
from hamsoo.customers.queries import whole_of
from hamsoo.identity.models import SourceRecord
from hamsoo.people.models import Person
from hamsoo.spaces.queries import placed_in


def standing_on(customer_id: int) -> list[Commitment]:
    """Return every promise that stands on a customer, whoever may read it: for finding contradictions, which `side_of` shows."""
    return list(Commitment.objects.standing().filter(record__customer=customer_id).shown().order_by("pk"))


def between(commitments: Sequence[Commitment], *, pairs: Pairs) -> Iterator[tuple[Commitment, Commitment, Found]]:
    """Yield the pairs of these that contradict one another, the older first."""
    for a, b in combinations(sorted(commitments, key=lambda one: one.pk), 2):
        found = compare(a.claim, b.claim, pairs=pairs)
        if found.is_conflict:
            yield a, b, found


def of_record(*, person: Person, record: SourceRecord, with_below: bool = False, limit: int = 20) -> list[Commitment]:
    """Return what `person` reads of the promises that stand on the customer of a record: what is due first, then the newest.

    `with_below`: those to its contacts and to the companies below it too.
    """
    rows = Commitment.objects.visible_to(person).standing().shown()
    rows = (
        rows.filter(record__in=whole_of(person=person, record_id=record.pk))
        if with_below
        else rows.filter(record__customer=record.customer_id)
    )
    return sorted(rows.order_by("-made_at", "-pk")[:limit], key=lambda one: (one.due_at is None, one.due_at or one.made_at))


def siblings(record: SourceRecord) -> list[int]:
    """Return the ids of all records that are one customer with this one."""
    return list(SourceRecord.objects.filter(customer=record.customer_id).order_by("pk").values_list("pk", flat=True))


def places_of_promise(commitment: Commitment) -> list[int]:
    """Return the ids of the spaces in which a promise, and facts about it, are read."""
    if commitment.is_confined:
        return sorted(placed_in(type="commitment", object_id=commitment.pk))
    return [commitment.record.system.space_id]
