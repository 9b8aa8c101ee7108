"""Who has a skill, how well, where, and what is known together with it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, QuerySet

from hamsoo.people.models import Person, PersonSkill, Skill, Unit
from hamsoo.people.queries.among import among, among_found
from hamsoo.people.queries.broader import meaning_or_narrower
from hamsoo.people.queries.skills import MEANT, NOTHING, Evidence, confirmations_of, evidence_of, meaning
from hamsoo.people.strength import Freshness, Level, freshness_of, level_of, strength_of

PAGE = 50
RELATED = 6
_LEAST_TOGETHER = 2


@dataclass(frozen=True, slots=True)
class Mastery:
    """How well one person has one skill."""

    person_id: int
    skill_id: int
    evidence: Evidence
    endorsement_count: int
    at: datetime

    @property
    def strength(self) -> float:
        """Return how strong it is: for sorting, never for showing."""
        return strength_of(weight=self.evidence.weight, confirmations=self.endorsement_count)

    @property
    def level(self) -> Level:
        """Return how well they have it."""
        return level_of(self.strength)

    @property
    def freshness(self) -> Freshness:
        """Return whether it is in use."""
        return freshness_of(self.evidence.last_at, self.at)


@dataclass(frozen=True, slots=True)
class SkillHolder:
    """A colleague who has a skill, and how well; `through` is the narrower skill that they have of it, None for the skill itself."""

    person: Person
    mastery: Mastery
    through: Skill | None = None


@dataclass(frozen=True, slots=True)
class SkillHolders:
    """A part of those who have a skill, the strongest first; `after` is how many to leave out next, None at the end."""

    rows: list[SkillHolder]
    count: int
    by_level: dict[Level, int]
    by_unit: list[tuple[Unit, int]]
    after: int | None


def held_by(*, person: Person, ids: Sequence[int]) -> QuerySet[Any]:
    """Return the skills of these people that `person` may see, each with `meant`."""
    return PersonSkill.objects.visible_to(person).filter(among("person", ids)).annotate(meant=MEANT)


def masteries(*, person: Person, unit: Unit | None, skill_id: int, at: datetime) -> list[Mastery]:
    """Return, as `person` may see it, how well each colleague of `unit` and those below it (None: everybody) has a skill or a narrower one.

    The skills are those that are read: what means the same counts once. What is narrower stands as itself.
    """
    rows = PersonSkill.objects.visible_to(person).filter(meaning_or_narrower([skill_id]), person__left_on=None).annotate(meant=MEANT)
    if unit is not None:
        rows = rows.filter(person__unit__path__startswith=unit.path)
    return mastered(rows, at)


def mastered(held: QuerySet[Any], at: datetime) -> list[Mastery]:
    """Return how well people have the skills that these rows with `meant` say they have."""
    pairs = set(held.order_by().values_list("person_id", "meant"))
    whose, which = {holder for holder, _skill in pairs}, {skill_id for _holder, skill_id in pairs}
    shown = evidence_of(person_ids=whose, skill_ids=which, at=at)
    said = confirmations_of(person_ids=whose, skill_ids=which)
    return [Mastery(who, of, shown.get((who, of), NOTHING), said.get((who, of), 0), at) for who, of in sorted(pairs)]


def skill_holders(
    *,
    person: Person,
    skill: Skill,
    at: datetime,
    unit: Unit | None = None,
    after: int = 0,
    limit: int = PAGE,
) -> SkillHolders:
    """Return who has `skill` (as it is read) or a narrower one and works here, in `unit` with those below it if one is given."""
    found = best_of(masteries(person=person, unit=unit, skill_id=skill.pk, at=at), first=skill.pk)
    keys = dict(Person.objects.filter(pk__in=[one.person_id for one in found]).values_list("pk", "sort_key"))
    found.sort(key=lambda one: (-one.strength, keys[one.person_id], one.person_id))
    part = found[after : after + limit]
    people = Person.objects.with_unit().in_bulk([one.person_id for one in part])
    others = {one.skill_id for one in part} - {skill.pk}
    narrower = Skill.objects.in_bulk(others) if others else {}
    return SkillHolders(
        rows=[SkillHolder(people[one.person_id], one, narrower.get(one.skill_id)) for one in part],
        count=len(found),
        by_level=dict(Counter(one.level for one in found)),
        by_unit=_by_unit([one.person_id for one in found]),
        after=after + limit if len(found) > after + limit else None,
    )


def best_of(found: Sequence[Mastery], *, first: int) -> list[Mastery]:
    """Return for each person what they have best; of equals the skill `first`, so that a narrower one stands only where it says more."""
    best: dict[int, Mastery] = {}
    for one in found:
        known = best.get(one.person_id)
        if known is None or (one.strength, one.skill_id == first) > (known.strength, known.skill_id == first):
            best[one.person_id] = one
    return list(best.values())


def _by_unit(person_ids: Sequence[int]) -> list[tuple[Unit, int]]:
    counted = Person.objects.filter(pk__in=person_ids, unit__isnull=False).order_by().values_list("unit").annotate(count=Count("pk"))
    units = Unit.objects.in_bulk([unit_id for unit_id, _count in counted])
    return sorted(((units[unit_id], count) for unit_id, count in counted), key=lambda row: (-row[1], row[0].pk))


def related_skills(*, person: Person, skill: Skill, limit: int = RELATED) -> list[tuple[Skill, int]]:
    """Return skills that those who have `skill` also have, with how many of them do, the commonest first; two people at least."""
    seen = PersonSkill.objects.visible_to(person).filter(person__left_on=None).annotate(meant=MEANT)
    same = seen.filter(meaning([skill.pk])).values("person")
    counted = (
        seen.filter(among_found("person", same))
        .exclude(meant=skill.pk)
        .order_by()
        .values_list("meant")
        .annotate(count=Count("person", distinct=True))
    )
    rows = [(skill_id, count) for skill_id, count in counted if count >= _LEAST_TOGETHER]
    rows.sort(key=lambda row: (-row[1], row[0]))
    skills = Skill.objects.standing().in_bulk([skill_id for skill_id, _count in rows[: limit * 2]])
    return [(skills[skill_id], count) for skill_id, count in rows[: limit * 2] if skill_id in skills][:limit]
