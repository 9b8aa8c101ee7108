"""How facts about units, seats and lines are said to a reader."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from hamsoo.ledger.facts import Fact
from hamsoo.ledger.presentation import Details
from hamsoo.people import events
from hamsoo.people.models import Person, Position, Unit
from hamsoo.people.queries import names_of
from hamsoo.people.rules import can_manage_people

OF_UNITS = (
    events.UnitCreated,
    events.UnitChanged,
    events.UnitRenamed,
    events.UnitClosed,
    events.UnitReopened,
    events.VacancyOpened,
    events.VacancyClosed,
)
OF_LINES = (events.DottedLineDrawn, events.DottedLineEnded)
FOR_KEEPERS = (events.ChangePlanned, events.PlanWithdrawn, events.AdministratorChanged, events.PositionNamed)
"""What only those who keep the record are told."""
EVENTS = (*OF_UNITS, *OF_LINES, *FOR_KEEPERS)


def details(facts: Sequence[Fact], person: Person) -> Mapping[int, Details]:
    """Tell colleagues what became of units and lines, and those who keep the record what else was done to it."""
    if not person.is_active:
        return {}
    told = [fact for fact in facts if not isinstance(fact.event, FOR_KEEPERS) or can_manage_people(person)]
    units = Unit.objects.in_bulk(_ids(told, "unit_id"))
    positions = Position.objects.in_bulk(_ids(told, "position_id"))
    actors = {fact.actor.id for fact in told if fact.actor.type == "person" and fact.actor.id}
    people = names_of([*_ids(told, "person_id"), *_ids(told, "to_id"), *actors])
    found = {}
    for fact in told:
        event: Any = fact.event
        actor = people.get(fact.actor.id or 0) if fact.actor.type == "person" else None
        subject = people.get(getattr(event, "person_id", None) or 0)
        unit, position = units.get(getattr(event, "unit_id", 0)), positions.get(getattr(event, "position_id", 0))
        words = {
            "actor": actor.name if actor else _("The system"),
            "title": str(unit or position or subject or ""),
            "other": str(people.get(getattr(event, "to_id", 0), "")),
        }
        found[fact.id] = Details(words, _address(unit, subject), person=actor or subject)
    return found


def _address(unit: Unit | None, subject: Person | None) -> str:
    if unit is not None:
        return f"{reverse('people:structure')}?root=unit-{unit.pk}"
    return subject.get_absolute_url() if subject is not None else ""


def _ids(facts: Sequence[Fact], name: str) -> list[int]:
    return [number for fact in facts if (number := getattr(fact.event, name, None))]
