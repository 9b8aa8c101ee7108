"""Who may have lost a right comes back to the live bus with a new ticket."""

import pytest

from hamsoo.kernel import live
from hamsoo.ledger.actors import SYSTEM
from hamsoo.ledger.runner import settle
from hamsoo.people import actions as people
from hamsoo.people.models import Person
from hamsoo.spaces import actions as spaces
from hamsoo.spaces.models import Level
from hamsoo.spaces.queries import organisation
from hamsoo.spaces.rules import losses, rights_topics
from tests.world import NOON, World


@pytest.fixture
def hung_up(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Collect whose streams are hung up on."""
    said: list[str] = []
    monkeypatch.setattr(live, "publish", lambda topic, _id: said.append(topic) if topic.startswith(live.RIGHTS) else None)
    return said


def test_a_person_listens_as_everybody_themselves_and_their_units(sara: Person, world: World) -> None:
    assert set(rights_topics(sara)) == {"rights:everybody:0", f"rights:person:{sara.pk}", f"rights:unit:{world.service.pk}"}


def test_what_is_taken_is_counted_and_hangs_up_and_what_is_given_is_not(reza: Person, nima: Person, hung_up: list[str]) -> None:
    group = spaces.create_group(actor=reza, name_fa="گروه", policy="secret", at=NOON)
    before = losses(space_ids=[group.pk])[group.pk]
    hung_up.clear()
    spaces.add_member(actor=reza, space=group, person=nima, at=NOON)
    assert (losses(space_ids=[group.pk])[group.pk], hung_up) == (before, [])
    spaces.remove_member(actor=reza, space=group, person=nima, at=NOON)
    assert (losses(space_ids=[group.pk])[group.pk], hung_up) == (before + 1, [f"rights:person:{nima.pk}"])


def test_what_is_lost_above_counts_below(world: World, reza: Person) -> None:
    top = organisation()
    before = losses(space_ids=[top.pk])[top.pk]
    spaces.let_everybody(actor=reza, space=top, level=Level.READ, at=NOON)
    assert losses(space_ids=[top.pk])[top.pk] == before + 1


def test_who_moves_or_leaves_and_who_held_a_role_listens_anew(
    world: World, sara: Person, nima: Person, admin: Person, hung_up: list[str]
) -> None:
    role = people.create_role(actor=admin, name_fa="نقش", at=NOON)
    holder = people.give_role(actor=admin, role=role, kind="person", subject_id=nima.pk, at=NOON)
    settle()
    hung_up.clear()
    people.change_record(actor=SYSTEM, person=sara, changes={"unit": world.finance}, at=NOON)
    people.take_role(actor=admin, holder=holder, at=NOON)
    settle()
    assert {f"rights:person:{sara.pk}", f"rights:role:{role.pk}"} <= set(hung_up)
