"""Cases with their histories from another system: what happened there becomes phases here, and nobody is told of what is past."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from hamsoo.cases import events, rules
from hamsoo.cases.actions import entering, promises
from hamsoo.cases.models import Case, ImportedCase, Phase
from hamsoo.identity.models import SourceRecord
from hamsoo.ledger.actions import Statement, record_all
from hamsoo.ledger.actors import SYSTEM
from hamsoo.people.models import Person, Unit

Step = tuple[str, int, int | None, int]
"""State, unit, assignee and priority."""


@dataclass(frozen=True, slots=True)
class Happened:
    """One row of a history: from `at` on, the case `key` was in this state with this unit, and so on."""

    key: str
    at: datetime
    state: str
    unit: Unit
    priority: int
    subject: str = ""
    assignee: Person | None = None
    record: SourceRecord | None = None

    @property
    def step(self) -> Step:
        """Return what a phase says of it."""
        return (self.state, self.unit.pk, self.assignee.pk if self.assignee else None, self.priority)


@transaction.atomic
def take_histories(*, origin: str, rows: Sequence[Happened], at: datetime) -> list[int]:
    """Take over what happened, the rows of each case in order; return the id of the case of each row.

    A row before the last phase of its case is known already and changes nothing; so is one that says the same as that phase.
    """
    known = _cases(origin, rows)
    last = {phase.case_id: phase for phase in _last_phases([case.pk for case in known.values()])}
    opened, changed = list[Case](), dict[int, Case]()
    for row in rows:
        case = known.get(row.key)
        if case is None:
            case = known[row.key] = _opened(origin, row)
            opened.append(case)
        before = last.get(case.pk)
        if before is not None and (row.at < before.started_at or _said(before) == row.step):
            continue
        last[case.pk] = _phase(case, row, before)
        changed[case.pk] = case
    for case in changed.values():
        case.save()
        entering.place(case, at=at)
    _state(opened)
    promises.reckon(case_ids=changed, at=at, quietly=True)
    return [known[row.key].pk for row in rows]


def _cases(origin: str, rows: Sequence[Happened]) -> dict[str, Case]:
    found = ImportedCase.objects.filter(origin=origin, key__in={row.key for row in rows}).select_related(
        "case__unit", "case__record__system"
    )
    return {one.key: one.case for one in found.select_for_update(of=("self",))}


def _last_phases(case_ids: Sequence[int]) -> list[Phase]:
    return list(Phase.objects.filter(case__in=case_ids).order_by("case", "-number").distinct("case"))


def _said(phase: Phase) -> Step:
    return (phase.state, phase.unit_id or 0, phase.assignee_id, phase.priority)


def _opened(origin: str, row: Happened) -> Case:
    subject = (row.subject or row.key)[: rules.SUBJECT_LENGTH]
    case = Case.objects.create(subject=subject, record=row.record, unit=row.unit, opened_at=row.at)
    ImportedCase.objects.create(origin=origin, key=row.key, case=case)
    return case


def _phase(case: Case, row: Happened, before: Phase | None) -> Phase:
    """Add what a row says as a phase; the case is then as the row says."""
    case.state, case.unit, case.assignee, case.priority = Case.State(row.state), row.unit, row.assignee, Case.Priority(row.priority)
    ended = not case.is_open
    case.resolved_at = (case.resolved_at or row.at) if ended else None
    case.closed_at = row.at if case.state == Case.State.CLOSED else None
    return Phase.objects.create(
        case=case,
        number=before.number + 1 if before else 1,
        started_at=row.at,
        state=row.state,
        unit=row.unit,
        assignee=row.assignee,
        priority=row.priority,
    )


def _state(cases: Sequence[Case]) -> None:
    """State when the cases were opened, so that they stand on their customers' stories and are found; nobody is told."""
    spaces = rules.unit_spaces([case.unit_id for case in cases])
    record_all(
        [
            Statement(
                events.CaseOpened(case_id=case.pk, unit_id=case.unit_id, record_id=case.record_id),
                SYSTEM,
                [case.ref, *([("source_record", case.record_id, "source_record")] if case.record_id else [])],
                [spaces[case.unit_id]] if case.unit_id in spaces else [],
                case.opened_at,
            )
            for case in cases
        ]
    )
