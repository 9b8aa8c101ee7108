"""The only door, against a slow oracle: any tree, any grants, any placements."""

from dataclasses import dataclass, field

import pytest
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hamsoo.ledger.actors import SYSTEM
from hamsoo.people import actions as people
from hamsoo.people.models import Person, Unit
from hamsoo.spaces import actions
from hamsoo.spaces.actions.founding import create_space
from hamsoo.spaces.models import Level, Placement, Space
from hamsoo.spaces.queries import PlacedQuerySet, space_ids
from tests.world import NOON

LEVELS = (Level.OUTLINE, Level.READ, Level.WRITE, Level.MANAGE)


class Things(PlacedQuerySet):
    """Any table will do for things that are placed: here it is that of the spaces themselves."""

    placed_as = "thing"


@dataclass
class Tree:
    """A tree by parent's number (None at the top), as the oracle walks it."""

    parents: list[int | None] = field(default_factory=list)

    def above(self, node: int) -> set[int]:
        """Return the node and all above it, walked one by one."""
        found = set()
        at: int | None = node
        while at is not None:
            found.add(at)
            at = self.parents[at]
        return found


@st.composite
def trees(draw, largest):
    count = draw(st.integers(1, largest))
    return Tree([draw(st.none() | st.integers(0, number - 1)) if number else None for number in range(count)])


@st.composite
def worlds(draw):
    spaces, units = draw(trees(7)), draw(trees(5))
    space, unit = st.integers(0, len(spaces.parents) - 1), st.integers(0, len(units.parents) - 1)
    members = draw(st.lists(st.none() | unit, min_size=1, max_size=3))
    principal = (
        st.just(("everybody", 0)) | st.tuples(st.just("unit"), unit) | st.tuples(st.just("person"), st.integers(0, len(members) - 1))
    )
    grants = draw(st.dictionaries(st.tuples(space, principal), st.sampled_from(LEVELS), max_size=6))
    placements = draw(st.sets(st.tuples(st.integers(0, 3), space), max_size=8))
    archived = draw(st.sets(space, max_size=2))
    return spaces, units, members, grants, placements, archived


def oracle(world, person: int, level: Level) -> set[int]:
    """Return which spaces `person` has at `level`, asked one by one."""
    spaces, units, members, grants, _placements, archived = world
    unit = members[person]
    mine = {("everybody", 0), ("person", person)} | ({("unit", one) for one in units.above(unit)} if unit is not None else set())
    return {
        node
        for node in range(len(spaces.parents))
        if any(top in spaces.above(node) and who in mine and granted >= level for (top, who), granted in grants.items())
        and not (level >= Level.WRITE and node in archived)
    }


def build(world):
    spaces, units, members, grants, placements, archived = world
    made_units: list[Unit] = []
    for number, parent in enumerate(units.parents):
        above = made_units[parent] if parent is not None else None
        made_units.append(people.create_unit(actor=SYSTEM, code=f"u{number}", name_fa="و", parent=above, at=NOON))
    made_people = [
        people.add_person(actor=SYSTEM, code=f"p{number}", name_fa="ن", unit=made_units[unit] if unit is not None else None, at=NOON)
        for number, unit in enumerate(members)
    ]
    made_spaces: list[Space] = []
    for number, parent in enumerate(spaces.parents):
        above = made_spaces[parent] if parent is not None else None
        space = create_space(kind="group", policy="secret", parent=above, name_fa="ف", name_en="", at=NOON)
        space.archived_at = NOON if number in archived else None
        space.save()
        made_spaces.append(space)
    ids = {"everybody": lambda _number: 0, "unit": lambda number: made_units[number].pk, "person": lambda number: made_people[number].pk}
    for (space, (kind, number)), level in grants.items():
        if kind == "everybody":
            actions.let_everybody(actor=SYSTEM, space=made_spaces[space], level=level, at=NOON)
        else:
            actions.grant(space=made_spaces[space], principal=(kind, ids[kind](number)), level=level)
    for thing, space in placements:
        object_id = made_spaces[thing % len(made_spaces)].pk
        Placement.objects.get_or_create(type="thing", object_id=object_id, space=made_spaces[space], defaults={"at": NOON})
    return made_people, made_spaces


@pytest.mark.django_db
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(world=worlds())
def test_the_door_opens_exactly_where_the_oracle_says(world) -> None:
    # Each example builds its own world and leaves nothing behind.
    with transaction.atomic():
        made_people, made_spaces = build(world)
        compare(world, made_people, made_spaces)
        transaction.set_rollback(True)


def compare(world, made_people, made_spaces) -> None:
    numbers = {space.pk: number for number, space in enumerate(made_spaces)}
    for number, person in enumerate(Person.objects.select_related("unit").filter(pk__in=[one.pk for one in made_people]).order_by("pk")):
        for level in LEVELS:
            expected = oracle(world, number, level)
            assert {numbers[pk] for pk in space_ids(person=person, level=level)} == expected
            things = {thing % len(made_spaces) for thing, space in world[4] if space in expected}
            seen = Things(Space).visible_to(person, level)
            assert {numbers[one.pk] for one in seen} == things


@pytest.mark.django_db
def test_the_door_holds_wherever_it_stands_in_a_query(world, sara, nima) -> None:
    group = actions.create_group(actor=nima, name_fa="پنهان", policy="secret", at=NOON)
    everywhere, there = world.organisation.pk, group.pk
    for pk in (everywhere, there):
        Placement.objects.create(type="thing", object_id=pk, space_id=pk, at=NOON)
    Placement.objects.create(type="another", object_id=there, space_id=everywhere, at=NOON)
    things = Things(Space)
    hers, his = things.visible_to(sara), things.visible_to(nima)
    assert ids(hers) == {everywhere}
    assert ids(his) == {everywhere, there}
    assert ids(his.exclude(pk__in=hers)) == ids(his.difference(hers)) == {there}
    assert ids(hers & his) == ids(hers.intersection(his)) == {everywhere}
    assert ids(hers | things.filter(pk=there)) == ids(hers.union(his)) == {everywhere, there}
    assert ids(his.filter(~Exists(hers.filter(pk=OuterRef("pk"))))) == {there}
    assert ids(his.filter(pk__in=his.filter(pk__in=hers.values("pk")))) == {everywhere}
    assert ids(Space.objects.filter(grants__space__in=hers).distinct()) == {everywhere}
    assert ids(his.exclude(grants__space__in=hers)) == {there}
    assert ids(things.visible_to(None) | hers) == {everywhere}
    assert his.exclude(pk__in=hers).update(about="-") == 1


def ids(found: QuerySet[Space]) -> set[int]:
    return {one.pk for one in found}
