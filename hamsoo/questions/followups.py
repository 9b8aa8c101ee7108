"""What follows for requests, and for what leads look at, from what happens to people and skills.

A turn ends by a deadline of its own: one transaction holds one question only.
"""

from datetime import datetime

from hamsoo.kernel import deadlines
from hamsoo.ledger.facts import Fact
from hamsoo.ledger.followups import followup
from hamsoo.people.events import LeaveEntered, PersonLeft, SkillsArranged
from hamsoo.people.models import Person
from hamsoo.questions.actions.gathering import gather_shares
from hamsoo.questions.actions.turns import ABSENCE
from hamsoo.questions.models import Ask


@followup(PersonLeft)
def pass_on_of_leavers(fact: Fact) -> None:
    """Let the turns of somebody who has left pass at once."""
    for ask in _waiting_for(fact):
        deadlines.set_deadline(kind=ABSENCE, about=("ask", ask.pk), due_at=fact.happened_at)


@followup(LeaveEntered)
def pass_on_when_leave_begins(fact: Fact) -> None:
    """Let the turns of somebody who was asked before they entered their leave pass when it begins: their asker did not know of it."""
    for ask in _waiting_for(fact):
        if begins := _next_leave(ask.expert, after=fact.happened_at):
            deadlines.set_deadline(kind=ABSENCE, about=("ask", ask.pk), due_at=begins)


@followup(SkillsArranged)
def gather_as_skills_are_read(_fact: Fact) -> None:
    """Add up again what each person has shown, as skills that were merged are one, and those that were parted are two."""
    gather_shares()


def _waiting_for(fact: Fact) -> list[Ask]:
    return list(Ask.objects.live().filter(expert=fact.event.person_id, accepted_at=None).select_related("expert"))  # type: ignore[attr-defined]


def _next_leave(person: Person, *, after: datetime) -> datetime | None:
    """Return when the first leave begins, or has begun, that is not over at `after`."""
    spans = sorted((datetime.fromisoformat(start), datetime.fromisoformat(end)) for start, end in person.absences)
    return next((start for start, end in spans if end > after), None)
