import copy
import pickle
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from hamsoo.kernel.calendars import (
    Correction,
    InvalidCalendar,
    Leave,
    NeverOpen,
    Span,
    Week,
    WorkingCalendar,
    default_international,
    default_iran,
    public_holidays,
)
from hamsoo.kernel.dates import FRIDAY, SATURDAY, SUNDAY, THURSDAY

TEHRAN, BERLIN, UTC_ZONE = ZoneInfo("Asia/Tehran"), ZoneInfo("Europe/Berlin"), ZoneInfo("UTC")
HOUR = 3_600
WHOLE_DAY = (Span(time(0), time(0)),)


def tehran(*parts):
    return datetime(*parts, tzinfo=TEHRAN)


def utc(*parts):
    return datetime(*parts, tzinfo=UTC)


def every_day(zone, *spans, **more):
    return WorkingCalendar(zone, (Week(date.min, dict.fromkeys(range(7), spans)),), **more)


def hours(calendar, start, end):
    return calendar.working_between(start, end) / HOUR


def test_the_week_in_iran_begins_on_saturday_and_ends_on_thursday_noon():
    calendar = default_iran()
    # Saturday 30 Aban 1405 to Friday 6 Azar
    assert [hours(calendar, tehran(2026, 11, day), tehran(2026, 11, day + 1)) for day in range(21, 28)] == [9, 9, 9, 9, 9, 5, 0]
    assert calendar.is_open(tehran(2026, 11, 21, 8))
    assert not calendar.is_open(tehran(2026, 11, 21, 17))
    assert calendar.is_open(tehran(2026, 11, 26, 12, 59, 59, 999_999))
    assert calendar.next_open(tehran(2026, 11, 26, 13)) == tehran(2026, 11, 28, 8)


def test_the_week_elsewhere_begins_on_monday():
    calendar = default_international("Europe/Berlin", country="DE")
    midnights = [datetime(2026, 11, day, tzinfo=BERLIN) for day in range(16, 24)]
    assert [hours(calendar, *day) for day in pairwise(midnights)] == [8, 8, 8, 8, 8, 0, 0]
    assert not calendar.is_open(datetime(2026, 12, 25, 10, tzinfo=BERLIN))
    assert default_international().is_open(datetime(2026, 12, 25, 10, tzinfo=UTC))


def test_working_time_ends_when_the_day_closes_and_not_when_the_next_one_opens():
    calendar = default_iran()
    opening = tehran(2026, 11, 21, 8)
    assert calendar.add_working(opening, 9 * HOUR) == tehran(2026, 11, 21, 17)
    assert calendar.add_working(opening, 9 * HOUR + 1) == tehran(2026, 11, 22, 8, 0, 1)
    assert calendar.add_working(tehran(2026, 11, 25, 16), 2 * HOUR) == tehran(2026, 11, 26, 9)
    assert calendar.add_working(tehran(2026, 11, 26, 12), 2 * HOUR) == tehran(2026, 11, 28, 9)
    assert calendar.add_working(tehran(2026, 11, 27, 3), 0) == tehran(2026, 11, 27, 3)


def test_answers_are_aware_and_in_utc():
    calendar = default_iran()
    answers = [
        calendar.add_working(tehran(2026, 11, 21, 8), 60),
        calendar.next_open(tehran(2026, 11, 21, 3)),
        *next(calendar.spans(tehran(2026, 11, 21), tehran(2026, 11, 22))),
    ]
    assert {answer.tzinfo for answer in answers} == {UTC}


def test_public_holidays_are_closed():
    calendar = default_iran()
    assert public_holidays("IR", 2026)[date(2026, 3, 22)].endswith("عیدنوروز")
    assert calendar.working_between(tehran(2026, 3, 20), tehran(2026, 3, 25)) == 0
    assert public_holidays("DE", 2026, language="en")[date(2026, 10, 3)] == "German Unity Day"
    assert date(2026, 1, 6) in public_holidays("DE", 2026, subdivision="BY")
    assert date(2026, 1, 6) not in public_holidays("DE", 2026)


def test_an_administrator_corrects_single_days():
    calendar = WorkingCalendar(
        TEHRAN,
        default_iran().weeks,
        country="IR",
        corrections=(
            Correction(date(2026, 11, 21), "closed", reason="snow"),
            Correction(date(2026, 3, 22), "usual"),
            Correction(date(2026, 11, 22), "hours", (Span(time(10), time(12)),)),
            Correction(date(2026, 11, 27), "hours", (Span(time(13), time(14)), Span(time(9), time(11)))),
        ),
    )
    days = (date(2026, 11, 21), date(2026, 3, 22), date(2026, 11, 22), date(2026, 11, 27), date(2026, 11, 23))
    found = [hours(calendar, datetime.combine(day, time(0), TEHRAN), datetime.combine(day, time(23), TEHRAN)) for day in days]
    assert found == [0, 9, 2, 3, 9]


