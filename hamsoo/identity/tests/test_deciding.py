"""Decisions by hand: done; refused and nothing changed; told; and taken back exactly."""

import pytest

from hamsoo.identity import actions, queries, rules
from hamsoo.identity.models import Customer, Decision, ReviewPair, SourceRecord
from hamsoo.identity.tests.records import look, make_system, numbers, persons, send
from hamsoo.kernel.errors import Invalid, NotAllowed, NotFound
from hamsoo.ledger.actors import SYSTEM
from hamsoo.ledger.models import Entry, EntryObject
from hamsoo.people.models import Person
from hamsoo.spaces.models import Space
from tests.world import NOON, World


def link(a: SourceRecord, b: SourceRecord) -> Decision:
    return actions.decide(actor=SYSTEM, a=a, b=b, is_one=True, at=NOON)


def part(a: SourceRecord, b: SourceRecord) -> Decision:
    return actions.decide(actor=SYSTEM, a=a, b=b, is_one=False, at=NOON)


def facts() -> list[str]:
    return list(Entry.objects.filter(name__startswith="identity.").exclude(name__in=_BEFORE).order_by("pk").values_list("name", flat=True))


_BEFORE = ("identity.SystemAdded", "identity.RecordsReceived")


def test_two_records_become_one_customer(world: World, admin: Person) -> None:
    a, b = persons(make_system("crm", world.organisation), 2)

    decision = actions.decide(actor=admin, a=b, b=a, is_one=True, note="همان شماره", at=NOON)

    assert numbers(a, b) == [a.own_id, a.own_id]
    assert list(Customer.objects.order_by("pk").values_list("record_count", flat=True)) == [2, 0]
    assert (decision.pair, decision.by, decision.is_automatic, decision.note) == ((a.pk, b.pk), admin, False, "همان شماره")
    assert facts() == ["identity.RecordsLinked"]
    about = EntryObject.objects.filter(entry__name="identity.RecordsLinked").order_by("pk")
    assert list(about.values_list("type", "object_id")) == [("source_record", a.pk), ("source_record", b.pk)]


def test_taking_back_returns_to_the_very_same(world: World, admin: Person) -> None:
    a, b = persons(make_system("crm", world.organisation), 2)
    before = look()
    decision = actions.decide(actor=admin, a=a, b=b, is_one=True, at=NOON)

    actions.retract(actor=admin, decision=decision, at=NOON)

    assert look() == before
    assert facts() == ["identity.RecordsLinked", "identity.DecisionTakenBack"]
    with pytest.raises(rules.AlreadyTakenBack):
        actions.retract(actor=admin, decision=decision, at=NOON)
    with pytest.raises(rules.AlreadyTakenBack):
        actions.retract(actor=admin, decision=Decision.objects.get(kind="retract"), at=NOON)
    assert Decision.objects.count() == 2


def test_the_larger_part_keeps_its_number_and_every_number_resolves(world: World, admin: Person) -> None:
    a, b, c, d = persons(make_system("crm", world.organisation), 4)
    link(c, d)
    joined = link(b, c)
    assert numbers(b, c, d) == [c.own_id] * 3
    link(a, b)

    assert numbers(a, b, c, d) == [c.own_id] * 4
    for record in (a, b, c, d):
        assert queries.customer(person=admin, number=record.own_id).number == c.own_id

    actions.retract(actor=SYSTEM, decision=joined, at=NOON)
    assert numbers(a, b, c, d) == [a.own_id, a.own_id, c.own_id, c.own_id]
    assert queries.customer(person=admin, number=b.own_id).number == a.own_id


def test_apart_holds_against_links_of_others(world: World) -> None:
    a, b, c = persons(make_system("crm", world.organisation), 3)
    part(a, c)
    link(a, b)
    before = look()

    with pytest.raises(rules.Contradiction):
        link(b, c)

    assert look() == before
    assert (Decision.objects.count(), len(facts())) == (2, 2)


def test_apart_cannot_be_said_within_what_was_linked_by_hand(world: World) -> None:
    a, b, c = persons(make_system("crm", world.organisation), 3)
    link(a, b)
    link(b, c)

    with pytest.raises(rules.Contradiction):
        part(a, c)

    assert numbers(a, b, c) == [a.own_id] * 3


def test_of_two_decisions_on_one_pair_the_later_holds_and_its_undo_brings_the_first_back(world: World) -> None:
    a, b = persons(make_system("crm", world.organisation), 2)
    link(a, b)
    second = part(a, b)
    assert numbers(a, b) == [a.own_id, b.own_id]

    actions.retract(actor=SYSTEM, decision=second, at=NOON)

    assert numbers(a, b) == [a.own_id, a.own_id]


def test_put_off_waits_and_deciding_settles(world: World, admin: Person) -> None:
    a, b = persons(make_system("crm", world.organisation), 2)
    pair = ReviewPair.objects.create(a=a, b=b, weight=1.5, reasons=[["phone", "shares:phones", 6.1]], found_at=NOON)

    later = actions.put_off(actor=admin, a=a, b=b, at=NOON)
    pair.refresh_from_db()
    assert (pair.state, numbers(a, b), facts()) == ("later", [a.own_id, b.own_id], ["identity.PairPutOff"])

    decision = actions.decide(actor=admin, a=a, b=b, is_one=False, at=NOON)
    pair.refresh_from_db()
    assert (pair.state, decision.weight, decision.reasons) == ("settled", 1.5, [["phone", "shares:phones", 6.1]])

    actions.retract(actor=admin, decision=decision, at=NOON)
    actions.retract(actor=admin, decision=later, at=NOON)
    pair.refresh_from_db()
    assert pair.state == "open"


def test_a_pair_of_two_customers_that_were_put_apart_is_asked_no_more(world: World) -> None:
    a, b, c = persons(make_system("crm", world.organisation), 3)
    link(a, b)
    pair = ReviewPair.objects.create(a=b, b=c, weight=1.0, found_at=NOON)

    decision = part(a, c)
    pair.refresh_from_db()
    assert pair.state == "settled"

    actions.retract(actor=SYSTEM, decision=decision, at=NOON)
    pair.refresh_from_db()
    assert pair.state == "open"


def test_a_person_and_a_company_are_never_one(world: World) -> None:
    crm = make_system("crm", world.organisation)
    [person] = send(crm, {"key": 1, "full_name": "آرمان"})
    [company] = send(crm, {"key": 1, "name": "آرمان"}, entity="company")

    with pytest.raises(rules.DifferentKinds):
        link(person, company)
    with pytest.raises(Invalid):
        link(person, person)
    assert Decision.objects.count() == 0


def test_only_who_may_review_and_sees_both_decides(world: World, admin: Person, sara: Person) -> None:
    finance = Space.objects.get(subject_type="unit", subject_id=world.finance.pk)
    [a] = persons(make_system("crm", world.organisation), 1)
    [b] = persons(make_system("billing", finance), 1)

    with pytest.raises(NotAllowed):
        actions.decide(actor=sara, a=a, b=b, is_one=True, at=NOON)
    with pytest.raises(NotFound):
        actions.decide(actor=admin, a=a, b=b, is_one=True, at=NOON)
    assert (Decision.objects.count(), facts()) == (0, [])
