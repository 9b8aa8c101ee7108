"""Clocks move when a case does, when somebody writes, and when something else is promised: then it is found again when to tell."""

from collections.abc import Sequence
from typing import cast

from hamsoo.cases import events
from hamsoo.cases.actions import promises
from hamsoo.cases.models import Case
from hamsoo.interactions.events import DeliveryFailed, InteractionReceived, InteractionSent
from hamsoo.kernel import clock
from hamsoo.ledger.facts import Fact
from hamsoo.ledger.followups import followup, followup_together


@followup_together(
    events.CaseOpened,
    events.CaseStateChanged,
    events.CaseAssigned,
    events.CasePriorityChanged,
    events.CaseEdited,
    events.CaseMerged,
    events.CaseUnmerged,
    events.HandOffAccepted,
    events.HandOffReturned,
)
def reckon_with_cases(facts: Sequence[Fact]) -> None:
    """Find again when a case that changed is due."""
    promises.reckon(case_ids={cast("events.CaseOpened", fact.event).case_id for fact in facts}, at=clock.now())


@followup_together(InteractionReceived, InteractionSent, DeliveryFailed)
def reckon_with_contacts(facts: Sequence[Fact]) -> None:
    """Find again when a case is due in which somebody wrote."""
    talks = {cast("InteractionReceived", fact.event).correspondence_id for fact in facts}
    promises.reckon(case_ids=set(Case.objects.open().filter(correspondence__in=talks).values_list("pk", flat=True)), at=clock.now())


@followup(events.PolicySet, events.PolicyEnded, events.HoursSet)
def reckon_with_promises(fact: Fact) -> None:  # noqa: ARG001 - whatever was promised, all open cases are looked at
    """Find again when each open case is due, part by part."""
    promises.reckon_all(after=0, at=clock.now())
