"""Administration of people and units: pages, what they refuse, and that nobody else finds them."""

from datetime import date

import pytest
from django.urls import reverse
from freezegun import freeze_time

from hamsoo.ledger.models import Entry
from hamsoo.people import actions
from hamsoo.people.models import Assignment, DottedLine, Person, Position, Unit, Vacancy
from tests.world import NOON

TODAY = date(2026, 11, 21)
PEOPLE = reverse("people:administer_people")


@pytest.fixture(autouse=True)
def noon():
    with freeze_time(NOON):
        yield


def page(response) -> str:
    assert response.status_code == 200
    return response.content.decode().partition("<main")[2].partition("</main>")[0]


def record(person: Person, **changes: object) -> dict[str, object]:
    names = ("name_fa", "name_en", "position_fa", "position_en", "level", "mail", "phone", "office_fa", "office_en")
    manager = f"{person.manager.name} ({person.manager.code})" if person.manager else ""
    return {name: getattr(person, name) for name in names} | {"unit": person.unit_id or "", "manager": manager, **changes}


def of(person: Person, name: str = "administer_person", *more: int) -> str:
    return reverse(f"people:{name}", args=[person.pk, *more])


def test_the_record_is_listed_filtered_and_searched(browse, sara, reza, nima, admin):
    client = browse(admin)
    assert all(name in page(client.get(PEOPLE)) for name in ("Sara Mohammadi", "Reza Karimi", "Nima Ahmadi"))
    found = page(client.get(PEOPLE, {"q": "sar"}))
    assert "Sara Mohammadi" in found
    assert "Nima Ahmadi" not in found
    without = page(client.get(PEOPLE, {"kept": "no_manager"}))
    assert "Sara Mohammadi" not in without
    actions.leave(actor=admin, person=nima, left_on=TODAY, at=NOON)
    assert "Nima Ahmadi" in page(client.get(PEOPLE, {"kept": "left"}))
    assert "Nima Ahmadi" not in page(client.get(PEOPLE))


def test_nobody_else_finds_these_pages(browse, sara, reza, mina, parto, world):
    pages = [PEOPLE, reverse("people:new_person"), of(sara), reverse("people:administer_units"), reverse("people:new_unit")]
    pages += [reverse("people:administer_unit", args=[world.service.pk]), reverse("people:new_position")]
    count = Entry.objects.count()
    for stranger in (sara, reza, mina, parto):
        for address in pages:
            assert browse(stranger).get(address).status_code == 404, address
        for name in ("administer_person", "leaving", "return", "administratorship", "dotted_lines"):
            address = of(sara, "returning" if name == "return" else name)
            assert browse(stranger).post(address, {"left_on": "2026-11-21", "is_administrator": "1"}).status_code == 404, address
    assert Entry.objects.count() == count


def test_a_colleague_is_entered(browse, sara, reza, admin, world):
    form = {"code": "zahra", "name_fa": "زهرا نوری", "unit": world.service.pk, "manager": "reza", "level": "5", "joined_on": "1405/8/1"}
    response = browse(admin).post(reverse("people:new_person"), form)
    made = Person.objects.get(code="zahra")
    assert response.headers["Location"] == of(made)
    assert (made.manager, made.joined_on, made.unit) == (reza, date(2026, 10, 23), world.service)
    response = browse(admin).post(reverse("people:new_person"), form)
    assert response.status_code == 422
    assert "personnel code “zahra”" in response.content.decode()
    response = browse(admin).post(reverse("people:new_person"), {**form, "code": "other", "manager": "a"})
    assert response.status_code == 422
    assert not Person.objects.filter(code="other").exists()


def test_a_record_changes_from_a_day_on(browse, sara, nima, admin):
    response = browse(admin).post(of(sara), record(sara, manager="nima", phone="1234", on="2026-12-01"))
    assert response.status_code == 303
    sara.refresh_from_db()
    assert (sara.manager.code, sara.phone) == ("reza", "1234")
    shown = page(browse(admin).get(of(sara)))
    assert "planned" in shown
    row = Assignment.objects.get(person=sara, from_on=date(2026, 12, 1))
    assert row.manager == nima
    browse(admin).post(of(sara, "withdraw_planned", row.pk))
    assert Assignment.objects.filter(person=sara).count() == 1
    assert browse(admin).post(of(sara, "withdraw_planned", row.pk)).status_code == 404


def test_a_circle_is_refused_on_its_field(browse, sara, reza, admin):
    response = browse(admin).post(of(reza), record(reza, manager="sara"))
    assert response.status_code == 422
    assert "Reza Karimi → Sara Mohammadi → Reza Karimi" in response.content.decode()
    reza.refresh_from_db()
    assert reza.manager is None


def test_leaving_and_coming_back(browse, sara, admin):
    response = browse(admin).post(of(sara, "leaving"), {"left_on": "2026-12-24"})
    assert response.status_code == 422
    assert browse(admin).post(of(sara, "leaving"), {"left_on": "2026-11-21"}).status_code == 303
    sara.refresh_from_db()
    assert not sara.is_active
    assert "Works here again" in page(browse(admin).get(of(sara)))
    assert browse(admin).post(of(sara, "returning"), {"on": ""}).status_code == 303
    sara.refresh_from_db()
    assert sara.is_active


