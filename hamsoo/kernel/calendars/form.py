"""The JSON form of a working calendar, for a database row, an export or the API.

    {"time_zone": "Asia/Tehran", "country": "IR", "subdivision": null,
     "weeks": [{"effective_from": null, "days": {"saturday": [["08:00", "17:00"]], "thursday": [["08:00", "24:00"]]}}],
     "corrections": [{"on": "2026-03-29", "kind": "hours", "spans": [["08:00", "12:00"]], "reason": "..."}],
     "leave": [["2026-08-01T00:00:00+00:00", "2026-08-08T00:00:00+00:00"]]}

Days are Gregorian ISO dates, `effective_from` null means always, and hours have seconds only where they are not zero.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from typing import Any, TypeVar, cast
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.calendars.hours import Correction, CorrectionKind, InvalidCalendar, Span, Week, refuse_overlap
from hamsoo.kernel.calendars.working import Leave, WorkingCalendar

Part = TypeVar("Part")

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?", re.ASCII)
_CALENDAR_KEYS = {"time_zone", "country", "subdivision", "weeks", "corrections", "leave"}
_WEEK_KEYS = {"effective_from", "days"}
_CORRECTION_KEYS = {"on", "kind", "spans", "reason"}


def to_dict(calendar: WorkingCalendar) -> dict[str, Any]:
    """Return `calendar` as values that JSON can hold; `from_dict` reads an equal calendar from them."""
    return {
        "time_zone": calendar.time_zone.key,
        "country": calendar.country,
        "subdivision": calendar.subdivision,
        "weeks": [_week_form(week) for week in calendar.weeks],
        "corrections": [_correction_form(correction) for correction in calendar.corrections],
        "leave": [[_instant_form(one.start), _instant_form(one.end)] for one in calendar.leave],
    }


def from_dict(data: object) -> WorkingCalendar:
    """Read a calendar from its JSON form. Raises InvalidCalendar, whose `field` is the path of the wrong value."""
    form = _mapping(data, "", _CALENDAR_KEYS, required={"time_zone", "weeks"})
    return WorkingCalendar(
        time_zone=_zone(form["time_zone"]),
        weeks=_each(form["weeks"], "weeks", _week),
        country=_text_or_none(form.get("country"), "country"),
        subdivision=_text_or_none(form.get("subdivision"), "subdivision"),
        corrections=_each(form.get("corrections", []), "corrections", _correction),
        leave=_each(form.get("leave", []), "leave", _leave),
    )


def _week_form(week: Week) -> dict[str, Any]:
    return {
        "effective_from": None if week.effective_from == date.min else week.effective_from.isoformat(),
        "days": {WEEKDAYS[weekday]: _spans_form(spans) for weekday, spans in week.days.items()},
    }


def _correction_form(correction: Correction) -> dict[str, Any]:
    return {
        "on": correction.on.isoformat(),
        "kind": correction.kind,
        "spans": _spans_form(correction.spans),
        "reason": correction.reason,
    }


def _spans_form(spans: Sequence[Span]) -> list[list[str]]:
    return [[_clock_form(span.start), _clock_form(span.end) if span.end != time(0) else "24:00"] for span in spans]


def _clock_form(value: time) -> str:
    return value.isoformat("seconds" if value.second else "minutes")


def _instant_form(value: datetime) -> str:
    return value.astimezone(UTC).isoformat()


def _week(data: object, path: str) -> Week:
    form = _mapping(data, path, _WEEK_KEYS, required={"days"})
    since = form.get("effective_from")
    start = date.min if since is None else _day(since, f"{path}.effective_from")
    days_path = f"{path}.days"
    days = _mapping(form["days"], days_path, set(WEEKDAYS))
    return Week(start, {WEEKDAYS.index(name): _spans(value, f"{days_path}.{name}") for name, value in days.items()})


def _correction(data: object, path: str) -> Correction:
    form = _mapping(data, path, _CORRECTION_KEYS, required={"on", "kind"})
    day, spans = _day(form["on"], f"{path}.on"), _spans(form.get("spans", []), f"{path}.spans")
    reason = _text(form.get("reason", ""), f"{path}.reason")
    with _below(path):
        return Correction(day, cast("CorrectionKind", form["kind"]), spans, reason)


def _leave(data: object, path: str) -> Leave:
    first, last = _pair(data, path)
    start, end = _instant(first, f"{path}[0]"), _instant(last, f"{path}[1]")
    with _below(path):
        return Leave(start, end)


def _spans(data: object, path: str) -> tuple[Span, ...]:
    spans = _each(data, path, _span)
    try:
        refuse_overlap(spans)
    except InvalidCalendar as error:
        raise InvalidCalendar(error.message, field=path) from error
    return spans


def _span(data: object, path: str) -> Span:
    start, end = _pair(data, path)
    return Span(_clock(start, f"{path}[0]"), time(0) if end == "24:00" else _clock(end, f"{path}[1]"))


def _clock(data: object, path: str) -> time:
    found = _CLOCK.fullmatch(data) if isinstance(data, str) else None
    if found is None:
        raise InvalidCalendar(_("Write hours like 08:00 or 17:30."), field=path)
    hour, minute, second = (int(part or 0) for part in found.groups())
    return time(hour, minute, second)


def _day(data: object, path: str) -> date:
    try:
        return date.fromisoformat(_text(data, path))
    except ValueError as error:
        raise InvalidCalendar(_("Write days like 2026-11-21."), field=path) from error


def _instant(data: object, path: str) -> datetime:
    message = _("Write instants like 2026-11-21T08:00:00+00:00, with their distance from UTC.")
    try:
        found = datetime.fromisoformat(_text(data, path))
    except ValueError as error:
        raise InvalidCalendar(message, field=path) from error
    if found.utcoffset() is None:
        raise InvalidCalendar(message, field=path)
    return found


def _zone(data: object) -> ZoneInfo:
    # Which error an unknown name raises depends on how the name is wrong: it is also a path below the zones' folder.
    try:
        return ZoneInfo(_text(data, "time_zone"))
    except (KeyError, ValueError, OSError) as error:
        raise InvalidCalendar(_("This time zone is not known."), field="time_zone") from error


def _mapping(data: object, path: str, known: Set[str], *, required: Set[str] = frozenset()) -> Mapping[str, Any]:
    if not isinstance(data, Mapping):
        raise InvalidCalendar(_("Names with values are expected here."), field=path or None)
    for name in sorted(required - data.keys()):
        raise InvalidCalendar(_("This is missing."), field=_inside(path, name))
    for name in data:
        if name not in known:
            raise InvalidCalendar(_("This name is not known here."), field=_inside(path, str(name)))
    return data


def _each(data: object, path: str, reader: Callable[[object, str], Part]) -> tuple[Part, ...]:
    return tuple(reader(item, f"{path}[{index}]") for index, item in enumerate(_list(data, path)))


def _pair(data: object, path: str) -> tuple[object, object]:
    match _list(data, path):
        case [start, end]:
            return start, end
    raise InvalidCalendar(_("A start and an end are expected here."), field=path)


def _list(data: object, path: str) -> list[object]:
    if not isinstance(data, list):
        raise InvalidCalendar(_("A list is expected here."), field=path)
    return data


def _text(data: object, path: str) -> str:
    if not isinstance(data, str):
        raise InvalidCalendar(_("Text is expected here."), field=path)
    return data


def _text_or_none(data: object, path: str) -> str | None:
    return None if data is None else _text(data, path)


@contextmanager
def _below(path: str) -> Iterator[None]:
    """Let what a part refuses about its own field be a refusal of the path to that field."""
    try:
        yield
    except InvalidCalendar as error:
        raise InvalidCalendar(error.message, field=_inside(path, error.field or "")) from error


def _inside(path: str, name: str) -> str:
    return ".".join(part for part in (path, name) if part)
