"""What a case does when its customer writes: it goes on, or a new one begins."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hamsoo.cases import events
from hamsoo.cases.actions import entering, working
from hamsoo.cases.models import Case
from hamsoo.interactions.models import Correspondence, Interaction, Mailbox
from hamsoo.ledger.actors import SYSTEM

_WAITED = (Case.State.CUSTOMER, Case.State.RESOLVED)


@transaction.atomic
def hear(*, interaction_id: int, at: datetime, cause: int | None = None) -> Case | None:
    """Take note of something that a customer wrote; return the case that it belongs to, None where it makes none.

    A case that waited for the customer, or was resolved, is in work again. After one that was closed a new one begins. Where nobody keeps
    cases (a unit without a mailbox) nothing is opened, and what a machine wrote changes nothing.
    """
    said = Interaction.objects.filter(pk=interaction_id, direction=Interaction.Direction.IN, is_automatic=False).first()
    if said is None:
        return None
    # One at a time a correspondence, so that two mails do not open two cases.
    about = (
        Correspondence.objects.select_for_update(no_key=True, of=("self",)).select_related("unit", "record").get(pk=said.correspondence_id)
    )
    known = _case_of(about)
    if known is None:
        return _open(about, said, at, cause)
    case = entering.locked(SYSTEM, known.pk)
    if case.state in _WAITED:
        entering.shift(case, actor=SYSTEM, at=at, cause=cause, state=Case.State.WORKING)
    entering.state_fact(events.CustomerWrote, case, actor=SYSTEM, at=at, cause=cause, interaction_id=said.pk)
    return case


def _case_of(about: Correspondence) -> Case | None:
    """Return the case in which a correspondence goes on: the newest that is not closed, or that one it was merged into."""
    for case in Case.objects.filter(correspondence=about).order_by("-opened_at", "-pk"):
        root = case
        while root.merged_into is not None:
            root = root.merged_into
        if root.state != Case.State.CLOSED:
            return root
    return None


def _open(about: Correspondence, said: Interaction, at: datetime, cause: int | None) -> Case | None:
    if about.unit.closed_on is not None or not Mailbox.objects.filter(unit=about.unit, is_active=True).exists():
        return None
    subject = " ".join((about.subject or said.subject or said.text).split())[:300] or said.get_channel_display()
    # What goes on after something confidential is read by those who were with it: its subject, and what was said before, stay theirs.
    before = [about.pk, *([about.continues_id] if about.continues_id else [])]
    after = Case.objects.filter(correspondence__in=before, is_confidential=True).order_by("-opened_at", "-pk").first()
    return working.open(
        actor=SYSTEM, unit=about.unit, subject=str(subject), record=about.record, correspondence=about, after=after, at=at, cause=cause
    )
