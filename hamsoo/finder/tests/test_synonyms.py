"""A skill is found under all its names, Persian and English; what says the word itself stands first."""

import pytest

from hamsoo.finder import queries, synonyms
from hamsoo.finder.synonyms import WEIGHT, widened
from hamsoo.people import actions as people
from hamsoo.people.queries import version_of_skill_names
from tests.world import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def learning(world):
    """Name a skill in both languages, and by its letters."""
    skill = people.ensure_skill(name_fa="یادگیری ماشین", name_en="Machine learning")
    people.ensure_skill(name_fa="یادگیری ماشین", name_en="ML")
    return skill


def titles(person, text, **asked):
    return [hit.document.title for hit in queries.search(person=person, text=text, **asked).hits]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("machine learning", ["یادگیری ماشین", "ML"]),
        ("a course of Machine-Learning", ["یادگیری ماشین", "ML"]),
        ("يادگيري ماشين", ["Machine learning", "ML"]),
        ("دوره یادگیری‌ماشین", ["Machine learning", "ML"]),
        ("ml", ["یادگیری ماشین", "Machine learning"]),
        ("machine", []),
        ("learning machine", []),
        ("", []),
    ],
)
def test_the_names_of_a_skill_that_a_text_names(learning, text, names):
    assert widened(text).names == names


@pytest.mark.parametrize("name", ["نرم‌افزار", "نرم افزار", "نرمافزار"])
@pytest.mark.parametrize("text", ["نرم‌افزار", "نرم افزار", "نرمافزار", "نصب نرم‌افزارها"])
def test_a_compound_in_any_spelling(world, name, text):
    people.ensure_skill(name_fa=name, name_en="Software")

    found = widened(text)

    assert found.names == ["Software"]
    assert len(found.rest) == (1 if text.startswith("نصب") else 0)


def test_the_longest_name_goes_first(learning):
    people.ensure_skill(name_fa="مهندسی یادگیری ماشین", name_en="Machine learning engineering")
    people.ensure_skill(name_fa="مهندسی", name_en="Engineering")

    assert widened("machine learning engineering").names == ["مهندسی یادگیری ماشین"]


def test_synonyms_count_less_and_are_not_what_was_written(learning):
    found = widened("ML for machine vision")

    assert set(found.beside.values()) == {WEIGHT}
    assert not set(found.beside) & set(found.terms)


def test_each_language_finds_the_other_behind_its_own(world, sara, notes, learning):
    notes.write("دوره یادگیری ماشین", "یادگیری ماشین یادگیری ماشین", space=world.organisation)
    notes.write(
        "A course", "of many things, one of which, among much else that it has, is a little machine learning", space=world.organisation
    )
    notes.write("Washing machine", "learn to wash", space=world.organisation)

    assert titles(sara, "machine learning") == ["Washing machine", "A course", "دوره یادگیری ماشین"]
    assert titles(sara, "یادگیری ماشین") == ["دوره یادگیری ماشین", "Washing machine", "A course"]
    assert titles(sara, "machine learning course") == ["A course"]


def test_words_beside_a_skill_stay_demanded(world, sara, notes, learning):
    notes.write("دوره یادگیری ماشین", space=world.organisation)
    notes.write("دوره یادگیری ماشین برای kafka", space=world.organisation)

    assert titles(sara, "ML kafka") == ["دوره یادگیری ماشین برای kafka"]


def test_the_page_says_what_else_was_looked_for(browse, world, sara, notes, learning):
    notes.write("دوره یادگیری ماشین", space=world.organisation)

    page = browse(sara).get("/search/", {"q": "ml"})

    assert page.context["results"].also == ["یادگیری ماشین", "Machine learning"]
    assert "Also: <bdi>یادگیری ماشین</bdi>, <bdi>Machine learning</bdi>" in page.content.decode()
    assert b"<mark>" in page.content


def test_names_are_renewed_when_skills_change(learning, admin):
    assert widened("کوبرنتیز").names == []
    other = people.ensure_skill(name_fa="کوبرنتیز", name_en="Kubernetes")
    assert widened("کوبرنتیز").names == ["Kubernetes"]
    before = version_of_skill_names()
    decision = people.merge_skills(actor=admin, skill=other, into=learning, at=NOON)
    assert version_of_skill_names() != before
    assert widened("kubernetes").names == ["یادگیری ماشین", "Machine learning", "ML", "کوبرنتیز"]
    people.undo_decision(actor=admin, decision=decision, at=NOON)
    assert widened("kubernetes").names == ["کوبرنتیز"]
    people.hide_skill(actor=admin, skill=other, at=NOON)
    assert widened("kubernetes").names == []


def test_names_are_read_once(learning, django_assert_num_queries):
    widened("machine learning")

    with django_assert_num_queries(1):
        assert widened("ML").names


@pytest.fixture
def glossary(monkeypatch):
    """Register a provider of the lists of names that are given here."""
    known: list[list[str]] = []
    monkeypatch.setattr(synonyms, "_providers", {})
    synonyms.register("glossary", lambda: known)
    return known


def test_what_a_provider_calls_alike_is_looked_for_together(world, sara, notes, learning, glossary, django_assert_num_queries):
    glossary += [["حواله بانکی", "Wire transfer", "WT"], ["ML", "maximum likelihood"], ["یادگیری", " "]]
    notes.write("حواله بانکی", space=world.organisation)
    notes.write("A wire transfer", space=world.organisation)

    assert titles(sara, "wire transfer") == ["A wire transfer", "حواله بانکی"]
    assert sorted(titles(sara, "WT")) == ["A wire transfer", "حواله بانکی"]
    assert widened("ML").names == ["یادگیری ماشین", "Machine learning", "maximum likelihood"]
    assert widened("ML").skill_ids == [learning.pk]
    assert widened("maximum likelihood").skill_ids == []
    assert widened("یادگیری").named == ()
    with django_assert_num_queries(1):
        widened("wire transfer")


def test_what_a_provider_calls_alike_is_renewed_when_it_says_so(world, glossary):
    assert widened("wire transfer").names == []
    glossary.append(["Wire transfer", "Remittance"])
    assert widened("wire transfer").names == []
    synonyms.renew()
    assert widened("wire transfer").names == ["Remittance"]
    glossary.clear()
    synonyms.renew()
    assert widened("wire transfer").names == []
