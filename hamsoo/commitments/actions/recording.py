"""What the facts about promises have in common: on whose record, where, and who is told."""

from collections.abc import Collection
from datetime import datetime

from hamsoo.commitments import events, queries
from hamsoo.commitments.models import Commitment, Conflict
from hamsoo.customers.queries import serving, siblings_of
from hamsoo.identity.models import SourceRecord
from hamsoo.ledger.actions import record
from hamsoo.ledger.actors import Acts
from hamsoo.ledger.traits import Ref

PromiseEvent = type[events.CommitmentMade] | type[events.CommitmentKept] | type[events.CommitmentBroken] | type[events.CommitmentWithdrawn]


def hold(source: SourceRecord) -> SourceRecord:
    """Hold all records of a customer until the transaction ends, so that of two promises made at once one sees the other; return it anew.

    A link that was made meanwhile is seen: whoever links records finds what they make contradict (`followups`).
    """
    rows = SourceRecord.objects.filter(customer=source.customer_id).order_by("pk")
    list(rows.select_for_update(no_key=True, of=("self",)).values_list("pk", flat=True))
    return SourceRecord.objects.select_related("system").get(pk=source.pk)


def concerned(commitments: Collection[Commitment]) -> tuple[int, ...]:
    """Return who is told of what happens to promises: who made them, and who looks after their customer."""
    ids = {pk for one in commitments for pk in queries.siblings(one.record)}
    return tuple(sorted({one.person_id for one in commitments} | serving(record_ids=ids)))


def state(event: PromiseEvent, commitment: Commitment, *, actor: Acts, at: datetime) -> None:
    """Record what happened to a promise."""
    fact = event(
        commitment_id=commitment.pk,
        record_id=commitment.record_id,
        unit_id=commitment.unit_id,
        told_ids=concerned([commitment]),
        sibling_ids=siblings_of(commitment.record),
    )
    record(fact, actor=actor, objects=objects_of(commitment), spaces=queries.places_of_promise(commitment), at=at)


def objects_of(commitment: Commitment) -> list[tuple[str, int, str] | Ref]:
    """Return what a fact about a promise is about."""
    found: list[tuple[str, int, str] | Ref] = [Ref("source_record", commitment.record_id), commitment.ref]
    return [*found, commitment.source] if commitment.source else found


def state_conflict(fact: events.ConflictFound | events.ConflictDecided, conflict: Conflict, *, actor: Acts, at: datetime) -> None:
    """Record what happened to two promises that contradict one another."""
    refs = [Ref("source_record", pk) for pk in sorted({conflict.a.record_id, conflict.b.record_id})]
    objects = [*refs, conflict.a.ref, conflict.b.ref, conflict.ref]
    record(
        fact, actor=actor, objects=objects, spaces={*queries.places_of_promise(conflict.a), *queries.places_of_promise(conflict.b)}, at=at
    )
