"""What follows from facts about people: nothing is suggested to who left."""

from hamsoo.finder import suggesting
from hamsoo.ledger.facts import Fact
from hamsoo.ledger.followups import followup
from hamsoo.people.events import PersonLeft


@followup(PersonLeft)
def forget_suggestions(_fact: Fact) -> None:
    """Forget what was suggested to leavers."""
    suggesting.forget_leavers()
