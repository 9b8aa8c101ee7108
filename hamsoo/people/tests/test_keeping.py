"""Keeping the record of the own unit and those below it: Reza keeps service, and does not reach into finance."""

from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import translation
from freezegun import freeze_time

from hamsoo.kernel.errors import NotAllowed
from hamsoo.ledger.models import Entry
from hamsoo.people import actions, rights, rules, verbs
from hamsoo.people.actions import directory, importing, taking_in
from hamsoo.people.importers import uploads
from hamsoo.people.models import (
    Assignment,
    DirectoryGroup,
    DottedLine,
    Person,
    Position,
    Role,
    RoleHolder,
    Scope,
    Unit,
    Vacancy,
    rights_of_each,
)
from hamsoo.people.queries import unit_tree
from tests.world import NOON

TODAY = date(2026, 11, 21)
LATER = TODAY + timedelta(days=30)
PEOPLE = reverse("people:administer_people")


@pytest.fixture(autouse=True)
def noon():
    with freeze_time(NOON):
        yield


@pytest.fixture
def keeping(admin) -> Role:
    role = actions.create_role(actor=admin, name_fa="نگه‌دارنده", name_en="Keeper", at=NOON)
    actions.set_rights(actor=admin, role=role, wanted={verbs.MANAGE_RECORDS: "unit"}, at=NOON)
    return role


@pytest.fixture
def keeper(admin, keeping, reza) -> Person:
    actions.give_role(actor=admin, role=keeping, kind="person", subject_id=reza.pk, at=NOON)
    return Person.objects.select_related("unit").get(pk=reza.pk)


@pytest.fixture
def night(admin, world) -> Unit:
    return actions.create_unit(actor=admin, code="night", name_fa="شب", name_en="Night", parent=world.service, at=NOON)


@pytest.fixture
def agent(admin) -> Position:
    return actions.name_position(actor=admin, code="agent", name_fa="کارشناس", name_en="Agent", level=5, at=NOON)


def _everything() -> list[object]:
    rows = [list(model.objects.order_by("pk").values()) for model in (Person, Unit, Assignment, Vacancy, DottedLine, Position)]
    return [*rows, Entry.objects.count()]


def _refused(act) -> None:
    before = _everything()
    with pytest.raises(NotAllowed):
        act()
    assert _everything() == before


def test_the_own_unit_is_kept_with_those_below(keeper, sara, nima, night, agent, world):
    changed = actions.change_record(actor=keeper, person=sara, changes={"phone": "021", "manager": nima, "unit": night}, at=NOON)
    assert (changed.phone, changed.manager, changed.unit) == ("021", nima, night)
    made = actions.add_person(actor=keeper, code="zahra", name_fa="زهرا", unit=night, at=NOON)
    below = actions.create_unit(actor=keeper, code="late", name_fa="دیروقت", parent=night, at=NOON)
    actions.rename_unit(actor=keeper, unit=below, name_fa="نیمه‌شب", name_en="", colour="service", at=NOON)
    actions.appoint(actor=keeper, unit=below, head=sara, deputy=None, at=NOON)
    actions.move_unit(actor=keeper, unit=below, parent=world.service, at=NOON)
    seat = actions.open_vacancy(actor=keeper, unit=below, position=agent, at=NOON)
    actions.fill_vacancy(actor=keeper, vacancy=seat, person=made, at=NOON)
    actions.give_up_vacancy(actor=keeper, vacancy=actions.open_vacancy(actor=keeper, unit=night, position=agent, at=NOON), at=NOON)
    line = actions.draw_dotted_line(actor=keeper, person=sara, to=keeper, kind="mentor", at=NOON)
    actions.end_dotted_line(actor=keeper, line=line, at=NOON)
    actions.change_record(actor=keeper, person=sara, changes={"level": 6}, on=LATER, at=NOON)
    actions.withdraw_planned(actor=keeper, planned=Assignment.objects.get(person=sara, from_on=LATER), at=NOON)
    actions.leave(actor=keeper, person=sara, left_on=TODAY, at=NOON)
    assert actions.come_back(actor=keeper, person=sara, at=NOON).is_active
    made.refresh_from_db()
    assert made.unit == below
    assert Unit.objects.get(pk=below.pk).parent == world.service


