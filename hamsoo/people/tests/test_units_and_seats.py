"""Units, heads and deputies, positions, free seats, dotted lines, administrators: done, refused with nothing changed, told."""

from datetime import date, timedelta

import pytest

from hamsoo.kernel.errors import Conflict, Invalid, NotAllowed
from hamsoo.ledger.actors import SYSTEM
from hamsoo.ledger.models import Entry, EntryObject
from hamsoo.people import actions, queries
from hamsoo.people.models import DottedLine, Leave, Person, Position, Unit, Vacancy
from hamsoo.people.queries import lines, unit_tree
from tests.world import NOON

TODAY = date(2026, 11, 21)


def last() -> tuple[str, dict[str, object]]:
    entry = Entry.objects.latest("id")
    return entry.name, entry.payload


def about_last() -> set[tuple[str, int, str]]:
    return set(EntryObject.objects.filter(entry=Entry.objects.latest("id")).values_list("type", "object_id", "qualifier"))


def refused(error, act, *, field=None, **arguments) -> None:
    count = Entry.objects.count()
    with pytest.raises(error) as refusal:
        act(at=NOON, **arguments)
    assert Entry.objects.count() == count
    assert refusal.value.field == field


def test_units_move_with_all_below_and_never_under_themselves(world, admin, sara):
    night = actions.create_unit(actor=admin, code="night", name_fa="شب", parent=world.service, at=NOON)
    watch = actions.create_unit(actor=admin, code="watch", name_fa="نگهبانی", parent=night, at=NOON)
    actions.move_unit(actor=admin, unit=night, parent=world.finance, at=NOON)
    assert Unit.objects.get(pk=watch.pk).ancestor_ids == [world.finance.pk, night.pk, watch.pk]
    assert last()[0] == "people.UnitChanged"
    for parent in (night, Unit.objects.get(pk=watch.pk)):
        refused(Invalid, actions.move_unit, actor=admin, unit=night, parent=parent, field="parent")
    refused(NotAllowed, actions.move_unit, actor=sara, unit=night, parent=None)
    count = Entry.objects.count()
    actions.move_unit(actor=admin, unit=night, parent=world.finance, at=NOON)
    assert Entry.objects.count() == count


def test_units_do_not_stand_endlessly_deep(world, admin):
    above, number = world.service, 0
    while len(above.path) <= 190:
        above, number = actions.create_unit(actor=admin, code=f"d{number}", name_fa="عمق", parent=above, at=NOON), number + 1
    other = actions.create_unit(actor=admin, code="a", name_fa="الف", parent=world.finance, at=NOON)
    other = actions.create_unit(actor=admin, code="b", name_fa="ب", parent=other, at=NOON)
    other = actions.create_unit(actor=admin, code="c", name_fa="پ", parent=other, at=NOON)
    refused(Invalid, actions.move_unit, actor=admin, unit=world.service, parent=other, field="parent")


def test_units_are_named_once_a_code(world, admin, sara):
    renamed = actions.rename_unit(actor=admin, unit=world.service, name_fa="پشتیبانی", name_en="Support", colour="sales", at=NOON)
    assert (renamed.name_fa, renamed.colour) == ("پشتیبانی", "sales")
    assert last() == ("people.UnitRenamed", {"unit_id": renamed.pk, "fields": ["name_fa", "name_en", "colour"]})
    refused(NotAllowed, actions.rename_unit, actor=sara, unit=renamed, name_fa="x", name_en="", colour="sales")
    refused(Invalid, actions.rename_unit, actor=admin, unit=renamed, name_fa=" ", name_en="", colour="sales", field="name_fa")
    refused(Invalid, actions.create_unit, actor=admin, code="service", name_fa="x", field="code")


def test_heads_and_deputies(world, sara, reza, nima, admin):
    led = actions.appoint(actor=admin, unit=world.service, head=reza, deputy=sara, at=NOON)
    assert (led.head, led.deputy) == (reza, sara)
    assert about_last() >= {("unit", led.pk, "unit"), ("person", reza.pk, "head"), ("person", sara.pk, "deputy")}
    refused(Invalid, actions.appoint, actor=admin, unit=led, head=reza, deputy=reza, field="deputy")
    refused(NotAllowed, actions.appoint, actor=reza, unit=led, head=None, deputy=None)
    actions.appoint(actor=admin, unit=led, head=nima, deputy=sara, at=NOON)
    assert ("person", reza.pk, "former") in about_last()
    actions.change_unit(actor=admin, unit=led, head=sara, parent=None, at=NOON)
    led.refresh_from_db()
    assert (led.head, led.deputy) == (sara, None)


