"""Customers as their readers see them: merging unites views, never rights."""

from datetime import timedelta

import pytest

from hamsoo.identity import actions, queries
from hamsoo.identity.models import Customer
from hamsoo.identity.tests.records import make_system, send
from hamsoo.kernel.errors import NotFound
from hamsoo.ledger.actors import SYSTEM
from hamsoo.people.models import Person
from hamsoo.spaces.models import Space
from tests.world import NOON, World

CRM = {"key": "1", "full_name": "سارا محمدي", "phone": "09121234567", "city": "تهران"}
BILLING = {"key": "a", "full_name": "سارا محمدی", "phone": "02188776655", "national_id": "0013542419"}


@pytest.fixture
def linked(world: World) -> Customer:
    """Return a customer with a record that everybody reads and one that only finance does."""
    finance = Space.objects.get(subject_type="unit", subject_id=world.finance.pk)
    [a] = send(make_system("crm", world.organisation, rank=20), CRM)
    [b] = send(make_system("billing", finance, rank=10), BILLING, at=NOON + timedelta(days=1))
    actions.decide(actor=SYSTEM, a=a, b=b, is_one=True, at=NOON)
    return Customer.objects.get(record_count=2)


def test_golden_values_name_their_origin(linked: Customer, nima: Person) -> None:
    found = queries.golden(person=nima, customer=linked)

    assert list(found) == ["full_name", "national_id", "phone", "city"]
    assert {field: (one.value, one.best.system.code) for field, one in found.items()} == {
        "full_name": ("سارا محمدی", "billing"),
        "national_id": ("0013542419", "billing"),
        "phone": ("02188776655", "billing"),
        "city": ("تهران", "crm"),
    }
    assert [one.system.code for one in found["full_name"].agreeing] == ["crm"]
    assert [(one.value, one.since) for one in found["phone"].others] == [("09121234567", NOON)]


def test_who_reads_one_record_sees_that_one_alone(linked: Customer, sara: Person, nima: Person) -> None:
    assert list(queries.golden(person=sara, customer=linked)) == ["full_name", "phone", "city"]
    assert queries.golden(person=sara, customer=linked)["phone"].others == ()
    assert [record.system.code for record in queries.records_of(person=sara, customer=linked)] == ["crm"]
    assert [record.system.code for record in queries.records_of(person=nima, customer=linked)] == ["billing", "crm"]
    assert queries.links_of(person=sara, customer=linked) == []
    assert [decision.pair for decision in queries.links_of(person=nima, customer=linked)] == [
        tuple(linked.records.order_by("pk").values_list("pk", flat=True))
    ]


def test_who_reads_none_is_told_that_there_is_nothing(linked: Customer, world: World, sara: Person, nima: Person) -> None:
    finance = Space.objects.get(subject_type="unit", subject_id=world.finance.pk)
    [hidden] = send(make_system("ledger", finance), {"key": "x", "full_name": "پنهان"})

    assert queries.customer(person=nima, number=hidden.own_id).number == hidden.own_id
    for number in (hidden.own_id, 10**15):
        with pytest.raises(NotFound):
            queries.customer(person=sara, number=number)
    with pytest.raises(NotFound):
        queries.customer(person=None, number=linked.number)
    assert set(Customer.objects.visible_to(sara)) == {linked}


def test_an_old_number_leads_who_sees_the_record_that_it_came_with(linked: Customer, sara: Person, nima: Person) -> None:
    """To anybody else it would tell that the record is there."""
    hidden = linked.records.get(system__code="billing")

    assert queries.customer(person=nima, number=hidden.own_id) == linked
    with pytest.raises(NotFound):
        queries.customer(person=sara, number=hidden.own_id)
    assert queries.customer(person=sara, number=linked.number) == linked


def test_customers_are_found_by_the_beginning_of_a_visible_name_or_by_number(linked: Customer, sara: Person, nima: Person) -> None:
    assert [row.customer_id for row in queries.customers_named(person=sara, text="سارا م")] == [linked.number]
    assert [row.customer_id for row in queries.customers_named(person=nima, text="سارا محمدی")] == [linked.number]
    assert [row.customer_id for row in queries.customers_named(person=sara, text=str(linked.number))] == [linked.number]
    assert queries.customers_named(person=sara, text="محمدی") == []
    assert queries.customers_named(person=sara, text=" ") == []
    assert queries.customers_named(person=None, text="سارا") == []
