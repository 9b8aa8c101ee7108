"""The page of a customer: what each reader sees of it, and taking records out and back in."""

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from hamsoo.customers import actions, queries, rules
from hamsoo.customers.tests.cast import company, let, link, sepehr
from hamsoo.identity.models import Customer, Decision, SourceRecord
from hamsoo.identity.tests.records import look, make_system, numbers, send
from hamsoo.kernel.errors import Invalid, NotAllowed, NotFound
from hamsoo.ledger.facts import facts_by_id
from hamsoo.ledger.models import Entry
from hamsoo.ledger.runner import settle
from hamsoo.people.models import Person
from hamsoo.spaces import actions as spaces
from tests.world import NOON, World


def page(number: int) -> str:
    return reverse("customers:single", args=[number])


def facts(*names: str) -> list[object]:
    entries = Entry.objects.filter(name__in=[f"customers.{name}" for name in names]).order_by("pk").values_list("pk", flat=True)
    return [fact.event for fact in facts_by_id(entries).values()]


def test_golden_values_with_their_origins_as_far_as_one_sees(
    world: World, sara: Person, nima: Person, browse, django_assert_num_queries: DjangoAssertNumQueries
) -> None:  # type: ignore[no-untyped-def]
    customer = sepehr(world)
    client = browse(nima)
    client.get(page(customer.number))

    with django_assert_num_queries(20):
        shown = client.get(page(customer.number)).content.decode()
    assert [text in shown for text in ("شرکت بیمه سپهر", "10100000007", "کرج", "تهران", "02188776655", "SPH-1", "1093")] == [True] * 7
    shown = browse(sara).get(page(customer.number)).content.decode()
    assert [text in shown for text in ("بیمهٔ سپهر", "تهران", "02188776655", "SPH-1")] == [True] * 4
    assert [text in shown for text in ("10100000007", "کرج", "1093", "BILLING")] == [False] * 4


def test_old_numbers_lead_to_where_the_customer_stands(world: World, sara: Person, nima: Person, browse) -> None:  # type: ignore[no-untyped-def]
    customer = sepehr(world)
    old = Customer.objects.get(record_count=0)

    answer = browse(nima).get(page(old.number))

    assert (answer.status_code, answer.headers["Location"]) == (303, page(customer.number))
    assert browse(sara).get(page(10**15)).status_code == 404


def test_who_sees_no_record_finds_no_page(world: World, reza: Person, nima: Person, browse, mina) -> None:  # type: ignore[no-untyped-def]
    customer = sepehr(world)
    alone = SourceRecord.objects.get(system__code="billing")
    actions.take_out(actor=let_decide(world, nima), source=alone, at=NOON)

    assert browse(nima).get(page(alone.own_id)).status_code == 200
    for stranger in (reza, mina):
        assert browse(stranger).get(page(alone.own_id)).status_code == 404
    assert browse(mina).get(page(customer.number)).status_code == 404


def let_decide(world: World, person: Person) -> Person:
    admin = Person.objects.filter(is_administrator=True).first()
    if admin is None:
        person.is_administrator = True
        person.save(update_fields=["is_administrator"])
        return person
    return let(admin, person, "identity.review")


def test_a_record_is_taken_out_and_put_back_and_nothing_else_changes(world: World, admin: Person, nima: Person, browse) -> None:  # type: ignore[no-untyped-def]
    customer, nima = sepehr(world), let(admin, nima, "identity.review")
    record, before = SourceRecord.objects.get(system__code="billing"), look()
    client = browse(nima)

    answer = client.post(reverse("customers:take_out", args=[record.pk]), follow=True)

    assert (answer.status_code, customer.records.count()) == (200, 1)
    shown = queries.single(person=nima, number=customer.number, asked=queries.Asked(), at=NOON)
    assert [(one.record.pk, one.is_parted) for one in shown.candidates] == [(record.pk, True)]
    [fact] = facts("RecordTakenOut")
    assert (fact.record_id, fact.decision_ids) == (record.pk, (Decision.objects.filter(kind="link").get().pk,))  # type: ignore[attr-defined]

    [candidate] = shown.candidates
    client.post(reverse("customers:join", args=[candidate.own.pk, candidate.record.pk]))
    assert look() == before


def test_only_who_may_decide_and_sees_both_takes_out(world: World, admin: Person, sara: Person, nima: Person, browse) -> None:  # type: ignore[no-untyped-def]
    sepehr(world)
    crm, billing = (SourceRecord.objects.get(system__code=code) for code in ("crm", "billing"))
    before, sara = look(), let(admin, sara, "identity.review")

    with pytest.raises(NotAllowed):
        actions.take_out(actor=nima, source=billing, at=NOON)
    # Sara may decide, but does not see the other record: there is nothing that she could take back.
    with pytest.raises(rules.NotLinked):
        actions.take_out(actor=sara, source=crm, at=NOON)
    assert browse(sara).post(reverse("customers:take_out", args=[billing.pk])).status_code == 404
    assert browse(sara).post(reverse("customers:join", args=[crm.pk, billing.pk])).status_code == 404
    assert (look(), facts("RecordTakenOut")) == (before, [])
    shown = browse(nima).get(page(crm.own_id), follow=True).content.decode()
    assert reverse("customers:take_out", args=[billing.pk]) not in shown


