"""The open hours of a calendar on the wall clock, as if no zone existed.

A wall-clock second is `day.toordinal() * 86400` plus the seconds of that day. The axis is cut into blocks of seven days. Most blocks
look like the template of their week, so a long range costs one look-up a week; only blocks with a holiday, a correction or a change of
week are built one by one.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import MAXYEAR, MINYEAR, date
from functools import lru_cache
from typing import NamedTuple

from hamsoo.kernel.calendars.holidays import public_holidays
from hamsoo.kernel.calendars.hours import DAY, Correction, Span, Week

Interval = tuple[int, int]

_BLOCK = 7 * DAY
_FIRST_DAY, _LAST_DAY = date(MINYEAR, 1, 1).toordinal(), date(MAXYEAR, 12, 31).toordinal()


class _Block(NamedTuple):
    """Open intervals of seven days, disjoint, in order, in seconds from the start of the block; and their sum."""

    intervals: tuple[Interval, ...]
    total: int

    def within(self, low: int, high: int) -> int:
        """Return the open seconds between two seconds of the block."""
        if low <= 0 and high >= _BLOCK:
            return self.total
        return sum(max(0, min(end, high) - max(start, low)) for start, end in self.intervals)


class WallHours:
    """Weeks, holidays and corrections as one set of open intervals. Build it with `wall_hours`, which shares equal ones."""

    def __init__(
        self,
        weeks: tuple[Week, ...],
        country: str | None,
        subdivision: str | None,
        corrections: tuple[Correction, ...],
    ) -> None:
        self._weeks = weeks
        self._week_starts = [week.effective_from.toordinal() for week in weeks]
        self._country, self._subdivision = country, subdivision
        self._corrections = {correction.on.toordinal(): correction for correction in corrections}
        self._templates: dict[int, _Block] = {}
        self._blocks: dict[int, _Block] = {}

    def open_seconds(self, start: int, end: int) -> int:
        """Return the open seconds between two wall-clock seconds."""
        return sum(block.within(low, high) for _base, block, low, high in self._covering(start, end))

    def intervals(self, start: int, end: int) -> Iterator[Interval]:
        """Yield the open intervals between two wall-clock seconds in order, cut at the edges of blocks."""
        for base, block, low, high in self._covering(start, end):
            for opens, closes in block.intervals:
                if opens < high and closes > low:
                    yield base + max(opens, low), base + min(closes, high)

    def after(self, start: int, end: int, seconds: int) -> tuple[int | None, int]:
        """Return the wall-clock second at which `seconds` (1 or more) of open time have passed since `start`, and 0.

        When they have not passed by `end`, return None and the seconds still missing.
        """
        for base, block, low, high in self._covering(start, end):
            found = block.within(low, high)
            if found < seconds:
                seconds -= found
                continue
            for opens, closes in block.intervals:
                first, last = max(opens, low), min(closes, high)
                if last - first >= seconds:
                    return base + first + seconds, 0
                seconds -= max(0, last - first)
        return None, seconds

    def _covering(self, start: int, end: int) -> Iterator[tuple[int, _Block, int, int]]:
        """Yield the blocks of a range: where each begins, the block, and which part of it lies in the range."""
        if start >= end:
            return
        for index in range(start // _BLOCK, (end - 1) // _BLOCK + 1):
            base = index * _BLOCK
            yield base, self._block(index), max(start - base, 0), min(end - base, _BLOCK)

    def _block(self, index: int) -> _Block:
        block = self._blocks.get(index)
        if block is None:
            block = self._blocks[index] = self._built(index)
        return block

    def _built(self, index: int) -> _Block:
        # The day before belongs to it: its last span may cross midnight into this block.
        days = range(index * 7 - 1, index * 7 + 7)
        week = self._week_on(days[0])
        if week != self._week_on(days[-1]) or self._has_exception(days):
            return _merged([self._spans_on(day) for day in days])
        if week not in self._templates:
            self._templates[week] = _merged([self._usual_spans(day) for day in days])
        return self._templates[week]

    def _week_on(self, day: int) -> int:
        return bisect_right(self._week_starts, day) - 1

    def _has_exception(self, days: range) -> bool:
        return not (
            self._corrections.keys().isdisjoint(days)
            and self._holidays_near(days[0]).isdisjoint(days)
            and self._holidays_near(days[-1]).isdisjoint(days)
        )

    def _spans_on(self, day: int) -> tuple[Span, ...]:
        correction = self._corrections.get(day)
        if correction is None:
            return () if day in self._holidays_near(day) else self._usual_spans(day)
        return self._usual_spans(day) if correction.kind == "usual" else correction.spans

    def _usual_spans(self, day: int) -> tuple[Span, ...]:
        week = self._week_on(day)
        return self._weeks[week].days.get((day - 1) % 7, ()) if week >= 0 else ()

    def _holidays_near(self, day: int) -> frozenset[int]:
        if self._country is None or not _FIRST_DAY <= day <= _LAST_DAY:
            return frozenset()
        return _holiday_ordinals(self._country, self._subdivision, date.fromordinal(day).year)


@lru_cache(maxsize=256)
def wall_hours(weeks: tuple[Week, ...], country: str | None, subdivision: str | None, corrections: tuple[Correction, ...]) -> WallHours:
    """Return the open hours of these parts; equal parts share one object, so that calendars read from rows stay warm."""
    return WallHours(weeks, country, subdivision, corrections)


@lru_cache(maxsize=2_048)
def _holiday_ordinals(country: str, subdivision: str | None, year: int) -> frozenset[int]:
    return frozenset(day.toordinal() for day in public_holidays(country, year, subdivision=subdivision))


def _merged(days: Sequence[tuple[Span, ...]]) -> _Block:
    """Return the block of seven days, given the spans of these days and of the day before."""
    merged: list[Interval] = []
    for number, spans in enumerate(days, start=-1):
        for opens, closes in (span.seconds for span in spans):
            start, end = max(number * DAY + opens, 0), min(number * DAY + closes, _BLOCK)
            if merged and start <= merged[-1][1]:
                merged[-1] = merged[-1][0], max(merged[-1][1], end)
            elif start < end:
                merged.append((start, end))
    return _Block(tuple(merged), sum(end - start for start, end in merged))
