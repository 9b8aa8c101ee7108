"""Where people stand, from which day on: history, plans, circles, leavers."""

from datetime import date, timedelta

import pytest
from freezegun import freeze_time

from hamsoo.kernel import deadlines
from hamsoo.kernel.errors import Conflict, Invalid, NotAllowed
from hamsoo.kernel.models import Deadline
from hamsoo.ledger.actors import SYSTEM
from hamsoo.ledger.models import Entry
from hamsoo.people import actions, queries
from hamsoo.people.models import Assignment, Person
from hamsoo.people.queries import lines
from tests.world import NOON

TODAY = date(2026, 11, 21)


def days(number: int) -> date:
    return TODAY + timedelta(days=number)


def rows(person: Person) -> list[tuple[date, date | None, int | None, int]]:
    return [(row.from_on, row.until_on, row.manager_id, row.level) for row in Assignment.objects.filter(person=person)]


def change(admin, person, on=None, at=NOON, **changes):
    return actions.change_record(actor=admin, person=person, changes=changes, at=at, on=on)


def facts() -> int:
    return Entry.objects.count()


def test_who_joins_stands_somewhere_from_that_day(world, reza):
    joined = actions.add_person(actor=SYSTEM, code="new", name_fa="نو", unit=world.finance, manager=reza, joined_on=days(-400), at=NOON)
    assert rows(joined) == [(days(-400), None, reza.pk, 5)]


def test_a_change_ends_one_row_and_begins_the_next(sara, reza, nima, admin):
    later = NOON + timedelta(days=10)
    assert change(admin, sara, at=later, manager=nima).manager == nima
    assert rows(sara) == [(TODAY, days(10), reza.pk, 5), (days(10), None, nima.pk, 5)]
    assert change(admin, sara, at=later, level=4).level == 4
    assert rows(sara) == [(TODAY, days(10), reza.pk, 5), (days(10), None, nima.pk, 4)]


def test_who_reported_to_whom_on_a_day(sara, reza, nima, admin):
    change(admin, sara, at=NOON + timedelta(days=10), manager=nima)
    for day, manager in ((days(0), reza), (days(9), reza), (days(10), nima), (days(99), nima)):
        assert lines.on(person=admin, day=day).get(person=sara).manager == manager
    assert not lines.on(person=admin, day=days(-1)).filter(person=sara).exists()


def test_a_career_carries_itself_over(world, sara, admin, mina):
    change(admin, sara, at=NOON + timedelta(days=10), position_en="Senior agent", level=4)
    change(admin, sara, on=days(90), at=NOON + timedelta(days=10), position_en="Lead", level=3)
    steps = queries.career(person=sara, of=sara, day=days(30))
    assert [(step.assignment.position_en, step.assignment.from_on, step.last_on) for step in steps] == [
        ("Senior agent", days(10), None),
        ("Agent", TODAY, days(9)),
    ]
    assert queries.career(person=None, of=sara, day=days(30)) == []
    assert [row.position_en for row in lines.planned(of=sara, day=days(30))] == ["Lead"]


def test_a_day_that_is_over_corrects_the_history(world, reza, nima, admin):
    joined = actions.add_person(actor=SYSTEM, code="old", name_fa="کهنه", unit=world.finance, manager=reza, joined_on=days(-100), at=NOON)
    change(admin, joined, manager=nima)
    changed = change(admin, joined, on=days(-50), level=3)
    assert rows(joined) == [(days(-100), days(-50), reza.pk, 5), (days(-50), TODAY, reza.pk, 3), (TODAY, None, nima.pk, 3)]
    assert (changed.level, changed.manager) == (3, nima)
    with pytest.raises(Invalid) as refusal:
        change(admin, joined, on=days(-101), level=2)
    assert refusal.value.field == "on"


def test_a_day_to_come_is_planned_and_begins_by_itself(sara, reza, nima, admin):
    planned = change(admin, sara, on=days(30), manager=nima)
    assert planned.manager == reza
    assert Entry.objects.latest("id").name == "people.ChangePlanned"
    assert not Entry.objects.filter(name="people.PersonRecordChanged").exists()
    due = Deadline.objects.get(kind="people.place", about_id=sara.pk)
    assert due.due_at.isoformat() == "2026-12-20T20:30:00+00:00"
    assert deadlines.scan(at=due.due_at) == 1
    sara.refresh_from_db()
    assert sara.manager == nima
    assert Entry.objects.latest("id").payload == {"person_id": sara.pk, "fields": ["manager"]}
    count = facts()
    actions.begin_planned(person=sara, at=due.due_at)
    assert facts() == count


