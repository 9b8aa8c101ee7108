"""What is done once because of our facts."""

from hamsoo.identity.actions.resolving import resolve_records
from hamsoo.identity.events import RecordsReceived
from hamsoo.kernel import clock
from hamsoo.ledger.facts import Fact
from hamsoo.ledger.followups import followup


@followup(RecordsReceived)
def resolve_received(fact: Fact) -> None:
    """Find out who the records are that came; a batch does it for those that wait for it."""
    event = fact.event
    if isinstance(event, RecordsReceived) and not event.awaits_batch:
        resolve_records(ids=(*event.new_ids, *event.changed_ids), at=clock.now())
