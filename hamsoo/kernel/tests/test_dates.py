from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from hamsoo.kernel.dates import (
    NoSuchDay,
    calendar_of,
    format_both,
    format_date,
    format_duration,
    format_moment,
    format_period,
    format_title,
    from_jalali,
    month_names,
    period_bounds,
    to_jalali,
    week_start,
    weekday_names,
)

TEHRAN = ZoneInfo("Asia/Tehran")
DAY = date(2026, 11, 21)
NOON = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)  # 12:00 in Tehran


def test_every_day_of_two_centuries_converts_there_and_back():
    day, end, before = from_jalali(1300, 1, 1), from_jalali(1501, 1, 1), (1299, 12, 30)
    while day < end:
        jalali = to_jalali(day)
        year, month, number = before
        assert jalali in {(year, month, number + 1), (year, month + 1, 1), (year + 1, 1, 1)}
        assert from_jalali(*jalali) == day
        day, before = day + timedelta(days=1), jalali
    assert before == (1500, 12, 29)


@pytest.mark.parametrize(
    ("jalali", "gregorian"),
    [
        ((1300, 1, 1), date(1921, 3, 21)),
        ((1357, 11, 22), date(1979, 2, 11)),
        ((1399, 12, 30), date(2021, 3, 20)),
        ((1403, 12, 30), date(2025, 3, 20)),
        ((1405, 8, 30), date(2026, 11, 21)),
        ((1408, 12, 30), date(2030, 3, 20)),
    ],
)
def test_known_days(jalali, gregorian):
    assert from_jalali(*jalali) == gregorian
    assert to_jalali(gregorian) == jalali


@pytest.mark.parametrize("parts", [(1404, 12, 30), (1405, 7, 31), (1405, 13, 1), (1405, 1, 0), (0, 1, 1), (10**9, 1, 1)])
def test_a_day_that_the_calendar_lacks_is_refused(parts):
    with pytest.raises(NoSuchDay):
        from_jalali(*parts)


def test_days_before_the_calendar_have_no_jalali_date():
    with pytest.raises(NoSuchDay):
        to_jalali(date(600, 1, 1))


@pytest.mark.parametrize(
    ("ago", "persian", "english"),
    [
        (timedelta(seconds=59), "همین حالا", "just now"),
        (timedelta(minutes=6, seconds=50), "۶ دقیقه پیش", "6 min ago"),
        (timedelta(minutes=59, seconds=59), "۵۹ دقیقه پیش", "59 min ago"),
        (timedelta(hours=1), "۱۱:۰۰", "11:00"),
        (timedelta(hours=12), "۰۰:۰۰", "00:00"),
        (timedelta(hours=12, minutes=1), "جمعه ۲۹ آبان", "Fri 20 Nov"),
        (timedelta(days=244), "یکشنبه ۲ فروردین", "Sun 22 Mar"),
        (timedelta(days=246), "۲۹ اسفند ۱۴۰۴", "Fri 20 Mar"),
        (timedelta(days=366), "۲۹ آبان ۱۴۰۴", "20 Nov 2025"),
        (timedelta(minutes=-6), "۶ دقیقه دیگر", "in 6 min"),
        (timedelta(hours=-2), "۱۴:۰۰", "14:00"),
        (timedelta(days=-1), "یکشنبه ۱ آذر", "Sun 22 Nov"),
    ],
)
def test_a_moment_is_as_short_as_it_stays_clear(ago, persian, english):
    assert format_moment(NOON - ago, now=NOON, language="fa", tz=TEHRAN) == persian
    assert format_moment(NOON - ago, now=NOON, language="en", tz=TEHRAN) == english


def test_the_reader_may_choose_the_other_calendar():
    week_ago = NOON - timedelta(days=7)
    assert format_moment(week_ago, now=NOON, language="fa", calendar="gregorian", tz=TEHRAN) == "شنبه ۱۴ نوامبر"
    assert format_moment(week_ago, now=NOON, language="en", calendar="jalali", tz=TEHRAN) == "Sat 23 Aban"


def test_the_minutes_between_are_right_when_the_clocks_go_back():
    berlin = ZoneInfo("Europe/Berlin")
    first, second = (datetime(2026, 10, 25, 2, 30, tzinfo=berlin, fold=fold) for fold in (0, 1))
    assert format_moment(first, now=second, language="en", tz=berlin) == "02:30"
    assert format_moment(second - timedelta(minutes=5), now=second, language="en", tz=berlin) != "just now"


def test_a_naive_moment_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        format_moment(datetime(2026, 1, 1), now=NOON, language="fa", tz=TEHRAN)
    with pytest.raises(ValueError, match="time zone"):
        format_moment(NOON, now=datetime(2026, 1, 1), language="fa", tz=TEHRAN)
    with pytest.raises(ValueError, match="time zone"):
        format_title(datetime(2026, 1, 1), language="fa", tz=TEHRAN)