def test_what_changes_today_holds_in_the_plan_too(sara, reza, nima, admin):
    change(admin, sara, on=days(30), level=3)
    change(admin, sara, manager=nima)
    assert rows(sara) == [(TODAY, days(30), nima.pk, 5), (days(30), None, nima.pk, 3)]
    change(admin, sara, level=4)
    assert rows(sara) == [(TODAY, days(30), nima.pk, 4), (days(30), None, nima.pk, 3)]


def test_a_plan_is_taken_back(sara, reza, nima, admin):
    change(admin, sara, on=days(30), manager=nima)
    row = lines.planned(of=sara, day=TODAY)[0]
    with pytest.raises(NotAllowed):
        actions.withdraw_planned(actor=sara, planned=row, at=NOON)
    actions.withdraw_planned(actor=admin, planned=row, at=NOON)
    assert rows(sara) == [(TODAY, None, reza.pk, 5)]
    assert not Deadline.objects.filter(kind="people.place").exists()
    assert Entry.objects.latest("id").name == "people.PlanWithdrawn"
    with pytest.raises(Conflict):
        actions.withdraw_planned(actor=admin, planned=Assignment.objects.get(person=sara), at=NOON)


def test_the_day_of_joining_moves_the_first_row(sara, admin):
    change(admin, sara, joined_on=days(-70))
    assert rows(sara)[0][0] == days(-70)
    change(admin, sara, level=3)
    with pytest.raises(Invalid) as refusal:
        change(admin, sara, joined_on=days(1))
    assert refusal.value.field == "joined_on"


def test_a_circle_is_refused_and_named(sara, reza, nima, admin):
    change(admin, nima, manager=sara)
    before, count = rows(reza), facts()
    with pytest.raises(Invalid) as refusal:
        change(admin, reza, manager=nima)
    assert refusal.value.field == "manager"
    assert " ← ".join(person.name for person in (reza, nima, sara, reza)) in str(refusal.value)
    assert (rows(reza), facts()) == (before, count)


def test_nobody_is_their_own_manager(sara, admin):
    with pytest.raises(Invalid) as refusal:
        change(admin, sara, manager=sara)
    assert refusal.value.field == "manager"


def test_a_circle_on_a_day_to_come_is_refused_today(sara, reza, nima, admin):
    change(admin, sara, on=days(60), manager=nima)
    with pytest.raises(Invalid):
        change(admin, nima, on=days(90), manager=sara)
    with pytest.raises(Invalid):
        change(admin, nima, manager=sara)
    change(admin, sara, on=days(120), manager=reza)
    change(admin, nima, on=days(120), manager=sara)
    assert rows(nima)[-1] == (days(120), None, sara.pk, 5)


def test_several_records_change_as_one(sara, reza, nima, admin):
    """Reza and Sara change places: neither half is sound alone, both together are."""
    with pytest.raises(Invalid):
        change(admin, reza, manager=sara)
    actions.change_records(actor=admin, changes={reza: {"manager": sara}, sara: {"manager": None}}, at=NOON)
    assert (Person.objects.get(pk=reza.pk).manager, Person.objects.get(pk=sara.pk).manager) == (sara, None)
    before = rows(nima)
    circle = {nima: {"manager": reza}, sara: {"manager": nima}}
    with pytest.raises(Invalid):
        actions.change_records(actor=admin, changes=circle, at=NOON)
    assert rows(nima) == before


def test_a_leaver_leads_nobody_and_a_closed_unit_takes_nobody(world, sara, reza, nima, admin):
    actions.leave(actor=admin, person=nima, left_on=TODAY, at=NOON)
    nima.refresh_from_db()
    actions.close_unit(actor=admin, unit=world.finance, at=NOON)
    world.finance.refresh_from_db()
    for changes in ({"manager": nima}, {"unit": world.finance}):
        with pytest.raises(Invalid) as refusal:
            change(admin, sara, **changes)
        assert refusal.value.field == next(iter(changes))
        with pytest.raises(Invalid):
            actions.add_person(actor=admin, code="late", name_fa="دیر", at=NOON, **{"unit": world.service, **changes})


