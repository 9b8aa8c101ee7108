"""Portraits of the demo organisation: most people have one, and it stays theirs."""

from datetime import date

import pytest

from hamsoo.desk.demo import Organisation, build
from hamsoo.desk.demo.loader import SHOWN
from hamsoo.desk.demo.portraits import drawn, look_of
from hamsoo.desk.demo.portraits_shapes import WOMEN
from hamsoo.people import photos


@pytest.fixture(scope="module")
def organisation() -> Organisation:
    return build(today=date(2026, 11, 21))


def test_most_people_have_a_portrait_and_some_have_none(organisation):
    shown = [person for person in organisation.people if look_of(person)]
    assert 0.7 < len(shown) / len(organisation.people) < 0.9
    assert {person.key for person in shown} >= set(SHOWN)


def test_nobody_looks_like_somebody_else(organisation):
    looks = [look for person in organisation.people if (look := look_of(person))]
    assert len(set(looks)) == len(looks)


def test_scarves_are_worn_by_women_and_beards_by_men(organisation):
    looks = [(person.given.en in WOMEN, look) for person in organisation.people if (look := look_of(person))]
    assert {is_woman for is_woman, look in looks if look.hair == "scarf"} == {True}
    assert {is_woman for is_woman, look in looks if look.has_beard} == {False}


def test_a_portrait_is_a_photo_that_is_the_same_every_time(organisation):
    sara = next(look for person in organisation.people if person.key == "sara.mohammadi" and (look := look_of(person)))
    assert drawn(sara) == drawn(sara)
    assert set(photos.read(drawn(sara)).files) == set(photos.SIZES)
