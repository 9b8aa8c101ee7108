from datetime import timedelta

import pytest

from hamsoo.finder import queries
from tests.world import NOON

pytestmark = pytest.mark.django_db


def titles(results):
    return [hit.document.title for hit in results.hits]


def test_finds_what_has_all_words_best_first(world, sara, notes):
    notes.write("Refund of an order", "A refund takes three days.", space=world.organisation)
    notes.write("Orders", "How to change an order, and much else besides about orders and their delivery.", space=world.organisation)
    notes.write("Delivery", "Nothing to see.", space=world.organisation)

    found = queries.search(person=sara, text="refund order")

    assert titles(found) == ["Refund of an order"]
    assert found.counts == {"note": 1}
    assert found.next_cursor is None


def test_falls_back_to_some_of_the_words(world, sara, notes):
    notes.write("Refund", "A refund takes three days.", space=world.organisation)

    assert titles(queries.search(person=sara, text="refund zeppelin")) == ["Refund"]


@pytest.mark.parametrize("query", ["نرم‌افزار", "نرمافزار", "نرم افزار", "نرم‌افزارها"])
@pytest.mark.parametrize("written", ["نصب نرم‌افزار تازه", "نصب نرم افزار تازه", "نصب نرم‌افزارهای تازه"])
def test_persian_spellings_meet(world, sara, notes, query, written):
    notes.write(written, space=world.organisation)

    assert titles(queries.search(person=sara, text=query)) == [written]


def test_arabic_letters_meet(world, sara, notes):
    notes.write("مشتري كليدي", space=world.organisation)

    found = queries.search(person=sara, text="مشتری کلیدی")

    assert titles(found) == ["مشتري كليدي"]
    assert found.hits[0].title_spans == [(0, 5), (6, 11)]


def test_snippet_marks_the_words(world, sara, notes):
    notes.write("Limits", "x " * 300 + "the daily custody limit is high" + " y" * 300, space=world.organisation)

    hit = queries.search(person=sara, text="custody").hits[0]

    assert [hit.snippet[start:end] for start, end in hit.snippet_spans] == ["custody"]
    assert len(hit.snippet) < 260


def test_narrows_by_type_and_counts_all_types(world, sara, notes):
    for number in range(3):
        notes.write(f"Invoice {number}", space=world.organisation)
    notes.write("Invoice reply", space=world.organisation, type="reply")

    found = queries.search(person=sara, text="invoice", types=["reply"])

    assert titles(found) == ["Invoice reply"]
    assert found.counts == {"note": 3, "reply": 1}


def test_pages_without_gaps_or_doubles(world, sara, notes):
    for number in range(7):
        notes.write("Invoice", f"number {number}", space=world.organisation, at=NOON - timedelta(days=number))

    first = queries.search(person=sara, text="invoice", limit=3)
    second = queries.search(person=sara, text="invoice", limit=3, cursor=first.next_cursor)
    third = queries.search(person=sara, text="invoice", limit=3, cursor=second.next_cursor)

    assert [hit.document.text for page in (first, second, third) for hit in page.hits] == [f"number {number}" for number in range(7)]
    assert third.next_cursor is None


@pytest.mark.parametrize("text", ["", "   ", "!!!", "از و به", "\x00", "a" * 5000])
def test_nothing_to_look_for(world, sara, notes, text):
    assert queries.search(person=sara, text=text).hits == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("r", ["Refund r"]),
        ("x" * 10_000, []),
        ("refund " * 2_000, ["Refund r"]),
        ("🙂", []),
        ("refund 🙂", ["Refund r"]),
        ("\u200f\u202arefund\u202c", ["Refund r"]),
        ("\u200f\u2067\u2069", []),
        ("on:2026", ["Refund r"]),
        ('refund in:"rayan pay', ["Refund r"]),
        ('"refund', ["Refund r"]),
        ("from:", []),
        ("refund from:", ["Refund r"]),
    ],
)
def test_odd_queries_answer_sensibly(world, sara, notes, text, found):
    notes.write("Refund r", space=world.organisation)

    assert titles(queries.answer(person=sara, text=text, at=NOON)) == found


def test_no_index_yet_finds_nothing(sara):
    assert queries.search(person=sara, text="order").hits == []
    assert queries.instant(person=sara, text="ord") == []


def test_colleagues_are_found_by_name_and_skill_from_the_ledger(sara, nima, settle):
    settle()

    assert [hit.person for hit in queries.search(person=sara, text="نیما").hits] == [nima]
    assert [hit.person for hit in queries.search(person=sara, text="accountant").hits] == [nima]


def test_instant_groups_people_first(world, sara, nima, notes, settle):
    settle()
    notes.write("Nimble handling of refunds", space=world.organisation)

    groups = queries.instant(person=sara, text="nim")

    assert [(name, [hit.document.title for hit in hits]) for name, hits in groups] == [
        ("person", ["نیما احمدی Nima Ahmadi"]),
        ("note", ["Nimble handling of refunds"]),
    ]