def test_a_record_that_several_decisions_tie_is_out_at_once(world: World, admin: Person) -> None:
    a, b, c = (company(world, f"شرکت {code}", code) for code in ("a", "b", "c"))
    for one, other in ((a, b), (b, c), (a, c)):
        link(one, other)
    b.refresh_from_db()

    taken = actions.take_out(actor=admin, source=b, at=NOON)

    assert len(taken) == 2
    assert sorted(Customer.objects.filter(record_count__gt=0).values_list("record_count", flat=True)) == [1, 2]


def test_what_the_model_knows_of_the_others_holds_without_the_record(world: World, admin: Person) -> None:
    """It had linked both to the record that goes; they are as alike as before."""
    sara = {"key": "1", "full_name": "سارا محمدی", "phone": "09121234567", "email": "sara@sepehr.ir", "national_id": "0084575948"}
    systems = [make_system(code, world.organisation) for code in ("a", "b", "c")]
    first, second, third = [send(system, sara)[0] for system in systems]
    settle()
    assert {link.pair for link in Decision.objects.filter(kind="link")} == {(first.pk, second.pk), (first.pk, third.pk)}

    actions.take_out(actor=admin, source=SourceRecord.objects.get(pk=first.pk), at=NOON)

    assert numbers(first, second, third) == [first.own_id, second.own_id, second.own_id]
    actions.join(actor=admin, own=first, other=third, at=NOON)
    assert len(set(numbers(first, second, third))) == 1


def test_a_customer_is_added_by_hand_and_changed(world: World, admin: Person, sara: Person, browse) -> None:  # type: ignore[no-untyped-def]
    sara = let(admin, sara, "customers.keep")
    client = browse(sara)

    answer = client.post(reverse("customers:new", args=["company"]), {"name": " داروسازی  کیمیا ", "phone": "021 8877 0000"})

    record = SourceRecord.objects.select_related("system").get()
    assert (answer.status_code, answer.headers["Location"]) == (303, page(record.customer_id))
    assert (record.system.code, record.values) == ("hamsoo", {"name": "داروسازی کیمیا", "phone": "021 8877 0000"})
    [fact] = facts("CustomerAdded")
    assert (fact.record_id, Entry.objects.get(name="customers.CustomerAdded").actor_id) == (record.pk, sara.pk)  # type: ignore[attr-defined]

    client.post(reverse("customers:change", args=[record.pk]), {"name": "داروسازی کیمیا", "city": "قزوین"})
    record.refresh_from_db()
    assert (record.values, record.version_count) == ({"name": "داروسازی کیمیا", "city": "قزوین"}, 2)


def test_who_may_not_keep_customers_adds_none(world: World, admin: Person, sara: Person, nima: Person, browse) -> None:  # type: ignore[no-untyped-def]
    customer = sepehr(world)

    with pytest.raises(NotAllowed):
        actions.add(actor=sara, entity="person", values={"full_name": "کسی"}, at=NOON)
    assert browse(sara).get(reverse("customers:new", args=["person"])).status_code == 403
    assert browse(sara).get(reverse("customers:new", args=["robot"])).status_code == 404
    with pytest.raises(Invalid):
        actions.add(actor=admin, entity="person", values={"full_name": "  "}, at=NOON)
    with pytest.raises(Invalid):
        actions.add(actor=admin, entity="robot", values={"full_name": "R"}, at=NOON)
    with pytest.raises(NotFound):
        actions.change(actor=admin, source=customer.records.get(system__code="crm"), values={"name": "X"}, at=NOON)
    assert SourceRecord.objects.count() == 2
    assert facts("CustomerAdded") == []


def test_a_number_of_a_hidden_record_leads_nowhere(world: World, sara: Person, nima: Person, browse) -> None:  # type: ignore[no-untyped-def]
    """It would tell that a record is there which they may not see."""
    customer = sepehr(world)
    hidden = SourceRecord.objects.get(system__code="billing")
    assert hidden.own_id != customer.number

    for address in (page(hidden.own_id), reverse("customers:timeline", args=[hidden.own_id]), f"/api/v1/customers/{hidden.own_id}"):
        assert browse(sara).get(address).status_code == 404
        assert browse(nima).get(address).status_code in (200, 303)


def test_who_only_reads_where_a_record_stands_decides_nothing_about_it(world: World, admin: Person, sara: Person, browse) -> None:  # type: ignore[no-untyped-def]
    group = spaces.create_group(actor=admin, name_fa="بیمه‌ها", policy="open", at=NOON)
    [read] = send(make_system("crm", group), {"key": "1", "full_name": "Kamran Deyhim"})
    [written] = send(make_system("shop", world.organisation), {"key": "1", "full_name": "Kamran Deyhim"})
    reviewer = let(admin, sara, "identity.review")

    with pytest.raises(NotAllowed):
        actions.join(actor=reviewer, own=written, other=read, at=NOON)
    link(read, written)
    before = look()
    assert "/removal" not in browse(reviewer).get(page(written.own_id), follow=True).content.decode()
    with pytest.raises(NotAllowed):
        actions.take_out(actor=reviewer, source=SourceRecord.objects.get(pk=written.pk), at=NOON)
    assert look() == before
