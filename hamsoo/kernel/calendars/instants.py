"""Instants as whole seconds, and the offsets of a time zone over a range of them.

An instant is counted so that in UTC it equals the wall-clock second of `wall`; in a zone, `wall = instant + offset`.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from hamsoo.kernel.calendars.hours import DAY

# A little more than a year; a power of two keeps the arithmetic exact and cheap.
_CHUNK = 2**25
_FIRST = datetime.min.replace(tzinfo=UTC)
# A day from either end of the years that datetime knows, so that no zone's wall clock leaves them.
EARLIEST, LATEST = 2 * DAY, (datetime.max - datetime.min).days * DAY


def to_instant(at: datetime) -> int:
    """Return the whole second that `at` lies in. Raises ValueError for a naive datetime."""
    if at.utcoffset() is None:
        raise ValueError(f"a datetime needs a time zone: {at!r}")
    return (at - _FIRST) // timedelta(seconds=1) + DAY


def to_datetime(instant: int) -> datetime:
    """Return the start of a second, aware, in UTC."""
    return _FIRST + timedelta(seconds=instant - DAY)


def offsets(zone: ZoneInfo, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Yield the pieces of a range of instants over which the zone's offset stays the same: start, end, offset in seconds."""
    start, end = max(start, EARLIEST), min(end, LATEST)
    while start < end:
        for piece_start, piece_end, offset in _chunk(zone, start // _CHUNK):
            if piece_end > start and piece_start < end:
                yield max(piece_start, start), min(piece_end, end), offset
        start = (start // _CHUNK + 1) * _CHUNK


@lru_cache(maxsize=4_096)
def _chunk(zone: ZoneInfo, index: int) -> tuple[tuple[int, int, int], ...]:
    # zoneinfo does not tell its transitions, so they are looked for: day by day, then by halving the day.
    first, last = max(index * _CHUNK, EARLIEST), min((index + 1) * _CHUNK, LATEST)
    pieces, begun, offset = [], first, _offset(zone, first)
    for probe in (*range(first + DAY, last, DAY), last):
        while _offset(zone, min(probe, last - 1)) != offset:
            change = _change(zone, max(begun, probe - DAY), min(probe, last - 1))
            pieces.append((begun, change, offset))
            begun, offset = change, _offset(zone, change)
    pieces.append((begun, last, offset))
    return tuple(pieces)


def _change(zone: ZoneInfo, before: int, after: int) -> int:
    """Return the first instant that has another offset than `before`; `after` has another."""
    offset = _offset(zone, before)
    while after - before > 1:
        middle = (before + after) // 2
        if _offset(zone, middle) == offset:
            before = middle
        else:
            after = middle
    return after


def _offset(zone: ZoneInfo, instant: int) -> int:
    found = to_datetime(instant).astimezone(zone).utcoffset()
    return int(found.total_seconds()) if found is not None else 0
