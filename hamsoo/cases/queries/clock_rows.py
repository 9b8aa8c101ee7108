"""The clocks of a case as its page shows them: a row for each who had it, and what the customer was promised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from hamsoo.cases.clocks import Clocks, OwnerTime, TargetClock
from hamsoo.cases.models import Case, HandOff, Partner
from hamsoo.cases.queries.clocks import clocks_of_found, steps_of
from hamsoo.cases.queries.handing import times_returned
from hamsoo.kernel.arrays import array
from hamsoo.kernel.prepared import Prepared, among_given
from hamsoo.people.models import Person, Unit
from hamsoo.people.queries import names_of

_UNITS = Prepared(lambda: Unit.objects.filter(among_given("pk", "units")).order_by())


@dataclass(frozen=True, slots=True)
class ClockRow:
    """Who has, had or is asked to take a case, and how much of what they agreed on is used. `time` None: it has not begun there."""

    place: Unit | Partner
    person: Person | None
    time: OwnerTime | None
    clock: TargetClock | None

    @property
    def has_it(self) -> bool:
        """Return whether the case is there now."""
        return self.time is not None and self.time.has_it


@dataclass(frozen=True, slots=True)
class ClockRows:
    """All of it, from one reading of the clocks."""

    clocks: Clocks
    rows: Sequence[ClockRow]
    promises: Sequence[TargetClock]
    times_returned: int


def clock_rows(*, case: Case, asked: HandOff | None, at: datetime) -> ClockRows:
    """Return how long each had a case that the reader reads, in the order in which it came to them, and who is asked to take it next.

    `asked` is the hand-off that waits for an answer.
    """
    steps = steps_of([case.pk])
    clocks = clocks_of_found([case], at, steps)[case.pk]
    units = {unit.pk: unit for unit in _UNITS(units=array({time.owner.unit_id for time in clocks.owners if time.owner.unit_id}))}
    partner_ids = {time.owner.partner_id for time in clocks.owners if time.owner.partner_id}
    partners = Partner.objects.in_bulk(partner_ids) if partner_ids else {}
    people = names_of({time.assignee_id for time in clocks.owners if time.assignee_id})
    agreed: dict[int | None, TargetClock] = {}
    for target in clocks.targets:
        # The newest stay counts, and of it what has the whole of it in view.
        if target.scope == "unit" and (target.kind == "resolution" or target.unit_id not in agreed):
            agreed[target.unit_id] = target
    rows = []
    for time in clocks.owners:
        place = units[time.owner.unit_id] if time.owner.unit_id else partners[time.owner.partner_id or 0]
        rows.append(
            ClockRow(place, people.get(time.assignee_id or 0), time, agreed.get(time.owner.unit_id) if time.owner.unit_id else None)
        )
    to = (asked.to_unit or asked.to_partner) if asked else None
    if to is not None and to not in [row.place for row in rows]:
        rows.append(ClockRow(to, None, None, None))
    newest = {target.kind: target for target in clocks.targets if target.scope == "organisation"}
    return ClockRows(clocks, rows, list(newest.values()), times_returned(steps[case.pk]))