def test_a_week_holds_from_its_day_on_and_nothing_before_the_first():
    weeks = (
        Week(date(2026, 11, 24), dict.fromkeys(range(7), (Span(time(9), time(10)),))),
        Week(date(2026, 11, 22), dict.fromkeys(range(7), (Span(time(9), time(13)),))),
    )
    calendar = WorkingCalendar(TEHRAN, weeks)
    assert [hours(calendar, tehran(2026, 11, day), tehran(2026, 11, day + 1)) for day in range(20, 26)] == [0, 0, 4, 4, 1, 1]
    assert calendar.next_open(tehran(1990, 1, 1)) == tehran(2026, 11, 22, 9)


def test_spans_end_at_midnight_cross_it_and_fill_days():
    night = every_day(UTC_ZONE, Span(time(22), time(6)))
    assert hours(night, utc(2026, 1, 1), utc(2026, 1, 2)) == 8
    assert night.is_open(utc(2026, 1, 1, 5, 59))
    assert not night.is_open(utc(2026, 1, 1, 6))
    evening = every_day(UTC_ZONE, Span(time(20), time(0)))
    assert list(evening.spans(utc(2026, 1, 1), utc(2026, 1, 2))) == [(utc(2026, 1, 1, 20), utc(2026, 1, 2))]
    always = every_day(UTC_ZONE, *WHOLE_DAY)
    assert list(always.spans(utc(2026, 1, 1), utc(2027, 1, 1))) == [(utc(2026, 1, 1), utc(2027, 1, 1))]
    assert always.add_working(utc(2026, 1, 1), 365 * 86_400) == utc(2027, 1, 1)


def test_a_span_belongs_to_the_day_on_which_it_starts():
    week = Week(date.min, {THURSDAY: (Span(time(22), time(6)),), SATURDAY: (Span(time(0), time(8)),)})
    friday_off = WorkingCalendar(UTC_ZONE, (week,), corrections=(Correction(date(2026, 1, 2), "closed"),))
    assert friday_off.is_open(utc(2026, 1, 2, 5))
    thursday_off = WorkingCalendar(UTC_ZONE, (week,), corrections=(Correction(date(2026, 1, 1), "closed"),))
    assert not thursday_off.is_open(utc(2026, 1, 2, 5))


def test_shifts_that_meet_over_midnight_are_not_counted_twice():
    calendar = WorkingCalendar(UTC_ZONE, (Week(date.min, {FRIDAY: (Span(time(22), time(6)),), SATURDAY: (Span(time(4), time(8)),)}),))
    assert hours(calendar, utc(2026, 1, 2), utc(2026, 1, 4)) == 10


def test_leave_closes_one_persons_calendar():
    calendar = default_iran()
    absent = calendar.with_leave(
        [Leave(tehran(2026, 11, 21, 10), tehran(2026, 11, 22, 9)), Leave(tehran(2026, 11, 21, 12), tehran(2026, 11, 21, 13))]
    )
    assert hours(absent, tehran(2026, 11, 21), tehran(2026, 11, 23)) == 10
    assert absent.add_working(tehran(2026, 11, 21, 8), 3 * HOUR) == tehran(2026, 11, 22, 10)
    assert absent.next_open(tehran(2026, 11, 21, 11)) == tehran(2026, 11, 22, 9)
    assert absent.with_leave([Leave(tehran(2026, 11, 23), tehran(2026, 11, 30))]).next_open(tehran(2026, 11, 22, 17)) == tehran(
        2026, 11, 30, 8
    )
    assert calendar.leave == ()


def test_time_backwards_is_negative():
    calendar = default_iran()
    assert calendar.working_between(tehran(2026, 11, 21, 12), tehran(2026, 11, 21, 10)) == -2 * HOUR


@pytest.mark.parametrize(
    "ask",
    [
        lambda calendar, at: calendar.add_working(at, 1),
        lambda calendar, at: calendar.next_open(at),
    ],
)
@pytest.mark.parametrize(
    "calendar",
    [
        WorkingCalendar(TEHRAN, (Week(date.min, {}),), country="IR"),
        WorkingCalendar(BERLIN, (Week(date.min, {SUNDAY: WHOLE_DAY}), Week(date(2020, 1, 1), {}))),
        every_day(BERLIN, *WHOLE_DAY, leave=(Leave(datetime(2000, 1, 1, tzinfo=UTC), datetime(2900, 1, 1, tzinfo=UTC)),)),
    ],
)
def test_a_calendar_that_never_opens_says_so(calendar, ask):
    with pytest.raises(NeverOpen):
        ask(calendar, tehran(2026, 11, 21))


