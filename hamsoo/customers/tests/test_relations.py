"""Contacts, subsidiaries and partners: from systems and by hand, together with the company, and as far as one sees."""

import json
from typing import Any

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from hamsoo.customers import actions, queries, rules
from hamsoo.customers.models import Tie
from hamsoo.customers.tests.cast import let, link, space_of
from hamsoo.customers.tests.test_single import facts
from hamsoo.identity import actions as identity
from hamsoo.identity.models import Customer, Decision, SourceRecord
from hamsoo.identity.tests.records import make_system, send
from hamsoo.kernel.errors import DomainError, Invalid, NotAllowed, NotFound
from hamsoo.ledger.actors import SYSTEM
from hamsoo.ledger.runner import settle
from hamsoo.people.models import Person
from tests.world import NOON, World

Cast = dict[str, SourceRecord]


@pytest.fixture
def group(world: World) -> Cast:
    """A holding with a bank below it and a leasing company below that, each with a contact; and what finance alone knows of."""
    crm, books = make_system("crm", world.organisation, rank=20), make_system("books", space_of(world.finance), rank=30)
    firms = [{"key": "H", "name": "Holding"}, {"key": "B", "name": "Bank", "parent_key": "H"}]
    firms += [{"key": "L", "name": "Leasing", "parent_key": "B", "partner_key": "H"}]
    people = [{"key": f"p{key}", "full_name": f"Contact {key}", "company_key": key, "role": f"of {key}"} for key in "HBL"]
    found = send(crm, *firms, entity="company") + send(crm, *people)
    found += send(books, {"key": "H", "name": "Holding in the books"}, {"key": "S", "name": "Secret", "parent_key": "H"}, entity="company")
    found += send(books, {"key": "x", "full_name": "Hidden contact", "company_key": "H", "role": "treasurer"})
    return {record.name: record for record in found}


def number(record: SourceRecord) -> int:
    return SourceRecord.objects.get(pk=record.pk).customer_id


def customer(record: SourceRecord) -> Customer:
    return Customer.objects.get(pk=number(record))


def around(person: Person, record: SourceRecord) -> list[list[str]]:
    found = queries.around(person=person, number=number(record))
    return [
        [f"{one}{f' ({one.role})' if one.role else ''}" for one in rows]
        for rows in (found.contacts.rows, found.below, found.above, found.partners)
    ]


def whole(person: Person, record: SourceRecord) -> queries.Whole:
    return queries.whole(person=person, customer=customer(record), asked=queries.Asked(), at=NOON)


def test_relations_come_with_records_and_linking_and_undoing_move_nothing(sara: Person, nima: Person, group: Cast) -> None:
    holding, books = group["Holding"], group["Holding in the books"]
    before = [["Contact H (of H)"], ["Bank"], [], ["Leasing"]]
    assert around(nima, holding) == before
    assert around(sara, group["Leasing"]) == [["Contact L (of L)"], [], ["Bank"], ["Holding"]]
    assert around(sara, group["Contact B"]) == [[], [], ["Bank (of B)"], []]

    link(holding, books)
    assert around(nima, holding) == [["Contact H (of H)", "Hidden contact (treasurer)"], ["Bank", "Secret"], [], ["Leasing"]]
    assert around(sara, holding) == before

    identity.retract(actor=SYSTEM, decision=Decision.objects.get(), at=NOON)
    assert (around(nima, holding), around(nima, books)) == (before, [["Hidden contact (treasurer)"], ["Secret"], [], []])


