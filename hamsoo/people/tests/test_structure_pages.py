"""The organisation chart: what it shows, to whom, branch by branch, and at what cost."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from freezegun import freeze_time

from hamsoo.people import actions
from hamsoo.people.queries import chart, lines
from hamsoo.people.tests import many_people
from tests.world import NOON

TODAY = date(2026, 11, 21)
HTMX = {"HX-Request": "true"}
PAGE = reverse("people:structure")


@pytest.fixture(autouse=True)
def noon():
    with freeze_time(NOON):
        yield


def text(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def drawn(response) -> str:
    return text(response).partition('id="chart"')[2].partition("</main>")[0]


def below(browse, reader, person, **arguments) -> str:
    return text(browse(reader).get(reverse("people:structure_of_person", args=[person.pk]), arguments, headers=HTMX))


def test_the_one_at_the_top_is_open(browse, sara, reza, admin, nima):
    for person in (admin, nima):
        actions.change_record(actor=admin, person=person, changes={"manager": reza}, at=NOON)
    page = drawn(browse(sara).get(PAGE))
    assert page.index("Reza Karimi") < page.index("Sara Mohammadi")
    assert "3 direct" in page
    assert page.count('role="treeitem"') == 4


def test_several_at_the_top_stand_closed_those_who_lead_first(browse, sara, reza, nima, admin):
    page = drawn(browse(sara).get(PAGE))
    assert page.index("Reza Karimi") < page.index("Nima Ahmadi")
    assert "Sara Mohammadi" not in page
    assert 'aria-expanded="false"' in page


def test_a_branch_is_fetched_when_it_is_opened(browse, sara, reza, nima, admin):
    fragment = below(browse, nima, reza, level=2)
    assert "Sara Mohammadi" in fragment
    assert 'aria-level="2"' in fragment
    assert "<html" not in fragment
    response = browse(nima).get(reverse("people:structure_of_person", args=[reza.pk]))
    assert response.headers["Location"] == f"{PAGE}?root={reza.pk}"


def test_from_somebody_down_and_the_way_up(browse, sara, reza, nima, admin):
    actions.change_record(actor=admin, person=reza, changes={"manager": admin}, at=NOON)
    page = drawn(browse(nima).get(PAGE, {"root": reza.pk, "focus": sara.pk}))
    assert page.index("Admin") < page.index("Reza Karimi") < page.index("Sara Mohammadi")
    assert page.count('aria-current="true"') == 1
    assert "Nima Ahmadi" not in page


def test_where_am_i(browse, sara, reza, admin):
    assert f"?root={reza.pk}&amp;focus={sara.pk}" in text(browse(sara).get(PAGE))


def test_the_structure_of_another_day(browse, sara, reza, nima, admin):
    actions.change_record(actor=admin, person=sara, changes={"manager": nima}, at=NOON + timedelta(days=5))
    assert "Sara Mohammadi" in below(browse, sara, reza)
    assert "Sara Mohammadi" not in below(browse, sara, reza, at="2026-11-26")
    assert "Sara Mohammadi" in below(browse, sara, nima, at="1405/9/5")
    response = browse(sara).get(PAGE, {"at": "soon"})
    assert response.status_code == 422
    assert 'id="id_at_error"' in response.content.decode()


def test_the_manager_who_left_is_named(browse, sara, reza, nima, admin):
    actions.leave(actor=admin, person=reza, left_on=TODAY, at=NOON)
    page = drawn(browse(nima).get(PAGE))
    assert "manager has left" in page
    assert "Reza Karimi" not in page


def test_people_and_units_are_found(browse, world, sara, reza, nima):
    page = text(browse(sara).get(PAGE, {"q": "نیما"}, headers=HTMX))
    assert f"?root={nima.pk}&amp;focus={nima.pk}" in page
    assert f"?root=unit-{world.finance.pk}" in text(browse(sara).get(PAGE, {"q": "fin"}, headers=HTMX))
    assert "Nobody found" in text(browse(sara).get(PAGE, {"q": "zzz"}))


def test_free_seats_and_dotted_lines_are_shown(browse, world, sara, reza, nima, admin):
    position = actions.name_position(actor=admin, code="expert", name_fa="کارشناس ارشد", name_en="Expert", level=4, at=NOON)
    actions.open_vacancy(actor=admin, unit=world.service, position=position, reports_to=reza, at=NOON)
    actions.draw_dotted_line(actor=admin, person=sara, to=nima, kind="project", at=NOON)
    page = below(browse, sara, reza)
    assert "Expert" in page
    assert "Project" in page
    assert nima.get_absolute_url() in page
    assert "Expert" in text(browse(sara).get(reverse("people:structure_of_unit", args=[world.service.pk]), headers=HTMX))


def test_units_with_heads_and_members(browse, world, sara, reza, nima, admin):
    actions.appoint(actor=admin, unit=world.service, head=reza, deputy=sara, at=NOON)
    night = actions.create_unit(actor=admin, code="night", name_fa="شب", name_en="Night", parent=world.service, at=NOON)
    page = text(browse(nima).get(PAGE, {"view": "units"}))
    assert "Finance" in page
    assert "3 people" in page
    page = text(browse(nima).get(PAGE, {"root": f"unit-{world.service.pk}"}))
    assert "Night" in page
    assert "Sara Mohammadi" in page
    assert f"?root=unit-{world.service.pk}" in text(browse(nima).get(PAGE, {"root": f"unit-{night.pk}"}))


def test_strangers_and_unknown_roots_find_nothing(browse, sara, reza, mina, parto):
    for stranger in (mina, parto):
        assert browse(stranger).get(PAGE).status_code == 404
        assert browse(stranger).get(reverse("people:structure_of_person", args=[reza.pk]), headers=HTMX).status_code == 404
    for root in ("999999", "unit-999999"):
        assert browse(sara).get(PAGE, {"root": root}).status_code == 404


def test_layers_and_spans(browse, sara, reza, nima, admin):
    actions.change_records(actor=admin, changes={reza: {"manager": admin}, nima: {"manager": admin}}, at=NOON)
    shape = lines.layers(person=sara, day=TODAY)
    assert [(row.depth, row.person_count, row.manager_count) for row in shape.rows] == [(1, 1, 1), (2, 2, 1), (3, 1, 0)]
    assert (shape.management_layer_count, shape.manager_count, shape.median_span, shape.widest_span) == (2, 2, 1.5, 2)
    assert "2 layers of management" in text(browse(sara).get(reverse("people:layers")))
    assert lines.layers(person=sara, day=TODAY - timedelta(days=1)).rows == []


def test_counts_of_all_branches_come_at_once(sara, reza, nima, admin, django_assert_num_queries):
    actions.change_records(actor=admin, changes={reza: {"manager": admin}, nima: {"manager": sara}}, at=NOON)
    with django_assert_num_queries(5):
        branch = chart.branch(person=sara, of=admin, day=TODAY)
    assert [(node.person.pk, node.direct_count, node.below_count) for node in branch.nodes] == [(reza.pk, 1, 2)]


def test_ten_thousand_people_cost_no_more(browse, world, sara, django_assert_num_queries):
    """The first page and a branch ask a fixed number of questions and stay small."""
    people = many_people.make(10_000, since=TODAY)
    client = browse(sara)
    client.get(PAGE)
    with django_assert_num_queries(6):
        page = client.get(PAGE)
    assert len(page.content) < 200_000
    with django_assert_num_queries(11):
        page = client.get(PAGE, {"root": people[0].pk})
    assert "8 direct, 9,999 in all" in page.content.decode()
    assert len(page.content) < 200_000
    with django_assert_num_queries(7):
        fragment = client.get(reverse("people:structure_of_person", args=[people[1].pk]), headers=HTMX)
    assert fragment.content.decode().count('role="treeitem"') == 8
    with django_assert_num_queries(4):
        units = client.get(PAGE, {"view": "units"})
    assert len(units.content) < 200_000
    shape = lines.layers(person=sara, day=TODAY)
    assert (shape.person_count, shape.widest_span, shape.median_span) == (10_002, 8, 8.0)


def test_a_wide_branch_is_shown_in_parts(browse, sara, reza, admin, world):
    for number in range(60):
        actions.add_person(actor=admin, code=f"w{number}", name_fa=f"همکار {number:03}", unit=world.service, manager=reza, at=NOON)
    page = below(browse, sara, reza)
    assert page.count('role="treeitem"') == 50
    assert "11 more" in page
    assert below(browse, sara, reza, start=50).count('role="treeitem"') == 11
    member = text(browse(sara).get(reverse("people:structure_of_unit", args=[world.service.pk]), headers=HTMX))
    assert member.count('role="treeitem"') == 50
