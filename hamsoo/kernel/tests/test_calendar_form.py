import json
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from hamsoo.kernel.calendars import (
    Correction,
    InvalidCalendar,
    Leave,
    Span,
    Week,
    WorkingCalendar,
    default_international,
    default_iran,
    from_dict,
    to_dict,
)

FULL = WorkingCalendar(
    ZoneInfo("Europe/Berlin"),
    (
        Week(date.min, {5: (Span(time(8), time(12)), Span(time(22), time(6)))}),
        Week(date(2026, 3, 21), {3: (Span(time(8, 0, 30), time(0)),)}),
    ),
    country="DE",
    subdivision="BY",
    corrections=(Correction(date(2026, 1, 1), "usual"), Correction(date(2026, 1, 2), "hours", (Span(time(9), time(10)),), "نیمه‌وقت")),
    leave=(Leave(datetime(2026, 8, 1, tzinfo=UTC), datetime(2026, 8, 8, tzinfo=UTC)),),
)


@pytest.mark.parametrize("calendar", [FULL, default_iran(), default_international()])
def test_a_calendar_survives_json(calendar):
    assert from_dict(json.loads(json.dumps(to_dict(calendar)))) == calendar


def test_the_form_is_readable():
    assert to_dict(FULL) == {
        "time_zone": "Europe/Berlin",
        "country": "DE",
        "subdivision": "BY",
        "weeks": [
            {"effective_from": None, "days": {"saturday": [["08:00", "12:00"], ["22:00", "06:00"]]}},
            {"effective_from": "2026-03-21", "days": {"thursday": [["08:00:30", "24:00"]]}},
        ],
        "corrections": [
            {"on": "2026-01-01", "kind": "usual", "spans": [], "reason": ""},
            {"on": "2026-01-02", "kind": "hours", "spans": [["09:00", "10:00"]], "reason": "نیمه‌وقت"},
        ],
        "leave": [["2026-08-01T00:00:00+00:00", "2026-08-08T00:00:00+00:00"]],
    }


def test_what_may_be_left_out_is_empty():
    assert from_dict({"time_zone": "UTC", "weeks": [{"days": {}}]}) == WorkingCalendar(ZoneInfo("UTC"), (Week(date.min, {}),))


def form(**parts):
    return {"time_zone": "UTC", "weeks": [{"days": {}}]} | parts


def on_friday(*spans):
    return form(weeks=[{"days": {"friday": list(spans)}}])


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ([], None),
        ("calendar", None),
        ({}, "time_zone"),
        ({"time_zone": "UTC"}, "weeks"),
        (form(colour="red"), "colour"),
        (form(time_zone=None), "time_zone"),
        (form(time_zone="Asia/Nowhere"), "time_zone"),
        (form(time_zone="../../etc/passwd"), "time_zone"),
        (form(time_zone="Europe"), "time_zone"),
        (form(time_zone="\0"), "time_zone"),
        (form(time_zone="a" * 300), "time_zone"),
        (form(weeks=[]), "weeks"),
        (form(weeks={}), "weeks"),
        (form(weeks=[{"days": {}}, {"days": {}, "effective_from": "21/3/2026"}]), "weeks[1].effective_from"),
        (form(weeks=[{"days": {}, "effective_from": 5}]), "weeks[0].effective_from"),
        (form(weeks=[{}]), "weeks[0].days"),
        (form(weeks=[{"days": {"someday": []}}]), "weeks[0].days.someday"),
        (on_friday(["08:00"]), "weeks[0].days.friday[0]"),
        (on_friday("08:00"), "weeks[0].days.friday[0]"),
        (on_friday(["08:00", "9:00"]), "weeks[0].days.friday[0][1]"),
        (on_friday(["24:00", "08:00"]), "weeks[0].days.friday[0][0]"),
        (on_friday(["08:00", "۱۷:۰۰"]), "weeks[0].days.friday[0][1]"),
        (on_friday([8, 17]), "weeks[0].days.friday[0][0]"),
        (on_friday(["08:00", "10:00"], ["09:00", "11:00"]), "weeks[0].days.friday"),
        (form(country="XX"), "country"),
        (form(country=98), "country"),
        (form(country="DE", subdivision="XX"), "subdivision"),
        (form(corrections=[{"kind": "closed"}]), "corrections[0].on"),
        (form(corrections=[{"on": "2026-01-01", "kind": ["closed"]}]), "corrections[0].kind"),
        (form(corrections=[{"on": "2026-01-01", "kind": "hours"}]), "corrections[0].spans"),
        (form(corrections=[{"on": "2026-01-01", "kind": "closed", "reason": 5}]), "corrections[0].reason"),
        (form(corrections=[{"on": "2026-01-01", "kind": "closed"}] * 2), "corrections"),
        (form(leave=[["2026-01-01T00:00+00:00"]]), "leave[0]"),
        (form(leave=[["2026-01-01T00:00", "2026-01-02T00:00+00:00"]]), "leave[0][0]"),
        (form(leave=[["2026-01-02T00:00+00:00", "2026-01-01T00:00+00:00"]]), "leave[0].end"),
    ],
)
def test_a_wrong_value_is_refused_by_its_path(data, field):
    with pytest.raises(InvalidCalendar) as refusal:
        from_dict(data)
    assert refusal.value.field == field
