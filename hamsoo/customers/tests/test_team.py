"""The team of a customer: done; refused and nothing changed; told; and what profiles say of it."""

import pytest
from django.urls import reverse

from hamsoo.customers import actions, queries, rules
from hamsoo.customers.actions import Noted
from hamsoo.customers.models import TeamMember
from hamsoo.customers.tests.cast import company, let, link, sepehr, space_of
from hamsoo.identity import actions as identity
from hamsoo.identity.models import Customer, SourceRecord, System
from hamsoo.identity.tests.records import make_system, send
from hamsoo.kernel.errors import NotAllowed, NotFound
from hamsoo.ledger.actors import SYSTEM
from hamsoo.ledger.models import Entry
from hamsoo.ledger.runner import settle
from hamsoo.ledger.traits import Ref
from hamsoo.notices.models import InboxItem
from hamsoo.notices.queries import inbox, unread_count
from hamsoo.people.models import Person, ProfileItem
from hamsoo.spaces import actions as spaces
from hamsoo.spaces.models import Level
from hamsoo.threads import actions as threads
from tests.world import NOON, World


@pytest.fixture
def keeper(admin: Person, reza: Person) -> Person:
    """Return Reza, who keeps customers."""
    return let(admin, reza, "customers.keep")


def add(actor: Person, customer: Customer, person: Person, role: str = "contact") -> TeamMember:
    return actions.add_member(actor=actor, customer=customer, person=person, role=role, at=NOON)


def team(reader: Person, customer: Customer) -> list[tuple[str, str]]:
    return [(member.person.code, member.role) for member in queries.team_of(person=reader, customer=customer)]


def told(person: Person) -> list[tuple[str, str]]:
    settle()
    rows = InboxItem.objects.filter(person=person).order_by("position")
    names = dict(Entry.objects.filter(pk__in=[row.entry_id for row in rows]).values_list("pk", "name"))
    return [(row.kind, names[row.entry_id]) for row in rows]


def test_somebody_joins_gets_another_role_and_leaves(world: World, keeper: Person, sara: Person, nima: Person) -> None:
    customer = sepehr(world)
    member = add(keeper, customer, sara)
    add(keeper, customer, nima, "lead")
    assert team(sara, customer) == [("nima", "lead"), ("sara", "contact")]

    actions.change_role(actor=keeper, member=member, role="support", at=NOON)
    actions.change_role(actor=keeper, member=member, role="support", at=NOON)
    assert team(sara, customer) == [("nima", "lead"), ("sara", "support")]

    actions.leave(actor=sara, member=member, at=NOON)
    assert team(sara, customer) == [("nima", "lead")]
    assert [one.person for one in queries.team_history(person=sara, customer=customer)] == [sara]
    facts = Entry.objects.filter(name__startswith="customers.").order_by("pk").values_list("name", flat=True)
    assert list(facts) == [
        "customers.TeamMemberAdded",
        "customers.TeamMemberAdded",
        "customers.TeamRoleChanged",
        "customers.TeamMemberLeft",
    ]


def test_who_is_in_the_team_keeps_it_too(world: World, keeper: Person, sara: Person, nima: Person) -> None:
    customer = sepehr(world)
    with pytest.raises(NotAllowed):
        add(sara, customer, nima)
    add(keeper, customer, sara)

    add(sara, customer, nima)

    assert team(sara, customer) == [("sara", "contact"), ("nima", "contact")]


def test_refused_and_nothing_changed(world: World, keeper: Person, sara: Person, nima: Person) -> None:
    customer = sepehr(world)
    member = add(keeper, customer, sara)
    [hidden] = send(make_system("ledger", space_of(world.finance)), {"key": "1", "name": "پنهان"}, entity="company")
    before = list(TeamMember.objects.values()), Entry.objects.count()

    with pytest.raises(rules.AlreadyInTeam):
        add(keeper, customer, sara, "lead")
    with pytest.raises(NotAllowed):
        add(keeper, hidden.customer, nima)
    with pytest.raises(NotAllowed):
        actions.leave(actor=nima, member=member, at=NOON)
    with pytest.raises(NotAllowed):
        actions.change_role(actor=nima, member=member, role="lead", at=NOON)
    assert (list(TeamMember.objects.values()), Entry.objects.count()) == before


def test_nobody_is_taken_in_who_may_not_see_the_customer(world: World, admin: Person, sara: Person, nima: Person) -> None:
    [record] = send(make_system("ledger", space_of(world.finance)), {"key": "1", "name": "پنهان"}, entity="company")
    nima = let(admin, nima, "customers.keep")

    with pytest.raises(rules.CannotSee):
        add(nima, record.customer, sara)
    assert TeamMember.objects.count() == 0
    with pytest.raises(NotFound):
        queries.team_member(person=sara, pk=add(nima, record.customer, nima).pk)


