"""What follows when records become one customer: what is promised on them is compared."""

from typing import cast

from hamsoo.commitments import actions
from hamsoo.commitments.models import Commitment
from hamsoo.identity.events import MatchesFound, RecordsLinked
from hamsoo.identity.models import SourceRecord
from hamsoo.ledger.facts import Fact
from hamsoo.ledger.followups import followup


@followup(RecordsLinked)
def compare_linked(fact: Fact) -> None:
    """Find what contradicts among what is promised on records that somebody linked."""
    linked = cast("RecordsLinked", fact.event)
    _compare({linked.a_id, linked.b_id}, fact)


@followup(MatchesFound)
def compare_matched(fact: Fact) -> None:
    """Find what contradicts among what is promised on records that the model recognised as one customer."""
    _compare(set(cast("MatchesFound", fact.event).record_ids), fact)


def _compare(ids: set[int], fact: Fact) -> None:
    customers = set(SourceRecord.objects.filter(pk__in=ids).values_list("customer", flat=True))
    promised = Commitment.objects.standing().filter(record__customer__in=customers)
    for number in sorted(set(promised.order_by().values_list("record__customer", flat=True))):
        record = SourceRecord.objects.filter(customer=number).order_by("pk").first()
        if record is not None:
            actions.find_conflicts(record=record, at=fact.happened_at)