def test_the_deputy_leads_while_the_head_is_away(world, sara, reza, nima, admin):
    night = actions.create_unit(actor=admin, code="night", name_fa="شب", parent=world.service, at=NOON)
    actions.appoint(actor=admin, unit=world.service, head=admin, deputy=None, at=NOON)
    night = actions.appoint(actor=admin, unit=night, head=reza, deputy=sara, at=NOON)
    tomorrow = TODAY + timedelta(days=1)
    Leave.objects.create(person=reza, starts_on=tomorrow, ends_on=tomorrow)
    leaders = [lines.acting_head(unit=night, day=TODAY + timedelta(days=number)) for number in range(3)]
    assert leaders == [reza, sara, reza]
    Leave.objects.create(person=sara, starts_on=tomorrow, ends_on=tomorrow)
    assert lines.acting_head(unit=night, day=tomorrow) == admin
    assert lines.acting_head(unit=world.finance, day=TODAY) is None


def test_a_unit_closes_when_it_is_empty(world, sara, reza, nima, admin):
    night = actions.create_unit(actor=admin, code="night", name_fa="شب", parent=world.finance, at=NOON)
    refused(Conflict, actions.close_unit, actor=admin, unit=world.finance)
    actions.change_record(actor=admin, person=nima, changes={"unit": world.service}, at=NOON)
    refused(Conflict, actions.close_unit, actor=admin, unit=world.finance)
    actions.close_unit(actor=admin, unit=night, at=NOON)
    refused(NotAllowed, actions.close_unit, actor=nima, unit=world.finance)
    closed = actions.close_unit(actor=admin, unit=world.finance, at=NOON)
    assert (closed.closed_on, last()) == (TODAY, ("people.UnitClosed", {"unit_id": closed.pk}))
    refused(Invalid, actions.create_unit, actor=admin, code="new", name_fa="نو", parent=closed, field="parent")
    refused(Invalid, actions.reopen_unit, actor=admin, unit=Unit.objects.get(pk=night.pk), field="parent")
    assert [node.unit.code for node in unit_tree.unit_tree(person=sara, day=TODAY)] == ["service"]
    actions.reopen_unit(actor=admin, unit=closed, at=NOON)
    assert [node.unit.code for node in unit_tree.unit_tree(person=sara, day=TODAY)] == ["service", "finance"]


def test_a_seat_is_opened_and_filled(world, sara, reza, nima, admin):
    lead = actions.name_position(actor=admin, code="lead", name_fa="سرپرست", name_en="Lead", level=3, at=NOON)
    actions.appoint(actor=admin, unit=world.service, head=reza, deputy=None, at=NOON)
    world.service.refresh_from_db()
    seat = actions.open_vacancy(actor=admin, unit=world.service, position=lead, at=NOON)
    assert (seat.reports_to, seat.since_on, last()[0]) == (reza, TODAY, "people.VacancyOpened")
    refused(NotAllowed, actions.fill_vacancy, actor=reza, vacancy=seat, person=nima)
    actions.fill_vacancy(actor=admin, vacancy=seat, person=nima, at=NOON)
    taken = Person.objects.get(pk=nima.pk)
    assert (taken.unit, taken.manager, taken.position_en, taken.level) == (world.service, reza, "Lead", 3)
    assert last() == ("people.VacancyClosed", {"vacancy_id": seat.pk, "unit_id": world.service.pk, "person_id": nima.pk})
    refused(Conflict, actions.fill_vacancy, actor=admin, vacancy=seat, person=sara)
    refused(Conflict, actions.give_up_vacancy, actor=admin, vacancy=seat)


def test_a_seat_cannot_close_a_circle(world, sara, reza, admin):
    lead = actions.name_position(actor=admin, code="lead", name_fa="سرپرست", level=3, at=NOON)
    seat = actions.open_vacancy(actor=admin, unit=world.service, position=lead, reports_to=sara, at=NOON)
    refused(Invalid, actions.fill_vacancy, actor=admin, vacancy=seat, person=reza, field="manager")
    assert Vacancy.objects.get(pk=seat.pk).closed_on is None
    actions.give_up_vacancy(actor=admin, vacancy=seat, at=NOON)
    assert Vacancy.objects.get(pk=seat.pk).filled_by is None


def test_positions_have_levels_and_one_code(world, sara, admin):
    lead = actions.name_position(actor=admin, code="lead", name_fa="سرپرست", level=3, at=NOON)
    assert last() == ("people.PositionNamed", {"position_id": lead.pk})
    actions.name_position(actor=admin, position=lead, code="lead", name_fa="سرپرست", level=2, at=NOON)
    assert Position.objects.get().level == 2
    refused(Invalid, actions.name_position, actor=admin, code="lead", name_fa="x", level=3, field="code")
    refused(NotAllowed, actions.name_position, actor=sara, code="other", name_fa="x", level=3)


