"""Finding skills: by name, on a profile, and all their holders. What was merged is read as what it was merged into."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import Count, Exists, F, Func, OuterRef, Q
from django.db.models.functions import Coalesce

from hamsoo.kernel.errors import NotFound
from hamsoo.kernel.text import fold
from hamsoo.people.models import Endorsement, Person, PersonSkill, Skill, SkillEvidence, SkillName
from hamsoo.people.queries.among import among, among_selected
from hamsoo.people.strength import HALF_LIFE_DAYS, Freshness, Level, freshness_of, level_of, strength_of

MEANT = Coalesce("skill__meant_id", "skill_id")
"""The id of what a row's skill is read as."""

# A work that names two skills which are read as one is one work of it.
_EVIDENCE = """
SELECT person_id, meant, count(*), count(*) FILTER (WHERE is_accepted), max(at),
    sum(weight * power(0.5, greatest(0, extract(epoch FROM %s - at)) / 86400 / %s))
FROM (
    SELECT DISTINCT ON (work.person_id, coalesce(skill.meant_id, skill.id), work.source, work.object_id)
        work.person_id, coalesce(skill.meant_id, skill.id) AS meant, work.weight, work.is_accepted, work.at
    FROM people_skillevidence AS work JOIN people_skill AS skill ON skill.id = work.skill_id
    WHERE work.person_id = ANY(%s)
        AND work.skill_id = ANY(ARRAY(SELECT id FROM people_skill WHERE coalesce(meant_id, id) = ANY(%s)))) AS once
GROUP BY person_id, meant
"""

_MEANING = "SELECT id FROM people_skill WHERE id = ANY(%s) OR meant_id = ANY(%s)"

# Names only come, and go with a decision; what is merged, hidden or split is a decision too.
_VERSION = "SELECT (SELECT max(id) FROM people_skillname), (SELECT max(id) FROM people_skilldecision)"


def meaning(skill_ids: Iterable[int]) -> Func:
    """Return the condition that a row's skill is read as one of these: by the ids of all that mean them, which an index answers."""
    ids = list(skill_ids)
    return among_selected("skill", _MEANING, (ids, ids))


@dataclass(frozen=True, slots=True)
class Evidence:
    """What shows a skill: works that every colleague may read, when the last was, and what they weigh now that they have faded."""

    count: int = 0
    accepted_count: int = 0
    last_at: datetime | None = None
    weight: float = 0.0


NOTHING = Evidence()


@dataclass(frozen=True, slots=True)
class Held:
    """A skill of somebody's, with all that says how well they have it. `pk` is the row that is acted on."""

    pk: int
    person_id: int
    skill: Skill
    declared_at: datetime
    words: tuple[Endorsement, ...]
    """Of each colleague who confirms it the newest word, newest first."""
    endorsed_by_me: bool
    evidence: Evidence
    at: datetime

    @property
    def endorsement_count(self) -> int:
        """Return how many colleagues confirm it."""
        return len(self.words)

    @property
    def strength(self) -> float:
        """Return how strong it is: for sorting, never for showing."""
        return strength_of(weight=self.evidence.weight, confirmations=len(self.words))

    @property
    def level(self) -> Level:
        """Return how well they have it."""
        return level_of(self.strength)

    @property
    def freshness(self) -> Freshness:
        """Return whether it is in use."""
        return freshness_of(self.evidence.last_at, self.at)


def skills_of(*, person: Person, of: Person, at: datetime) -> list[Held]:
    """Return the skills of `of` that `person` may see, the strongest first; what means the same stands once."""
    rows = PersonSkill.objects.visible_to(person).filter(person=of).select_related("skill__meant").order_by("declared_at", "pk")
    found: dict[int, list[PersonSkill]] = defaultdict(list)
    for row in rows:
        found[row.skill.shown.pk].append(row)
    words: dict[int, list[Endorsement]] = defaultdict(list)
    for word in Endorsement.objects.filter(person_skill__in=rows).select_related("by").order_by("-at", "-pk"):
        words[word.person_skill_id].append(word)
    shown = evidence_of(person_ids=[of.pk], skill_ids=list(found), at=at)
    held = [_held(same, words, person, shown.get((of.pk, skill_id), NOTHING), at) for skill_id, same in found.items()]
    return sorted(held, key=lambda one: (-one.strength, one.skill.sort_key, one.pk))


def _held(rows: list[PersonSkill], words: dict[int, list[Endorsement]], reader: Person, evidence: Evidence, at: datetime) -> Held:
    first = rows[0]
    newest: dict[int, Endorsement] = {}
    for word in sorted((word for row in rows for word in words[row.pk]), key=lambda word: (word.at, word.pk), reverse=True):
        newest.setdefault(word.by_id, word)
    said = tuple(newest.values())
    return Held(first.pk, first.person_id, first.skill.shown, first.declared_at, said, reader.pk in newest, evidence, at)


def evidence_of(*, person_ids: Collection[int], skill_ids: Collection[int], at: datetime) -> dict[tuple[int, int], Evidence]:
    """Return by (person, skill as it is read) what shows it; pairs without evidence are left out."""
    if not person_ids or not skill_ids:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_EVIDENCE, [at, HALF_LIFE_DAYS, list(person_ids), list(skill_ids)])
        return {(row[0], row[1]): Evidence(row[2], row[3], row[4], float(row[5])) for row in cursor.fetchall()}


