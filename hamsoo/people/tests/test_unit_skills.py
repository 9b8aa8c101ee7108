"""What a unit can do and needs: the map, what hangs on one person, and who may say what is missing."""

import pytest
from django.urls import reverse

from hamsoo.kernel.errors import Invalid, NotAllowed
from hamsoo.ledger.models import Entry
from hamsoo.people import actions, queries
from hamsoo.people.models import Unit, UnitNeed
from hamsoo.people.strength import Level
from tests.world import NOON


@pytest.fixture
def service(world, reza, admin) -> Unit:
    """Return the service unit with Reza as its head."""
    Unit.objects.filter(pk=world.service.pk).update(head=reza)
    return Unit.objects.get(pk=world.service.pk)


@pytest.fixture
def skill(sara, reza, nima, service):
    """Return a skill that Sara and Reza have, which only Reza was confirmed for."""
    for person in (sara, reza):
        actions.declare_skill(actor=person, name="Kubernetes", at=NOON)
    for word in (sara, nima):
        actions.endorse_skill(actor=word, held=reza.skills.get(), at=NOON)
    return queries.skill_by_names("kubernetes")


def need(actor, unit, skill, count, level=Level.SHOWN):
    return actions.set_unit_need(actor=actor, unit=unit, skill=skill, wanted_count=count, wanted_level=level, at=NOON)


def test_the_map_of_a_unit_without_units_is_by_person(sara, reza, admin, service, skill):
    found = queries.skill_map(person=sara, unit=service, at=NOON)
    assert [row.part for row in found.rows] == [admin, reza, sara] or {row.part for row in found.rows} == {admin, reza, sara}
    (column,) = found.columns
    assert (column.skill, column.whole.holder_count, column.whole.able_count, column.whole.only) == (skill, 2, 1, reza.pk)
    assert {row.part: row.fields[0].shade for row in found.rows} == {sara: 1, reza: 2, admin: 0}


def test_the_map_of_a_unit_of_units_is_by_unit(world, sara, nima, admin, service, skill):
    top = actions.create_unit(actor=admin, code="top", name_fa="شرکت", at=NOON)
    for unit in (world.service, world.finance):
        Unit.objects.filter(pk=unit.pk).update(parent=top, path=f"{top.path}{unit.pk}/")
    actions.declare_skill(actor=nima, name="Kubernetes", at=NOON)
    found = queries.skill_map(person=sara, unit=Unit.objects.get(pk=top.pk), at=NOON)
    assert [(row.part, row.fields[0].holder_count) for row in found.rows] == [(world.service, 2), (world.finance, 1)]
    assert (found.person_count, found.columns[0].whole.holder_count) == (4, 3)


def test_a_need_shows_what_is_missing(sara, reza, service, skill):
    need(reza, service, skill, 3)
    (column,) = queries.skill_map(person=sara, unit=service, at=NOON).columns
    assert (column.met_count, column.gap) == (1, 2)
    need(reza, service, skill, 2, Level.SAID)
    assert queries.skill_map(person=sara, unit=service, at=NOON).columns[0].gap == 0
    assert [row.unit for row in queries.needs_of(skill=skill)] == [service]
    need(reza, service, skill, 2, Level.SAID)
    need(reza, service, skill, 0)
    need(reza, service, skill, 0)
    assert UnitNeed.objects.count() == 0
    facts = Entry.objects.filter(name="people.UnitNeedSet").order_by("id")
    assert [entry.payload["wanted_count"] for entry in facts] == [3, 2, 0]


def test_only_heads_and_administrators_say_what_is_needed(sara, nima, admin, service, skill):
    for other in (sara, nima):
        with pytest.raises(NotAllowed):
            need(other, service, skill, 1)
    assert UnitNeed.objects.count() == 0
    assert need(admin, service, skill, 1)


@pytest.mark.parametrize(
    ("count", "level", "field"), [(-1, 2, "wanted_count"), (1001, 2, "wanted_count"), (1, 0, "wanted_level"), (1, 9, "wanted_level")]
)
def test_wrong_needs_name_their_field(reza, service, skill, count, level, field):
    with pytest.raises(Invalid) as refusal:
        need(reza, service, skill, count, level)
    assert (refusal.value.field, UnitNeed.objects.count()) == (field, 0)


def test_a_need_follows_a_merged_skill(sara, reza, admin, service, skill):
    other = actions.ensure_skill(name_en="K8s")
    need(reza, service, other, 2)
    decision = actions.merge_skills(actor=admin, skill=other, into=skill, at=NOON)
    assert [(one.skill, one.gap) for one in queries.skill_map(person=sara, unit=service, at=NOON).columns] == [(skill, 1)]
    actions.undo_decision(actor=admin, decision=decision, at=NOON)
    assert UnitNeed.objects.get().skill == other


def test_the_page_of_a_unit(browse, sara, reza, nima, mina, service, skill, django_assert_num_queries):
    address = reverse("people:unit_skills", args=[service.pk])
    assert "What the unit needs" not in browse(nima).get(address).content.decode()
    assert browse(nima).post(address, {"name": "Helm", "wanted_count": "1", "wanted_level": "2"}).status_code == 403
    assert browse(reza).post(address, {"name": "Helm", "wanted_count": "x", "wanted_level": "2"}).status_code == 422
    assert browse(reza).post(address, {"name": "!!", "wanted_count": "1", "wanted_level": "2"}).status_code == 422
    assert browse(reza).post(address, {"name": "Helm", "wanted_count": "۲", "wanted_level": "2"}).status_code == 303
    assert UnitNeed.objects.get().wanted_count == 2
    client = browse(reza)
    client.get(address)
    with django_assert_num_queries(13):
        page = client.get(address).content.decode()
    assert "Hangs on one person" in page
    assert "Helm" in page
    assert browse(mina).get(address).status_code == 404


def test_an_empty_unit_is_a_page(browse, sara, world):
    assert "No skills named yet" in browse(sara).get(reverse("people:unit_skills", args=[world.finance.pk])).content.decode()
