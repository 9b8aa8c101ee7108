"""Many cases: what is found, who sees it, what is done with several, and what is taken next."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from hamsoo.cases import actions, queries
from hamsoo.cases.actions import promises
from hamsoo.cases.models import BulkRun, Case, CaseDue, CaseType, LoadLimit, SavedView
from hamsoo.cases.queries import Filters
from hamsoo.cases.tests.test_working import opened, refused
from hamsoo.customers.tests.cast import company
from hamsoo.people.models import Person, PersonSkill, Skill
from hamsoo.spaces import actions as spaces
from tests.at_once import at_once
from tests.world import NOON, World

HOUR = timedelta(hours=1)
Browse = Callable[[Person], Client]


def found(person: Person, **filters: str) -> list[int]:
    return [row.case.pk for row in queries.cases(person=person, filters=Filters(**filters), at=NOON + 2 * HOUR).rows]


def test_each_filter_finds_its_cases_and_no_others(world: World, sara: Person, reza: Person, admin: Person) -> None:
    record, kind = company(world, "Sepehr", "crm"), CaseType.objects.create(name_fa="لغو", at=NOON)
    promises.set_policy(actor=admin, at=NOON - HOUR, scope="organisation", name_fa="پیمان", resolution_minutes=60, priorities=[1])
    promises.set_policy(actor=admin, at=NOON - HOUR, scope="organisation", name_fa="پیمان", resolution_minutes=180, priorities=[2])
    a = opened(world, sara, record=record, priority=1)
    b = actions.edit(actor=sara, case=opened(world, sara, type=kind, priority=2), at=NOON, tags=["vip"])
    c = actions.resolve(actor=sara, case=actions.take(actor=sara, case=opened(world, sara), at=NOON), at=NOON)
    promises.reckon(case_ids=[a.pk, b.pk, c.pk], at=NOON)
    for filters, wanted in (
        ({}, [c, b, a]),
        ({"state": "open"}, [b, a]),
        ({"state": "resolved"}, [c]),
        ({"unit": str(world.service.pk)}, [c, b, a]),
        ({"unit": str(world.finance.pk)}, []),
        ({"assignee": "me"}, [c]),
        ({"assignee": "none"}, [b, a]),
        ({"assignee": str(reza.pk)}, []),
        ({"priority": "1"}, [a]),
        ({"type": str(kind.pk)}, [b]),
        ({"customer": str(record.customer_id)}, [a]),
        ({"tag": "vip"}, [b]),
        ({"due": "late"}, [a]),
        ({"due": "soon"}, [b]),
        ({"state": "open", "priority": "2", "tag": "vip"}, [b]),
    ):
        assert found(sara, **filters) == [case.pk for case in wanted], filters
    assert [len(page.rows) for _state, page in queries.board(person=sara, filters=Filters(), at=NOON)] == [2, 0, 0, 0]


def test_a_list_goes_on_where_it_ended(world: World, sara: Person, admin: Person) -> None:
    promises.set_policy(actor=admin, at=NOON - HOUR, scope="organisation", name_fa="پیمان", resolution_minutes=60)
    made = [opened(world, sara).pk for _number in range(5)]
    promises.reckon(case_ids=made, at=NOON)
    for filters, wanted in ((Filters(), made[::-1]), (Filters(due="late"), made)):
        seen, after = list[int](), None
        while True:
            page = queries.cases(person=sara, filters=filters, at=NOON + 2 * HOUR, after=after, limit=2)
            seen += [row.case.pk for row in page.rows]
            if (after := page.after) is None:
                break
        assert seen == wanted


def test_what_an_address_says_is_read_or_left_out() -> None:
    wild = {
        "state": "x",
        "unit": "9" * 30,
        "assignee": "0",
        "priority": "-1",
        "type": "۱",
        "customer": "a",
        "due": "now",
        "tag": "\x00t" + "g" * 90,
    }
    assert Filters.read(wild) == Filters(tag="t" + "g" * 39)
    assert Filters.read({"state": "open", "assignee": "me", "unit": "7", "more": "1"}).query == "state=open&unit=7&assignee=me"


TOKEN = r'csrfmiddlewaretoken" value="[^"]+"|nonce-\S+|"[Xx]-[Cc][Ss][Rr][Ff][^"]*":\s*"[^"]+"'


def test_a_case_that_the_reader_may_not_see_changes_no_byte_of_any_list(world: World, sara: Person, nima: Person, browse: Browse) -> None:
    opened(world, sara, priority=2)
    case = opened(world, sara, priority=1, record=company(world, "Sepehr", "crm"))
    spaces.place(type="case", object_id=case.pk, space_ids=[], at=NOON)
    client = browse(sara)
    addresses = [
        "",
        "?state=open",
        "?priority=1",
        "?look=board",
        "?assignee=none",
        "?due=late",
        "?due=soon",
        f"?customer={case.record.customer_id}",
    ]
    CaseDue.objects.create(case=case, due_at=NOON)

    def pages() -> list[str]:
        found = [client.get(f"/cases/{query}").content.decode() for query in addresses]
        return [re.sub(TOKEN, "", page) for page in found]

    with_it = pages()
    number = case.pk
    Case.objects.filter(pk=number).delete()
    assert pages() == with_it
    assert not any(f"/cases/{number}/" in page for page in with_it)


def test_the_list_costs_a_fixed_number_of_queries(
    world: World, sara: Person, admin: Person, browse: Browse, django_assert_num_queries: Callable[[int], object]
) -> None:
    promises.set_policy(actor=admin, at=NOON - HOUR, scope="organisation", name_fa="پیمان", resolution_minutes=60)
    client = browse(sara)
    for _number in range(3):
        opened(world, sara)
    client.get("/cases/")
    with django_assert_num_queries(COUNT):  # type: ignore[attr-defined]
        assert client.get("/cases/").status_code == 200
    opened(world, sara, record=company(world, "Sepehr", "crm"))
    with django_assert_num_queries(COUNT):  # type: ignore[attr-defined]
        client.get("/cases/?state=open")
    Case.objects.update(state="closed")
    with django_assert_num_queries(COUNT - 4):  # type: ignore[attr-defined]
        assert "data-item" in client.get("/cases/?state=closed").content.decode()


COUNT = 11


def test_views_are_ones_own_or_of_ones_unit(world: World, sara: Person, reza: Person, nima: Person, browse: Browse) -> None:
    browse(sara).post("/cases/views/", {"query": "state=open&unit=1&wrong=1", "name": "Ours", "shared": "1"})
    actions.keep_view(actor=sara, name="Mine", filters=Filters(due="late"), at=NOON)
    actions.keep_view(actor=sara, name="Mine", filters=Filters(assignee="me"), at=NOON)
    seen = {person: [(view.name, view.filters) for view in queries.views(person=person)] for person in (sara, reza, nima)}
    assert seen == {sara: [("Mine", "assignee=me"), ("Ours", "state=open&unit=1")], reza: [("Ours", "state=open&unit=1")], nima: []}
    ours = SavedView.objects.get(name="Ours")
    assert refused(lambda: actions.drop_view(actor=reza, view=ours)) == "NotFound"
    assert refused(lambda: actions.keep_view(actor=sara, name="x", filters=Filters(), unit=world.finance, at=NOON)) == "Invalid"
    assert browse(nima).post(f"/cases/views/{ours.pk}/removal").status_code == 404
    browse(sara).post(f"/cases/views/{ours.pk}/removal")
    assert SavedView.objects.count() == 1


def test_several_are_looked_at_first_and_refusals_named(world: World, sara: Person, reza: Person, nima: Person, browse: Browse) -> None:
    record = company(world, "Sepehr", "crm")
    ours, theirs = opened(world, sara), actions.open(actor=nima, unit=world.finance, subject="An invoice", record=record, at=NOON)
    hidden = actions.open(actor=nima, unit=world.finance, subject="Salaries", at=NOON)
    client = browse(sara)
    planned = client.post("/cases/several/", {"ids": [ours.pk, theirs.pk, hidden.pk], "do": "priority:1"})
    run = BulkRun.objects.get()
    assert run.case_ids == [ours.pk, theirs.pk]
    assert "This will be done with 2 cases" in client.get(planned.url).content.decode()
    assert set(Case.objects.values_list("priority", flat=True)) == {3}
    assert browse(reza).get(planned.url).status_code == 404
    done = client.get(client.post(f"{planned.url}start").url).content.decode()
    assert ("Done with 1 case." in done, "An invoice" in done) == (True, True)
    assert dict(Case.objects.values_list("pk", "priority")) == {ours.pk: 1, theirs.pk: 3, hidden.pk: 3}
    client.post(f"{planned.url}start")
    assert [phase.priority for phase in queries.phases(case=ours)] == [3, 1]


@pytest.mark.parametrize("do", ["", "priority:9", "state:new", "assign:x", "assign:999999999", "tag:", "tag:" + "x" * 50, "drop:1"])
def test_what_cannot_be_done_with_any_is_refused_at_once(world: World, sara: Person, do: str) -> None:
    verb, _colon, value = do.partition(":")
    case = opened(world, sara)
    assert refused(lambda: actions.plan(actor=sara, case_ids=[case.pk], verb=verb, value=value, at=NOON)) == "Invalid"


def test_many_are_done_by_the_worker_part_by_part(world: World, sara: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    cases = [opened(world, sara).pk for _number in range(4)]
    monkeypatch.setattr("hamsoo.cases.actions.several.AT_ONCE", 3)
    monkeypatch.setattr("hamsoo.cases.actions.several._PART", 3)
    run = actions.plan(actor=sara, case_ids=cases, verb="state", value="resolved", at=NOON)
    assert actions.start(actor=sara, run=run, at=NOON)
    assert not actions.start(actor=sara, run=run, at=NOON)
    assert (actions.go_on(run_id=run.pk, at=NOON), Case.objects.filter(state="resolved").count()) == (True, 3)
    assert (actions.go_on(run_id=run.pk, at=NOON), Case.objects.filter(state="resolved").count()) == (False, 4)
    assert (actions.go_on(run_id=run.pk, at=NOON), BulkRun.objects.get().done_count) == (False, 4)


def test_the_board_moves_one_case_with_a_button(world: World, sara: Person, browse: Browse) -> None:
    case, client = opened(world, sara), browse(sara)
    client.post("/cases/several/", {"ids": case.pk, "do": "state:customer", "at_once": "1", "query": "priority=3"})
    assert Case.objects.get().state == "customer"
    client.post("/cases/several/", {"ids": case.pk, "do": "state:resolved", "at_once": "1"})
    client.post("/cases/several/", {"ids": case.pk, "do": "state:working", "at_once": "1"})
    assert Case.objects.get().state == "working"


def test_next_is_ones_own_then_what_is_due_soonest(world: World, sara: Person, reza: Person, nima: Person) -> None:
    later, soon, urgent, mine = (opened(world, sara, priority=priority) for priority in (3, 3, 1, 4))
    CaseDue.objects.create(case=soon, due_at=NOON + HOUR)
    CaseDue.objects.create(case=later, due_at=NOON + 2 * HOUR)
    actions.assign(actor=sara, case=mine, person=reza, at=NOON)
    assert actions.take_next(actor=nima, at=NOON) is None
    taken = [actions.take_next(actor=reza, at=NOON) for _number in range(5)]
    assert taken == [mine, soon, later, urgent, None]
    assert {(case.state, case.assignee) for case in Case.objects.all()} == {("working", reza)}


def test_next_asks_for_skill_and_stops_at_the_load(world: World, sara: Person, reza: Person, admin: Person) -> None:
    kind, skill = CaseType.objects.create(name_fa="لغو", at=NOON), Skill.objects.create(code="cancel", name_fa="لغو")
    actions.set_type_skills(actor=admin, type=kind, skills=[skill])
    assert refused(lambda: actions.set_type_skills(actor=sara, type=kind, skills=[])) == "NotAllowed"
    asks, plain = opened(world, sara, type=kind, priority=1), opened(world, sara)
    world.service.head = reza
    world.service.save()
    assert refused(lambda: actions.set_load_limit(actor=sara, person=sara, most=100)) == "NotAllowed"
    sara.unit.refresh_from_db()
    actions.set_load_limit(actor=reza, person=sara, most=1)
    assert actions.take_next(actor=sara, at=NOON) == plain
    assert refused(lambda: actions.take_next(actor=sara, at=NOON)) == "Full"
    PersonSkill.objects.create(person=reza, skill=skill, declared_at=NOON)
    assert actions.take_next(actor=reza, at=NOON) == asks
    actions.set_load_limit(actor=reza, person=sara, most=None)
    assert LoadLimit.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_two_who_press_at_once_never_get_the_same(world: World, sara: Person, reza: Person) -> None:
    made = [opened(world, sara) for _number in range(4)]
    assert at_once(*[lambda who=who: actions.take_next(actor=who, at=NOON) for who in (sara, reza, sara, reza)]) == ["done"] * 4
    assert sorted(case.assignee_id for case in Case.objects.all()) == sorted([sara.pk, reza.pk] * 2)
    assert [len(queries.phases(case=case)) for case in made] == [2] * 4


def test_one_goes_from_case_to_case_of_the_list_one_came_from(
    world: World, sara: Person, nima: Person, browse: Callable[..., Client], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    cases = [opened(world, sara, priority=1 + number % 2) for number in range(5)]
    actions.resolve(actor=sara, case=cases[0], at=NOON)
    client, came = browse(sara), "?from=state%3Dopen%26priority%3D1"
    listed = client.get("/cases/?state=open&priority=1").content.decode()
    assert f"/cases/{cases[4].pk}/{came}" in listed
    newest, last = (client.get(f"/cases/{cases[number].pk}/{came}").content.decode() for number in (4, 2))
    next_one, previous_one = (f'href="/cases/{cases[number].pk}/{came}" data-key="{key}"' for number, key in ((2, "j"), (4, "k")))
    assert (next_one in newest, 'data-key="k"' in newest, previous_one in last, 'data-key="j"' in last) == (True, False, True, False)
    # What is done there leads back to the same place; what is in the list no more has its neighbours still; nonsense narrows nothing.
    page = f"/cases/{cases[4].pk}/"
    sent = client.post(f"{page}state", {"state": "resolved"}, headers={"Referer": f"http://testserver{page}{came}"})
    assert sent.headers["Location"] == f"{page}{came}"
    assert client.post(f"{page}watching", {"on": "1"}, headers={"Referer": "http://testserver/?from="}).headers["Location"] == page
    assert next_one in client.get(f"{page}{came}").content.decode()
    assert f'/cases/{cases[3].pk}/?from=" data-key="j"' in client.get(f"{page}?from=state%3Dnothing%26x%3D").content.decode()
    # Two looks more than without.
    with django_assert_num_queries(19):
        client.get(f"{page}{came}")
    due = [CaseDue.objects.create(case=case, due_at=NOON + timedelta(days=-number)).case for number, case in enumerate(cases)]
    assert queries.neighbours(person=sara, filters=queries.Filters(due="late"), case=due[2], at=NOON) == (due[3].pk, due[1].pk)
    assert queries.neighbours(person=nima, filters=queries.Filters(), case=due[2], at=NOON) == (None, None)
