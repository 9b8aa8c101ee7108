"""Customers served: named by the company's record and by who serves them, curated, told to whom may see them."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from hamsoo.finder import people as documents
from hamsoo.kernel.errors import Invalid, NotAllowed
from hamsoo.ledger import runner
from hamsoo.ledger.models import Entry
from hamsoo.ledger.traits import Ref
from hamsoo.notices import queries as notices
from hamsoo.people import actions, queries
from hamsoo.people.models import Person, ProfileItem
from hamsoo.threads import actions as threads
from tests.world import NOON

SEPEHR = {"title": "بیمهٔ سپهر", "role": "Renewals", "since_on": date(2024, 3, 20)}


def named(person, *names, source="file", at=NOON):
    actions.record_customers(actor=Person.objects.get(code="admin"), named={person.pk: names}, source=source, at=at)


def lines(person):
    return list(ProfileItem.objects.filter(person=person, part="customers").values_list("title", "source", "role", "is_hidden"))


def customer(person, title):
    return ProfileItem.objects.get(person=person, title=title)


def curated(person, title, **values):
    known = {"title": title, "role": "", "since_on": None, "until_on": None, "is_hidden": False}
    return actions.change_item(actor=person, item=customer(person, title), values={**known, **values}, at=NOON)


def facts():
    told = Entry.objects.filter(name__in=["people.ProfileEdited", "people.PrivatePartEdited", "people.CustomersRecorded"]).order_by("id")
    return [(entry.name.split(".")[1], entry.payload.get("is_shown")) for entry in told]


def test_customers_are_added_changed_moved_and_removed(sara, nima):
    sepehr = actions.add_item(actor=sara, part="customers", values=SEPEHR, at=NOON)
    kimia = actions.add_item(actor=sara, part="customers", values={"title": "Kimia Pharma"}, at=NOON)
    actions.move_item(actor=sara, item=kimia, by=-1)
    actions.change_item(actor=sara, item=sepehr, values={**SEPEHR, "until_on": date(2026, 3, 20)}, at=NOON)
    shown = queries.profile_parts(person=nima, of=sara, at=NOON).of("customers")
    assert [(item.title, item.role, item.since_on, item.until_on) for item in shown] == [
        ("Kimia Pharma", "", None, None),
        ("بیمهٔ سپهر", "Renewals", date(2024, 3, 20), date(2026, 3, 20)),
    ]
    actions.remove_item(actor=sara, item=kimia, at=NOON)
    assert lines(sara) == [("بیمهٔ سپهر", "", "Renewals", False)]
    assert facts() == [("ProfileEdited", None)] * 4


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "\u200c"}, "title"),
        ({"title": "x" * 161}, "title"),
        ({"title": "Kimia", "role": "x" * 161}, "role"),
        ({**SEPEHR, "title": "بيمه سپهر"}, "title"),
        ({"title": "Kimia", "since_on": date(2026, 1, 2), "until_on": date(2026, 1, 1)}, "until_on"),
    ],
)
def test_wrong_customers_are_refused_with_their_field(sara, values, field):
    actions.add_item(actor=sara, part="customers", values=SEPEHR, at=NOON)
    with pytest.raises(Invalid) as refusal:
        actions.add_item(actor=sara, part="customers", values=values, at=NOON)
    assert (refusal.value.field, len(lines(sara)), len(facts())) == (field, 1, 1)


def test_what_the_record_names_is_curated_and_not_renamed(sara, nima, admin):
    named(sara, "Sepehr", "Kimia")
    for wrong in ({"title": "Another"}, {"title": "sepehr"}):
        with pytest.raises(Invalid) as refusal:
            actions.change_item(actor=sara, item=customer(sara, "Sepehr"), values=wrong, at=NOON)
        assert refusal.value.field == "title"
    with pytest.raises(NotAllowed):
        actions.remove_item(actor=sara, item=customer(sara, "Sepehr"), at=NOON)
    assert lines(sara) == [("Sepehr", "file", "", False), ("Kimia", "file", "", False)]
    curated(sara, "Sepehr", role="Renewals")
    curated(sara, "Kimia", is_hidden=True)
    assert [item.title for item in queries.profile_parts(person=nima, of=sara, at=NOON).of("customers")] == ["Sepehr"]
    assert [item.title for item in queries.profile_parts(person=sara, of=sara, at=NOON).of("customers")] == ["Sepehr", "Kimia"]


def test_a_line_that_the_record_names_no_more_goes_unless_it_was_curated(sara, admin):
    named(sara, "Sepehr", "Kimia", "Mehregan")
    curated(sara, "Kimia", role="Renewals")
    curated(sara, "Mehregan", is_hidden=True)
    named(sara, "Arman")
    assert lines(sara) == [("Kimia", "", "Renewals", False), ("Mehregan", "", "", True), ("Arman", "file", "", False)]
    # Now they are the owner's, who may rename and remove them.
    actions.remove_item(actor=sara, item=customer(sara, "Mehregan"), at=NOON)
    curated(sara, "Kimia", role="Claims")
    named(sara)
    assert lines(sara) == [("Kimia", "", "Claims", False)]


def test_what_the_owner_or_another_source_named_already_stays_theirs(sara, admin):
    actions.add_item(actor=sara, part="customers", values=SEPEHR, at=NOON)
    named(sara, "Kimia", source="ldap")
    named(sara, "بيمه سپهر", "KIMIA", "Arman")
    assert lines(sara) == [("بیمهٔ سپهر", "", "Renewals", False), ("Kimia", "ldap", "", False), ("Arman", "file", "", False)]
    named(sara)
    assert lines(sara) == [("بیمهٔ سپهر", "", "Renewals", False), ("Kimia", "ldap", "", False)]


def test_a_name_that_the_record_spells_anew_is_taken_over(sara, admin):
    named(sara, "SEPEHR")
    curated(sara, "SEPEHR", role="Renewals")
    named(sara, "Sepehr")
    assert lines(sara) == [("Sepehr", "file", "Renewals", False)]


def test_only_who_keeps_the_whole_record_says_whom_colleagues_serve(sara, reza):
    with pytest.raises(NotAllowed):
        actions.record_customers(actor=reza, named={sara.pk: ["Sepehr"]}, source="file", at=NOON)
    assert (lines(sara), facts()) == ([], [])


def test_nothing_is_said_where_nothing_changed_and_nobody_is_told_of_what_they_may_not_see(sara, admin):
    named(sara, "Sepehr", "Kimia")
    named(sara, "Kimia", "Sepehr")
    curated(sara, "Kimia", is_hidden=True)
    curated(sara, "Kimia", is_hidden=True, role="Renewals")
    named(sara, "Sepehr")
    assert facts() == [("CustomersRecorded", True), ("ProfileEdited", None), ("PrivatePartEdited", None), ("CustomersRecorded", False)]
    actions.show_part(actor=sara, part="customers", audience="unit", at=NOON)
    named(sara, "Sepehr", "Arman")
    assert facts()[4:] == [("CustomersRecorded", False)]


def test_followers_hear_of_customers_as_long_as_they_may_see_them(sara, reza, nima, admin):
    for follower in (reza, nima):
        threads.follow(actor=follower, target=Ref("person", sara.pk), at=NOON, aspects=["customers"])
    actions.edit_profile(actor=sara, person=sara, about="Custody", at=NOON)
    named(sara, "Sepehr", at=NOON + timedelta(hours=1))
    runner.settle()

    def heard(person):
        return [item.newest.fact.event.name for item in notices.inbox(person=person).items]

    assert heard(reza) == heard(nima) == ["people.CustomersRecorded"]
    actions.show_part(actor=sara, part="customers", audience="unit", at=NOON)
    assert (heard(reza), heard(nima)) == (["people.CustomersRecorded"], [])


def test_the_index_reads_customers_that_everyone_sees(sara, admin):
    named(sara, "Sepehr", "Kimia")
    curated(sara, "Kimia", is_hidden=True, role="Quality")
    [document] = documents.load([sara.pk])
    assert "Sepehr" in document.text
    assert not {"Kimia", "Quality"} & set(document.text.split())
    actions.show_part(actor=sara, part="customers", audience="unit", at=NOON)
    [document] = documents.load([sara.pk])
    assert "Sepehr" not in document.text


def test_a_business_card_names_no_customer(browse, sara, nima, admin):
    named(sara, "Sepehr")
    for route in ("people:card", "people:vcard"):
        card = browse(nima).get(reverse(route, args=[sara.pk]))
        assert (card.status_code, "Sepehr" in card.content.decode()) == (200, False)


def test_the_profile_shows_customers_and_their_owner_where_they_come_from(browse, sara, nima, admin):
    named(sara, *(f"Customer {number}" for number in range(9)))
    curated(sara, "Customer 0", is_hidden=True)
    own = browse(sara).get(sara.get_absolute_url()).content.decode()
    others = browse(nima).get(sara.get_absolute_url()).content.decode()
    assert (own.count("From the company's record: File"), own.count("Only you see this line</span>")) == (9, 1)
    assert "All customers" in own
    assert ("company's record: File" in others, "Customer 0" in others, "Customer 8" in others) == (False, False, True)
    assert "All customers" not in others


def test_a_line_of_the_record_is_curated_on_the_page(browse, sara, admin):
    named(sara, "Sepehr")
    client, address = browse(sara), reverse("people:item", args=[customer(sara, "Sepehr").pk])
    form = client.get(address).content.decode()
    assert "disabled" in form
    assert "Remove" not in form
    sent = {"title": "Another", "role": "Renewals", "since_on": "1403/1/1", "is_hidden": "on"}
    assert client.post(address, sent).status_code == 303
    assert lines(sara) == [("Sepehr", "file", "Renewals", True)]
    assert client.delete(address).status_code == 403
    actions.add_item(actor=sara, part="customers", values={"title": "Kimia"}, at=NOON)
    assert "Remove" in client.get(reverse("people:item", args=[customer(sara, "Kimia").pk])).content.decode()
