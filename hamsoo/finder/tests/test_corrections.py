"""Slips of the fingers: what nobody has written is taken for what somebody has, as far as every colleague may read it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from hamsoo.finder import queries
from hamsoo.finder.corrections import nearest
from tests.world import NOON

pytestmark = pytest.mark.django_db


class Known(dict):
    """Terms with counts, in memory."""

    def beginning_with(self, start):
        return [term for term in self if term.startswith(start)]

    has = dict.__contains__

    def count(self, term):
        return self.get(term, 0)


@pytest.mark.parametrize(
    ("term", "meant"),
    [
        ("refnd", "refund"),
        ("erfund", "refund"),
        ("reufnd", "refund"),
        ("xefund", "refund"),
        ("efund", "refund"),
        ("arefund", "refund"),
        ("refunds", "refund"),
        ("custodialx", "custodian"),
        ("بازپردخت", "بازپرداخت"),
        ("ازپرداخت", "بازپرداخت"),
        ("ref", None),
        ("zeppelin", None),
        ("re4und", None),
        ("", None),
        ("x" * 31, None),
    ],
)
def test_nearest(term, meant):
    assert nearest(term, Known({"refund": 3, "custodian": 1, "بازپرداخت": 1, "gone": 0})) == meant


def test_the_fewest_slips_then_the_most_common_is_meant():
    assert nearest("orderly", Known({"orderla": 1, "orderlb": 2, "orderlc": 2})) == "orderlb"
    assert nearest("abcdefgh", Known({"abcdefxy": 9, "abcdefgx": 1})) == "abcdefgx"
    assert nearest("gona", Known({"gone": 0})) is None


@given(st.text("abcd", min_size=4, max_size=9), st.sets(st.text("abcd", min_size=1, max_size=10), max_size=30))
def test_one_slip_is_always_met(term, known):
    near = {other for other in known if OSA.distance(term, other) == 1}
    met = nearest(term, Known(dict.fromkeys(known - {term}, 1)))

    assert (met in near) if near else met is None or OSA.distance(term, met) == 2


def look(person, text, **asked):
    results = queries.answer(person=person, text=text, at=NOON, **asked)
    return [hit.document.title for hit in results.hits], results.meant


def test_what_nobody_wrote_is_taken_for_a_slip(world, sara, notes):
    notes.write("Refunds of orders", space=world.organisation)
    notes.write("Orders", space=world.organisation)

    assert look(sara, "refnuds") == (["Refunds of orders"], {"refnuds": "Refunds"})
    assert look(sara, "refnuds ordres") == (["Refunds of orders"], {"refnuds": "Refunds", "ordres": "orders"})
    assert look(sara, "refunds") == (["Refunds of orders"], {})
    assert look(sara, "refnuds", literally=True) == ([], {})
    assert look(sara, "refunds zeppelin") == (["Refunds of orders"], {})


def test_a_word_that_somebody_wrote_is_no_slip(world, sara, notes):
    notes.write("Refund", space=world.organisation)
    notes.write("Refunx", space=world.organisation)

    assert look(sara, "refunx") == (["Refunx"], {})


def test_nothing_is_taken_for_a_word_that_not_everybody_may_read(world, sara, nima, notes, service_space, finance_space):
    notes.write("Zeppelin", space=finance_space)
    notes.write("Aurora", space=service_space)

    assert look(sara, "zeppelan") == ([], {})
    assert look(sara, "aurorx") == ([], {})
    notes.write("Zeppelan", space=finance_space)
    notes.write("Zeppelin", space=world.organisation)
    assert look(sara, "zeppelan") == (["Zeppelin"], {"zeppelan": "Zeppelin"})
    assert look(nima, "zeppelan") == (["Zeppelan"], {})


def test_a_word_that_is_gone_is_not_offered(world, sara, notes):
    gone = notes.write("Refund", space=world.organisation)
    notes.write("Order", space=world.organisation)
    notes.remove([gone])

    assert look(sara, "refnd") == ([], {})


def test_the_page_says_what_was_taken_for_what(browse, world, sara, notes):
    notes.write("Refunds <b>", space=world.organisation)

    page = browse(sara).get("/search/", {"q": "refnuds"}).content.decode()

    assert "Showing results for <b>Refunds</b> instead of “refnuds”." in page
    assert 'href="/search/?q=refnuds&amp;exact=1"' in page
    assert "Nothing found" in browse(sara).get("/search/", {"q": "refnuds", "exact": "1"}).content.decode()
