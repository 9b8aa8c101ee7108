"""What texts are about, and what several people searched in vain."""

from datetime import timedelta

from hamsoo.finder import queries
from hamsoo.finder.models import MissedSearch
from hamsoo.people import actions as people
from hamsoo.people.models import Person
from tests.world import NOON


def test_a_text_is_about_the_skills_that_it_names_by_any_name(world):
    skill = people.ensure_skill(name_fa="یادگیری ماشین", name_en="Machine learning")
    other = people.ensure_skill(name_en="Invoices")
    found = queries.topics(texts=[("کتاب يادگيري ماشين؟", ""), ("Which?", "About machine learning and invoices."), ("Which?", "")])
    assert [(one.skill_ids, one.words) for one in found] == [((skill.pk,), ()), ((skill.pk, other.pk), ()), ((), ())]


def test_where_no_skill_is_named_the_rarest_words_that_everybody_reads_tell(world, notes, service_space):
    for number in range(6):
        notes.write(f"The printer of floor {number}", space=world.organisation)
    for number in range(3):
        notes.write(f"A zebra, {number}", space=world.organisation)
        notes.write(f"A secret giraffe, {number}", space=service_space)
    notes.write("A lion", space=world.organisation)
    (found,) = queries.topics(texts=[("Zebra or giraffe or lion at the Printer?", "")])
    assert found.words == (("zebra", "Zebra"), ("printer", "Printer")), "Few read of giraffes, and one note is no topic."
    assert queries.topics(texts=[]) == []


def test_what_three_of_some_searched_in_vain_and_lately(sara, reza, nima, admin):
    for person, words, days in (
        (sara, "tax", 1),
        (reza, "tax", 1),
        (admin, "tax", 1),
        (nima, "vat", 1),
        (sara, "vat", 1),
        (admin, "vat", 91),
    ):
        MissedSearch.objects.create(person=person, key=words, at=NOON - timedelta(days=days))
    everybody = Person.objects.all()
    assert queries.missed_by(people=everybody, at=NOON, limit=9) == ["tax"]
    assert queries.missed_by(people=everybody.exclude(pk=sara.pk), at=NOON, limit=9) == []
    assert queries.missed_by(people=everybody, at=NOON, limit=0) == []
