"""When a colleague can be reached."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from hamsoo.kernel.calendars import NeverOpen, WorkingCalendar
from hamsoo.people import hours
from hamsoo.people.models import Person


def working_calendar(person: Person) -> WorkingCalendar:
    """Return when a person works: as they said, else as is usual here."""
    return hours.calendar(person.working_calendar)


@dataclass(frozen=True, slots=True)
class Reachability:
    """Whether a person works at an instant; `until` ends the work that is on, `opens_at` begins the next (both aware, UTC)."""

    is_open: bool
    until: datetime | None
    opens_at: datetime | None


def reachability(*, person: Person, at: datetime) -> Reachability:
    """Return whether `person` works at `at`, until when, and else from when on; nothing of both for those who never do."""
    calendar = working_calendar(person)
    try:
        opens_at = calendar.next_open(at)
    except NeverOpen:
        return Reachability(False, None, None)
    if opens_at > at:
        return Reachability(False, None, opens_at)
    now = next(iter(calendar.spans(at, at + timedelta(days=2))))
    return Reachability(True, now.end, None)
