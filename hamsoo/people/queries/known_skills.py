"""Skills of many at once, for readers of the log: what may stand in an index that everybody searches, and the names to look for."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from hamsoo.people.models import Audience, Part, Person, PersonSkill, Skill, SkillName
from hamsoo.people.queries.skills import MEANT, names_of_skills
from hamsoo.people.strength import CONFIRMATION, HALF_LIFE_DAYS, MOST_CONFIRMATIONS

# What `PersonSkill.objects.for_everyone()` keeps, with names and confirmations of what each is read as: asked for with every expert shown.
_FOR_EVERYONE = """
WITH held AS (
    SELECT has.person_id, root.id, root.name_fa, root.name_en, min((has.declared_at, has.id)) AS first
    FROM people_personskill AS has
    JOIN people_skill AS named ON named.id = has.skill_id
    JOIN people_skill AS root ON root.id = coalesce(named.meant_id, named.id)
    WHERE has.person_id = ANY(%(people)s) AND NOT named.is_hidden AND NOT root.is_hidden
        AND NOT EXISTS (SELECT FROM people_partprivacy AS kept
            WHERE kept.person_id = has.person_id AND kept.part = %(part)s AND kept.audience <> %(everyone)s)
    GROUP BY has.person_id, root.id)
SELECT person_id, id, name_fa, name_en,
    ARRAY(SELECT word.name FROM people_skill AS same JOIN people_skillname AS word ON word.skill_id = same.id
        WHERE (same.id = held.id OR same.meant_id = held.id) AND NOT same.is_hidden ORDER BY word.id),
    (SELECT count(DISTINCT said.by_id) FROM people_endorsement AS said
        JOIN people_personskill AS has ON has.id = said.person_skill_id JOIN people_skill AS same ON same.id = has.skill_id
        WHERE has.person_id = held.person_id AND (same.id = held.id OR same.meant_id = held.id))
FROM held ORDER BY person_id, first
"""


# How strong everybody is in some skills together, among those who show theirs to all: `strength_of`, computed where the rows are.
_STRENGTHS = """
WITH same AS (
    SELECT named.id, root.id AS root FROM people_skill AS named JOIN people_skill AS root ON root.id = coalesce(named.meant_id, named.id)
    WHERE root.id = ANY(%(skills)s) AND NOT named.is_hidden AND NOT root.is_hidden),
held AS (
    SELECT has.person_id, same.root, count(DISTINCT said.by_id) AS words
    FROM people_personskill AS has JOIN same ON same.id = has.skill_id
    LEFT JOIN people_endorsement AS said ON said.person_skill_id = has.id
    WHERE NOT EXISTS (SELECT FROM people_partprivacy AS kept
        WHERE kept.person_id = has.person_id AND kept.part = %(part)s AND kept.audience <> %(everyone)s)
    GROUP BY has.person_id, same.root),
shown AS (
    SELECT person_id, root, sum(weight * power(0.5, greatest(0, extract(epoch FROM %(at)s - at)) / 86400 / %(half_life)s)) AS weight
    FROM (
        SELECT DISTINCT ON (work.person_id, same.root, work.source, work.object_id) work.person_id, same.root, work.weight, work.at
        FROM people_skillevidence AS work JOIN same ON same.id = work.skill_id
        WHERE work.person_id IN (SELECT person_id FROM held)) AS once
    GROUP BY person_id, root)
SELECT held.person_id, sum(%(claim)s + %(confirmation)s * least(held.words, %(most)s) + coalesce(shown.weight, 0)) AS strength
FROM held LEFT JOIN shown USING (person_id, root) GROUP BY held.person_id ORDER BY strength DESC, held.person_id LIMIT %(limit)s
"""
CLAIM = 0.5
"""What saying so counts beside works and words of colleagues."""


@dataclass(frozen=True, slots=True)
class Known:
    """A skill that somebody says to have and shows to all colleagues, with all names that mean it."""

    skill: Skill
    names: tuple[str, ...]
    endorsement_count: int


def skills_for_everyone(*, person_ids: Collection[int]) -> dict[int, list[Known]]:
    """Return by person the skills that all colleagues may see, in the order they were named."""
    found: dict[int, list[Known]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_FOR_EVERYONE, {"people": list(person_ids), "part": Part.SKILLS.value, "everyone": Audience.EVERYONE.value})
        for person_id, skill_id, name_fa, name_en, names, said in cursor.fetchall():
            skill = Skill.from_db(connection.alias, ("id", "name_fa", "name_en"), (skill_id, name_fa, name_en))
            known_as = dict.fromkeys(filter(None, (name_fa, name_en, *names)))
            found[person_id].append(Known(skill, tuple(known_as), said))
    return dict(found)


def strengths_for_everyone(*, skill_ids: Collection[int], at: datetime, limit: int) -> dict[int, float]:
    """Return by person how strong they are in these skills together, the `limit` strongest of those who show their skills to all."""
    if not skill_ids:
        return {}
    values: dict[str, Any] = {
        "skills": list(skill_ids),
        "part": Part.SKILLS.value,
        "everyone": Audience.EVERYONE.value,
        "at": at,
        "half_life": HALF_LIFE_DAYS,
        "claim": CLAIM,
        "confirmation": CONFIRMATION,
        "most": MOST_CONFIRMATIONS,
        "limit": limit,
    }
    with connection.cursor() as cursor:
        cursor.execute(_STRENGTHS, values)
        return {person_id: float(strength) for person_id, strength in cursor.fetchall()}


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
