"""How facts about the names of skills, and about what units need, are said to a reader."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse

from hamsoo.ledger.facts import Fact
from hamsoo.ledger.presentation import Details
from hamsoo.people import events
from hamsoo.people.models import Person, Skill, Unit
from hamsoo.people.queries import names_of
from hamsoo.people.rules import keeps_skills

EVENTS = (events.SkillsArranged, events.UnitNeedSet)


def details(facts: Sequence[Fact], person: Person) -> Mapping[int, Details]:
    """Tell colleagues what units need, and keepers of skills what was decided about them."""
    if not person.is_active:
        return {}
    told: list[tuple[Fact, Any]] = [(fact, fact.event) for fact in facts]
    skills = Skill.objects.in_bulk({event.skill_ids[0] for _fact, event in told if isinstance(event, events.SkillsArranged)})
    units = Unit.objects.in_bulk({event.unit_id for _fact, event in told if isinstance(event, events.UnitNeedSet)})
    people = names_of([fact.actor.id for fact in facts if fact.actor.type == "person" and fact.actor.id])
    found = {}
    for fact, event in told:
        actor = people.get(fact.actor.id or 0)
        title: Unit | Skill | None
        if isinstance(event, events.UnitNeedSet):
            title, url = units.get(event.unit_id), reverse("people:unit_skills", args=[event.unit_id])
        elif keeps_skills(person):
            title, url = skills.get(event.skill_ids[0]), reverse("people:kept_skill", args=[event.skill_ids[0]])
        else:
            continue
        found[fact.id] = Details({"actor": actor.name if actor else "", "title": str(title or "—")}, url, person=actor)
    return found
