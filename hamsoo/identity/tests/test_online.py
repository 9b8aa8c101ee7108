"""A record that comes or changes finds its customer by itself: linked, asked about, or left alone; and looked at again when data change."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hamsoo.identity import actions
from hamsoo.identity.actions.resolving import resolve_records
from hamsoo.identity.models import Decision, GenericValue, ReviewPair, SourceRecord, System
from hamsoo.identity.tests.records import make_system, numbers, send
from hamsoo.ledger.actors import SYSTEM
from hamsoo.ledger.models import Entry
from hamsoo.ledger.runner import settle
from hamsoo.people.models import Person
from tests.world import NOON, World

SARA = {"full_name": "سارا محمدی", "phone": "۰۹۱۲ ۱۲۳ ۴۵۶۷"}
SARA_LATIN = {"full_name": "Sara Mohammadi", "phone": "+98 912 123 4567"}
SISTER = {"full_name": "رویا محمدی", "phone": "09121234567"}


@pytest.fixture
def crm(world: World) -> System:
    return make_system("crm", world.organisation)


@pytest.fixture
def shop(world: World) -> System:
    return make_system("shop", world.organisation)


def come(system: System, key: object, values: dict[str, Any], **further: Any) -> SourceRecord:
    """Have one row come, and all that follows from it."""
    [record] = send(system, {"key": key, **values}, **further)
    settle()
    return record


def questions() -> list[tuple[int, int, str, str]]:
    return list(ReviewPair.objects.order_by("a", "b").values_list("a", "b", "reason", "state"))


def test_the_same_customer_in_two_scripts_is_linked_with_reasons(crm: System, shop: System) -> None:
    a = come(crm, 1, SARA)
    b = come(shop, 1, SARA_LATIN)

    assert numbers(a, b) == [a.own_id, a.own_id]
    decision = Decision.objects.get()
    assert (decision.is_automatic, decision.by, decision.kind, decision.pair) == (True, None, "link", (a.pk, b.pk))
    reasons = {field: level.partition(":")[0] for field, level, _weight in decision.reasons}
    assert reasons == {"given_name": "equal", "family_name": "equal", "phone": "shares"}
    assert (decision.weight or 0) > 6.6
    assert Entry.objects.filter(name="identity.MatchesFound").count() == 1
    assert not SourceRecord.objects.filter(is_due=True).exists()


def test_in_between_somebody_is_asked(crm: System, shop: System) -> None:
    a = come(crm, 1, SARA)
    b = come(shop, 1, SISTER)

    assert numbers(a, b) == [a.own_id, b.own_id]
    assert questions() == [(a.pk, b.pk, "grey", "open")]


def test_who_has_only_a_name_in_common_is_left_alone(crm: System, shop: System) -> None:
    a = come(crm, 1, SARA)
    b = come(shop, 1, {**SARA, "phone": "02188776655"})

    assert numbers(a, b) == [a.own_id, b.own_id]
    assert (Decision.objects.count(), questions()) == (0, [])


def test_contradicting_unique_ids_are_asked_about_and_never_linked(crm: System, shop: System) -> None:
    a = come(crm, 1, {**SARA, "national_id": "0013542419"})
    b = come(shop, 1, {**SARA, "email": "s@m.ir", "national_id": "0084575948"})

    assert (numbers(a, b), questions()) == ([a.own_id, b.own_id], [(a.pk, b.pk, "conflict", "open")])


def test_two_records_of_a_system_that_holds_nobody_twice_are_asked_about(world: World) -> None:
    billing = make_system("billing", world.organisation, is_duplicate_free=True)
    a, b = come(billing, 1, SARA), come(billing, 2, SARA_LATIN)

    assert (numbers(a, b), questions()) == ([a.own_id, b.own_id], [(a.pk, b.pk, "source", "open")])


def test_a_changed_record_is_unlinked_and_linked_anew(crm: System, shop: System) -> None:
    a = come(crm, 1, SARA)
    b = come(shop, 1, SARA_LATIN)
    c = come(crm, 2, {"full_name": "نیلوفر صادقی", "email": "n@sadeghi.ir"})

    come(shop, 1, {"full_name": "Niloofar Sadeghi", "email": "n@sadeghi.ir"})

    assert numbers(a, b, c) == [a.own_id, b.own_id, b.own_id]
    undone = Decision.objects.get(kind="retract")
    assert (undone.is_automatic, undone.reason, undone.pair) == (True, "changed", (a.pk, b.pk))
    assert Entry.objects.filter(name="identity.MatchTakenBack").count() == 1

    come(shop, 1, SARA_LATIN)
    assert numbers(a, b, c) == [a.own_id, a.own_id, c.own_id]


def test_what_was_decided_by_hand_holds_whatever_changes(crm: System, shop: System) -> None:
    a = come(crm, 1, SARA)
    b = come(shop, 1, {"full_name": "ب"})
    actions.decide(actor=SYSTEM, a=a, b=b, is_one=True, at=NOON)

    come(shop, 1, {"full_name": "پ", "phone": "02133445566"})
    assert numbers(a, b) == [a.own_id, a.own_id]

    c = come(shop, 2, {"full_name": "ت"})
    actions.decide(actor=SYSTEM, a=a, b=c, is_one=False, at=NOON)
    come(shop, 2, SARA)
    assert (numbers(a, c), questions()) == ([a.own_id, c.own_id], [(a.pk, c.pk, "ambiguous", "settled")])


def test_what_somebody_took_apart_is_asked_about_and_not_linked_again(crm: System, shop: System, admin: Person) -> None:
    a = come(crm, 1, SARA)
    b = come(shop, 1, SARA_LATIN)

    actions.retract(actor=admin, decision=Decision.objects.get(), at=NOON)
    assert (numbers(a, b), questions()) == ([a.own_id, b.own_id], [(a.pk, b.pk, "undone", "open")])

    come(shop, 1, {**SARA_LATIN, "city": "Tehran"})
    assert (numbers(a, b), questions()) == ([a.own_id, b.own_id], [(a.pk, b.pk, "undone", "open")])


def test_a_company_and_its_contact_with_one_phone_are_not_compared(crm: System) -> None:
    [company] = send(crm, {"key": 1, "name": "سارا محمدی", "phone": "09121234567"}, entity="company")
    person = come(crm, 1, SARA)

    assert (numbers(company, person), questions()) == ([company.own_id, person.own_id], [])


def test_five_hundred_records_with_one_phone_are_not_one_customer(crm: System) -> None:
    rows = [{"key": number, "full_name": "سارا محمدی", "phone": "02188776655", "email": f"p{number}@x.ir"} for number in range(500)]
    records = send(crm, *rows)
    settle()

    assert (len(set(numbers(*records))), GenericValue.objects.get().key) == (500, "phone:+982188776655")
    # Whose own line it is, is known by it all the same.
    [company] = send(crm, {"key": 1, "name": "بیمهٔ سپهر", "phone": "02188776655"}, entity="company")
    [again] = send(crm, {"key": 2, "name": "بیمه سپهر", "phone": "+98 21 88776655"}, entity="company")
    settle()
    assert numbers(company, again) == [company.own_id] * 2
    assert not Decision.objects.effective().filter(a__entity="person").exists()


def test_links_that_stood_on_what_became_generic_are_taken_back(crm: System, shop: System) -> None:
    a = come(crm, 1, SARA)
    b = come(shop, 1, SARA_LATIN)
    c = come(shop, 2, {**SARA, "email": "sara@m.ir"})
    come(crm, 2, {"full_name": "سارا محمدی", "email": "sara@m.ir"})
    assert numbers(a, b, c) == [a.own_id] * 3

    for number, name in enumerate(
        ["بهرام آریا", "کاوه دادگر", "هما پارسا", "یونس زند", "فرهاد ملکی", "الهه توکلی", "تینا وزیری", "قباد نوری"]
    ):
        come(crm, 10 + number, {"full_name": name, "phone": "09121234567"})

    assert GenericValue.objects.get().key == "phone:+989121234567"
    assert numbers(a, b, c) == [a.own_id, b.own_id, c.own_id]
    # What stands on the address as well is one customer still.
    assert SourceRecord.objects.filter(customer=c.own_id).count() == 2
    assert set(Decision.objects.filter(kind="retract").values_list("reason", flat=True)) == {"generic"}


def test_a_newcomer_brings_two_customers_together_only_on_average(crm: System, shop: System) -> None:
    a = come(crm, 1, SARA)
    b = come(crm, 2, {"full_name": "سارا محمدی", "email": "sara@m.ir"})
    assert numbers(a, b) == [a.own_id, b.own_id]

    c = come(shop, 1, {**SARA, "email": "sara@m.ir"})

    assert numbers(a, b, c) == [a.own_id] * 3
    assert Decision.objects.effective().count() == 2


def test_a_question_goes_when_the_data_do_not_raise_it_any_more(crm: System, shop: System) -> None:
    come(crm, 1, SARA)
    come(shop, 1, SISTER)
    assert len(questions()) == 1

    come(shop, 1, {**SISTER, "phone": "02133445566"})

    assert questions() == []


def test_records_that_wait_for_a_batch_are_left_to_it(crm: System, shop: System) -> None:
    come(crm, 1, SARA)
    rows = [actions.Row("1", SARA_LATIN)]
    actions.receive(actor=SYSTEM, system=shop, entity="person", rows=rows, at=NOON, awaits_batch=True)
    settle()

    assert (Decision.objects.count(), SourceRecord.objects.filter(is_due=True).count()) == (0, 1)


def test_what_a_record_costs_that_comes(crm: System, shop: System) -> None:
    """Statements, savepoints included: as many however many records share its keys."""
    said = {"full_name": "مریم احمدی", "phone": "09121234567", "email": "maryam@mail.example"}
    first, stranger = send(crm, {"key": "1", **said}, {"key": "2", "full_name": "Kaveh Yazdani", "phone": "09357654321"})
    [again] = send(shop, {"key": "1", **said})

    counts = []
    for record in (first, stranger, again):
        with CaptureQueriesContext(connection) as statements:
            resolve_records(ids=[record.pk], at=NOON)
        counts.append(len(statements))

    # Linked with who is there already; nobody; looked at again after it was linked.
    assert (counts, numbers(again)) == ([18, 7, 14], numbers(first))