def test_a_personnel_code_is_given_once(world, sara, admin):
    count = Person.objects.count()
    with pytest.raises(Invalid) as refusal:
        actions.add_person(actor=admin, code="sara", name_fa="سارا", unit=world.service, at=NOON)
    assert (refusal.value.field, Person.objects.count()) == ("code", count)
    assert "sara" in str(refusal.value)


def test_who_leaves_stands_nowhere_from_then_on(world, reza, nima, admin):
    gone = actions.add_person(actor=SYSTEM, code="gone", name_fa="رفته", unit=world.finance, manager=reza, joined_on=days(-100), at=NOON)
    change(admin, gone, on=days(-10), level=3)
    change(admin, gone, on=days(30), level=2)
    actions.draw_dotted_line(actor=admin, person=gone, to=nima, kind="project", at=NOON)
    with pytest.raises(Invalid):
        actions.leave(actor=admin, person=gone, left_on=days(-101), at=NOON)
    with pytest.raises(Invalid):
        actions.leave(actor=admin, person=gone, left_on=days(1), at=NOON)
    actions.leave(actor=admin, person=gone, left_on=days(-5), at=NOON)
    assert rows(gone) == [(days(-100), days(-10), reza.pk, 5), (days(-10), days(-5), reza.pk, 3)]
    assert lines.dotted_lines(person=admin, of=nima, day=TODAY) == []
    assert not Deadline.objects.filter(kind="people.place").exists()


def test_who_comes_back_finds_the_old_place(sara, reza, admin):
    actions.leave(actor=admin, person=sara, left_on=TODAY, at=NOON)
    later = NOON + timedelta(days=20)
    back = actions.come_back(actor=admin, person=sara, at=later)
    assert (back.unit, back.manager) == (sara.unit, reza)
    assert rows(back)[-1] == (days(20), None, reza.pk, 5)
    actions.leave(actor=admin, person=back, left_on=days(30), at=NOON + timedelta(days=30))
    with pytest.raises(Invalid):
        actions.come_back(actor=admin, person=back, at=NOON + timedelta(days=40), on=days(29))


def test_who_comes_back_to_a_manager_who_left_has_none(sara, reza, admin):
    for person in (sara, reza):
        actions.leave(actor=admin, person=person, left_on=TODAY, at=NOON)
    assert actions.come_back(actor=admin, person=sara, at=NOON + timedelta(days=1)).manager is None


def test_nobody_comes_back_to_an_address_that_somebody_else_has_by_now(sara, nima, admin):
    gone = actions.leave(actor=admin, person=sara, left_on=TODAY, at=NOON)
    actions.change_record(actor=admin, person=nima, changes={"mail": sara.mail.upper()}, at=NOON)
    with pytest.raises(Invalid, match=nima.name):
        actions.come_back(actor=admin, person=gone, at=NOON)
    gone.refresh_from_db()
    assert not gone.is_active
    # Another address on the record does not help: the account still has the one that is taken.
    with pytest.raises(Invalid, match=nima.name):
        actions.come_back(actor=admin, person=gone, mail="sara.m@rayanpayam.example", at=NOON)
    actions.change_record(actor=admin, person=nima, changes={"mail": "nima@rayanpayam.example"}, at=NOON)
    assert actions.come_back(actor=admin, person=gone, at=NOON).is_active


def test_a_file_brings_the_address_that_a_colleague_comes_back_with(sara, nima, admin):
    Person.objects.filter(pk=sara.pk).update(account=None)
    gone = actions.leave(actor=admin, person=Person.objects.get(pk=sara.pk), left_on=TODAY, at=NOON)
    actions.change_record(actor=admin, person=nima, changes={"mail": sara.mail}, at=NOON)
    assert actions.come_back(actor=admin, person=gone, mail="sara.m@rayanpayam.example", at=NOON).is_active


@freeze_time(NOON)
def test_colleagues_change_nothing_of_this(sara, reza, nima):
    for actor in (sara, reza, nima):
        with pytest.raises(NotAllowed):
            actions.change_records(actor=actor, changes={sara: {"manager": None}}, at=NOON)
    assert rows(sara) == [(TODAY, None, reza.pk, 5)]
