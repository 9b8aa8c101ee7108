"""What follows for requests, and for what leads look at, from what happens to people and skills.

A turn ends by a deadline of its own: one transaction holds one question only.
"""

from datetime import datetime

from hamsoo.kernel import deadlines
from hamsoo.ledger.facts import Fact
from hamsoo.ledger.followups import followup
from hamsoo.people.events import LeaveEntered, PersonLeft, SkillsArranged
from hamsoo.people.models import Leave
from hamsoo.people.queries import absences_of
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
    leave = Leave.objects.filter(pk=fact.event.leave_id)  # type: ignore[attr-defined]
    for ask in _waiting_for(fact):
        for begins, _end in absences_of(leave, ask.expert.time_zone, fact.happened_at):
            _pass_on_by(ask, datetime.fromisoformat(begins))


@followup(SkillsArranged)
def gather_as_skills_are_read(_fact: Fact) -> None:
    """Add up again what each person has shown, as skills that were merged are one, and those that were parted are two."""
    gather_shares()


def _waiting_for(fact: Fact) -> list[Ask]:
    """Return what waits for the person of a fact since before it, and was not taken on."""
    asked = Ask.objects.live().filter(expert=fact.event.person_id, sent_at__lte=fact.happened_at)  # type: ignore[attr-defined]
    return list(asked.filter(accepted_at=None).select_related("expert"))


def _pass_on_by(ask: Ask, begins: datetime) -> None:
    # Another leave that was entered before may begin sooner.
    known = deadlines.due_at(kind=ABSENCE, about=("ask", ask.pk))
    deadlines.set_deadline(kind=ABSENCE, about=("ask", ask.pk), due_at=min(begins, known or begins))