def test_another_department_is_not_touched(keeper, sara, reza, nima, admin, night, agent, world):
    seat = actions.open_vacancy(actor=admin, unit=world.finance, position=agent, at=NOON)
    own_seat = actions.open_vacancy(actor=admin, unit=night, position=agent, at=NOON)
    line = actions.draw_dotted_line(actor=admin, person=nima, to=sara, kind="mentor", at=NOON)
    plan = actions.change_record(actor=admin, person=nima, changes={"level": 4}, on=LATER, at=NOON).assignments.get(from_on=LATER)
    gone = actions.add_person(actor=admin, code="gone", name_fa="رفته", unit=world.finance, at=NOON)
    gone = actions.leave(actor=admin, person=gone, left_on=TODAY, at=NOON)
    nobodys = actions.add_person(actor=admin, code="free", name_fa="آزاد", unit=None, at=NOON)
    for act in (
        lambda: actions.change_record(actor=keeper, person=nima, changes={"phone": "021"}, at=NOON),
        lambda: actions.change_record(actor=keeper, person=nobodys, changes={"phone": "021"}, at=NOON),
        lambda: actions.change_records(actor=keeper, changes={sara: {"phone": "1"}, nima: {"phone": "1"}}, at=NOON),
        lambda: actions.leave(actor=keeper, person=nima, left_on=TODAY, at=NOON),
        lambda: actions.come_back(actor=keeper, person=gone, at=NOON),
        lambda: actions.withdraw_planned(actor=keeper, planned=plan, at=NOON),
        lambda: actions.draw_dotted_line(actor=keeper, person=nima, to=reza, kind="mentor", at=NOON),
        lambda: actions.end_dotted_line(actor=keeper, line=line, at=NOON),
        lambda: actions.add_person(actor=keeper, code="new", name_fa="نو", unit=world.finance, at=NOON),
        lambda: actions.add_person(actor=keeper, code="new", name_fa="نو", unit=None, at=NOON),
        lambda: actions.open_vacancy(actor=keeper, unit=world.finance, position=agent, at=NOON),
        lambda: actions.fill_vacancy(actor=keeper, vacancy=seat, person=sara, at=NOON),
        lambda: actions.fill_vacancy(actor=keeper, vacancy=own_seat, person=nima, at=NOON),
        lambda: actions.give_up_vacancy(actor=keeper, vacancy=seat, at=NOON),
        lambda: actions.create_unit(actor=keeper, code="x", name_fa="ایکس", parent=world.finance, at=NOON),
        lambda: actions.create_unit(actor=keeper, code="x", name_fa="ایکس", parent=None, at=NOON),
        lambda: actions.rename_unit(actor=keeper, unit=world.finance, name_fa="پول", name_en="", colour="finance", at=NOON),
        lambda: actions.appoint(actor=keeper, unit=world.finance, head=reza, deputy=None, at=NOON),
        lambda: actions.close_unit(actor=keeper, unit=world.finance, at=NOON),
        lambda: actions.reopen_unit(actor=keeper, unit=world.finance, at=NOON),
    ):
        _refused(act)


def test_nobody_and_no_unit_crosses_the_border(keeper, sara, nima, admin, night, world):
    for act in (
        lambda: actions.change_record(actor=keeper, person=sara, changes={"unit": world.finance}, at=NOON),
        lambda: actions.change_record(actor=keeper, person=sara, changes={"unit": None}, at=NOON),
        lambda: actions.change_record(actor=keeper, person=sara, changes={"unit": world.finance}, on=LATER, at=NOON),
        lambda: actions.change_record(actor=keeper, person=nima, changes={"unit": night}, at=NOON),
        lambda: actions.move_unit(actor=keeper, unit=night, parent=world.finance, at=NOON),
        lambda: actions.move_unit(actor=keeper, unit=night, parent=None, at=NOON),
        lambda: actions.move_unit(actor=keeper, unit=world.finance, parent=night, at=NOON),
        lambda: actions.move_unit(actor=keeper, unit=world.service, parent=world.finance, at=NOON),
        lambda: actions.change_unit(actor=keeper, unit=night, head=sara, parent=world.finance, at=NOON),
    ):
        _refused(act)
    _refused(lambda: actions.move_unit(actor=sara, unit=night, parent=world.service, at=NOON))


