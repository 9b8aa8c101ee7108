"""What is promised about time, as administrators look at it; and what it would mean for a case that is opened now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.timezone import localdate

from hamsoo.cases.clocks import Clocks, Facts, Step, compute
from hamsoo.cases.models import Hours, SlaPolicy, SlaVersion
from hamsoo.cases.queries.clocks import calendars, policies
from hamsoo.kernel.calendars import WorkingCalendar, default_iran, from_dict
from hamsoo.kernel.errors import NotFound
from hamsoo.people.models import Unit

_DAY = 86_400


@dataclass(frozen=True, slots=True)
class DayOpen:
    """A day of a preview: its working time as (from, length), and what is due in it as (place, kind); all in percent of the day."""

    day: datetime
    spans: Sequence[tuple[float, float]]
    due: Sequence[tuple[float, str]]


def versions_in_force(*, at: datetime) -> list[SlaVersion]:
    """Return what every policy says now, in the order in which they are tried; ended ones are left out."""
    rows = SlaVersion.objects.filter(effective_at__lte=at).select_related("policy", "hours_of").order_by("effective_at")
    newest = {row.policy_id: row for row in rows}
    return sorted((row for row in newest.values() if row.is_active), key=lambda row: (row.policy.scope, row.rank, row.policy_id))


def policy(*, pk: int) -> SlaPolicy:
    """Return a policy, or raise `NotFound`."""
    found = SlaPolicy.objects.filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def hours_now(*, unit: Unit | None, at: datetime) -> WorkingCalendar:
    """Return the calendar by which a unit, or the organisation, works now."""
    row = Hours.objects.filter(unit=unit, effective_at__lte=at).order_by("-effective_at").first()
    return from_dict(row.calendar) if row else default_iran()


def preview(*, unit: Unit, priority: int, at: datetime, type_id: int | None = None, segment: str = "") -> Clocks:
    """Return the clocks of a case as if it were opened now in a unit."""
    facts = Facts(type_id, frozenset({segment} - {""}))
    steps = [Step(at, "new", unit.pk, None, None, priority)]
    return compute(steps=steps, contacts=(), policies=policies(), calendars=calendars(), at=at, facts=facts)


def week_of(*, clocks: Clocks, calendar: WorkingCalendar, at: datetime) -> list[DayOpen]:
    """Return the seven days from now as a picture: when work is done, and when which promise is due."""
    first = localdate(at, calendar.time_zone)
    days = []
    for number in range(7):
        begins = datetime.combine(first + timedelta(days=number), datetime.min.time(), calendar.time_zone)
        ends = datetime.combine(first + timedelta(days=number + 1), datetime.min.time(), calendar.time_zone)
        spans = [
            (100 * (one.start - begins).total_seconds() / _DAY, 100 * (one.end - one.start).total_seconds() / _DAY)
            for one in calendar.spans(begins, ends)
        ]
        due = [
            (100 * (target.due_at - begins).total_seconds() / _DAY, target.kind)
            for target in clocks.targets
            if target.due_at is not None and begins <= target.due_at < ends
        ]
        days.append(DayOpen(begins, spans, due))
    return days
