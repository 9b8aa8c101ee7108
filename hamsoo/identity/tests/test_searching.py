"""Records in search: found by what they say, by those who read their system, and by nobody else."""

from pathlib import Path
from typing import Any

import pytest

from hamsoo.finder import evidence
from hamsoo.finder.experts import experts
from hamsoo.finder.index.matching import snapshot
from hamsoo.finder.index.schema import ANY
from hamsoo.finder.queries import search
from hamsoo.identity import actions
from hamsoo.identity.tests.records import make_system, send
from hamsoo.ledger.actors import SYSTEM
from hamsoo.ledger.models import Entry
from hamsoo.ledger.runner import settle
from hamsoo.people.models import Person
from hamsoo.questions import actions as questions
from hamsoo.spaces import actions as spaces
from hamsoo.spaces.models import Space
from tests.world import NOON, World

ROW = {"key": "17", "full_name": "كامران ديهيم", "email": "deyhim@sepehr.example", "city": "تهران"}


@pytest.fixture(autouse=True)
def index_folder(settings: Any, tmp_path: Path) -> None:
    """Give every test an index of its own."""
    settings.INDEX_FOLDER = tmp_path / "index"


def found(person: Person, text: str) -> list[int]:
    return [hit.document.id for hit in search(person=person, text=text, types=("source_record",)).hits]


def shared(space: Space) -> int:
    """Return of how many documents everybody may know."""
    index = snapshot([space.pk])
    assert index is not None
    return index.shared_count(ANY)


def test_records_however_many_hide_nobody_who_knows(world: World, sara: Person, nima: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """What customers are called says nothing about who knows it, and must not take the places of what somebody wrote."""
    monkeypatch.setattr(evidence, "MOST_EVIDENCE", 2)
    crm = make_system("crm", world.organisation)
    send(crm, *({"key": str(n), "full_name": "Escrow Custody " * n, "city": "Escrow"} for n in range(1, 6)))
    question = questions.ask(actor=sara, title="What is an escrow?", places=[world.organisation.pk], at=NOON)
    questions.answer(actor=nima, question=question, body="Money in custody until both have signed. I set up our escrow.", at=NOON)
    settle()

    found = experts(person=sara, need="escrow custody", at=NOON)
    assert [(expert.person, expert.evidence_count) for expert in found] == [(nima, 1)]


def test_a_record_is_found_by_what_it_says_until_its_system_removes_it(world: World, sara: Person) -> None:
    crm = make_system("crm", world.organisation)
    [record] = send(crm, ROW)
    settle()

    assert found(sara, "دیهیم") == found(sara, "deyhim@sepehr.example") == found(sara, "کامران تهران") == [record.pk]

    actions.receive(actor=SYSTEM, system=crm, entity="person", rows=[actions.Row("17", {}, is_removed=True)], at=NOON)
    settle()
    assert found(sara, "دیهیم") == []


def test_a_system_that_moves_is_found_by_its_new_readers_alone(world: World, nima: Person, sara: Person) -> None:
    crm = make_system("crm", world.organisation)
    [record] = send(crm, ROW)
    settle()
    assert found(sara, "دیهیم") == [record.pk]

    finance = Space.objects.get(subject_type="unit", subject_id=world.finance.pk)
    actions.change_system(
        actor=SYSTEM, system=crm, name_fa=crm.name_fa, name_en=crm.name_en, space=finance, rank=9, is_duplicate_free=False, at=NOON
    )
    # At once, before the index has heard of it.
    assert found(sara, "دیهیم") == []
    settle()

    assert (found(nima, "دیهیم"), found(sara, "دیهیم")) == ([record.pk], [])
    assert Entry.objects.filter(name="identity.RecordsReadAgain").count() == 1


def test_a_group_that_closes_takes_its_records_out_of_what_is_everybodys(world: World, admin: Person, sara: Person) -> None:
    """Statistics, spellings and kindred words are taken from what everybody reads."""
    group = spaces.create_group(actor=admin, name_fa="فروش", policy="open", at=NOON)
    [record] = send(make_system("crm", group), ROW)
    settle()
    before = shared(group)
    assert found(sara, "دیهیم") == [record.pk]

    spaces.change_policy(actor=admin, space=group, policy="closed", at=NOON)
    settle()

    assert (found(sara, "دیهیم"), found(admin, "دیهیم"), shared(group)) == ([], [record.pk], before - 1)
