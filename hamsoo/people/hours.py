"""When people work, read from what they keep as their working calendar."""

import json
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from hamsoo.kernel.calendars import InvalidCalendar, WorkingCalendar, default_iran, from_dict

_MOST_KEPT = 4_096


def calendar(kept: Mapping[str, Any] | None) -> WorkingCalendar:
    """Return the calendar that a person keeps; what is usual here for none, and for one that cannot be read."""
    return _calendar(json.dumps(kept, sort_keys=True) if kept else "")


def is_at_work(kept: Mapping[str, Any] | None, at: datetime) -> bool:
    """Return whether somebody with this calendar works at `at`, to the minute."""
    return _is_open(json.dumps(kept, sort_keys=True) if kept else "", at.replace(second=0, microsecond=0))


@lru_cache(maxsize=_MOST_KEPT)
def _calendar(written: str) -> WorkingCalendar:
    try:
        return from_dict(json.loads(written)) if written else default_iran()
    except InvalidCalendar:
        # Written by an older release; what is usual is a better answer than none.
        return default_iran()


@lru_cache(maxsize=_MOST_KEPT)
def _is_open(written: str, minute: datetime) -> bool:
    # A page shows dozens of faces, most of them with the same calendar: each is asked once a minute.
    return _calendar(written).is_open(minute)
