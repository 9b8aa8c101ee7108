"""What follows from following: somebody who put something off is owed a digest."""

from typing import cast

from hamsoo.kernel import clock
from hamsoo.ledger.facts import Fact
from hamsoo.ledger.followups import followup
from hamsoo.notices import actions
from hamsoo.people.models import Person
from hamsoo.threads.events import FollowChosen, Followed
from hamsoo.threads.models import Follow


@followup(Followed, FollowChosen)
def plan_digest_of_follower(fact: Fact) -> None:
    """Plan the next digest of who chose to hear in one."""
    if cast("Followed | FollowChosen", fact.event).delivery not in (Follow.Delivery.DAILY, Follow.Delivery.WEEKLY):
        return
    person = Person.objects.active().select_related("unit").filter(pk=fact.actor.id or 0).first()
    if person is not None:
        actions.plan_digest(person=person, at=clock.now())
