"""When a colleague can be reached."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from hamsoo.kernel.calendars import NeverOpen, WorkingCalendar
from hamsoo.people import hours
from hamsoo.people.models import Person

DAY_BEGINS, DAY_ENDS = time(8), time(17)
"""What a line of a day shows: an office's day, whatever the hours of the one it is drawn for."""


def working_calendar(person: Person) -> WorkingCalendar:
    """Return when a person works: as they said, else as is usual here; not on leave."""
    return hours.calendar(person.working_calendar, person.absences)


@dataclass(frozen=True, slots=True)
class Reachability:
    """Whether a person works at an instant; `until` ends the work that is on, `opens_at` begins the next (all aware, UTC).

    `on_leave_until` is when the leave ends that they are on; None for those who are on none.
    """

    is_open: bool
    until: datetime | None
    opens_at: datetime | None
    on_leave_until: datetime | None = None


def reachability(*, person: Person, at: datetime) -> Reachability:
    """Return whether `person` works at `at`, until when, and else from when on; nothing of both for those who never do."""
    calendar, leave = working_calendar(person), hours.absence_at(person.absences, at)
    try:
        opens_at = calendar.next_open(at)
    except NeverOpen:
        return Reachability(False, None, None, leave)
    if opens_at > at:
        return Reachability(False, None, opens_at, leave)
    now = next(iter(calendar.spans(at, at + timedelta(days=2))))
    return Reachability(True, now.end, None)


@dataclass(frozen=True, slots=True)
class DayLine:
    """An office's day where a colleague is, as it is drawn: when they do not work in it, and where now is, in percent of it."""

    busy: list[tuple[float, float]]
    now: float


def day_line(*, person: Person, at: datetime) -> DayLine | None:
    """Return the day of `person` that `at` lies in; None when the day is over, and when they do not work on it."""
    calendar = working_calendar(person)
    here = at.astimezone(calendar.time_zone)
    begins = datetime.combine(here.date(), DAY_BEGINS, calendar.time_zone)
    ends = datetime.combine(here.date(), DAY_ENDS, calendar.time_zone)
    work = list(calendar.spans(begins, ends))
    if at >= ends or not work:
        return None
    edges = [0.0, *(_share(edge, begins, ends) for span in work for edge in (span.start, span.end)), 100.0]
    busy = [(edges[number], edges[number + 1]) for number in range(0, len(edges), 2)]
    return DayLine([(first, last) for first, last in busy if last > first], max(0.0, _share(at, begins, ends)))


def _share(at: datetime, begins: datetime, ends: datetime) -> float:
    return 100 * ((at - begins) / (ends - begins))