def test_what_somebody_was_or_will_be_elsewhere_stays(keeper, sara, nima, admin, world):
    """Nima came from finance to service a week ago, and Sara goes to finance in a month: both histories are kept by others as well."""
    came = TODAY - timedelta(days=7)
    actions.change_record(actor=admin, person=nima, changes={"joined_on": TODAY - timedelta(days=400)}, at=NOON)
    actions.change_record(actor=admin, person=nima, changes={"unit": world.service}, on=came, at=NOON)
    planned = actions.change_record(actor=admin, person=sara, changes={"unit": world.finance}, on=LATER, at=NOON)
    plan = planned.assignments.get(from_on=LATER)
    for act in (
        lambda: actions.change_record(actor=keeper, person=nima, changes={"level": 7}, on=came - timedelta(days=1), at=NOON),
        lambda: actions.change_record(actor=keeper, person=nima, changes={"joined_on": TODAY - timedelta(days=300)}, at=NOON),
        lambda: actions.leave(actor=keeper, person=nima, left_on=came - timedelta(days=1), at=NOON),
        lambda: actions.change_record(actor=keeper, person=sara, changes={"level": 7}, at=NOON),
        lambda: actions.withdraw_planned(actor=keeper, planned=plan, at=NOON),
    ):
        _refused(act)
    assert actions.change_record(actor=keeper, person=nima, changes={"level": 7, "phone": "9"}, on=came, at=NOON).level == 7
    assert actions.change_record(actor=keeper, person=sara, changes={"phone": "9"}, at=NOON).phone == "9"
    # Access has to end at once, whatever was planned.
    assert not actions.leave(actor=keeper, person=sara, left_on=TODAY, at=NOON).is_active


def test_what_is_the_whole_companys_stays_with_who_keeps_all(keeper, sara, admin):
    for act in (
        lambda: uploads.upload(actor=keeper, name="people.csv", content=ContentFile(b"code,name_fa\n1,x\n"), at=NOON),
        lambda: importing.note_import(actor=keeper, source="file", counts={"joined": 1}, at=NOON),
        lambda: taking_in.take_in(actor=keeper, entered=[], source="file", opens_accounts=False, at=NOON),
        lambda: actions.create_integration(actor=keeper, name="HR", at=NOON),
        lambda: directory.enter_group(actor=keeper, name="G", external_id="", members=[sara], at=NOON),
        lambda: actions.name_position(actor=keeper, code="x", name_fa="ایکس", level=3, at=NOON),
        lambda: actions.set_administrator(actor=keeper, person=sara, is_administrator=True, at=NOON),
        lambda: actions.add_person(actor=keeper, code="boss", name_fa="رئیس", unit=keeper.unit, is_administrator=True, at=NOON),
        lambda: actions.change_record(actor=keeper, person=admin, changes={"phone": "1"}, at=NOON),
        lambda: actions.leave(actor=keeper, person=admin, left_on=TODAY, at=NOON),
    ):
        _refused(act)


def test_nobody_gives_more_than_they_have(keeper, sara, admin, world):
    """A role is held by level too, and the address on record is where a new password goes to: neither is a way to more rights."""
    wide = actions.create_role(actor=admin, name_fa="همه", name_en="Wide", at=NOON)
    actions.set_rights(actor=admin, role=wide, wanted={verbs.INVITE: "all"}, at=NOON)
    actions.give_role(actor=admin, role=wide, kind="level", subject_id=1, at=NOON)
    for act in (
        lambda: actions.change_record(actor=keeper, person=keeper, changes={"level": 1}, at=NOON),
        lambda: actions.change_record(actor=keeper, person=sara, changes={"level": 1}, on=LATER, at=NOON),
        lambda: actions.add_person(actor=keeper, code="new", name_fa="نو", unit=world.service, level=1, at=NOON),
    ):
        _refused(act)
    actions.change_record(actor=admin, person=sara, changes={"level": 1}, at=NOON)
    _refused(lambda: actions.change_record(actor=keeper, person=sara, changes={"mail": "reza2@rayanpayam.example"}, at=NOON))
    assert actions.change_record(actor=keeper, person=sara, changes={"phone": "7"}, at=NOON).phone == "7"
    assert actions.change_record(actor=keeper, person=sara, changes={"level": 5}, at=NOON).level == 5
    assert actions.change_record(actor=admin, person=sara, changes={"level": 1}, at=NOON).level == 1


def test_a_right_over_everything_reaches_everywhere(admin, keeping, keeper, nima, world):
    actions.set_rights(actor=admin, role=keeping, wanted={verbs.MANAGE_RECORDS: "all"}, at=NOON)
    assert actions.change_record(actor=keeper, person=nima, changes={"unit": world.service}, at=NOON).unit == world.service
    assert rules.kept_unit(keeper) is None


def test_who_stands_in_no_unit_keeps_none(admin, keeping, world):
    free = actions.add_person(actor=admin, code="free", name_fa="آزاد", unit=None, at=NOON)
    actions.give_role(actor=admin, role=keeping, kind="person", subject_id=free.pk, at=NOON)
    assert not rules.keeps_record(free)
    _refused(lambda: actions.add_person(actor=free, code="x", name_fa="ایکس", unit=None, at=NOON))


