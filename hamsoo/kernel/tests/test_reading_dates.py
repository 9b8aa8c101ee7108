from datetime import date

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from hamsoo.kernel.dates import NotADate, format_date, parse_date

TODAY = date(2026, 11, 21)  # Saturday 30 Aban 1405


def read(text, language="fa", today=TODAY):
    return parse_date(text, language=language, today=today)


def said(refusal):
    """Return the message as an English reader sees it, whoever wrote the date."""
    with translation.override("en"):
        return str(refusal.value)


@pytest.mark.parametrize(
    "text",
    [
        "1405/8/30",
        "۱۴۰۵-۰۸-۳۰",
        "١٤٠٥.٨.٣٠",
        "30/8/1405",
        "2026-11-21",
        "۲۰۲۶/۱۱/۲۱",
        "21.11.2026",
        "11/21/2026",
        "۳۰ آبان ۱۴۰۵",
        "۳۰آبان۱۴۰۵",
        "۳۰ آبان‌ماه ۱۴۰۵",
        "30ام آبان ماه 1405",
        "30 Aban 1405",
        "Aban 30, 1405",
        "21 Nov 2026",
        "21st of November, 2026",
        "NOV 21 2026",
        "۲۱ نوامبر ۲۰۲۶",
        "  \u200f۳۰ آبان  ",
        "شنبه ۳۰ آبان",
        "شنبه، ۳۰ آبان ۱۴۰۵",
        "Sat 21 Nov",
        "Saturday 21 November 2026",
        "8/30",
        "۳۰/۸",
    ],
)
def test_the_same_day_in_many_forms(text):
    assert read(text) == TODAY


@pytest.mark.parametrize("text", ["سه‌شنبه ۳ آذر", "سه شنبه ۳ آذر", "سهشنبه ۳ آذر", "Tue 24 Nov"])
def test_weekdays_are_written_in_several_ways(text):
    assert read(text) == date(2026, 11, 24)


@pytest.mark.parametrize("text", ["۱۵ ژوئن ۲۰۲۶", "15 ژوین 2026", "۱۵ جون ۲۰۲۶", "۱۵ ژوئـن ۲۰۲۶"])
def test_gregorian_months_have_several_persian_names(text):
    assert read(text) == date(2026, 6, 15)


def test_letters_of_an_arabic_keyboard_are_read():
    assert read("۱۰ دي ۱۴۰۵") == date(2026, 12, 31)
    assert read("يكشنبه ۱ آذر") == date(2026, 11, 22)


def test_without_a_year_the_nearest_day_is_meant():
    assert read("۱ تیر") == date(2026, 6, 22)
    assert read("۱ فروردین", today=date(2027, 2, 1)) == date(2027, 3, 21)
    assert read("5 Jan") == date(2027, 1, 5)
    assert read("20 Dec", today=date(2026, 1, 5)) == date(2025, 12, 20)
    assert read("30 Esfand", today=date(2025, 11, 21)) == date(2025, 3, 20)


def test_digits_alone_are_of_the_calendar_of_the_language():
    assert read("11/21", language="en") == TODAY
    assert read("21/11", language="en") == TODAY


@pytest.mark.parametrize(
    ("text", "message", "suggestion"),
    [
        ("30 Aban 2026", "This month is Jalali, but the year is Gregorian. Did you mean 21 November 2026 (30 Aban 1405)?", TODAY),
        ("10 Bahman 2026", None, date(2026, 1, 30)),
        ("21 Nov 1405", "This month is Gregorian, but the year is Jalali. Did you mean 21 November 2026 (30 Aban 1405)?", TODAY),
        ("21 Feb 1405", None, date(2027, 2, 21)),
        ("Friday 21 November 2026", "21 November 2026 (30 Aban 1405) is a Saturday.", TODAY),
    ],
)
def test_a_contradiction_is_named_and_a_day_suggested(text, message, suggestion):
    with pytest.raises(NotADate) as refusal:
        read(text, language="en")
    assert refusal.value.suggestion == suggestion
    assert message in (None, said(refusal))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("31 مهر ۱۴۰۵", "Mehr 1405 has 30 days."),
        ("1404/12/30", "Esfand 1404 has 29 days."),
        ("2026-02-30", "February 2026 has 28 days."),
        ("1405/13/1", "There is no month 13: a year has twelve."),
        ("99/1/1", "Write the year in four digits, like 1405 or 2026."),
        ("21 November 26", "Write the year in four digits, like 1405 or 2026."),
        ("1700/1/1", "The year 1700 belongs to neither calendar. Write it like 1405 or 2026."),
        ("3/4/2026", "Day and month cannot be told apart. Write the year first: 2026-11-05."),
        ("5/6", "Day and month cannot be told apart. Write the month's name or the whole date."),
        ("32 Aban", "There is no such day near this year. Write the whole date, with its year."),
    ],
)
def test_what_is_wrong_is_said(text, message):
    with pytest.raises(NotADate) as refusal:
        read(text, language="en")
    assert said(refusal) == message


@pytest.mark.parametrize(
    "text", ["", "شنبه", "foo", "30 foo 1405", "1405", "1405/8", "1405/8-30", "1405/8/30/1", "2026-11-21T00:00", "0/0", "9" * 99]
)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(NotADate):
        read(text)


@given(
    day=st.dates(min_value=date(1921, 3, 21), max_value=date(2120, 12, 31)),
    language=st.sampled_from(["fa", "en"]),
    calendar=st.sampled_from(["jalali", "gregorian"]),
    style=st.sampled_from(["long", "short", "full", "numeric"]),
)
def test_what_is_written_is_read_back(day, language, calendar, style):
    assert read(format_date(day, language=language, calendar=calendar, style=style), language) == day


@given(text=st.text(alphabet="0123456789۰۱۲۳/.-٫ ,،آبانماهNovSat\u200c\u200fشنبه", max_size=30) | st.text())
def test_any_text_is_a_day_or_refused(text):
    try:
        day = read(text)
    except NotADate:
        return
    assert date(1800, 1, 1) <= day < date(2221, 1, 1)
