"""Numbers that name somebody, in every spelling."""

import pytest

from hamsoo.identity.resolution import identifiers


@pytest.mark.parametrize("text", ["0013542419", "۰۰۱۳۵۴۲۴۱۹", "001-354241-9", "13542419", "٠٠١٣٥٤٢٤١٩"])
def test_a_national_id_is_read_in_every_spelling(text):
    assert identifiers.national_id(text) == "0013542419"


@pytest.mark.parametrize("text", ["0013542418", "1111111111", "12345", "", "00135424190", "شماره"])
def test_what_fails_its_check_digit_is_no_national_id(text):
    assert identifiers.national_id(text) is None


def test_a_company_id_holds_its_check_digit():
    assert identifiers.registration_id("۱۰۳۸۰۲۸۴۷۹۰") == "10380284790"
    assert identifiers.registration_id("10380284791") is None
    assert identifiers.registration_id("11111111111") is None


@pytest.mark.parametrize(
    "text",
    [
        "09121234567",
        "۰۹۱۲ ۱۲۳ ۴۵۶۷",
        "+98 912 123 4567",
        "00989121234567",
        "989121234567",
        "9121234567",
        "0912-123-4567",
        "(0912) 123.45.67",
        "٠٩١٢١٢٣٤٥٦٧",
    ],
)
def test_a_mobile_number_is_one_in_all_its_forms(text):
    assert identifiers.phone(text) == "+989121234567"


def test_land_lines_and_foreign_numbers():
    assert identifiers.phone("۰۲۱-۸۸۷۷۶۶۵۵") == identifiers.phone("+98 21 8877 6655") == "+982188776655"
    assert identifiers.phone("+44 20 7946 0958") == "+442079460958"
    assert identifiers.phone("112") is None
    assert identifiers.phone("0" * 30) is None


def test_e_mail_addresses_and_domains():
    assert identifiers.email(" Sara.Ahmadi+news@Example.COM ") == "sara.ahmadi@example.com"
    assert identifiers.email("sara at example") is None
    assert identifiers.email("sara@" + "example." * 12 + "com") == "sara@" + "example." * 12 + "com"
    assert identifiers.domain("https://www.Example.com/fa/") == identifiers.domain("info@example.com") == "example.com"


@pytest.mark.parametrize("piece", ["y", "y.", "y@", "-", "7", "+98", "a.b@"])
def test_long_texts_are_read_in_one_go(piece: str):
    """Where every letter were a beginning, the first of these alone would take an hour."""
    text = piece * (1_000_000 // len(piece))
    for read in (identifiers.email, identifiers.domain, identifiers.phone, identifiers.national_id):
        assert len(read(text) or "") < 400
