"""Lists that are kept, and work on many customers at once: by each one's rights, told before, refused by name, gone on with."""

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from hamsoo.customers import actions, queries
from hamsoo.customers.actions import working
from hamsoo.customers.models import Look, SavedList, StageChange, TeamMember, Work
from hamsoo.customers.queries import Filters
from hamsoo.customers.tests.cast import let, sepehr, space_of
from hamsoo.customers.tests.test_list import names
from hamsoo.identity.models import Customer
from hamsoo.identity.tests.records import make_system, send
from hamsoo.kernel.errors import Invalid, NotFound
from hamsoo.people.models import Person
from tests.world import NOON, World


@pytest.fixture
def firms(world: World) -> list[Customer]:
    """Four companies that everybody reads, and one that only finance does."""
    rows = [{"key": str(number), "name": f"Firm {number}", "phone": f"0218800000{number}"} for number in range(1, 5)]
    found = send(make_system("shop", world.organisation), *rows, entity="company")
    found += send(make_system("books", space_of(world.finance)), {"key": "9", "name": "Secret firm"}, entity="company")
    return [record.customer for record in found]


def stage(actor: Person, numbers: list[int], stage: str = "active") -> Work:
    return actions.begin_work(actor=actor, kind="stage", asked={"stage": stage, "state": ""}, numbers=numbers, at=NOON)


def test_what_holds_now_narrows_the_list_for_each_as_they_see(world: World, admin: Person, sara: Person, nima: Person) -> None:
    customer, keeper = sepehr(world), let(admin, nima, "customers.keep")
    actions.put_into_segments(actor=keeper, customer=customer, segments={"potential": "high", "value": "low"}, at=NOON)
    actions.move(actor=keeper, customer=customer, stage="active", state="", at=NOON)
    believed = names(nima, potential="high")
    assert (believed, names(nima, potential="low"), names(nima, value="low", potential="high", stage="active")) == (
        ["شرکت بیمه سپهر"],
        [],
        ["شرکت بیمه سپهر"],
    )
    StageChange.objects.create(record=customer.records.get(system__code="billing"), stage="growing", at=NOON, by=nima)
    assert (names(nima, stage="active"), names(nima, stage="growing")) == ([], ["شرکت بیمه سپهر"])
    # What was said where she does not read moves nothing of what she gets.
    assert (names(sara, stage="active"), names(sara, stage="growing")) == (["بیمهٔ سپهر"], [])


def test_lists_are_kept_for_oneself_or_for_ones_unit_and_are_live(sara: Person, reza: Person, nima: Person) -> None:
    kept = actions.save_list(actor=sara, name=" My  firms ", asked={"kind": "company"}, is_shared=True, at=NOON)
    again = actions.save_list(actor=sara, name="My firms", asked={"kind": "person"}, is_shared=True, at=NOON)
    actions.save_list(actor=sara, name="Mine alone", asked={"member": "me"}, is_shared=False, at=NOON)

    assert (again.pk, again.asked) == (kept.pk, {"kind": "person"})
    assert sara.unit_id == reza.unit_id != nima.unit_id
    shown = [[one.name for one in queries.saved_lists(person=person)] for person in (sara, reza, nima)]
    assert shown == [["Mine alone", "My firms"], ["My firms"], []]
    with pytest.raises(NotFound):
        actions.drop_list(actor=reza, pk=kept.pk)
    actions.drop_list(actor=sara, pk=kept.pk)
    for name, asked in (("", {"kind": "person"}), ("x" * 81, {"kind": "person"}), ("All", {})):
        with pytest.raises(Invalid):
            actions.save_list(actor=sara, name=name, asked=asked, is_shared=False, at=NOON)
    assert SavedList.objects.count() == 1


def test_each_is_changed_by_its_rights_and_refusals_are_named(admin: Person, sara: Person, firms: list[Customer]) -> None:
    actions.add_member(actor=admin, customer=firms[0], person=sara, role="lead", at=NOON)
    numbers = [one.pk for one in firms]
    seen = queries.among(person=sara, numbers=numbers)
    assert seen == numbers[:4]
    foreseen = queries.foreseen(person=sara, numbers=seen)
    assert (foreseen.count, foreseen.able_count, foreseen.read_only_count, foreseen.not_served_count) == (4, 1, 0, 3)

    # The number of a hidden one, sent all the same, is refused as one that is not there.
    work = stage(sara, numbers)
    assert actions.go_on_with(work_id=work.pk, at=NOON) is False
    work.refresh_from_db()
    assert (work.done_count, work.changed_count, work.ended_at) == (5, 1, NOON)
    assert work.refusals == {
        "You may not do this.": [3, numbers[1:4]],
        "This was not found, or you may not see it.": [1, numbers[4:]],
    }
    assert list(StageChange.objects.values_list("record__customer", "stage", "by")) == [(numbers[0], "active", sara.pk)]


