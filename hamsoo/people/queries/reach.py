"""When a colleague can be reached."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from hamsoo.kernel.calendars import NeverOpen, WorkingCalendar
from hamsoo.people import hours
from hamsoo.people.models import Person


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