def test_dotted_lines_hold_for_days_in_order(sara, reza, nima, admin):
    draw = actions.draw_dotted_line
    line = draw(actor=admin, person=sara, to=nima, kind="project", until_on=TODAY + timedelta(days=30), at=NOON)
    assert last() == ("people.DottedLineDrawn", {"person_id": sara.pk, "to_id": nima.pk, "kind": "project"})
    assert about_last() == {("person", sara.pk, "person"), ("person", nima.pk, "to")}
    common = {"actor": admin, "person": sara, "kind": "project"}
    refused(Conflict, draw, **common, to=nima)
    refused(Invalid, draw, **common, to=sara, field="to")
    refused(Invalid, draw, **common, to=reza, field="to")
    refused(Invalid, draw, **common, to=admin, until_on=TODAY, field="until_on")
    refused(Invalid, draw, actor=admin, person=sara, to=admin, kind="family", field="kind")
    refused(NotAllowed, draw, actor=sara, person=sara, to=admin, kind="project")
    draw(**common, to=nima, from_on=TODAY + timedelta(days=30), at=NOON)
    actions.end_dotted_line(actor=admin, line=line, at=NOON + timedelta(days=3))
    assert DottedLine.objects.get(pk=line.pk).until_on == TODAY + timedelta(days=3)
    refused(Conflict, actions.end_dotted_line, actor=admin, line=line, on=TODAY + timedelta(days=9))


def test_a_leaver_ends_every_line_and_what_was_over_stays(sara, reza, nima, admin):
    def day(number: int | None) -> date | None:
        return None if number is None else TODAY + timedelta(days=number)

    actions.change_record(actor=admin, person=sara, changes={"joined_on": day(-90)}, at=NOON)
    actions.change_record(actor=admin, person=sara, changes={"level": 3}, on=day(9), at=NOON)
    for person, to in ((sara, nima), (nima, sara), (reza, nima)):
        for since, until in ((-60, -30), (-20, 3), (5, None)):
            DottedLine.objects.create(person=person, to=to, from_on=day(since), until_on=day(until))
    DottedLine.objects.create(person=sara, to=admin, from_on=day(-5))
    actions.leave(actor=admin, person=sara, left_on=TODAY, at=NOON)
    kept = DottedLine.objects.order_by("pk").values_list("person", "to", "from_on", "until_on")
    assert [(*line[:2], *(one and (one - TODAY).days for one in line[2:])) for line in kept] == [
        (sara.pk, nima.pk, -60, -30),
        (sara.pk, nima.pk, -20, 0),
        (nima.pk, sara.pk, -60, -30),
        (nima.pk, sara.pk, -20, 0),
        (reza.pk, nima.pk, -60, -30),
        (reza.pk, nima.pk, -20, 3),
        (reza.pk, nima.pk, 5, None),
        (sara.pk, admin.pk, -5, 0),
    ]
    assert list(sara.assignments.values_list("from_on", "until_on")) == [(day(-90), TODAY)]


def test_one_administrator_always_stays(sara, admin):
    actions.set_administrator(actor=admin, person=sara, is_administrator=True, at=NOON)
    assert last() == ("people.AdministratorChanged", {"person_id": sara.pk, "is_administrator": True})
    actions.set_administrator(actor=admin, person=admin, is_administrator=False, at=NOON)
    sara.refresh_from_db()
    refused(actions.LastAdministrator, actions.set_administrator, actor=sara, person=sara, is_administrator=False)
    refused(actions.LastAdministrator, actions.leave, actor=SYSTEM, person=sara, left_on=NOON.date())
    admin.refresh_from_db()
    refused(NotAllowed, actions.set_administrator, actor=admin, person=admin, is_administrator=True)


def test_a_colleague_is_chosen_by_code_mail_or_name(sara, reza, nima, admin):
    chosen = queries.chosen_colleague
    for words in ("reza", "Reza Karimi (reza)", "REZA@rayanpayam.example", "karimi", "رضا کریمی"):
        assert chosen(person=sara, words=words) == reza
    for words in ("", "zzz", "a"):
        assert chosen(person=sara, words=words) is None
    assert chosen(person=None, words="reza") is None
    assert queries.colleagues_like(person=sara, words="نیم") == [nima]


def test_a_unit_is_created_where_its_parent_stands_by_now(admin, world):
    """Who may do what goes by the path: one that names a place where the parent stood before would open what is elsewhere."""
    night = actions.create_unit(actor=admin, code="night", name_fa="شب", parent=world.service, at=NOON)
    before = Unit.objects.get(pk=night.pk)
    actions.move_unit(actor=admin, unit=night, parent=world.finance, at=NOON)
    late = actions.create_unit(actor=admin, code="late", name_fa="دیروقت", parent=before, at=NOON)
    assert late.path == f"{world.finance.path}{night.pk}/{late.pk}/"
