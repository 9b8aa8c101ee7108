"""Skills of many at once, for readers of the log: what may stand in an index that everybody searches, and the names to look for."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from hamsoo.people.models import Person, PersonSkill, Skill, SkillName
from hamsoo.people.queries.skills import MEANT, confirmations_of, names_of_skills


@dataclass(frozen=True, slots=True)
class Known:
    """A skill that somebody says to have and shows to all colleagues, with all names that mean it."""

    skill: Skill
    names: tuple[str, ...]
    endorsement_count: int


def skills_for_everyone(*, person_ids: Collection[int]) -> dict[int, list[Known]]:
    """Return by person the skills that all colleagues may see, in the order they were named."""
    rows = PersonSkill.objects.for_everyone().filter(person__in=person_ids).annotate(meant=MEANT)
    pairs = list(dict.fromkeys(rows.order_by("declared_at", "pk").values_list("person_id", "meant")))
    skill_ids = {skill_id for _person, skill_id in pairs}
    skills, names = Skill.objects.in_bulk(skill_ids), names_of_skills(skill_ids=skill_ids)
    said = confirmations_of(person_ids=person_ids, skill_ids=skill_ids)
    found: dict[int, list[Known]] = defaultdict(list)
    for person_id, skill_id in pairs:
        skill = skills[skill_id]
        known_as = dict.fromkeys(filter(None, (skill.name_fa, skill.name_en, *names.get(skill_id, []))))
        found[person_id].append(Known(skill, tuple(known_as), said.get((person_id, skill_id), 0)))
    return dict(found)


def own_skills(*, person: Person) -> list[Known]:
    """Return the skills of `person` with all names that mean them, hidden ones left out, whomever they are shown to."""
    rows = PersonSkill.objects.visible_to(person).filter(person=person).select_related("skill__meant")
    skills = {row.skill.shown.pk: row.skill.shown for row in rows.order_by("declared_at", "pk")}
    names = names_of_skills(skill_ids=skills)
    return [Known(skill, tuple(names.get(pk, [])), 0) for pk, skill in skills.items()]


def names_by_holder(*, person_ids: Collection[int]) -> dict[int, dict[int, list[str]]]:
    """Return by person and by skill, as it was named and before it was merged, the names whose use shows a skill that they have."""
    held: dict[int, set[int]] = defaultdict(set)
    rows = PersonSkill.objects.filter(person__in=person_ids).annotate(meant=MEANT)
    for person_id, meant in rows.values_list("person_id", "meant"):
        held[person_id].add(meant)
    wanted = set[int]().union(*held.values())
    names: dict[int, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    known = SkillName.objects.annotate(meant=MEANT).filter(meant__in=wanted).order_by("pk")
    for meant, skill_id, name in known.values_list("meant", "skill_id", "name"):
        names[meant][skill_id].append(name)
    return {
        person_id: {skill_id: same for meant in meants for skill_id, same in names[meant].items()} for person_id, meants in held.items()
    }
