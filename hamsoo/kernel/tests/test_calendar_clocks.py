"""Days on which the clocks change."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from hamsoo.kernel.calendars import Span, Week, WorkingCalendar, default_iran

TEHRAN, BERLIN = ZoneInfo("Asia/Tehran"), ZoneInfo("Europe/Berlin")
HOUR = 3_600


def utc(*parts):
    return datetime(*parts, tzinfo=UTC)


def tehran(*parts):
    return datetime(*parts, tzinfo=TEHRAN)


def every_day(zone, *spans):
    return WorkingCalendar(zone, (Week(date.min, dict.fromkeys(range(7), spans)),))


def hours(calendar, start, end):
    return calendar.working_between(start, end) / HOUR


def test_nobody_works_in_an_hour_that_is_skipped():
    calendar = every_day(BERLIN, Span(time(1), time(4)))
    day = datetime(2026, 3, 29, tzinfo=BERLIN)  # 02:00 becomes 03:00
    assert hours(calendar, day, day.replace(hour=12)) == 2
    assert list(calendar.spans(day, day.replace(hour=12))) == [(utc(2026, 3, 29, 0), utc(2026, 3, 29, 2))]
    only_the_gap = every_day(BERLIN, Span(time(2), time(3)))
    assert hours(only_the_gap, day, day.replace(hour=12)) == 0
    assert only_the_gap.next_open(day) == datetime(2026, 3, 30, 2, tzinfo=BERLIN)


def test_an_hour_that_comes_twice_is_worked_twice():
    calendar = every_day(BERLIN, Span(time(1), time(4)))
    day = datetime(2026, 10, 25, tzinfo=BERLIN)  # 03:00 becomes 02:00
    assert hours(calendar, day, day.replace(hour=12)) == 4
    assert calendar.add_working(day, 4 * HOUR) == utc(2026, 10, 25, 3)
    half = every_day(BERLIN, Span(time(2), time(2, 30)))
    assert list(half.spans(day, day.replace(hour=12))) == [
        (utc(2026, 10, 25, 0), utc(2026, 10, 25, 0, 30)),
        (utc(2026, 10, 25, 1), utc(2026, 10, 25, 1, 30)),
    ]


def test_tehran_changed_its_clocks_at_midnight_until_2022():
    calendar = every_day(TEHRAN, Span(time(22), time(2)))
    assert hours(calendar, utc(2021, 3, 21, 12), utc(2021, 3, 22, 12)) == 3
    assert hours(calendar, utc(2021, 9, 21, 12), utc(2021, 9, 22, 12)) == 5
    assert hours(calendar, utc(2023, 3, 21, 12), utc(2023, 3, 22, 12)) == 4
    assert default_iran().add_working(tehran(2021, 6, 1, 8), HOUR) == utc(2021, 6, 1, 4, 30)
    assert default_iran().add_working(tehran(2023, 6, 7, 8), HOUR) == utc(2023, 6, 7, 5, 30)


def test_a_day_that_a_country_skipped_has_no_hours():
    apia = ZoneInfo("Pacific/Apia")  # went from 29 to 31 December 2011
    calendar = every_day(apia, Span(time(9), time(17)))
    assert hours(calendar, datetime(2011, 12, 29, tzinfo=apia), datetime(2012, 1, 1, tzinfo=apia)) == 16