def test_administrators_are_named_and_one_stays(browse, sara, admin):
    browse(admin).post(of(sara, "administratorship"), {"is_administrator": "1"})
    sara.refresh_from_db()
    assert sara.is_administrator
    browse(admin).post(of(sara, "administratorship"), {"is_administrator": "0"})
    browse(admin).post(of(admin, "administratorship"), {"is_administrator": "0"})
    admin.refresh_from_db()
    assert admin.is_administrator


def test_dotted_lines_are_drawn_and_ended(browse, sara, nima, admin):
    assert browse(admin).post(of(sara, "dotted_lines"), {"to": "nima", "kind": "mentor"}).status_code == 303
    line = DottedLine.objects.get()
    assert (line.person, line.to, line.kind) == (sara, nima, "mentor")
    assert "Mentor" in page(browse(admin).get(of(sara)))
    assert browse(admin).post(of(nima, "end_dotted_line", line.pk)).status_code == 404
    browse(admin).post(of(sara, "end_dotted_line", line.pk))
    assert not DottedLine.objects.exists()
    assert browse(admin).post(of(sara, "dotted_lines"), {"to": "sara", "kind": "mentor"}).status_code == 422


def test_names_are_offered_to_colleagues(browse, sara, reza, mina):
    answer = browse(sara).get(reverse("people:choose_colleague"), {"manager": "rez"}, headers={"HX-Request": "true"}).content.decode()
    assert '<option value="Reza Karimi (reza)">' in answer
    assert browse(mina).get(reverse("people:choose_colleague"), {"q": "rez"}).status_code == 404


def test_units_are_made_led_moved_and_closed(browse, sara, reza, admin, world):
    client = browse(admin)
    form = {"name_fa": "شب", "name_en": "Night", "code": "night", "parent": world.service.pk, "colour": "service"}
    assert client.post(reverse("people:new_unit"), form).status_code == 303
    night = Unit.objects.get(code="night")
    assert client.post(reverse("people:new_unit"), form).status_code == 422
    heads = reverse("people:unit_heads", args=[night.pk])
    assert client.post(heads, {"head": "reza", "deputy": "Sara Mohammadi (sara)"}).status_code == 303
    assert client.post(heads, {"head": "reza", "deputy": "reza"}).status_code == 422
    place = reverse("people:place_unit", args=[night.pk])
    assert client.post(place, {"parent": world.finance.pk}).status_code == 303
    assert client.post(reverse("people:place_unit", args=[world.finance.pk]), {"parent": night.pk}).status_code == 422
    names = reverse("people:administer_unit", args=[night.pk])
    assert client.post(names, {"name_fa": "شیفت شب", "name_en": "", "colour": "sales"}).status_code == 303
    night.refresh_from_db()
    assert (night.parent, night.head, night.deputy, night.name_fa) == (world.finance, reza, sara, "شیفت شب")
    client.post(reverse("people:unit_closure", args=[world.service.pk]))
    client.post(reverse("people:unit_closure", args=[night.pk]))
    assert [unit.code for unit in Unit.objects.filter(closed_on=TODAY)] == ["night"]
    assert "Closed" in page(client.get(reverse("people:administer_units")))
    client.post(reverse("people:unit_closure", args=[night.pk]), {"open": "1"})
    assert Unit.objects.get(pk=night.pk).closed_on is None


def test_seats_are_entered_filled_and_given_up(browse, sara, reza, nima, admin, world):
    client = browse(admin)
    position = {"name_fa": "کارشناس ارشد", "name_en": "Expert", "code": "expert", "level": "4"}
    assert client.post(reverse("people:new_position"), position).status_code == 303
    assert client.post(reverse("people:new_position"), position).status_code == 422
    seats = reverse("people:unit_seats", args=[world.service.pk])
    expert = Position.objects.get()
    for _number in range(2):
        assert client.post(seats, {"position": expert.pk, "reports_to": "reza"}).status_code == 303
    first, second = Vacancy.objects.all()
    assert "Expert" in page(client.get(reverse("people:administer_unit", args=[world.service.pk])))
    assert client.post(reverse("people:seat", args=[first.pk]), {"person": "nobody"}).status_code == 422
    assert client.post(reverse("people:seat", args=[first.pk]), {"person": "nima"}).status_code == 303
    nima.refresh_from_db()
    assert (nima.unit, nima.manager, nima.level) == (world.service, reza, 4)
    client.post(reverse("people:seat_removal", args=[second.pk]))
    assert not Vacancy.objects.open().exists()
    assert client.get(reverse("people:seat", args=[second.pk])).status_code == 404


def test_page_costs(browse, sara, reza, nima, admin, world, django_assert_num_queries):
    client = browse(admin)
    client.get(PEOPLE)
    with django_assert_num_queries(3):
        client.get(PEOPLE)
    with django_assert_num_queries(6):
        client.get(reverse("people:administer_units"))
    with django_assert_num_queries(7):
        client.get(of(sara))