def test_the_team_is_that_of_all_visible_records_and_undo_parts_it_again(world: World, admin: Person, sara: Person, nima: Person) -> None:
    a, b = company(world, "سپهر", "a"), company(world, "بیمه سپهر", "b")
    add(admin, a.customer, sara)
    add(admin, b.customer, nima)
    add(admin, b.customer, sara, "lead")

    link(a, b)
    whole = Customer.objects.get(record_count=2)
    assert team(sara, whole) == [("sara", "lead"), ("nima", "contact")]

    actions.take_out(actor=admin, source=SourceRecord.objects.get(pk=b.pk), at=NOON)
    assert (team(sara, a.own), team(sara, b.own)) == ([("sara", "contact")], [("sara", "lead"), ("nima", "contact")])


def test_who_is_in_the_team_by_two_records_leaves_by_both(world: World, admin: Person, sara: Person, nima: Person) -> None:
    a, b = company(world, "سپهر", "a"), company(world, "بیمه سپهر", "b")
    for record in (a, b):
        for person in (sara, nima):
            add(admin, record.customer, person)
    link(a, b)
    whole = Customer.objects.get(record_count=2)
    ours, _theirs = queries.team_of(person=admin, customer=whole)

    assert actions.leave(actor=admin, member=ours, at=NOON).left_at == NOON
    assert team(admin, whole) == [("nima", "contact")]
    [theirs] = queries.team_of(person=nima, customer=whole)
    actions.leave(actor=nima, member=theirs, at=NOON)
    assert (team(admin, whole), Entry.objects.filter(name="customers.TeamMemberLeft").count()) == ([], 4)


def test_who_joins_is_told_and_who_follows_any_record_hears_of_it(
    world: World, keeper: Person, sara: Person, nima: Person, admin: Person
) -> None:
    customer = sepehr(world)
    of_finance = customer.records.get(system__code="billing")
    threads.follow(actor=nima, target=Ref("source_record", of_finance.pk), at=NOON)
    threads.follow(actor=admin, target=Ref("source_record", customer.records.get(system__code="crm").pk), at=NOON, aspects=["standing"])
    settle()

    add(keeper, customer, sara)

    assert told(sara) == [("team", "customers.TeamMemberAdded")]
    assert told(nima) == [("tracked", "customers.TeamMemberAdded")]
    assert told(admin) == []


def test_who_followed_a_record_hears_no_more_of_what_is_a_customer_of_its_own_again(
    world: World, admin: Person, sara: Person, nima: Person
) -> None:
    a, b = company(world, "سپهر", "a"), company(world, "بیمه سپهر", "b")
    link(a, b)
    threads.follow(actor=nima, target=Ref("source_record", b.pk), at=NOON)
    actions.take_out(actor=admin, source=SourceRecord.objects.get(pk=b.pk), at=NOON)
    settle()

    add(admin, a.own, sara)

    assert told(nima) == []


def test_who_only_reads_where_a_member_stands_changes_nothing_of_them(
    world: World, admin: Person, sara: Person, nima: Person, browse
) -> None:  # type: ignore[no-untyped-def]
    """Sara is in the team by a record where she writes; that both are one customer gives her no right to the other."""
    customer, nima = sepehr(world), let(admin, nima, "customers.keep")
    spaces.grant(space=space_of(world.finance), principal=("person", sara.pk), level=Level.READ)
    sara = Person.objects.get(pk=sara.pk)
    mine = TeamMember.objects.create(record=customer.records.get(system__code="crm"), person=sara, role="lead", joined_at=NOON)
    theirs = TeamMember.objects.create(record=customer.records.get(system__code="billing"), person=nima, role="billing", joined_at=NOON)

    with pytest.raises(NotAllowed):
        actions.leave(actor=sara, member=theirs, at=NOON)
    with pytest.raises(NotAllowed):
        actions.change_role(actor=sara, member=theirs, role="lead", at=NOON)

    assert team(sara, customer) == [("sara", "lead"), ("nima", "billing")]
    shown = browse(sara).get(reverse("customers:team", args=[customer.number])).content.decode()
    offered = [reverse(f"customers:{name}", args=[member.pk]) in shown for name in ("role", "departure") for member in (mine, theirs)]
    assert offered == [True, False, True, False]


def test_who_follows_a_record_hears_nothing_of_hidden_ones(world: World, admin: Person, sara: Person, nima: Person) -> None:
    customer, nima = sepehr(world), let(admin, nima, "customers.keep")
    threads.follow(actor=sara, target=Ref("source_record", customer.records.get(system__code="crm").pk), at=NOON)
    hidden = customer.records.get(system__code="billing")
    actions.take(actor=SYSTEM, system=hidden.system, rows=[Noted(hidden.key, "1", "invoice", NOON)], at=NOON)
    settle()

    assert (unread_count(person=sara), inbox(person=sara).items) == (0, [])