def test_they_are_said_by_hand_told_and_ended(admin: Person, sara: Person, nima: Person, group: Cast) -> None:
    sara = let(admin, sara, "customers.keep")
    bank, contact = customer(group["Bank"]), customer(group["Contact H"])

    tie = actions.relate(actor=sara, customer=contact, company=bank, kind="contact", role=" on  the board ", at=NOON)

    assert around(sara, group["Bank"])[0] == ["Contact B (of B)", "Contact H (on the board)"]
    assert around(sara, group["Contact H"])[2] == ["Bank (on the board)", "Holding (of H)"]
    with pytest.raises(rules.AlreadyRelated):
        actions.relate(actor=sara, customer=contact, company=bank, kind="contact", at=NOON)
    with pytest.raises(NotAllowed):
        actions.part(actor=nima, tie=tie, at=NOON)
    actions.part(actor=sara, tie=tie, at=NOON)
    with pytest.raises(NotFound):
        actions.part(actor=sara, tie=tie, at=NOON)
    assert around(sara, group["Bank"])[0] == ["Contact B (of B)"]
    assert [type(fact).__name__ for fact in facts("CustomersRelated", "RelationEnded")] == ["CustomersRelated", "RelationEnded"]


def test_what_cannot_be_is_refused(admin: Person, sara: Person, group: Cast) -> None:
    sara = let(admin, sara, "customers.keep")
    wrong: list[tuple[str, str, str, type[DomainError]]] = [
        ("Holding", "Leasing", "subsidiary", rules.Circle),
        ("Bank", "Bank", "partner", Invalid),
        ("Bank", "Contact B", "partner", Invalid),
        ("Bank", "Holding", "contact", Invalid),
        ("Contact B", "Holding", "subsidiary", Invalid),
        ("Contact B", "Holding", "friend", Invalid),
        ("Bank", "Holding", "subsidiary", rules.AlreadyRelated),
        ("Holding", "Leasing", "partner", rules.AlreadyRelated),
        ("Bank", "Secret", "partner", NotFound),
    ]
    for one, other, kind, refusal in wrong:
        with pytest.raises(refusal):
            actions.relate(actor=sara, customer=customer(group[one]), company=customer(group[other]), kind=kind, at=NOON)
    assert not Tie.objects.exists()


def test_who_neither_keeps_nor_serves_says_nothing(sara: Person, group: Cast) -> None:
    with pytest.raises(NotAllowed):
        actions.relate(actor=sara, customer=customer(group["Contact H"]), company=customer(group["Bank"]), kind="contact", at=NOON)


def test_a_file_in_which_a_company_stands_below_itself_is_refused_with_its_row(group: Cast) -> None:
    crm = group["Holding"].system
    with pytest.raises(Invalid, match=r"2.*H"):
        send(crm, {"key": "N", "name": "New"}, {"key": "H", "name": "Holding", "parent_key": "L"}, entity="company")
    with pytest.raises(Invalid, match="1"):
        send(crm, {"key": "O", "name": "Own parent", "parent_key": "O"}, entity="company")
    assert SourceRecord.objects.filter(key__in=["N", "O"]).count() == 0


def test_a_circle_that_linking_makes_ends(sara: Person, group: Cast) -> None:
    link(group["Holding"], group["Leasing"])

    assert around(sara, group["Holding"]) == [["Contact H (of H)", "Contact L (of L)"], ["Bank"], ["Bank"], []]
    assert (whole(sara, group["Bank"]).company_count, whole(sara, group["Bank"]).people_count) == (2, 3)


def noted(person: Person, record: SourceRecord, text: str) -> None:
    actions.note(actor=person, customer=customer(record), kind="call", text=text, happened_at=NOON, at=NOON)


def texts(story: queries.Story) -> list[str]:
    return [item.details.context["activity"].text for item in story.page.items if item.details.context.get("activity")]


