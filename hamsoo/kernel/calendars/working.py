"""The working calendar: when people work, and arithmetic in working seconds."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple, Self
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.calendars.holidays import check_country
from hamsoo.kernel.calendars.hours import DAY, Correction, InvalidCalendar, Week
from hamsoo.kernel.calendars.instants import offsets, to_datetime, to_instant
from hamsoo.kernel.calendars.wall import Interval, WallHours, wall_hours
from hamsoo.kernel.errors import DomainError

# How far ahead open time is looked for.
_HORIZON = 100 * 366 * DAY


class NeverOpen(DomainError):
    """The calendar does not open, or not for long enough, in the hundred years after the start."""

    default = _("This working calendar is never open long enough.")


class Opening(NamedTuple):
    """Uninterrupted working time: `start` belongs to it, `end` does not. Both are aware, in UTC."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Leave:
    """Time in which one person does not work, although the calendar is open. Aware; `end` does not belong to it."""

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if to_instant(self.start) >= to_instant(self.end):
            raise InvalidCalendar(_("Leave ends after it starts."), field="end")


@dataclass(frozen=True)
class WorkingCalendar:
    """Weekly hours with effective dates, public holidays, corrections and leave, in a time zone.

    The calendar is open at an instant when the clock on the wall of `time_zone` shows working hours: of an hour that is skipped nobody
    works, and of an hour that comes twice both are working time. It is closed before its first week, on the public holidays of `country`,
    and during leave; corrections win over week and holidays, leave wins over all. A span belongs to the day on which it starts.

    Time is counted in whole seconds: an instant counts as the second that it lies in. So parts always sum exactly to their whole.
    """

    time_zone: ZoneInfo
    weeks: tuple[Week, ...]
    country: str | None = None
    subdivision: str | None = None
    corrections: tuple[Correction, ...] = ()
    leave: tuple[Leave, ...] = ()
    _wall: WallHours = field(init=False, repr=False, compare=False)
    _absences: tuple[Interval, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        weeks = tuple(sorted(self.weeks, key=lambda week: week.effective_from))
        corrections = tuple(sorted(self.corrections, key=lambda correction: correction.on))
        _refuse_twice(weeks, corrections)
        if self.country is not None:
            check_country(self.country, self.subdivision)
        elif self.subdivision is not None:
            raise InvalidCalendar(_("A part of a country needs the country."), field="country")
        keep = object.__setattr__
        keep(self, "weeks", weeks)
        keep(self, "corrections", corrections)
        keep(self, "leave", tuple(sorted(self.leave, key=lambda leave: to_instant(leave.start))))
        keep(self, "_wall", wall_hours(weeks, self.country, self.subdivision, corrections))
        keep(self, "_absences", tuple(_joined((to_instant(one.start), to_instant(one.end)) for one in self.leave)))

    def with_leave(self, leave: Iterable[Leave]) -> Self:
        """Return this calendar for a person who is also away during `leave`."""
        return replace(self, leave=(*self.leave, *leave))

    def is_open(self, at: datetime) -> bool:
        """Tell whether `at` is working time. Raises ValueError for a naive datetime, as all methods do."""
        second = to_instant(at)
        return self._open_seconds(second, second + 1) == 1

    def working_between(self, start: datetime, end: datetime) -> int:
        """Return the working seconds from `start` to `end`; negative when `end` comes first.

        Raises ValueError when they lie more than a hundred years apart, which is a mistake in a date.
        """
        first, last = to_instant(start), to_instant(end)
        if abs(last - first) > _HORIZON:
            raise ValueError(f"more than a hundred years apart: {start} and {end}")
        return self._open_seconds(first, last) if first <= last else -self._open_seconds(last, first)

    def add_working(self, start: datetime, seconds: int) -> datetime:
        """Return the earliest instant by which `seconds` of working time have passed since `start`, in UTC.

        Eight hours from the opening of an eight-hour day end at its closing, not at the next opening; no seconds end at `start` itself.
        Raises NeverOpen, and ValueError when `seconds` is negative.
        """
        if seconds < 0:
            raise ValueError(f"working time is not added backwards: {seconds}")
        first = to_instant(start)
        if seconds == 0:
            return to_datetime(first)
        missing = seconds
        for piece_start, piece_end, offset in self._pieces(first, first + _HORIZON):
            found, missing = self._wall.after(piece_start + offset, piece_end + offset, missing)
            if found is not None:
                return to_datetime(found - offset)
        raise NeverOpen()

    def next_open(self, at: datetime) -> datetime:
        """Return `at` in UTC when it is working time, and else the next opening. Raises NeverOpen."""
        second = to_instant(at)
        for opens, _closes in self._intervals(second, second + _HORIZON):
            return to_datetime(opens)
        raise NeverOpen()

    def spans(self, start: datetime, end: datetime) -> Iterator[Opening]:
        """Yield the uninterrupted working time between two instants, in order, cut at `start` and `end`."""
        for opens, closes in _joined(self._intervals(to_instant(start), to_instant(end))):
            yield Opening(to_datetime(opens), to_datetime(closes))

    def _open_seconds(self, start: int, end: int) -> int:
        return sum(
            self._wall.open_seconds(piece_start + offset, piece_end + offset) for piece_start, piece_end, offset in self._pieces(start, end)
        )

    def _intervals(self, start: int, end: int) -> Iterator[Interval]:
        for piece_start, piece_end, offset in self._pieces(start, end):
            for opens, closes in self._wall.intervals(piece_start + offset, piece_end + offset):
                yield opens - offset, closes - offset

    def _pieces(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """Yield the stretches without leave over which the zone's offset stays the same: start, end, offset."""
        for away, back in self._absences:
            if back <= start:
                continue
            if away >= end:
                break
            yield from offsets(self.time_zone, start, away)
            start = back
        yield from offsets(self.time_zone, start, end)


def _joined(intervals: Iterable[Interval]) -> Iterator[Interval]:
    """Yield intervals that come in order of their start, with those that touch or overlap made one."""
    current: Interval | None = None
    for start, end in intervals:
        if current is not None and start <= current[1]:
            current = current[0], max(current[1], end)
            continue
        if current is not None:
            yield current
        current = start, end
    if current is not None:
        yield current


def _refuse_twice(weeks: tuple[Week, ...], corrections: tuple[Correction, ...]) -> None:
    if not weeks:
        raise InvalidCalendar(_("A calendar needs a week."), field="weeks")
    if any(one.effective_from == other.effective_from for one, other in pairwise(weeks)):
        raise InvalidCalendar(_("Two weeks begin on the same day."), field="weeks")
    if any(one.on == other.on for one, other in pairwise(corrections)):
        raise InvalidCalendar(_("A day is corrected twice."), field="corrections")