def served(person: Person) -> list[tuple[str, str]]:
    settle()
    return list(ProfileItem.objects.filter(person=person, part="customers").order_by("rank").values_list("title", "source"))


def test_profiles_name_whom_one_looks_after(world: World, admin: Person, sara: Person, browse) -> None:  # type: ignore[no-untyped-def]
    record = company(world, "بیمهٔ سپهر", "crm")
    member = add(admin, record.customer, sara)
    assert served(sara) == [("بیمهٔ سپهر", "team")]
    found = browse(admin).get(reverse("people:directory"), {"customer": "سپهر"}).content.decode()
    assert "Sara Mohammadi" in found

    send(record.system, {"key": "1", "name": "بیمهٔ سپهر پارس"}, entity="company")
    assert served(sara) == [("بیمهٔ سپهر پارس", "team")]

    actions.leave(actor=admin, member=member, at=NOON)
    assert served(sara) == []


def test_profiles_name_no_customer_that_not_everybody_may_know_of(world: World, admin: Person, nima: Person) -> None:
    ledger = make_system("ledger", space_of(world.finance))
    [record] = send(ledger, {"key": "1", "name": "پنهان"}, entity="company")
    nima = let(admin, nima, "customers.keep")
    add(nima, record.customer, nima)
    assert served(nima) == []

    changes = {"name_fa": "دفتر", "name_en": "", "rank": 100, "is_duplicate_free": False}
    identity.change_system(actor=SYSTEM, system=ledger, space=world.organisation, at=NOON, **changes)  # type: ignore[arg-type]
    assert served(nima) == [("پنهان", "team")]

    ledger = System.objects.get(pk=ledger.pk)
    identity.change_system(actor=SYSTEM, system=ledger, space=space_of(world.finance), at=NOON, **changes)  # type: ignore[arg-type]
    assert served(nima) == []


def test_profiles_name_customers_of_a_group_as_long_as_everybody_reads_it(world: World, admin: Person, sara: Person) -> None:
    group = spaces.create_group(actor=admin, name_fa="بیمه‌ها", policy="open", at=NOON)
    [record] = send(make_system("crm", group), {"key": "1", "name": "سپهر"}, entity="company")
    add(admin, record.customer, sara)
    assert served(sara) == [("سپهر", "team")]

    group = spaces.change_policy(actor=admin, space=group, policy="closed", at=NOON)
    assert served(sara) == []

    spaces.change_policy(actor=admin, space=group, policy="open", at=NOON)
    assert served(sara) == [("سپهر", "team")]


def test_the_page(world: World, keeper: Person, sara: Person, nima: Person, browse) -> None:  # type: ignore[no-untyped-def]
    customer = sepehr(world)
    url = reverse("customers:team", args=[customer.number])
    client = browse(keeper)

    assert client.post(url, {"who": "nobody at all", "role": "lead"}).status_code == 422
    assert client.post(url, {"who": "Sara Mohammadi", "role": "lead"}).headers["Location"] == url
    assert client.post(url, {"who": "sara@rayanpayam.example", "role": "lead"}).status_code == 422
    [member] = queries.team_of(person=sara, customer=customer)
    client.post(reverse("customers:role", args=[member.pk]), {"role": "sponsor"})
    assert team(sara, customer) == [("sara", "sponsor")]
    assert client.post(reverse("customers:role", args=[member.pk]), {"role": "king"}).status_code == 422
    assert browse(nima).post(url, {"who": "Reza Karimi", "role": "lead"}).status_code == 422
    assert browse(nima).post(reverse("customers:departure", args=[member.pk])).status_code == 403
    shown = browse(nima).get(url).content.decode()
    assert ("Sara Mohammadi" in shown, reverse("customers:departure", args=[member.pk]) in shown) == (True, False)
    assert client.post(reverse("customers:departure", args=[member.pk])).status_code == 303
    assert team(sara, customer) == []


def test_facts_name_only_records_that_somebody_follows(world: World, admin: Person, sara: Person, reza: Person) -> None:
    """A customer of a thousand records would make each of its facts heavy."""
    records = [company(world, f"Company {number}", f"s{number}") for number in range(4)]
    for other in records[1:]:
        link(records[0], other)
    threads.follow(actor=reza, target=Ref("source_record", records[2].pk), at=NOON)
    customer = SourceRecord.objects.get(pk=records[0].pk).customer

    actions.move(actor=admin, customer=customer, stage="active", at=NOON)

    [entry] = Entry.objects.filter(name="customers.StageChanged")
    assert entry.payload["sibling_ids"] == [records[2].pk]
