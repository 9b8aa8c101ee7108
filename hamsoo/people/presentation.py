"""How facts about colleagues are said to a reader."""

from collections.abc import Mapping, Sequence
from typing import Any

from hamsoo.ledger.facts import Fact
from hamsoo.ledger.presentation import Details
from hamsoo.people import events
from hamsoo.people.models import Endorsement, Part, Person, PersonSkill, Skill
from hamsoo.people.models.skill import kept_from
from hamsoo.people.queries import names_of

_OF_SKILLS = (events.SkillDeclared, events.SkillEndorsed)
_OF_RECORD = (events.PersonJoined, events.PersonRecordChanged, events.PersonLeft, events.PersonReturned)
EVENTS = (*_OF_RECORD, events.ProfileEdited, events.CustomersRecorded, *_OF_SKILLS)


def details(facts: Sequence[Fact], person: Person) -> Mapping[int, Details]:
    """Tell what happened to colleagues; what is of skills and customers not shown to `person`, or was taken back, is left out."""
    if not person.is_active:
        return {}
    people = names_of([fact.event.person_id for fact in facts] + [fact.actor.id for fact in facts if fact.actor.type == "person"])  # type: ignore[attr-defined]
    standing, kept = _standing_skills(facts, person), _kept_customers(facts, person)
    found = {}
    for fact in facts:
        event: Any = fact.event
        subject, actor = people.get(event.person_id), people.get(fact.actor.id or 0)
        if subject is None or fact.id in kept or (isinstance(event, _OF_SKILLS) and fact.id not in standing):
            continue
        title = standing[fact.id].name if fact.id in standing else subject.name
        words = {"actor": actor.name if actor else "", "title": title, "person": subject.name}
        found[fact.id] = Details(words, subject.get_absolute_url(), person=actor or subject)
    return found


def _kept_customers(facts: Sequence[Fact], person: Person) -> set[int]:
    """Return the ids of those facts about customers alone that are kept from `person`."""
    told: list[Any] = [(fact, fact.event) for fact in facts if _is_of_customers(fact)]
    if not told:
        return set()
    people = {event.person_id for _fact, event in told}
    kept = set(kept_from(person, Part.CUSTOMERS).filter(person__in=people).values_list("person", flat=True))
    return {fact.id for fact, event in told if event.person_id in kept or not getattr(event, "is_shown", True)}


def _is_of_customers(fact: Fact) -> bool:
    event = fact.event
    return isinstance(event, events.CustomersRecorded) or (
        isinstance(event, events.ProfileEdited) and set(event.fields) == {Part.CUSTOMERS}
    )


def _standing_skills(facts: Sequence[Fact], person: Person) -> dict[int, Skill]:
    """Return by entry id the skills of those facts about skills that still hold and that `person` may see."""
    told: list[Any] = [(fact, fact.event) for fact in facts if isinstance(fact.event, _OF_SKILLS)]
    if not told:
        return {}
    wanted = {event.person_id for _fact, event in told}
    rows = PersonSkill.objects.visible_to(person).filter(person__in=wanted).select_related("skill__meant")
    held = {(item.person_id, item.skill_id): item for item in rows}
    said = set(Endorsement.objects.filter(person_skill__in=held.values()).values_list("person_skill_id", "by_id"))
    found = {}
    for fact, event in told:
        item = held.get((event.person_id, event.skill_id))
        if item and (isinstance(event, events.SkillDeclared) or (item.pk, fact.actor.id) in said):
            found[fact.id] = item.skill.shown
    return found
