"""What follows from facts about contacts: whoever wrote is asked whether to keep what they promised."""

from typing import cast

from hamsoo.commitments import actions as promises
from hamsoo.interactions.events import InteractionSent
from hamsoo.interactions.models import Interaction
from hamsoo.ledger.facts import Fact
from hamsoo.ledger.followups import followup
from hamsoo.ledger.traits import Ref
from hamsoo.spaces.queries import placed_in


@followup(InteractionSent)
def propose_what_was_promised(fact: Fact) -> None:
    """Find promises in what was written to a customer, and ask its writer whether to keep them as commitments."""
    rows = Interaction.objects.select_related("person__unit", "correspondence__record__system")
    found = rows.filter(pk=cast("InteractionSent", fact.event).interaction_id).first()
    record = found.correspondence.record if found else None
    if found is None or record is None or found.person is None or found.person.unit is None:
        return
    places = placed_in(type="correspondence", object_id=found.correspondence_id)
    promises.propose(
        person=found.person,
        record=record,
        unit=found.person.unit,
        text=found.text,
        source=Ref("interaction", found.pk),
        # What is said among few is promised among few.
        space_ids=None if record.system.space_id in places else places,
        language=found.correspondence.language,
        at=fact.happened_at,
    )
