"""Nobody finds, counts or infers what they may not open."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hamsoo.finder import looking, queries
from hamsoo.finder.index import folder, writing
from hamsoo.finder.rights import open_space_ids
from hamsoo.people import actions as people
from hamsoo.people.models import Person
from hamsoo.spaces.models import Grant
from tests.world import NOON

pytestmark = pytest.mark.django_db


def found(person, text):
    results = queries.search(person=person, text=text)
    return [(hit.document.id, hit.score, hit.snippet, hit.snippet_spans) for hit in results.hits], dict(results.counts)


def test_everybody_finds_what_stands_in_their_spaces(world, sara, reza, nima, admin, notes, service_space, finance_space):
    notes.write("Refund for everybody", space=world.organisation)
    notes.write("Refund in service", space=service_space)
    notes.write("Refund in finance", space=finance_space)

    seen = {person: queries.search(person=person, text="refund") for person in (sara, reza, nima, admin)}

    for person in (sara, reza, admin):
        assert sorted(hit.document.title for hit in seen[person].hits) == ["Refund for everybody", "Refund in service"]
        assert seen[person].counts == {"note": 2}
    assert sorted(hit.document.title for hit in seen[nima].hits) == ["Refund for everybody", "Refund in finance"]
    assert seen[nima].counts == {"note": 2}


def test_a_leaver_finds_nothing(world, sara, notes):
    notes.write("Refund", space=world.organisation)
    Person.objects.filter(pk=sara.pk).update(left_on=NOON.date())

    assert queries.search(person=Person.objects.get(pk=sara.pk), text="refund").total == 0


def test_an_old_index_leaks_nothing(world, sara, nima, notes, service_space, finance_space):
    """The row has moved away; the index has not heard of it yet."""
    note = notes.write("Refund secret", space=world.organisation)
    notes.move(note, finance_space)

    assert found(sara, "refund") == ([], {})
    assert queries.instant(person=sara, text="ref") == []


def test_an_old_index_shows_no_old_words(world, sara, notes):
    note = notes.write("Refund", "the old secret words", space=world.organisation)
    notes.rows[note.ref] = type(note)(**{**{f: getattr(note, f) for f in note.__dataclass_fields__}, "text": "new words"})

    assert [hit.snippet for hit in queries.search(person=sara, text="secret").hits] == ["new words"]


def test_a_space_that_closes_takes_its_words_out_of_the_statistics(world, sara, notes, service_space):
    note = notes.write("Refund", space=service_space)
    before = found(sara, "refund")
    grant = Grant.objects.create(space=service_space, principal_type="everybody", level=20)
    assert service_space.pk in open_space_ids()
    notes.index([note])
    opened = found(sara, "refund")
    grant.delete()
    assert service_space.pk not in open_space_ids()
    notes.index([note])

    assert opened != before
    assert found(sara, "refund") == before


def told(person, text):
    """Return all that an answer tells: the hits, and what is said of them and beside them."""
    results = queries.answer(person=person, text=text, at=NOON)
    hits = [(hit.document.id, hit.score, hit.snippet, hit.snippet_spans) for hit in results.hits]
    return hits, replace(results, hits=[]), queries.instant(person=person, text=text[:3])


ODD = [
    "refnd",
    "invioce",
    "walet",
    "پرونه",
    "zeppelin",
    "zepelin",
    "from:nima",
    "from:reza",
    "in:finance",
    "in:service",
    "type:note",
    "on:1405",
]
WORDS = ["refund", "order", "invoice", "custody", "limit", "key", "wallet", "transfer", "بیمه", "پرونده"]
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join)


HIDDEN = st.lists(st.sampled_from([*WORDS, "zeppelin", "walet", "refnd"]), min_size=1, max_size=8).map(" ".join)
QUERIES = st.lists(st.sampled_from(WORDS + ODD), min_size=1, max_size=4).map(" ".join)


@given(visible=st.lists(TEXTS, min_size=1, max_size=12), unseen=st.lists(HIDDEN, min_size=1, max_size=50), query=QUERIES)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_unseen_documents_never_matter(world, sara, nima, notes, service_space, finance_space, visible, unseen, query):
    writing.empty()
    notes.rows.clear()
    people.ensure_skill(name_fa="بیمه", name_en="Custody")
    for number, text in enumerate(visible):
        space = (world.organisation, service_space)[number % 2]
        notes.write(text, text, space=space, by=nima, at=NOON - timedelta(hours=number // 3), indexed=False)
    notes.index(notes.rows.values())
    before = told(sara, query)

    hidden = [notes.write(text, text, space=finance_space, by=nima, indexed=False) for text in unseen]
    notes.index(hidden)
    with_hidden = told(sara, query)
    notes.remove(hidden[::2])

    assert with_hidden == before
    assert told(sara, query) == before


def test_fifty_unseen_documents_change_nothing(world, sara, nima, notes, finance_space):
    """The very case in which shared statistics reversed the order of two documents."""
    notes.write("alpha alpha beta", space=world.organisation)
    notes.write("alpha beta beta", space=world.organisation)
    before = found(sara, "alpha beta")
    hidden = [notes.write("alpha", "alpha " * 20, space=finance_space, by=nima, indexed=False) for _ in range(50)]
    notes.index(hidden)

    assert found(sara, "alpha beta") == before
    assert len(found(nima, "alpha")[0]) == 20


def test_a_page_that_must_be_cut_is_cut_the_same_way(world, sara, notes, finance_space, monkeypatch):
    """More equals than are read: which of them are shown may not depend on where the index keeps them."""
    monkeypatch.setattr(looking, "MOST_MATCHES", 5)
    rows = [notes.write("Invoice", space=world.organisation, at=NOON - timedelta(hours=n), indexed=False) for n in range(40)]
    notes.index(rows[::-1])
    before = found(sara, "invoice")
    notes.index([notes.write("Invoice", space=finance_space, indexed=False) for _ in range(30)])
    notes.index(rows[::3])

    assert [number for number, *_ in before[0]] == [row.id for row in rows[:5]]
    assert found(sara, "invoice") == before


def test_the_folder_has_one_birth(index_folder):
    assert folder.ensure() == folder.ensure()
