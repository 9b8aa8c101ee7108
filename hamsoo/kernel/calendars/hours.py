"""Working hours on the wall clock: spans, weeks with an effective date, corrections of single days."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from itertools import pairwise
from types import MappingProxyType
from typing import Literal

from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.errors import Invalid

DAY = 86_400

CorrectionKind = Literal["closed", "usual", "hours"]


class InvalidCalendar(Invalid):
    """The parts of a working calendar contradict one another; `field` is the path of the wrong one, such as `weeks[0].days.friday`."""

    default = _("This working calendar is not valid.")


@dataclass(frozen=True, slots=True)
class Span:
    """Hours of work from `start` up to but not including `end`, in whole seconds of the wall clock.

    An `end` that is not after `start` lies on the next day: `Span(time(22), time(6))` crosses midnight, `Span(time(16), time(0))` ends at
    24:00, and `Span(time(0), time(0))` is the whole day. A span belongs to the day on which it starts.
    """

    start: time
    end: time

    def __post_init__(self) -> None:
        for name in ("start", "end"):
            value: time = getattr(self, name)
            if value.tzinfo is not None or value.microsecond:
                raise InvalidCalendar(_("Hours are whole seconds on the clock of the calendar."), field=name)

    @property
    def seconds(self) -> tuple[int, int]:
        """Return start and end as seconds after the midnight that begins the day; `end` is at most two days."""
        start, end = _seconds(self.start), _seconds(self.end)
        return start, end if end > start else end + DAY


@dataclass(frozen=True)
class Week:
    """The usual hours of the seven days (Monday is 0), from the day `effective_from` until the next week of the calendar.

    `date.min` means always. Days that `days` leaves out are closed. Spans of one day may touch but not overlap.
    """

    effective_from: date
    days: Mapping[int, tuple[Span, ...]] = field(hash=False)

    def __post_init__(self) -> None:
        for weekday, spans in self.days.items():
            if weekday not in range(7):
                raise InvalidCalendar(_("Weekdays go from 0 (Monday) to 6 (Sunday)."), field="days")
            refuse_overlap(spans)
        kept = {weekday: _in_order(spans) for weekday, spans in sorted(self.days.items()) if spans}
        object.__setattr__(self, "days", MappingProxyType(kept))

    def __reduce__(self) -> tuple[type["Week"], tuple[date, dict[int, tuple[Span, ...]]]]:
        """Let a week be copied and cached, which its read-only view of the days does not allow by itself."""
        return Week, (self.effective_from, dict(self.days))


@dataclass(frozen=True, slots=True)
class Correction:
    """What an administrator says about one day, against the week and the public holidays.

    `closed` adds a day off, `usual` takes a public holiday back, `hours` gives the day hours of its own: half a day, or work on a Friday.
    """

    on: date
    kind: CorrectionKind
    spans: tuple[Span, ...] = ()
    reason: str = ""

    def __post_init__(self) -> None:
        if self.kind not in ("closed", "usual", "hours"):
            raise InvalidCalendar(_("A correction is one of: closed, usual, hours."), field="kind")
        if (self.kind == "hours") != bool(self.spans):
            raise InvalidCalendar(_("Hours are given for a correction of kind hours, and for no other."), field="spans")
        refuse_overlap(self.spans)
        object.__setattr__(self, "spans", _in_order(self.spans))


def refuse_overlap(spans: Sequence[Span]) -> None:
    """Raise InvalidCalendar when two spans of one day overlap."""
    ordered = sorted(span.seconds for span in spans)
    if any(earlier[1] > later[0] for earlier, later in pairwise(ordered)):
        raise InvalidCalendar(_("Hours of one day overlap."), field="spans")


def _in_order(spans: Sequence[Span]) -> tuple[Span, ...]:
    return tuple(sorted(spans, key=lambda span: span.start))


def _seconds(value: time) -> int:
    return value.hour * 3_600 + value.minute * 60 + value.second
