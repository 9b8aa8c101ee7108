"""Two at once, with real threads: customers come out the same whoever was first, and no number is lost."""

from collections.abc import Callable
from itertools import pairwise

import pytest

from hamsoo.identity import actions
from hamsoo.identity.models import Customer, Decision, SourceRecord
from hamsoo.identity.tests.records import look, make_system, numbers, persons
from hamsoo.ledger.actors import SYSTEM
from hamsoo.ledger.models import Entry
from tests.at_once import at_once
from tests.world import NOON, World

pytestmark = pytest.mark.django_db(transaction=True)


def decide(a: SourceRecord, b: SourceRecord, *, is_one: bool = True) -> Callable[[], Decision]:
    return lambda: actions.decide(actor=SYSTEM, a=a, b=b, is_one=is_one, at=NOON)


def test_links_that_overlap_end_in_one_customer(world: World) -> None:
    records = persons(make_system("crm", world.organisation), 8)
    chain = [decide(a, b) for a, b in pairwise(records)]

    assert at_once(*chain) == ["done"] * 7

    assert len(set(numbers(*records))) == 1
    counts = sorted(Customer.objects.values_list("record_count", flat=True))
    assert (counts, Entry.objects.filter(name="identity.RecordsLinked").count()) == ([0] * 7 + [8], 7)


def test_together_and_apart_at_once(world: World) -> None:
    a, b, c = persons(make_system("crm", world.organisation), 3)
    actions.decide(actor=SYSTEM, a=a, b=b, is_one=True, at=NOON)

    assert at_once(decide(b, c), decide(a, c, is_one=False)) == ["Contradiction", "done"]

    linked = Decision.objects.effective().filter(kind="link").count() == 2
    assert numbers(a, b, c) == [a.own_id] * 3 if linked else [a.own_id, a.own_id, c.own_id]


def test_one_decision_is_taken_back_once(world: World) -> None:
    a, b = persons(make_system("crm", world.organisation), 2)
    before = look()
    decision = decide(a, b)()

    def back() -> Decision:
        return actions.retract(actor=SYSTEM, decision=decision, at=NOON)

    assert at_once(back, back, back) == ["AlreadyTakenBack", "AlreadyTakenBack", "done"]
    assert look() == before


def test_the_same_row_at_once_is_one_record(world: World) -> None:
    crm = make_system("crm", world.organisation)

    def come() -> object:
        return actions.receive(actor=SYSTEM, system=crm, entity="person", rows=[actions.Row("7", {"full_name": "Sara"})], at=NOON)

    assert at_once(come, come, come) == ["done"] * 3
    assert (SourceRecord.objects.count(), Customer.objects.count(), Entry.objects.filter(name="identity.RecordsReceived").count()) == (
        1,
        1,
        1,
    )
