"""Spaces that come with units and people."""

from typing import cast

from hamsoo.ledger.facts import Fact
from hamsoo.ledger.followups import followup
from hamsoo.people.events import PersonJoined, UnitCreated
from hamsoo.people.models import Person, Unit
from hamsoo.spaces import actions


@followup(UnitCreated)
def open_unit_space(fact: Fact) -> None:
    """Give a new unit its space."""
    unit = Unit.objects.get(pk=cast("UnitCreated", fact.event).unit_id)
    actions.ensure_unit_space(unit=unit, at=fact.happened_at)


@followup(PersonJoined)
def open_personal_space(fact: Fact) -> None:
    """Give a new colleague a space of their own."""
    person = Person.objects.get(pk=cast("PersonJoined", fact.event).person_id)
    actions.ensure_personal_space(person=person, at=fact.happened_at)