def test_the_ends_of_time_are_no_trap():
    calendar = default_international()
    assert calendar.next_open(datetime.min.replace(tzinfo=UTC)) == utc(1, 1, 2, 9)
    with pytest.raises(NeverOpen):
        calendar.next_open(datetime.max.replace(tzinfo=TEHRAN))
    with pytest.raises(NeverOpen):
        calendar.add_working(utc(2026, 1, 1), 10**15)
    with pytest.raises(ValueError, match="hundred years"):
        calendar.working_between(utc(1, 1, 1), utc(2026, 1, 1))


def test_naive_datetimes_and_negative_seconds_are_refused():
    calendar, naive, aware = default_iran(), datetime(2026, 11, 21), tehran(2026, 11, 21)
    for ask in (
        lambda: calendar.add_working(naive, 1),
        lambda: calendar.working_between(naive, aware),
        lambda: calendar.working_between(aware, naive),
        lambda: calendar.is_open(naive),
        lambda: calendar.next_open(naive),
        lambda: list(calendar.spans(aware, naive)),
        lambda: Leave(naive, aware),
    ):
        with pytest.raises(ValueError, match="time zone"):
            ask()
    with pytest.raises(ValueError, match="backwards"):
        calendar.add_working(aware, -1)


@pytest.mark.parametrize(
    ("build", "field"),
    [
        (lambda: Span(time(8, tzinfo=UTC), time(9)), "start"),
        (lambda: Span(time(8), time(9, 0, 0, 1)), "end"),
        (lambda: Week(date.min, {7: WHOLE_DAY}), "days"),
        (lambda: Week(date.min, {0: (Span(time(8), time(12)), Span(time(11), time(13)))}), "spans"),
        (lambda: Week(date.min, {0: (Span(time(22), time(6)), Span(time(23), time(0)))}), "spans"),
        (lambda: Correction(date(2026, 1, 1), "hours"), "spans"),
        (lambda: Correction(date(2026, 1, 1), "closed", WHOLE_DAY), "spans"),
        (lambda: Correction(date(2026, 1, 1), "half"), "kind"),
        (lambda: Leave(utc(2026, 1, 2), utc(2026, 1, 2)), "end"),
        (lambda: WorkingCalendar(TEHRAN, ()), "weeks"),
        (lambda: WorkingCalendar(TEHRAN, (Week(date.min, {}), Week(date.min, {}))), "weeks"),
        (
            lambda: every_day(TEHRAN, corrections=(Correction(date(2026, 1, 1), "closed"), Correction(date(2026, 1, 1), "usual"))),
            "corrections",
        ),
        (lambda: every_day(TEHRAN, country="XX"), "country"),
        (lambda: every_day(TEHRAN, country="DE", subdivision="XX"), "subdivision"),
        (lambda: every_day(TEHRAN, subdivision="BY"), "country"),
    ],
)
def test_a_part_that_makes_no_sense_is_refused_by_name(build, field):
    with pytest.raises(InvalidCalendar) as refusal:
        build()
    assert refusal.value.field == field


def test_touching_spans_are_one_opening():
    calendar = every_day(UTC_ZONE, Span(time(12), time(14)), Span(time(8), time(12)))
    assert list(calendar.spans(utc(2026, 1, 1), utc(2026, 1, 2))) == [(utc(2026, 1, 1, 8), utc(2026, 1, 1, 14))]


def test_calendars_are_values():
    calendar = default_iran()
    assert calendar == default_iran()
    assert hash(calendar) == hash(default_iran())
    assert pickle.loads(pickle.dumps(calendar)) == calendar == copy.deepcopy(calendar)
    with pytest.raises(TypeError):
        calendar.weeks[0].days[FRIDAY] = WHOLE_DAY


def test_parts_of_seconds_sum_to_their_whole():
    calendar = default_iran()
    start = tehran(2026, 11, 21, 7, 59, 58, 300_000)
    steps = [start + timedelta(milliseconds=700 * step) for step in range(20)]
    parts = [calendar.working_between(one, other) for one, other in pairwise(steps)]
    assert sum(parts) == calendar.working_between(steps[0], steps[-1]) == 11
