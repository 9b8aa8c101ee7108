"""How facts about imports, integrations, directories and what leavers left are said to a reader."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from hamsoo.ledger.facts import Fact
from hamsoo.ledger.presentation import Details
from hamsoo.people import events
from hamsoo.people.models import DirectoryGroup, Integration, Person
from hamsoo.people.queries import names_of
from hamsoo.people.rules import can_hand_over, can_manage_people

_OF_INTEGRATIONS = (events.IntegrationCreated, events.IntegrationTokenRenewed, events.IntegrationEnded)
_OF_GROUPS = (events.DirectoryGroupCreated, events.DirectoryGroupRenamed, events.DirectoryGroupRemoved, events.DirectoryMembersChanged)
FOR_KEEPERS = (events.PeopleImported, *_OF_INTEGRATIONS, *_OF_GROUPS)
"""What only those who keep the record are told."""
OF_HANDOVERS = (events.HandoverDue, events.HandedOver, events.LeftOpenClosed)
EVENTS = (*FOR_KEEPERS, *OF_HANDOVERS)


def details(facts: Sequence[Fact], person: Person) -> Mapping[int, Details]:
    """Tell those who keep the record what comes from outside, and whom it concerns what leavers left open."""
    if not person.is_active:
        return {}
    is_keeper = can_manage_people(person)
    ids = {_field(fact, name) for fact in facts for name in ("person_id", "to_id", "manager_id")}
    actors = {fact.actor.id for fact in facts if fact.actor.type == "person" and fact.actor.id}
    people = names_of([*filter(None, ids), *actors])
    programs = Integration.objects.in_bulk(_programs(facts)) if is_keeper else {}
    groups = DirectoryGroup.objects.in_bulk({_field(fact, "group_id") for fact in facts}) if is_keeper else {}
    found = {}
    for fact in facts:
        actor = people.get(fact.actor.id or 0) if fact.actor.type == "person" else None
        who = actor.name if actor else str(programs.get(fact.actor.id or 0) or _("The system"))
        if isinstance(fact.event, OF_HANDOVERS):
            if shown := _of_handover(fact, person, people, who):
                found[fact.id] = shown
        elif is_keeper:
            title = str(programs.get(_field(fact, "integration_id")) or groups.get(_field(fact, "group_id")) or "")
            words = {"actor": who, "title": title, "source": str(_sources().get(getattr(fact.event, "source", ""), ""))}
            page = "people:imports" if getattr(fact.event, "source", "") == "file" else "people:sync"
            found[fact.id] = Details(words, reverse(page), person=actor)
    return found


def _of_handover(fact: Fact, reader: Person, people: Mapping[int, Person], who: str) -> Details | None:
    """Tell a hand-over to who may do it, and to who was given something."""
    leaver, to = people.get(_field(fact, "person_id")), people.get(_field(fact, "to_id"))
    if leaver is None:
        return None
    may = can_hand_over(reader, leaver) or _field(fact, "manager_id") == reader.pk
    if not may and (to is None or to.pk != reader.pk):
        return None
    # Whom the leaver reported to may have been somebody else by now: the page says who may.
    url = reverse("people:handover", args=[leaver.pk]) if can_hand_over(reader, leaver) else leaver.get_absolute_url()
    return Details({"actor": who, "title": leaver.name, "person": to.name if to else ""}, url, person=leaver)


def _sources() -> dict[str, str]:
    return {"file": _("a file"), "ldap": _("the directory")}


def _programs(facts: Sequence[Fact]) -> set[int]:
    acting = {fact.actor.id for fact in facts if fact.actor.type == "integration" and fact.actor.id}
    return acting | {_field(fact, "integration_id") for fact in facts}


def _field(fact: Fact, name: str) -> int:
    event: Any = fact.event
    return getattr(event, name, None) or 0
