"""Records in normal forms: what differs only in how it is written is the same, and nothing that a source says is too much."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hamsoo.identity.resolution import FIELDS, Model, keys, normalise, read_columns, refusal, score
from hamsoo.identity.resolution.birth import birth_date


def person(**values):
    return normalise(values, entity="person")


@pytest.mark.parametrize(
    ("persian", "latin"),
    [
        ("محمد رضایی", "Mohammad Rezaei"),
        ("محمد رضائی", "Mohamad Rezayi"),
        ("جناب آقای محمد رضايي", "Mr. Muhammad Rezaee"),
        ("دکتر فاطمه حسینی", "Fatemeh Hoseini"),
        ("مهندس علی‌رضا کریمی‌نژاد", "Alireza Karimi-Nejad"),
    ],
)
def test_a_name_sounds_the_same_in_both_scripts(persian, latin):
    a, b = person(full_name=persian), person(full_name=latin)
    found = {field: level for field, level, _weight in score(a, b, model=Model.default("person")).fields}
    assert found["given_name"] in {"equal:given", "equal:given_sound", "slips:given_sound:1"}
    assert found["family_name"] in {"equal:family_sound", "slips:family_sound:1"}


def test_letters_half_spaces_and_titles_make_no_difference():
    forms = ["رضایی نژاد", "رضايي‌نژاد", "رضایی‌نژاد", "رضايينژاد"]
    assert len({person(given_name="آقای علی", family_name=form)["family"] for form in forms}) == 1


@pytest.mark.parametrize("text", ["1350/05/12", "۱۳۵۰/۵/۱۲", "1971-08-03", "19710803", "۱۲ مرداد ۱۳۵۰"])
def test_a_day_is_one_in_all_calendars_and_spellings(text):
    assert birth_date(text) == "1971-08-03"


def test_what_is_no_day_is_kept_as_far_as_it_can_be_compared():
    assert birth_date("1975-13-02") == "1975-13-02"
    assert birth_date("1975") == "1975"
    assert birth_date("1354") == "1975"
    assert birth_date("soon") is None


def test_who_has_another_national_id_is_refused():
    a, b = person(full_name="علی رضایی", national_id="0013542419"), person(full_name="علی رضایی", national_id="0084575948")
    assert refusal(a, b) == "different_national_id"
    assert refusal(a, person(full_name="علی رضایی", national_id="1234567890")) is None
    assert refusal(a, a) is None


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.dictionaries(st.sampled_from(FIELDS["person"]), st.one_of(st.text(max_size=60), st.lists(st.text(max_size=20), max_size=3))))
def test_whatever_a_source_says_of_a_person_has_a_normal_form(values):
    normal = normalise(values, entity="person")
    assert all(normal.values())
    assert normalise(dict(reversed(values.items())), entity="person") == normal
    assert all(len(key) <= 160 for key in keys(normal, entity="person"))
    assert score(normal, normal, model=Model.default("person")).weight == pytest.approx(
        score(normal, normal, model=Model.default("person")).weight
    )


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.dictionaries(st.sampled_from(FIELDS["company"]), st.text(max_size=60)))
def test_whatever_a_source_says_of_a_company_has_a_normal_form(values):
    assert all(len(key) <= 160 for key in keys(normalise(values, entity="company"), entity="company"))


def test_a_name_of_ten_thousand_letters_is_cut():
    assert len(person(full_name="م" * 10_000)["given"]) <= 300


def test_companies_meet_without_their_legal_forms():
    a, b = (normalise({"name": name}, entity="company") for name in ("شرکت پارس آریا (سهامی خاص)", "پارس‌آریا"))
    assert a["name"] == b["name"]


def test_columns_are_read_by_headings_and_by_values():
    names = ["کد", "نام", "نام خانوادگی", "تلفن همراه", "firstName2", "mail", "x", "birth_place", "DOB"]
    sample = [{"x": "0013542419"}, {"x": "0084575948"}]
    assert read_columns(names, sample) == {
        "نام": "given_name",
        "نام خانوادگی": "family_name",
        "تلفن همراه": "phone",
        "mail": "email",
        "x": "national_id",
        "birth_place": "city",
        "DOB": "birth_date",
    }


def test_a_second_column_of_names_does_not_take_the_place_of_the_first():
    assert read_columns(["first_and_surname", "first_name", "surname"], []) == {"first_name": "given_name", "surname": "family_name"}