def test_a_company_is_shown_with_all_below_it_as_far_as_one_sees(admin: Person, sara: Person, nima: Person, group: Cast) -> None:
    sara, keeper = let(admin, sara, "customers.keep"), let(admin, nima, "customers.keep")
    actions.add_member(actor=sara, customer=customer(group["Leasing"]), person=sara, role="lead", at=NOON)
    actions.put_into_segments(actor=sara, customer=customer(group["Bank"]), segments={"value": "high"}, at=NOON)
    link(group["Holding"], group["Holding in the books"])
    before = whole(sara, group["Holding"])

    # What is where she does not read changes nothing of what she gets.
    actions.add_member(actor=keeper, customer=customer(group["Secret"]), person=nima, role="lead", at=NOON)
    actions.put_into_segments(actor=keeper, customer=customer(group["Secret"]), segments={"value": "high"}, at=NOON)
    noted(nima, group["Hidden contact"], "behind the door")
    assert whole(sara, group["Holding"]) == before
    noted(sara, group["Contact L"], "in the depth")
    settle()
    seen = whole(sara, group["Holding"])
    assert (seen.company_count, seen.people_count, [member.person_id for member in seen.team]) == (3, 3, [sara.pk])
    assert ([count for _label, count in seen.values], [str(one) for one in seen.lowest]) == ([1], ["Contact L"])
    assert texts(seen.story) == ["in the depth"]
    found = whole(nima, group["Holding"])
    assert (found.company_count, found.people_count, len(found.team), [count for _label, count in found.values]) == (4, 4, 2, [2])
    assert sorted(texts(found.story)) == ["behind the door", "in the depth"]
    assert queries.whole_of(person=sara, record_id=group["Secret"].pk) == []
    assert len(queries.whole_of(person=sara, record_id=group["Holding"].pk)) == 6


def test_the_pages(admin: Person, sara: Person, browse, group: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:  # type: ignore[no-untyped-def]
    client, bank = browse(let(admin, sara, "customers.keep")), number(group["Bank"])
    around_bank, together = reverse("customers:relations", args=[bank]), reverse("customers:whole", args=[bank])
    client.get(around_bank)

    with django_assert_num_queries(14):
        shown = client.get(around_bank).content.decode()
    assert [name in shown for name in ("Contact B", "Leasing", "Holding", "Contact H")] == [True, True, True, False]
    with django_assert_num_queries(18):
        shown = client.get(together).content.decode()
    assert ("Contact L" in shown, "Doing(" in shown) == (False, False)
    assert "Holding" in client.get(reverse("customers:single", args=[bank])).content.decode()

    answer = client.post(around_bank, {"who": "contact h", "kind": "contact", "role": "board"})
    assert (answer.status_code, "board" in client.get(around_bank).content.decode()) == (303, True)
    for who, kind in (("Nobody", "contact"), ("Contact", "contact"), ("Leasing", "parent"), ("", "contact"), ("Holding", "else")):
        assert client.post(around_bank, {"who": who, "kind": kind}).status_code in (409, 422)
    ending = reverse("customers:part", args=[bank, Tie.objects.get().pk])
    assert client.post(ending).status_code == 303
    assert client.post(ending).status_code == 404
    assert client.get(reverse("customers:whole", args=[number(group["Contact B"])])).status_code == 404


def test_programs_say_and_end_them(admin: Person, sara: Person, browse, group: Cast) -> None:  # type: ignore[no-untyped-def]
    client = browse(let(admin, sara, "customers.keep"))
    bank, contact, secret = number(group["Bank"]), number(group["Contact H"]), number(group["Secret"])

    def api(way: str, where: str, body: object = None) -> tuple[int, Any]:
        answer = getattr(client, way)(f"/api/v1{where}", *([body] if body else []), content_type="application/json")
        return answer.status_code, json.loads(answer.content) if answer.content else None

    status, made = api("post", f"/customers/{contact}/relations", {"company": bank, "kind": "contact", "role": "board"})
    assert status == 201
    _status, found = api("get", f"/customers/{bank}/relations")
    assert [[one["name"] for one in found[part]] for part in ("contacts", "below", "above")] == [
        ["Contact B", "Contact H"],
        ["Leasing"],
        ["Holding"],
    ]
    assert [one["id"] for one in found["contacts"]] == [None, made["id"]]
    assert api("post", f"/customers/{contact}/relations", {"company": secret, "kind": "contact"})[0] == 404
    assert [api("delete", f"/customers/relations/{pk}")[0] for pk in (made["id"], made["id"], 10**18)] == [204, 404, 404]
