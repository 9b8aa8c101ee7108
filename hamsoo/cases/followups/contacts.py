"""What follows for cases from contacts with customers."""

from hamsoo.cases.actions import hearing
from hamsoo.interactions.events import CorrespondenceWanted, InteractionReceived
from hamsoo.ledger.facts import Fact
from hamsoo.ledger.followups import followup


@followup(InteractionReceived)
def hear_customer(fact: Fact) -> None:
    """Go on with the case of what a customer wrote, or open one."""
    event = fact.event
    if isinstance(event, InteractionReceived) and not event.is_automatic:
        hearing.hear(interaction_id=event.interaction_id, at=fact.happened_at, cause=fact.id)


@followup(CorrespondenceWanted)
def hear_machine(fact: Fact) -> None:
    """Open a case for what a machine or a list wrote and somebody wanted."""
    event = fact.event
    if isinstance(event, CorrespondenceWanted) and event.interaction_id is not None:
        hearing.hear(interaction_id=event.interaction_id, at=fact.happened_at, cause=fact.id)
