"""When people work, read from what they keep as their working calendar."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from hamsoo.kernel.calendars import InvalidCalendar, WorkingCalendar, default_iran, from_dict

_MOST_KEPT = 4_096

Absences = Sequence[Sequence[str]]
"""Leave as pairs of instants in ISO form, the second not included: the form in which `kernel.calendars` keeps it."""


def calendar(kept: Mapping[str, Any] | None, absences: Absences = ()) -> WorkingCalendar:
    """Return the calendar that a person keeps, closed on leave; what is usual here for none, and for one that cannot be read."""
    return _calendar(_written(kept), _written(absences))


def is_at_work(kept: Mapping[str, Any] | None, at: datetime, absences: Absences = ()) -> bool:
    """Return whether somebody with this calendar and leave works at `at`, to the minute."""
    return _is_open(_written(kept), _written(absences), at.replace(second=0, microsecond=0))


def absence_at(absences: Absences, at: datetime) -> datetime | None:
    """Return when the leave ends that somebody is on at `at`; None for those who are on none. Leave that touches is one."""
    end = None
    for start, until in sorted((datetime.fromisoformat(start), datetime.fromisoformat(until)) for start, until in absences):
        if start <= (end or at) < until:
            end = until
    return end


def _written(kept: Mapping[str, Any] | Absences | None) -> str:
    return json.dumps(kept, sort_keys=True) if kept else ""


@lru_cache(maxsize=_MOST_KEPT)
def _calendar(written: str, absences: str) -> WorkingCalendar:
    try:
        kept = from_dict(json.loads(written)) if written else default_iran()
    except InvalidCalendar:
        # Written by an older release; what is usual is a better answer than none.
        kept = default_iran()
    if not absences:
        return kept
    away = from_dict({"time_zone": "UTC", "weeks": [{"days": {}}], "leave": json.loads(absences)})
    return kept.with_leave(away.leave)


@lru_cache(maxsize=_MOST_KEPT)
def _is_open(written: str, absences: str, minute: datetime) -> bool:
    # A page shows dozens of faces, most of them with the same calendar: each is asked once a minute.
    return _calendar(written, absences).is_open(minute)
