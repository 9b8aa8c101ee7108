"""A skill that gets another name: whoever has it is found by it, in parts, through the ledger."""

import pytest

from hamsoo.finder import projections as finder_projections
from hamsoo.finder import queries
from hamsoo.finder.index import writing
from hamsoo.ledger import projections
from hamsoo.ledger.models import Entry
from hamsoo.people import actions as people
from hamsoo.people.actions import skills
from hamsoo.people.models import Person
from tests.world import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def holders(world, admin) -> list[int]:
    """Seven colleagues who know Kubernetes."""
    added = [people.add_person(actor=admin, code=f"k{n}", name_fa=f"همکار {n}", unit=world.service, at=NOON) for n in range(7)]
    for person in added:
        people.declare_skill(actor=person, name="Kubernetes", at=NOON)
    return [person.pk for person in added]


def found(reader: Person, words: str) -> list[int]:
    return sorted(hit.document.id for hit in queries.search(person=reader, text=words).hits)


def test_who_has_a_renamed_skill_is_read_in_parts_and_no_transaction_reads_all(holders, sara, admin, settle, monkeypatch):
    settle()
    monkeypatch.setattr(skills, "READ_AT_ONCE", 3)
    monkeypatch.setattr(projections, "BATCH", 4)
    sizes: list[int] = []
    replace = writing.replace

    def counted(*, gone, documents, open_space_ids) -> None:
        sizes.append(len(known := list(documents)))
        replace(gone=gone, documents=known, open_space_ids=open_space_ids)

    monkeypatch.setattr(finder_projections.writing, "replace", counted)
    skill = Person.objects.get(pk=holders[0]).skills.get().skill
    people.rename_skill(actor=admin, skill=skill, name_fa="", name_en="Orchestration", at=NOON)
    settle()
    parts = Entry.objects.filter(name="people.HoldersReread").order_by("id")
    assert [entry.payload["person_ids"] for entry in parts] == [holders[:3], holders[3:6], holders[6:]]
    renamed = Entry.objects.get(name="people.SkillsArranged")
    assert [entry.cause_id for entry in parts] == [renamed.pk, *(entry.pk for entry in parts)][:3]
    assert sizes == [3, 3, 1]
    assert found(sara, "orchestration") == holders


def test_a_rebuild_equals_what_was_kept(holders, sara, admin, settle):
    skill = Person.objects.get(pk=holders[0]).skills.get().skill
    decision = people.rename_skill(actor=admin, skill=skill, name_fa="", name_en="Orchestration", at=NOON)
    settle()
    people.undo_decision(actor=admin, decision=decision, at=NOON)
    settle()
    kept = [found(sara, words) for words in ("orchestration", "kubernetes")]
    assert kept == [[], holders]
    projections.rebuild(projections.projection("finder.index"))
    assert [found(sara, words) for words in ("orchestration", "kubernetes")] == kept
