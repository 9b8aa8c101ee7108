"""Spaces that come with units and people."""

from collections.abc import Sequence
from typing import cast

from hamsoo.kernel import live
from hamsoo.ledger.facts import Fact
from hamsoo.ledger.followups import followup, followup_together
from hamsoo.people.events import (
    PersonJoined,
    PersonLeft,
    PersonRecordChanged,
    RoleDeleted,
    RoleTaken,
    UnitClosed,
    UnitCreated,
    UnitRenamed,
    UnitReopened,
)
from hamsoo.people.models import Person, Unit
from hamsoo.spaces import actions
from hamsoo.spaces.events import PlacedReread, ReadingChanged
from hamsoo.spaces.models import Grant, Space


@followup(UnitCreated)
def open_unit_space(fact: Fact) -> None:
    """Give a new unit its space."""
    unit = Unit.objects.get(pk=cast("UnitCreated", fact.event).unit_id)
    actions.ensure_unit_space(unit=unit, at=fact.happened_at)


@followup(UnitRenamed, UnitClosed, UnitReopened)
def keep_unit_space_in_step(fact: Fact) -> None:
    """Let the space of a unit follow its name, and its end."""
    unit = Unit.objects.get(pk=cast("UnitRenamed | UnitClosed | UnitReopened", fact.event).unit_id)
    actions.follow_unit(unit=unit)


@followup_together(PersonJoined)
def open_personal_space(facts: Sequence[Fact]) -> None:
    """Give each new colleague a space of their own."""
    joined = {cast("PersonJoined", fact.event).person_id: fact.happened_at for fact in facts}
    people = Person.objects.in_bulk(joined)
    actions.ensure_personal_spaces(joined=[(people[person_id], at) for person_id, at in joined.items()])


@followup(ReadingChanged, PlacedReread)
def reread_next_part(fact: Fact) -> None:
    """Have what stands in a space read again, part after part, once every colleague reads it or not every one any more."""
    event = cast("ReadingChanged | PlacedReread", fact.event)
    after = event.until if isinstance(event, PlacedReread) else 0
    actions.reread_placed(space_id=event.space_id, after=after, cause=fact.id, at=fact.happened_at)


@followup(RoleDeleted)
def clear_grants_of_role(fact: Fact) -> None:
    """Clear what a deleted role could do in spaces; nobody holds it any more anyway."""
    role_id = cast("RoleDeleted", fact.event).role_id
    for space in Space.objects.filter(grants__principal_type=Grant.Principal.ROLE, grants__principal_id=role_id):
        actions.revoke(space=space, principal=(Grant.Principal.ROLE.value, role_id))


@followup(PersonLeft, PersonRecordChanged, RoleTaken)
def open_streams_anew(fact: Fact) -> None:
    """Have live streams opened anew, with the rights of today: of who left, moved or has another level, and of all who held a role."""
    event = cast("PersonLeft | PersonRecordChanged | RoleTaken", fact.event)
    if isinstance(event, RoleTaken):
        live.publish(live.rights_topic(Grant.Principal.ROLE, event.role_id), event.role_id)
    elif isinstance(event, PersonLeft) or {"unit", "level"} & set(event.fields):
        live.publish(live.rights_topic(Grant.Principal.PERSON, event.person_id), event.person_id)
