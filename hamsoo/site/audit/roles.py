"""How facts about roles are said to administrators; nobody else is told anything."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from hamsoo.ledger.facts import Fact
from hamsoo.ledger.presentation import Details
from hamsoo.people.models import DirectoryGroup, Person, Role, RoleHolder, Unit
from hamsoo.people.queries import names_of
from hamsoo.site.audit import kinds
from hamsoo.site.rules import is_administrator
from hamsoo.spaces.models import Space

EVENTS = kinds.ROLES


def details(facts: Sequence[Fact], person: Person) -> Mapping[int, Details]:
    """Tell administrators which role was made, changed, given or let into a space."""
    if not is_administrator(person):
        return {}
    told: list[tuple[Fact, Any]] = [(fact, fact.event) for fact in facts]
    roles = Role.objects.in_bulk({event.role_id for _fact, event in told})
    spaces = Space.objects.in_bulk({event.space_id for _fact, event in told if hasattr(event, "space_id")})
    people = names_of([fact.actor.id or 0 for fact in facts if fact.actor.type == "person"])
    holders = _holders([event for _fact, event in told if hasattr(event, "subject_id")])
    found = {}
    for fact, event in told:
        role = roles.get(event.role_id)
        actor = people.get(fact.actor.id or 0) if fact.actor.type == "person" else None
        words = {
            "actor": str(actor or _("The system")),
            "role": str(role or _("a role that is gone")),
            "title": str(spaces.get(event.space_id, "") if hasattr(event, "space_id") else role or _("a role that is gone")),
            "person": holders.get((event.kind, event.subject_id), "") if hasattr(event, "subject_id") else "",
        }
        url = reverse("people:role", args=[role.pk]) if role else ""
        found[fact.id] = Details(words, url, person=actor)
    return found


def _holders(events: Sequence[Any]) -> dict[tuple[str, int], str]:
    """Return in words who the holders are that these facts name."""
    kinds_ = RoleHolder.Kind
    ids: dict[str, list[int]] = {kind: [event.subject_id for event in events if event.kind == kind] for kind in kinds_.values}
    known: dict[str, Mapping[int, object]] = {
        kinds_.PERSON.value: names_of(ids[kinds_.PERSON]),
        kinds_.UNIT.value: Unit.objects.in_bulk(ids[kinds_.UNIT]),
        kinds_.GROUP.value: DirectoryGroup.objects.in_bulk(ids[kinds_.GROUP]),
        kinds_.LEVEL.value: {number: _("level %(number)s") % {"number": number} for number in ids[kinds_.LEVEL]},
    }
    return {(kind, number): str(subject) for kind, some in known.items() for number, subject in some.items()}
