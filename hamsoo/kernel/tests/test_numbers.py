from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamsoo.kernel.numbers import (
    NotANumber,
    format_count,
    format_digits,
    format_number,
    format_percent,
    latin_digits,
    parse_number,
    persian_digits,
)

ALM, ISOLATE, END = "\u061c", "\u2066", "\u2069"


@pytest.mark.parametrize(
    ("value", "decimals", "persian", "english"),
    [
        (0, None, "۰", "0"),
        (1284, None, "۱٬۲۸۴", "1,284"),
        (1234567.891, None, "۱٬۲۳۴٬۵۶۷٫۸۹", "1,234,567.89"),
        (2.0, None, "۲", "2"),
        (1.50, None, "۱٫۵", "1.5"),
        (Decimal("1.50"), None, "۱٫۵۰", "1.50"),
        (2.5, 0, "۳", "3"),
        (Decimal("0.125"), 2, "۰٫۱۳", "0.13"),
        (7, 1, "۷٫۰", "7.0"),
        (-0.001, None, "۰", "0"),
        (-0.4, 0, "۰", "0"),
        (-1284, None, f"{ISOLATE}−۱٬۲۸۴{END}", f"{ISOLATE}−1,284{END}"),
        (10**30, None, "۱" + "٬۰۰۰" * 10, "1" + ",000" * 10),
        (1e22, 1, "۱۰" + "٬۰۰۰" * 7 + "٫۰", "10" + ",000" * 7 + ".0"),
    ],
)
def test_a_number_is_written_in_both_scripts(value, decimals, persian, english):
    assert format_number(value, "fa", decimals=decimals) == persian
    assert format_number(value, "en-us", decimals=decimals) == english


@pytest.mark.parametrize("value", [float("nan"), float("inf"), Decimal("-Infinity")])
def test_what_is_no_number_is_not_written(value):
    with pytest.raises(ValueError, match="finite"):
        format_number(value, "fa")


def test_a_persian_percentage_begins_with_an_arabic_letter_mark():
    assert format_percent(0.82, "fa") == f"{ALM}۸۲٪"
    assert format_percent(0.825, "fa", decimals=1) == f"{ALM}۸۲٫۵٪"
    assert format_percent(-0.05, "fa") == f"{ALM}{ISOLATE}−۵{END}٪"
    assert format_percent(0.82, "en") == "82%"
    assert format_percent(1, "en") == "100%"


def test_a_count_stays_small():
    assert [format_count(count, "fa") for count in (0, 99, 100, 5000)] == ["۰", "۹۹", "۹۹+", "۹۹+"]
    assert format_count(1500, "en", limit=999) == "999+"
    with pytest.raises(ValueError, match="negative"):
        format_count(-1, "fa")


def test_a_number_that_is_a_name_has_no_separators():
    assert format_digits(4907, "fa") == "۴۹۰۷"
    assert format_digits(4907, "en") == "4907"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("۱٬۲۸۴٫۵", "1284.5"),
        ("1,284", "1284"),
        ("1284", "1284"),
        (" ١٢٫٥ ", "12.5"),
        ("۱۲،۵۰۰", "12500"),
        ("1 234 567", "1234567"),
        ("-5", "-5"),
        ("−۵", "-5"),
        (f"{ISOLATE}−۵{END}", "-5"),
        ("+0.50", "0.50"),
    ],
)
def test_a_number_is_read_from_either_script(text, value):
    assert parse_number(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "abc", "1,23", "1,2345", "1,234٬567", "1.2.3", "1e5", "--1", "۵٪", "NaN", "½", "1_000", "9" * 41])
def test_what_can_be_read_in_two_ways_or_none_is_refused(text):
    with pytest.raises(NotANumber):
        parse_number(text)


@given(value=st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=3))
def test_what_is_written_is_read_back(value):
    for language in ("fa", "en"):
        assert parse_number(format_number(value, language)) == value


@given(text=st.text())
def test_any_text_is_a_number_or_refused(text):
    try:
        value = parse_number(text)
    except NotANumber:
        return
    assert value.is_finite()


def test_digits_are_exchanged_and_nothing_else():
    assert persian_digits("آبان 1405") == "آبان ۱۴۰۵"
    assert latin_digits("آبان ۱۴۰۵ ٣") == "آبان 1405 3"