def works_showing(*, person: Person, of: Person, skill: Skill, source: str) -> list[int]:
    """Return the ids of the works of `source` in which `of` shows a skill that `person` sees them have; none of one they do not see."""
    held = PersonSkill.objects.visible_to(person).filter(meaning([skill.pk]), person=of)
    rows = SkillEvidence.objects.filter(meaning([skill.pk]), person__in=held.values("person"), source=source)
    return list(rows.values_list("object_id", flat=True).distinct())


def confirmations_of(*, person_ids: Collection[int], skill_ids: Collection[int]) -> dict[tuple[int, int], int]:
    """Return by (person, skill as it is read) how many colleagues confirm it."""
    rows = Endorsement.objects.filter(among("person_skill__person", list(person_ids))).annotate(
        meant=Coalesce("person_skill__skill__meant_id", "person_skill__skill_id"), holder=F("person_skill__person_id")
    )
    counted = rows.filter(meant__in=skill_ids).order_by().values_list("holder", "meant").annotate(count=Count("by", distinct=True))
    return {(holder, meant): count for holder, meant, count in counted}


def held_skill(*, person: Person | None, pk: int) -> PersonSkill:
    """Return a skill on the profile of a colleague, as `person` may see it; raise `NotFound` otherwise."""
    found = PersonSkill.objects.visible_to(person).select_related("skill__meant", "person").filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def same_skill(held: PersonSkill) -> list[PersonSkill]:
    """Return all rows of the holder that are read as the same skill, `held` among them, the oldest first."""
    rows = PersonSkill.objects.filter(person=held.person_id).annotate(read_as=MEANT)
    return list(rows.filter(read_as=held.skill.meant_id or held.skill_id).order_by("declared_at", "pk"))


def own_word(*, person: Person, held: PersonSkill) -> Endorsement | None:
    """Return what `person` said of the skill, or None."""
    return Endorsement.objects.filter(person_skill__in=[row.pk for row in same_skill(held)], by=person).order_by("pk").first()


def skill(*, person: Person | None, pk: int) -> Skill:
    """Return the skill that `pk` is read as; raise `NotFound` for none, for a hidden one, and for those who see no colleagues."""
    found = Skill.objects.select_related("meant").filter(pk=pk).first() if person is not None and person.is_active else None
    if found is None or found.shown.is_hidden:
        raise NotFound
    return found.shown


def skill_by_names(*names: str) -> Skill | None:
    """Return the skill that goes by one of these names, in whichever language and spelling; a merged one is not yet looked through."""
    keys = [key for key in map(fold, names) if key]
    name = SkillName.objects.filter(key__in=keys).select_related("skill__meant").order_by("pk").first() if keys else None
    return name.skill if name else None


def skills_like(*, words: str, limit: int = 8) -> list[Skill]:
    """Return skills with a name that begins like `words`, or has a word that does, for whoever is typing one."""
    key = fold(words)
    if not key:
        return []
    named = SkillName.objects.filter(Q(key__startswith=key) | Q(key__contains=f" {key}")).annotate(meant=MEANT)
    ids = set(named.values_list("meant", flat=True)[: limit * 4])
    return sorted(Skill.objects.standing().filter(pk__in=ids), key=lambda one: (one.sort_key, one.pk))[:limit]


def names_of_skills(*, skill_ids: Iterable[int] | None = None) -> dict[int, list[str]]:
    """Return by id of a skill, as it is read, all names that mean it, those of merged skills among them; hidden skills are left out."""
    rows = SkillName.objects.annotate(meant=MEANT).exclude(skill__is_hidden=True).exclude(skill__meant__is_hidden=True)
    if skill_ids is not None:
        rows = rows.filter(meant__in=list(skill_ids))
    found: dict[int, list[str]] = defaultdict(list)
    for meant, name in rows.order_by("pk").values_list("meant", "name"):
        found[meant].append(name)
    return dict(found)


def version_of_skill_names() -> tuple[int | None, ...]:
    """Return what is another tuple whenever names of skills, or what they mean, have changed: for whoever keeps them in memory."""
    with connection.cursor() as cursor:
        cursor.execute(_VERSION)
        return tuple(cursor.fetchone())


def holder_ids(*, skill_ids: Iterable[int], after: int, limit: int) -> list[int]:
    """Return who has one of these skills, or one that is read as the same, the first ones after an id: for the log, not for showing."""
    roots = set(Skill.objects.filter(pk__in=list(skill_ids)).values_list(Coalesce("meant_id", "pk"), flat=True))
    rows = PersonSkill.objects.filter(meaning(roots | set(skill_ids)), person__gt=after).order_by("person")
    return list(rows.values_list("person_id", flat=True).distinct()[:limit])


def is_used(skill: Skill) -> bool:
    """Return whether anybody has the skill, shows it, needs it, it has taken in another one, or has a place among broader and narrower."""
    return Skill.objects.filter(
        Exists(PersonSkill.objects.filter(skill=OuterRef("pk")))
        | Q(evidence__isnull=False)
        | Q(needs__isnull=False)
        | Q(merged__isnull=False)
        | Q(broader__isnull=False)
        | Q(narrower__isnull=False),
        pk=skill.pk,
    ).exists()