@pytest.mark.parametrize(
    ("style", "persian", "english"),
    [
        ("long", "۳۰ آبان ۱۴۰۵", "21 November 2026"),
        ("short", "۳۰ آبان ۱۴۰۵", "21 Nov 2026"),
        ("weekday", "شنبه ۳۰ آبان", "Sat 21 Nov"),
        ("full", "شنبه ۳۰ آبان ۱۴۰۵", "Saturday 21 November 2026"),
        ("numeric", "۱۴۰۵/۰۸/۳۰", "2026-11-21"),
    ],
)
def test_the_styles_of_a_day(style, persian, english):
    assert format_date(DAY, language="fa", style=style) == persian
    assert format_date(DAY, language="en", style=style) == english


def test_titles_show_the_other_calendar_and_legal_dates_both():
    assert format_title(NOON, language="fa", tz=TEHRAN) == "شنبه ۲۱ نوامبر ۲۰۲۶، ۱۲:۰۰"
    assert format_title(NOON, language="en", tz=TEHRAN) == "Saturday 30 Aban 1405, 12:00"
    assert format_title(NOON, language="fa", calendar="gregorian", tz=TEHRAN) == "شنبه ۳۰ آبان ۱۴۰۵، ۱۲:۰۰"
    assert format_both(DAY, language="fa") == "۳۰ آبان ۱۴۰۵ (۲۱ نوامبر ۲۰۲۶)"
    assert format_both(DAY, language="en") == "21 November 2026 (30 Aban 1405)"


@pytest.mark.parametrize(
    ("seconds", "persian", "english"),
    [
        (0, "۰ ثانیه", "0 s"),
        (59, "۵۹ ثانیه", "59 s"),
        (60, "۱ دقیقه", "1 min"),
        (11_100, "۳ ساعت و ۵ دقیقه", "3 h 5 min"),
        (86_400 + 59, "۱ روز", "1 d"),
        (90_000, "۱ روز و ۱ ساعت", "1 d 1 h"),
        (86_400 * 1234, "۱٬۲۳۴ روز", "1,234 d"),
    ],
)
def test_a_duration_is_told_in_two_units(seconds, persian, english):
    assert format_duration(seconds, "fa") == persian
    assert format_duration(seconds, "en") == english


def test_working_time_is_not_told_in_days():
    assert format_duration(90_060, "fa", largest="hour") == "۲۵ ساعت و ۱ دقیقه"


def test_a_negative_duration_is_refused():
    with pytest.raises(ValueError, match="negative"):
        format_duration(-1, "fa")


@pytest.mark.parametrize(
    ("period", "calendar", "start", "end", "persian", "english"),
    [
        ("week", "jalali", (2026, 11, 21), (2026, 11, 28), "هفتهٔ ۳۰ آبان ۱۴۰۵", "Week of 30 Aban 1405"),
        ("week", "gregorian", (2026, 11, 16), (2026, 11, 23), "هفتهٔ ۱۶ نوامبر ۲۰۲۶", "Week of 16 November 2026"),
        ("month", "jalali", (2026, 10, 23), (2026, 11, 22), "آبان ۱۴۰۵", "Aban 1405"),
        ("month", "gregorian", (2026, 11, 1), (2026, 12, 1), "نوامبر ۲۰۲۶", "November 2026"),
        ("quarter", "jalali", (2026, 9, 23), (2026, 12, 22), "سه‌ماههٔ سوم ۱۴۰۵", "Q3 1405"),
        ("quarter", "gregorian", (2026, 10, 1), (2027, 1, 1), "سه‌ماههٔ چهارم ۲۰۲۶", "Q4 2026"),
        ("year", "jalali", (2026, 3, 21), (2027, 3, 21), "۱۴۰۵", "1405"),
        ("year", "gregorian", (2026, 1, 1), (2027, 1, 1), "۲۰۲۶", "2026"),
    ],
)
def test_periods_of_both_calendars(period, calendar, start, end, persian, english):
    assert period_bounds(DAY, period=period, calendar=calendar) == (date(*start), date(*end))
    assert format_period(DAY, period=period, calendar=calendar, language="fa") == persian
    assert format_period(DAY, period=period, calendar=calendar, language="en") == english


@pytest.mark.parametrize("calendar", ["jalali", "gregorian"])
@pytest.mark.parametrize("period", ["week", "month", "quarter", "year"])
def test_periods_follow_one_another_without_a_gap(period, calendar):
    bounds = period_bounds(DAY, period=period, calendar=calendar)
    for _ in range(100):
        following = period_bounds(bounds.end, period=period, calendar=calendar)
        assert following.start == bounds.end
        assert period_bounds(bounds.end - timedelta(days=1), period=period, calendar=calendar) == bounds
        bounds = following


def test_what_a_language_expects():
    assert [calendar_of(language) for language in ("fa", "fa-ir", "en", "en-us")] == ["jalali", "jalali", "gregorian", "gregorian"]
    assert weekday_names("fa")[week_start("fa")] == "شنبه"
    assert weekday_names("en")[week_start("en")] == "Monday"
    assert {len(set(month_names(calendar, language))) for calendar in ("jalali", "gregorian") for language in ("fa", "en")} == {12}
