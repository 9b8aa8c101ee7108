"""Who has a skill, how well, where, and what is known together with it."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, QuerySet

from hamsoo.people.models import Person, PersonSkill, Skill, Unit
from hamsoo.people.queries.among import among
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


@dataclass(frozen=True, slots=True)
class Shown:
    """What is known of how well people have skills, by (person, skill as it is read): of thousands who have one most only say so."""

    evidence: Mapping[tuple[int, int], Evidence]
    confirmations: Mapping[tuple[int, int], int]
    at: datetime

    def strength(self, pair: tuple[int, int]) -> float:
        """Return how strongly somebody has a skill that they have."""
        if pair not in self.evidence and pair not in self.confirmations:
            return 0.0
        return self.mastery(pair).strength

    def mastery(self, pair: tuple[int, int]) -> Mastery:
        """Return how well somebody has a skill that they have."""
        return Mastery(*pair, self.evidence.get(pair, NOTHING), self.confirmations.get(pair, 0), self.at)


def shown_by(pairs: Collection[tuple[int, int]], *, at: datetime) -> Shown:
    """Return what is known of these people and the skills that they have."""
    whose, which = {who for who, _of in pairs}, {of for _who, of in pairs}
    evidence = evidence_of(person_ids=whose, skill_ids=which, at=at)
    return Shown(evidence, confirmations_of(person_ids=whose, skill_ids=which), at)


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
    rows = PersonSkill.objects.visible_to(person).filter(meaning_or_narrower([skill.pk]), person__left_on=None).annotate(meant=MEANT)
    if unit is not None:
        rows = rows.filter(person__unit__path__startswith=unit.path)
    held = list(rows.order_by().values_list("person_id", "meant", "person__sort_key", "person__unit"))
    keys = {who: key for who, _of, key, _unit in held}
    shown = shown_by({(who, of) for who, of, _key, _unit in held}, at=at)
    best = _best(sorted({(who, of) for who, of, _key, _unit in held}), shown, first=skill.pk)
    found = sorted(best.items(), key=lambda one: (-one[1][0], keys[one[0]], one[0]))
    part = [(who, of) for who, (_strength, of) in found[after : after + limit]]
    people = Person.objects.with_unit().in_bulk([who for who, _of in part])
    others = {of for _who, of in part} - {skill.pk}
    narrower = Skill.objects.in_bulk(others) if others else {}
    return SkillHolders(
        rows=[SkillHolder(people[pair[0]], shown.mastery(pair), narrower.get(pair[1])) for pair in part],
        count=len(found),
        by_level=dict(Counter(level_of(strength) for _who, (strength, _of) in found)),
        by_unit=_by_unit({who: unit_id for who, _of, _key, unit_id in held}),
        after=after + limit if len(found) > after + limit else None,
    )


def _best(pairs: Iterable[tuple[int, int]], shown: Shown, *, first: int) -> dict[int, tuple[float, int]]:
    """Return for each person how strongly they have what they have best, and what that is.

    Of equals it is the skill `first`, so that a narrower one stands only where it says more.
    """
    best: dict[int, tuple[float, int]] = {}
    for pair in pairs:
        who, of = pair
        strength, known = shown.strength(pair), best.get(who)
        if known is None or (strength, of == first) > (known[0], known[1] == first):
            best[who] = (strength, of)
    return best


def _by_unit(stand_in: Mapping[int, int | None]) -> list[tuple[Unit, int]]:
    """Return the units in which people stand, those of most first; `stand_in` is the unit of each."""
    counts = Counter(unit_id for unit_id in stand_in.values() if unit_id is not None)
    units = Unit.objects.in_bulk(counts)
    return sorted(((units[unit_id], count) for unit_id, count in counts.items()), key=lambda row: (-row[1], row[0].pk))


def related_skills(*, person: Person, skill: Skill, limit: int = RELATED) -> list[tuple[Skill, int]]:
    """Return skills that those who have `skill` also have, with how many of them do, the commonest first; two people at least."""
    has_it = PersonSkill.objects.visible_to(person).filter(meaning([skill.pk]), person__left_on=None)
    held = held_by(person=person, ids=list(has_it.order_by().values_list("person_id", flat=True)))
    counted = held.exclude(meant=skill.pk).order_by().values_list("meant").annotate(count=Count("person", distinct=True))
    rows = [(skill_id, count) for skill_id, count in counted if count >= _LEAST_TOGETHER]
    rows.sort(key=lambda row: (-row[1], row[0]))
    skills = Skill.objects.standing().in_bulk([skill_id for skill_id, _count in rows[: limit * 2]])
    return [(skills[skill_id], count) for skill_id, count in rows[: limit * 2] if skill_id in skills][:limit]
