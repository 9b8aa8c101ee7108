"""Spaces of units follow the structure: names, ends, and above all who is in them."""

import pytest
from django.urls import reverse

from hamsoo.kernel.errors import NotAllowed
from hamsoo.ledger.actors import SYSTEM
from hamsoo.ledger.runner import settle
from hamsoo.people import actions as people
from hamsoo.spaces import actions, queries
from hamsoo.spaces.models import Grant, Level, Space
from tests.world import NOON


def space_of(unit) -> Space:
    return Space.objects.get(subject_type="unit", subject_id=unit.pk)


def writes(person) -> set[int]:
    person.refresh_from_db()
    return set(queries.space_ids(person=person, level=Level.WRITE, kinds=(Space.Kind.UNIT,)))


@pytest.fixture
def desk(world):
    made = people.create_unit(actor=SYSTEM, code="desk", name_fa="میز", parent=world.service, at=NOON)
    settle()
    return made


def test_people_come_and_go_with_their_unit(world, desk, sara, admin):
    service, finance, own = space_of(world.service).pk, space_of(world.finance).pk, space_of(desk).pk
    before = Grant.objects.count()
    people.change_record(actor=admin, person=sara, changes={"unit": desk}, at=NOON)
    assert writes(sara) == {service, own}
    version = queries.permission_version(person=sara)
    people.move_unit(actor=SYSTEM, unit=desk, parent=world.finance, at=NOON)
    assert writes(sara) == {finance, own}
    assert queries.permission_version(person=sara) != version
    assert Grant.objects.count() == before
    assert [space.pk for space in queries.my_units(person=sara)] == [own, finance]


def test_the_space_is_called_as_the_unit_and_ends_with_it(world, desk, sara):
    people.rename_unit(actor=SYSTEM, unit=desk, name_fa="پیشخوان", name_en="Counter", colour="service", at=NOON)
    settle()
    assert (space_of(desk).name_fa, space_of(desk).name_en) == ("پیشخوان", "Counter")
    people.close_unit(actor=SYSTEM, unit=desk, at=NOON)
    settle()
    assert space_of(desk).archived_at is not None
    people.reopen_unit(actor=SYSTEM, unit=desk, at=NOON)
    settle()
    assert space_of(desk).archived_at is None


def test_who_leads_a_unit_says_what_its_space_is_for(world, sara, reza, nima, browse):
    space = space_of(world.service)
    url = reverse("spaces:describe", args=[space.pk])
    people.appoint(actor=SYSTEM, unit=world.service, head=reza, deputy=None, at=NOON)
    with pytest.raises(NotAllowed):
        actions.describe_unit(actor=sara, space=space, purpose="Mine", at=NOON)
    assert browse(nima).get(url).status_code == 404
    assert browse(sara).get(url).status_code == 403
    assert browse(reza).post(url, {"purpose": "We answer", "about": "", "rules_text": "Within the hour"}).status_code == 303
    page = browse(sara).get(reverse("spaces:about", args=[space.pk])).content.decode()
    assert "We answer" in page
    assert "Within the hour" in page
    assert "Reza Karimi" in page
    assert browse(sara).post(reverse("spaces:departure", args=[space.pk])).status_code == 404