def test_a_leaver_of_the_own_unit_is_handed_over_within_it(keeper, sara, nima, admin):
    actions.change_record(actor=admin, person=nima, changes={"manager": sara}, at=NOON)
    other = actions.add_person(actor=admin, code="zahra", name_fa="زهرا", unit=keeper.unit, manager=sara, at=NOON)
    actions.change_record(actor=admin, person=sara, changes={"manager": admin}, at=NOON)
    left = actions.leave(actor=admin, person=sara, left_on=TODAY, at=NOON)
    _refused(lambda: actions.hand_over(actor=keeper, leaver=left, kind="reports", object_id=nima.pk, to=keeper, at=NOON))
    actions.hand_over(actor=keeper, leaver=left, kind="reports", object_id=other.pk, to=keeper, at=NOON)
    other.refresh_from_db()
    assert other.manager == keeper


@translation.override("en")
def test_why_says_how_far_it_reaches(keeper, sara, nima, night, world):
    assert rights.why(keeper, verbs.MANAGE_RECORDS, unit=night).allowed
    assert rights.why(keeper, verbs.MANAGE_RECORDS, owner=sara).steps[-1].text.endswith("brings it: Own unit.")
    decision = rights.why(keeper, verbs.MANAGE_RECORDS, owner=nima)
    assert not decision.allowed
    assert decision.steps[-1].text.endswith("“Finance” does not belong to “Service”.")
    assert not rights.why(keeper, verbs.MANAGE_RECORDS).allowed


def test_rights_read_with_a_person_are_those_that_are_asked_for(admin, keeping, keeper, sara, nima, mina, night, django_assert_num_queries):
    group = DirectoryGroup.objects.create(name="Keepers", created_at=NOON, changed_at=NOON)
    group.members.add(nima)
    Person.objects.filter(pk=sara.pk).update(unit=night)
    actions.add_person(actor=admin, code="free", name_fa="آزاد", unit=None, at=NOON)
    several = [("unit", keeper.unit_id), ("unit", night.pk), ("level", 5), ("group", group.pk), ("person", sara.pk), ("level", keeper.pk)]
    for number, (kind, subject) in enumerate(several):
        role = actions.create_role(actor=admin, name_fa=f"نقش {number}", at=NOON)
        actions.set_rights(
            actor=admin, role=role, wanted={(verbs.INVITE, verbs.MANAGE_RECORDS)[number % 2]: ("unit", "all")[number % 3 % 2]}, at=NOON
        )
        RoleHolder.objects.create(role=role, kind=kind, subject_id=subject)
    seen = set()
    for person in Person.objects.select_related("unit").annotate(granted=rights_of_each()):
        asked = {verb: rights.widest(person, verb) for verb in (verbs.INVITE, verbs.MANAGE_RECORDS)}
        with rights.remembering(person), django_assert_num_queries(0):
            assert {verb: rights.widest(person, verb) for verb in (verbs.INVITE, verbs.MANAGE_RECORDS)} == asked, person.code
        seen |= set(asked.values())
    assert seen == {None, Scope.UNIT, Scope.ALL}


def _main(response) -> str:
    assert response.status_code == 200
    return response.content.decode().partition("<main")[2].partition("</main>")[0]


def _side(response) -> str:
    return response.content.decode().partition("<main")[0]


def _record(person: Person, **changes: object) -> dict[str, object]:
    names = ("name_fa", "name_en", "position_fa", "position_en", "level", "mail", "phone", "office_fa", "office_en")
    manager = f"{person.manager.name} ({person.manager.code})" if person.manager else ""
    return {name: getattr(person, name) for name in names} | {"unit": person.unit_id or "", "manager": manager, **changes}


def test_the_tree_of_a_keeper_begins_where_they_do(admin, night, world):
    tops = {
        top and top.code: [(node.unit.code, node.depth) for node in unit_tree.unit_tree(person=admin, day=TODAY, below=top)]
        for top in (None, world.service, night)
    }
    assert (("night", 2) in tops[None], tops["service"], tops["night"]) == (True, [("service", 1), ("night", 2)], [("night", 1)])


