"""Working time by the calendar that was in force at each moment."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from hamsoo.kernel.calendars import NeverOpen, WorkingCalendar
from hamsoo.kernel.calendars.instants import to_datetime, to_instant

# A little more than a year: what is looked at once is kept as one list of openings.
_CHUNK = 2**25
# Beyond as many chunks a target is looked for by the calendar itself, which knows when to give up.
_NEAR = 3


class _Openings(NamedTuple):
    """The working time of one chunk: where each opening begins, where it ends, and how much was before it; and the sum."""

    starts: list[int]
    ends: list[int]
    before: list[int]
    total: int


class Timetable:
    """A calendar with its versions: each stretch of time is measured with the version that was in force when it ran.

    So a change moves only what is still to come. The first version also holds for what was before it.
    """

    def __init__(self, versions: Sequence[tuple[datetime, WorkingCalendar]]) -> None:
        if not versions:
            raise ValueError("a timetable needs a calendar")
        ordered = sorted(versions, key=lambda version: version[0])
        self._starts = [to_instant(effective_at) for effective_at, _calendar in ordered]
        self._calendars = tuple(calendar for _effective_at, calendar in ordered)
        self._chunks: dict[int, _Openings] = {}
        # From this instant on it is known never to open.
        self._dead_from: int | None = None

    def between(self, start: int, end: int) -> int:
        """Return the working seconds between two instants, `start` first."""
        first, last = start // _CHUNK, end // _CHUNK
        if first == last:
            chunk = self._chunks.get(first) or self._chunk(first)
            return _until(chunk, end) - _until(chunk, start)
        whole = sum(self._chunk(index).total for index in range(first + 1, last))
        chunk = self._chunk(first)
        return chunk.total - _until(chunk, start) + whole + _until(self._chunk(last), end)

    def add(self, start: int, seconds: int) -> int:
        """Return the earliest instant by which `seconds` (1 or more) of working time have passed. Raises NeverOpen."""
        index = start // _CHUNK
        missing = seconds + _until(self._chunk(index), start)
        for number in range(index, index + _NEAR):
            chunk = self._chunk(number)
            if missing <= chunk.total:
                found = bisect_left(chunk.before, missing) - 1
                return chunk.starts[found] + missing - chunk.before[found]
            missing -= chunk.total
        return self._far((index + _NEAR) * _CHUNK, missing)

    def _far(self, start: int, seconds: int) -> int:
        if self._dead_from is not None and start >= self._dead_from:
            raise NeverOpen()
        for piece_start, piece_end, calendar in self._pieces(start, None):
            if piece_end is not None:
                found = calendar.working_between(to_datetime(piece_start), to_datetime(piece_end))
                if found < seconds:
                    seconds -= found
                    continue
            try:
                return to_instant(calendar.add_working(to_datetime(piece_start), seconds))
            except NeverOpen:
                self._dead_from = piece_start
                raise
        raise NeverOpen()

    def _chunk(self, index: int) -> _Openings:
        chunk = self._chunks.get(index)
        if chunk is None:
            chunk = self._chunks[index] = self._laid_out(index * _CHUNK, (index + 1) * _CHUNK)
        return chunk

    def _laid_out(self, start: int, end: int) -> _Openings:
        starts, ends, before, total = list[int](), list[int](), list[int](), 0
        for piece_start, piece_end, calendar in self._pieces(start, end):
            for opening in calendar.spans(to_datetime(piece_start), to_datetime(piece_end or end)):
                opens, closes = to_instant(opening.start), to_instant(opening.end)
                starts.append(opens)
                ends.append(closes)
                before.append(total)
                total += closes - opens
        return _Openings(starts, ends, before, total)

    def _pieces(self, start: int, end: int | None) -> list[tuple[int, int | None, WorkingCalendar]]:
        """Return the parts of a range with the calendar of each; the last has no end when the range has none."""
        first = max(bisect_right(self._starts, start) - 1, 0)
        pieces = list[tuple[int, int | None, WorkingCalendar]]()
        for number in range(first, len(self._calendars)):
            begins = start if number == first else self._starts[number]
            ends = self._starts[number + 1] if number + 1 < len(self._calendars) else None
            if end is not None:
                ends = end if ends is None else min(ends, end)
                if begins >= end:
                    break
            if ends is None or ends > begins:
                pieces.append((begins, ends, self._calendars[number]))
        return pieces


def _until(chunk: _Openings, instant: int) -> int:
    """Return the working seconds of a chunk before an instant of it."""
    found = bisect_right(chunk.starts, instant) - 1
    return chunk.before[found] + min(instant, chunk.ends[found]) - chunk.starts[found] if found >= 0 else 0


@lru_cache(maxsize=256)
def timetable(versions: tuple[tuple[datetime, WorkingCalendar], ...]) -> Timetable:
    """Return the timetable of these versions; equal ones share one, so that it stays warm."""
    return Timetable(versions)


class Calendars:
    """The timetables of an organisation: of each calendar by its id, and by which calendar each unit works."""

    def __init__(self, usual: Timetable, known: Mapping[int, Timetable], of_units: Mapping[int, int]) -> None:
        self._usual, self._known, self._of_units = usual, known, of_units

    def of(self, calendar_id: int | None) -> Timetable:
        """Return the timetable of a calendar; without one, that of the organisation."""
        return self._known.get(calendar_id, self._usual) if calendar_id is not None else self._usual

    def of_unit(self, unit_id: int | None) -> Timetable:
        """Return the hours of a unit; of a partner, and of a unit without hours of its own, those of the organisation."""
        return self.of(self._of_units.get(unit_id)) if unit_id is not None else self._usual
