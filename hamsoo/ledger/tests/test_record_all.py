"""Recording many facts at once is recording them one by one."""

from datetime import timedelta

import pytest

from hamsoo.ledger.actions import OutsideTransaction, Statement, record, record_all
from hamsoo.ledger.actors import SYSTEM, through
from hamsoo.ledger.facts import facts_by_id
from hamsoo.ledger.models import Entry, Pending
from hamsoo.ledger.sequencer import sequence
from hamsoo.ledger.traits import Ref
from hamsoo.people.events import PersonJoined, PersonRecordChanged
from hamsoo.people.models import Person
from tests.world import NOON


def statements(sara: Person, nima: Person) -> list[Statement]:
    return [
        Statement(PersonJoined(person_id=sara.pk), SYSTEM, [Ref("person", sara.pk)], [], NOON),
        Statement(
            PersonRecordChanged(person_id=nima.pk, fields=("unit",)),
            sara,
            [Ref("person", nima.pk), ("unit", sara.unit_id, "former")],
            [7, 3, 7],
            NOON - timedelta(days=900),
        ),
    ]


def test_all_is_the_same_as_one_by_one(sara: Person, nima: Person) -> None:
    drafts = statements(sara, nima)
    with through("import"):
        one_by_one = [record(item.event, actor=item.actor, objects=item.objects, spaces=item.spaces, at=item.at) for item in drafts]
        before = set(Entry.objects.values_list("pk", flat=True))
        record_all(drafts)
    at_once = sorted(set(Entry.objects.values_list("pk", flat=True)) - before)

    facts = facts_by_id([*one_by_one, *at_once])
    shown = [
        [(fact.event, fact.actor, fact.channel, fact.happened_at, fact.objects, fact.space_ids) for fact in map(facts.get, ids) if fact]
        for ids in (one_by_one, at_once)
    ]
    assert len(at_once) == 2
    assert shown[0] == shown[1]
    assert shown[1][1][2:] == (
        "import",
        NOON - timedelta(days=900),
        (("person", nima.pk, "person"), ("unit", sara.unit_id, "former")),
        (3, 7),
    )


def test_all_get_their_place_in_the_order(sara: Person, nima: Person) -> None:
    record_all(statements(sara, nima) * 3)
    while sequence():
        pass
    assert not Pending.objects.exists()
    last = Entry.objects.order_by("-line__position")[:6]
    assert [entry.name for entry in last][::-1] == ["people.PersonJoined", "people.PersonRecordChanged"] * 3


def test_nothing_is_recorded_for_no_facts(sara: Person) -> None:
    before = Entry.objects.count()
    record_all([])
    assert Entry.objects.count() == before


@pytest.mark.django_db(transaction=True)
def test_refused_outside_a_transaction() -> None:
    with pytest.raises(OutsideTransaction):
        record_all([Statement(PersonJoined(person_id=1), SYSTEM, [], [], NOON)])
    assert not Entry.objects.exists()