def test_the_pages_show_what_is_kept(browse, keeper, sara, nima, admin, night, agent, world):
    client = browse(keeper)
    left = actions.add_person(actor=admin, code="left", name_fa="رفته", name_en="Left Here", unit=night, at=NOON)
    actions.leave(actor=admin, person=left, left_on=TODAY, at=NOON)
    gone = actions.add_person(actor=admin, code="gone", name_fa="رفت", name_en="Gone There", unit=world.finance, at=NOON)
    actions.leave(actor=admin, person=gone, left_on=TODAY, at=NOON)
    people = _main(client.get(PEOPLE))
    assert "Sara Mohammadi" in people
    assert "Nima Ahmadi" not in people
    assert "Without a unit" not in people
    assert "Nima Ahmadi" not in _main(client.get(PEOPLE, {"q": "nima"}))
    units = _main(client.get(reverse("people:administer_units")))
    assert "Night" in units
    assert "Finance" not in units
    assert "New position" not in units
    leavers = _main(client.get(reverse("people:leavers")))
    assert "Left Here" in leavers
    assert "Gone There" not in leavers
    record = _main(client.get(reverse("people:administer_person", args=[sara.pk])))
    assert "Finance" not in record
    assert "No unit" not in record
    assert "Make an administrator" not in record
    assert "Move with all below it" not in _main(client.get(reverse("people:administer_unit", args=[world.service.pk])))
    assert "Move with all below it" in _main(client.get(reverse("people:administer_unit", args=[night.pk])))


def test_the_side_bar_leads_to_what_a_role_opens(browse, keeper, sara, nima, admin, keeping):
    own, whole = ["administer_people", "administer_units", "leavers"], ["imports", "sync"]
    others = ["roles", "invitations", "sign_in_policy", "taxonomy"]

    def shown(person: Person, names: list[str], at: str = PEOPLE) -> list[str]:
        side = _side(browse(person).get(at))
        return [name for name in names if f'href="{reverse(f"people:{name}")}"' in side]

    assert shown(keeper, own + whole + others) == own
    assert shown(keeper, own, reverse("people:directory")) == own[:1]
    assert "/administration/" not in _side(browse(sara).get(reverse("people:directory")))
    actions.set_rights(actor=admin, role=keeping, wanted={verbs.MANAGE_RECORDS: "all", verbs.INVITE: "unit"}, at=NOON)
    assert shown(keeper, own + whole + others) == [*own, *whole, "invitations"]
    assert shown(admin, own + whole + others) == [*own, *whole, *others]


def test_pages_of_others_are_not_found(browse, keeper, sara, nima, admin, night, agent, world):
    client, count = browse(keeper), Entry.objects.count
    seat = actions.open_vacancy(actor=admin, unit=world.finance, position=agent, at=NOON)
    before = count()
    for name, argument in (
        ("administer_person", nima.pk),
        ("administer_unit", world.finance.pk),
        ("seat", seat.pk),
        ("position", agent.pk),
        ("new_position", None),
        ("imports", None),
        ("sync", None),
        ("roles", None),
        ("sign_in_policy", None),
    ):
        address = reverse(f"people:{name}", args=[argument] if argument else [])
        assert client.get(address).status_code == 404, name
        assert client.post(address).status_code in (404, 405), name
    for name, argument in (("leaving", nima.pk), ("dotted_lines", nima.pk), ("unit_seats", world.finance.pk), ("seat_removal", seat.pk)):
        assert client.post(reverse(f"people:{name}", args=[argument])).status_code == 404, name
    assert client.post(reverse("people:administratorship", args=[sara.pk]), {"is_administrator": "1"}).status_code == 303
    assert not Person.objects.get(pk=sara.pk).is_administrator
    assert count() == before


def test_forms_take_the_own_units_only(browse, keeper, sara, nima, night, agent, world):
    client = browse(keeper)
    page = reverse("people:administer_person", args=[sara.pk])
    assert client.post(page, _record(sara, unit=night.pk)).status_code == 303
    sara.refresh_from_db()
    assert sara.unit == night
    for unit in (world.finance.pk, ""):
        assert client.post(page, _record(sara, unit=unit)).status_code == 422
        assert client.post(reverse("people:new_person"), {"code": "z", "name_fa": "ز", "unit": unit, "level": "5"}).status_code == 422
        unit_form = {"code": "z", "name_fa": "ز", "parent": unit, "colour": "service"}
        assert client.post(reverse("people:new_unit"), unit_form).status_code == 422
        assert client.post(reverse("people:place_unit", args=[night.pk]), {"parent": unit}).status_code == 422
    seats = reverse("people:unit_seats", args=[night.pk])
    assert client.post(seats, {"position": agent.pk}).status_code == 303
    seat = reverse("people:seat", args=[Vacancy.objects.get().pk])
    answer = client.post(seat, {"person": "nima"})
    assert answer.status_code == 422
    assert "this reaches beyond" in answer.content.decode()
    nima.refresh_from_db()
    assert nima.unit == world.finance
