"""How cases hang together: links, merging with exact undo, and splitting. Nothing is moved; what is together is shown together."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from hamsoo.cases import events, queries, rules
from hamsoo.cases.actions import entering, members
from hamsoo.cases.actions.secrecy import close_to_others
from hamsoo.cases.actions.working import require_no_hand_off
from hamsoo.cases.models import Case, CaseLink, Merge, SplitMessage
from hamsoo.kernel.errors import Conflict, Invalid, NotFound
from hamsoo.people.models import Person
from hamsoo.spaces import actions as spaces


@transaction.atomic
def link(*, actor: Person, case: Case, other: Case, kind: str, at: datetime) -> CaseLink:
    """Say how a case hangs together with another that the actor reads; saying it again changes nothing."""
    if kind not in CaseLink.Kind.values:
        raise Invalid(field="kind")
    case = entering.locked(actor, case.pk)
    other = queries.case(person=actor, pk=other.pk)
    if case.pk == other.pk:
        raise Invalid(_("This is the same case."), field="other")
    made, is_new = CaseLink.objects.get_or_create(case=case, other=other, kind=kind, defaults={"by": actor, "at": at})
    if is_new:
        entering.state_fact(events.CaseLinked, case, actor=actor, at=at, other_id=other.pk, kind=kind)
    return made


@transaction.atomic
def unlink(*, actor: Person, case: Case, link_id: int, at: datetime) -> None:
    """Say that two cases do not hang together so."""
    case = entering.locked(actor, case.pk)
    if not CaseLink.objects.filter(pk=link_id, case=case).delete()[0]:
        raise NotFound
    entering.state_fact(events.CaseEdited, case, actor=actor, at=at, parts=("links",))


@transaction.atomic
def merge(*, actor: Person, case: Case, into: Case, at: datetime) -> Case:
    """Show a case with another from now on, and end it; what each reader does not read of it stays hidden from them. Return the other."""
    case, into = _both(actor, case.pk, into.pk)
    require_no_hand_off(case)
    before = {
        "state": case.state,
        "resolved_at": case.resolved_at.isoformat() if case.resolved_at else None,
        "closed_at": case.closed_at.isoformat() if case.closed_at else None,
    }
    Merge.objects.create(case=case, into=into, before=before, by=actor, at=at)
    entering.shift(case, actor=actor, at=at, state=Case.State.CLOSED)
    case.merged_into = into
    case.save(update_fields=["merged_into"])
    entering.keep_end(case)
    entering.state_fact(events.CaseMerged, case, actor=actor, at=at, into_id=into.pk)
    return into


@transaction.atomic
def unmerge(*, actor: Person, case: Case, at: datetime) -> Case:
    """Let a case stand by itself again, exactly as it was when it was merged."""
    case = entering.locked(actor, case.pk, to_work=False)
    rules.require_can_work(actor, case)
    merged = Merge.objects.filter(case=case, undone_at=None).first()
    if merged is None:
        raise Conflict(_("This case was not merged."))
    merged.undone_at, merged.undone_by = at, actor
    merged.save(update_fields=["undone_at", "undone_by"])
    case.merged_into = None
    case.save(update_fields=["merged_into"])
    entering.shift(case, actor=actor, at=at, state=Case.State(merged.before["state"]))
    case.resolved_at, case.closed_at = _instant(merged.before["resolved_at"]), _instant(merged.before["closed_at"])
    case.save(update_fields=["resolved_at", "closed_at"])
    entering.keep_end(case)
    entering.state_fact(events.CaseUnmerged, case, actor=actor, at=at, into_id=merged.into_id)
    return case


@transaction.atomic
def split(*, actor: Person, case: Case, interaction_ids: Iterable[int], subject: str, at: datetime) -> Case:
    """Open another case out of some messages of one: they are shown in both from then on, and stay where they were."""
    case = entering.locked(actor, case.pk)
    wanted = set(interaction_ids)
    known = queries.message_ids(person=actor, case=case)
    if not wanted:
        raise Invalid(_("Choose what the new case is about."), field="messages")
    if not wanted <= known:
        raise NotFound
    made = Case.objects.create(
        subject=rules.required(subject, "subject", longest=rules.SUBJECT_LENGTH),
        unit=case.unit,
        record=case.record,
        type=case.type,
        values=case.values,
        priority=case.priority,
        tags=case.tags,
        opened_at=at,
    )
    SplitMessage.objects.bulk_create(SplitMessage(case=made, origin=case, interaction_id=pk) for pk in sorted(wanted))
    spaces.ensure_unit_space(unit=made.unit, at=at)
    entering.place(made, at=at, is_new=True)
    entering.enter(made, actor=actor, at=at)
    if case.is_confidential:
        close_to_others(actor=actor, case=made, at=at)
        made.refresh_from_db()
    entering.state_fact(events.CaseSplit, made, actor=actor, at=at, origin_id=case.pk)
    members.keep(made)
    return made


def _both(actor: Person, one: int, other: int) -> tuple[Case, Case]:
    """Return two cases that the actor works on, locked in the order of their ids: of two merges at once the second waits."""
    if one == other:
        raise Invalid(_("This is the same case."), field="into")
    found = {pk: entering.locked(actor, pk) for pk in sorted((one, other))}
    return found[one], found[other]


def _instant(text: Any) -> datetime | None:
    return parse_datetime(text) if text else None