def test_work_goes_on_where_it_had_come_to_and_ends_once(
    monkeypatch: pytest.MonkeyPatch, admin: Person, sara: Person, firms: list[Customer]
) -> None:
    monkeypatch.setattr(working, "IN_ONE_GO", 2)
    numbers = [one.pk for one in firms[:4]]
    work = actions.begin_work(actor=admin, kind="team", asked={"person": sara.pk, "role": "contact"}, numbers=numbers, at=NOON)
    assert actions.go_on_with(work_id=work.pk, at=NOON) is True
    assert TeamMember.objects.count() == 2
    assert [actions.go_on_with(work_id=work.pk, at=NOON) for _again in range(2)] == [False, False]
    assert TeamMember.objects.count() == 4
    again = actions.begin_work(actor=admin, kind="value", asked={"segment": "high"}, numbers=numbers[:2], at=NOON)
    actions.go_on_with(work_id=again.pk, at=NOON)
    again.refresh_from_db()
    assert (again.changed_count, again.refusals) == (2, {})


def test_what_cannot_be_done_to_any_is_not_begun(monkeypatch: pytest.MonkeyPatch, admin: Person, firms: list[Customer]) -> None:
    monkeypatch.setattr(working, "MOST_AT_ONCE", 3)
    few, wrong = [one.pk for one in firms[:2]], [one.pk for one in firms]
    for kind, asked, numbers in (
        ("stage", {"stage": "nowhere", "state": ""}, few),
        ("value", {"segment": "golden"}, few),
        ("team", {"person": None, "role": "lead"}, few),
        ("erase", {}, few),
        ("value", {"segment": "high"}, wrong),
        ("value", {"segment": "high"}, []),
    ):
        with pytest.raises(Invalid):
            actions.begin_work(actor=admin, kind=kind, asked=asked, numbers=numbers, at=NOON)
    assert not Work.objects.exists()


def test_the_pages(admin: Person, sara: Person, browse, firms: list[Customer], django_assert_num_queries: DjangoAssertNumQueries) -> None:  # type: ignore[no-untyped-def]
    client, page, begin = browse(let(admin, sara, "customers.keep")), reverse("customers:list"), reverse("customers:begin_work")
    send(firms[0].records.get().system, {"key": "f", "name": "=cmd()", "city": "+1"}, entity="company")
    answer = client.post(reverse("customers:save_list"), {"kind": "company", "name": "Firms", "is_shared": "yes"}, follow=True)
    assert "Firms" in answer.content.decode()

    with django_assert_num_queries(10):
        shown = client.post(begin, {"kind": "company"})
    assert (shown.context["foreseen"].count, shown.context["foreseen"].able_count) == (5, 5)
    done = client.post(begin, {"what": "value", "segment": "high", "number": [str(one.pk) for one in firms[1:]]}, follow=True)
    assert [row.name for row in queries.customers(person=sara, filters=Filters(value="high")).rows] == ["Firm 2", "Firm 3", "Firm 4"]
    assert done.redirect_chain[0][0] == reverse("customers:work", args=[Work.objects.get().pk])
    assert client.post(begin, {"what": "team", "who": "nobody", "role": "lead", "q": "firm"}).status_code == 422
    assert browse(admin).get(done.redirect_chain[0][0]).status_code == 404

    file = client.post(reverse("customers:export_list"), {"kind": "company"}).content.decode("utf-8-sig")
    assert ("'=cmd()" in file, "'+1" in file, "Secret" in file, "02188000002" in file, len(file.splitlines())) == (
        True,
        True,
        False,
        True,
        6,
    )
    assert Look.objects.filter(person=sara, kind="export").count() == 5
    assert client.get(page + "?value=high").status_code == 200
    assert browse(admin).post(reverse("customers:export_list"), {}).status_code == 200
