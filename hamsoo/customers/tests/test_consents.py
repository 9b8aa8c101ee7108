"""Consents: kept purpose by purpose with their history; refused and nothing changed; as far as one sees."""

import pytest
from django.urls import reverse

from hamsoo.customers import actions, queries
from hamsoo.customers.models import ConsentChange
from hamsoo.customers.tests.cast import company, let, link, sepehr
from hamsoo.identity.models import Customer, SourceRecord
from hamsoo.kernel.errors import Invalid, NotAllowed
from hamsoo.ledger.models import Entry
from hamsoo.people.models import Person
from tests.world import NOON, World


def held(person: Person, customer: Customer) -> dict[str, bool]:
    return {purpose: change.is_given for purpose, change in queries.consents_of(person=person, customer=customer).items()}


def facts() -> int:
    return Entry.objects.filter(name="customers.ConsentChanged").count()


def keep(actor: Person, customer: Customer, purpose: str, is_given: bool) -> ConsentChange | None:
    return actions.keep_consent(actor=actor, customer=customer, purpose=purpose, is_given=is_given, note=" در  تماس\x00 ", at=NOON)


def test_a_customer_agrees_and_takes_it_back(world: World, admin: Person, sara: Person) -> None:
    customer = sepehr(world)
    change = keep(admin, customer, "news", True)
    keep(admin, customer, "surveys", False)
    assert (change and change.note, keep(admin, customer, "news", True)) == ("در تماس", None)
    assert held(sara, customer) == {"news": True, "surveys": False}

    keep(admin, customer, "news", False)
    assert held(sara, customer) == {"news": False, "surveys": False}
    assert (len(queries.consent_history(person=sara, customer=customer)), facts()) == (3, 3)


def test_refused_and_nothing_changed(world: World, admin: Person, sara: Person) -> None:
    customer = sepehr(world)
    with pytest.raises(NotAllowed):
        keep(sara, customer, "news", True)
    with pytest.raises(Invalid):
        keep(admin, customer, "everything", True)
    assert (ConsentChange.objects.count(), facts()) == (0, 0)


def test_the_latest_of_all_records_holds_and_undo_parts_them(world: World, admin: Person, sara: Person) -> None:
    a, b = company(world, "آرمان", "a"), company(world, "گروه آرمان", "b")
    keep(admin, a.customer, "news", True)
    keep(admin, b.customer, "news", False)
    link(a, b)
    assert held(sara, Customer.objects.get(record_count=2)) == {"news": False}
    actions.take_out(actor=admin, source=SourceRecord.objects.get(pk=b.pk), at=NOON)
    assert (held(sara, a.own), held(sara, b.own)) == ({"news": True}, {"news": False})


def test_the_page(world: World, admin: Person, sara: Person, nima: Person, browse) -> None:  # type: ignore[no-untyped-def]
    customer = sepehr(world)
    sara = let(admin, sara, "customers.keep")
    url = reverse("customers:consents", args=[customer.number])
    client = browse(sara)
    assert client.post(url, {"purpose": "news", "is_given": "yes", "note": "فرم وبگاه"}).status_code == 303
    assert client.post(url, {"purpose": "x"}).status_code == 422
    assert browse(nima).post(url, {"purpose": "news"}).status_code == 403
    shown = browse(nima).get(url).content.decode()
    assert ("فرم وبگاه" in shown, '<form method="post" class="flex' in shown) == (True, False)
    exported = client.post(reverse("customers:export", args=[customer.number])).json()
    assert [(row["purpose"], row["is_given"]) for row in exported["consents"]] == [("news", True)]
