"""The number that caches are held against: another one after every change of what a person may see."""

from datetime import date

from hamsoo.people import actions as people
from hamsoo.spaces import actions
from hamsoo.spaces.models import Grant, Level
from hamsoo.spaces.queries import permission_version
from tests.world import NOON


def test_nobody_has_none(sara, admin):
    assert permission_version(person=None) == 0
    assert permission_version(person=sara) > 0
    sara = people.leave(actor=admin, person=sara, left_on=date(2026, 11, 21), at=NOON)
    assert permission_version(person=sara) == 0


def test_it_stays_while_nothing_changes_for_the_person(sara, nima, reza):
    before = permission_version(person=nima)
    space = actions.create_group(actor=sara, name_fa="راز", policy="secret", at=NOON)
    actions.add_member(actor=sara, space=space, person=reza, at=NOON)
    assert permission_version(person=nima) == before


def test_each_change_gives_another_number(world, sara, nima, admin):
    seen = {permission_version(person=nima)}

    def changed() -> bool:
        nima.refresh_from_db()
        version = permission_version(person=nima)
        is_new = version not in seen
        seen.add(version)
        return is_new

    group = actions.create_group(actor=sara, name_fa="باز", policy="open", at=NOON)
    assert changed()
    actions.join(actor=nima, space=group, at=NOON)
    assert changed()
    actions.archive_group(actor=sara, space=group, at=NOON)
    assert changed()
    actions.reopen_group(actor=sara, space=group, at=NOON)
    assert changed()
    actions.leave(actor=nima, space=group, at=NOON)
    assert changed()
    people.change_record(actor=admin, person=nima, changes={"unit": world.service}, at=NOON)
    assert changed()
    people.change_unit(actor=admin, unit=world.service, head=None, parent=world.finance, at=NOON)
    assert changed()


def test_a_new_space_counts_for_those_who_have_its_whole_branch(world, sara, nima):
    actions.grant(space=actions.branch("group"), principal=(Grant.Principal.PERSON, nima.pk), level=Level.READ)
    before = permission_version(person=nima)
    actions.create_group(actor=sara, name_fa="راز", policy="secret", at=NOON)
    assert permission_version(person=nima) != before
