"""Colleagues by the customers they serve: named in either script and with slips, and only what its owner shows to the reader."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.cache import cache
from django.urls import reverse

from hamsoo.people import actions, queries
from hamsoo.people.queries import Filters
from hamsoo.people.tests.test_customers import curated, named
from tests.world import NOON

TODAY = date(2026, 11, 21)


def serving(reader, words):
    filters = Filters(customer=queries.customers_meant(person=reader, words=words))
    return {person.code for person in queries.directory(person=reader, filters=filters, today=TODAY).people}


@pytest.mark.parametrize(
    "words", ["بیمهٔ سپهر", "بيمه سپهر", "سپهر", "sepehr", "Sepehr bime", "sehper", "سپحر", "bimeh sepeh", "بیمه سپهرر", " سپهر\u200c "]
)
def test_a_customer_is_found_in_either_script_and_with_slips(sara, reza, nima, admin, words):
    named(sara, "بیمهٔ سپهر")
    named(nima, "Kimia Pharma")
    assert serving(reza, words) == {"sara"}


def test_one_called_so_is_meant_before_those_whose_names_hold_it(sara, nima, admin):
    named(sara, "Sepehr")
    named(nima, "Sepehr Bank")
    assert (serving(sara, "sepehr"), serving(sara, "sepehr bank")) == ({"sara"}, {"nima"})
    named(sara, "Sepehr Trade")
    assert serving(sara, "sepehr") == {"sara", "nima"}


@pytest.mark.parametrize("words", ["zzzzqqqq", "🎉", "%", "_", "\\", "x" * 10_000, "12345"])
def test_a_customer_whom_nobody_serves_finds_nobody(sara, admin, words):
    named(sara, "Sepehr")
    assert serving(sara, words) == set()


def test_no_words_narrow_nothing(sara):
    assert queries.customers_meant(person=sara, words=" \u200c ") is None


def seen_by(reader):
    """Return all that a reader can learn of customers in the directory."""
    cache.clear()
    found = [serving(reader, words) for words in ("Sepehr", "sehper", "سپهر", "Sepehr Bank", "bank", "kimia")]
    meant = [queries.customers_meant(person=reader, words=words) for words in ("Sepehr", "sehper", "bank", "kimia")]
    choices = [queries.choices(person=reader, filters=Filters(customer=one), today=TODAY) for one in (None, *meant)]
    return found, meant, choices


@pytest.mark.parametrize("hides", ["line", "unit", "me", "leaver"])
def test_what_is_hidden_changes_nothing_for_who_may_not_see_it(sara, reza, nima, admin, hides):
    """Beside colleagues who show theirs, whatever Sara serves and hides: the world without it looks the same."""
    named(nima, "Sepehr Trade", "Bank Kimia")
    without = seen_by(nima), seen_by(reza)
    named(sara, "Sepehr", "Sepehr Bank", "Kimia")
    with_it = seen_by(nima), seen_by(reza)
    assert with_it[0] != without[0]
    assert with_it[1] != without[1]
    if hides == "line":
        for title in ("Sepehr", "Sepehr Bank", "Kimia"):
            curated(sara, title, is_hidden=True)
    elif hides == "leaver":
        actions.leave(actor=admin, person=sara, left_on=TODAY, at=NOON)
    else:
        actions.show_part(actor=sara, part="customers", audience=hides, at=NOON)
    nima_sees, reza_sees = seen_by(nima), seen_by(reza)
    if hides == "leaver":
        assert [nima_sees[:2], reza_sees[:2]] == [without[0][:2], without[1][:2]]
        return
    assert nima_sees == without[0]
    # Reza is of Sara's unit: what she shows there narrows for him, and is counted for nobody.
    assert (reza_sees == without[1]) is (hides != "unit")
    assert reza_sees[0] == (with_it if hides == "unit" else without)[1][0]
    assert reza_sees[2][0].customers == without[1][2][0].customers


def test_customers_are_offered_with_how_many_serve_them(browse, sara, reza, nima, admin, world):
    named(sara, "Sepehr", "Kimia")
    named(reza, "SEPEHR")
    choices = queries.choices(person=nima, filters=Filters(), today=TODAY)
    assert [(one.value, one.count) for one in choices.customers] == [("sepehr", 2), ("kimia", 1)]
    within = queries.choices(person=nima, filters=replace(Filters(), unit=world.finance), today=TODAY)
    assert within.customers == []


def test_the_filter_shows_on_the_page(browse, sara, reza, nima, admin):
    named(sara, "Sepehr")
    client = browse(nima)
    page = client.get(reverse("people:directory"), {"customer": "sehper"}).content.decode()
    assert "Customer: <bdi>Sepehr</bdi>" in page
    assert "Sara Mohammadi" in page
    assert "Reza Karimi" not in page
    none = client.get(reverse("people:directory"), {"customer": "nobody at all"}).content.decode()
    assert "Nobody found" in none
    assert "nobody at all" in none
    assert client.get(reverse("people:directory"), {"customer": "\x00"}).status_code == 200
