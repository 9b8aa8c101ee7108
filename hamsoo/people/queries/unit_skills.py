"""What a unit can do, what it should be able to do, and what hangs on one person."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from hamsoo.people.models import Person, Skill, Unit, UnitNeed
from hamsoo.people.queries.broader import narrower_ids
from hamsoo.people.queries.holders import Mastery, masteries
from hamsoo.people.strength import Level

MOST_SKILLS = 24
MOST_PEOPLE = 40
_SHADES = (1, 2, 4, 8)
"""From how many able people on a field of the map is drawn a shade darker."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the map: a skill in a part of the unit."""

    holder_count: int
    able_count: int
    """Those who have shown it, or were confirmed."""
    best: Level | None
    only: int | None
    """The id of the one person it hangs on; None when there are several, or nobody."""

    @property
    def shade(self) -> int:
        """Return how dark the field is drawn: 0 for nobody, 1 where it is only said, up to 5."""
        if not self.holder_count:
            return 0
        return 1 + sum(self.able_count >= least for least in _SHADES)


@dataclass(frozen=True, slots=True)
class Column:
    """A skill of the map: the whole unit's field, and what its head wants."""

    skill: Skill
    whole: Field
    need: UnitNeed | None
    met_count: int
    """How many have it, or a narrower skill, at the wanted level."""

    @property
    def gap(self) -> int:
        """Return how many are missing."""
        return max(0, self.need.wanted_count - self.met_count) if self.need else 0


@dataclass(frozen=True, slots=True)
class Row:
    """A part of the unit: a unit below it, itself without those, or one of its people."""

    part: Unit | Person
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class SkillMap:
    """The skills of a unit: columns by need and reach, rows by the parts of the unit. `left_out` skills had no room."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    person_count: int
    left_out: int


def skill_map(*, person: Person, unit: Unit, at: datetime) -> SkillMap:
    """Return the map of `unit` with those below it, of skills that `person` may see: by unit below, or by person where there is none."""
    people = Person.objects.visible_to(person).active().filter(unit__path__startswith=unit.path).order_by("sort_key", "pk")
    where = list(people.values_list("pk", "unit_id", "unit__path"))
    found = masteries(person=person, unit=unit, skill_ids=None, at=at)
    by_skill: dict[int, list[Mastery]] = defaultdict(list)
    for one in found:
        by_skill[one.skill_id].append(one)
    needs = {need.skill.shown.pk: need for need in UnitNeed.objects.filter(unit=unit).select_related("skill__meant")}
    columns = _columns(by_skill, needs)
    parts = _parts(unit, where, people)
    by_person = {skill_id: {one.person_id: one for one in rows} for skill_id, rows in by_skill.items()}
    rows = [Row(part, tuple(_field(_of(by_person.get(column.skill.pk, {}), ids)) for column in columns)) for part, ids in parts]
    return SkillMap(tuple(columns), tuple(rows), len(where), len(by_skill.keys() | needs.keys()) - len(columns))


def _columns(by_skill: dict[int, list[Mastery]], needs: dict[int, UnitNeed]) -> list[Column]:
    narrower = narrower_ids(needs.keys())
    wanted = sorted(by_skill.keys() | needs.keys(), key=lambda pk: (pk not in needs, -len(by_skill.get(pk, [])), pk))
    skills = Skill.objects.standing().in_bulk(wanted)
    columns = []
    for skill_id in [pk for pk in wanted if pk in skills][:MOST_SKILLS]:
        need, masters = needs.get(skill_id), by_skill[skill_id]
        met = _meeting(need, (one for pk in (skill_id, *narrower.get(skill_id, ())) for one in by_skill.get(pk, ())))
        columns.append(Column(skills[skill_id], _field(masters), need, met))
    return columns


def _meeting(need: UnitNeed | None, masters: Iterable[Mastery]) -> int:
    """Return how many people meet a need, by the skill itself or a narrower one."""
    return len({one.person_id for one in masters if one.level >= need.wanted_level}) if need else 0


def _of(masters: Mapping[int, Mastery], ids: Collection[int]) -> list[Mastery]:
    """Return how well those of `ids` have the skill, asked from the smaller side."""
    if len(ids) < len(masters):
        return [masters[pk] for pk in ids if pk in masters]
    return [one for pk, one in masters.items() if pk in ids]


def _field(masters: Iterable[Mastery]) -> Field:
    rows = list(masters)
    able = [one for one in rows if one.level >= Level.SHOWN]
    # Who it hangs on: the only one who can do it, or the only one who says so where nobody has shown it.
    last = able or rows
    best = max((one.level for one in rows), default=None)
    return Field(len(rows), len(able), best, last[0].person_id if len(last) == 1 else None)


def _parts(unit: Unit, where: Sequence[tuple[int, int, str]], people: QuerySet[Person]) -> list[tuple[Unit | Person, frozenset[int]]]:
    """Return the rows with the ids of their people; `where` has the id, unit and path of each of `people`."""
    below = list(Unit.objects.filter(parent=unit).order_by("pk"))
    if not below:
        return [(one, frozenset({one.pk})) for one in people[:MOST_PEOPLE]]
    parts: list[tuple[Unit | Person, frozenset[int]]] = [
        (part, frozenset(pk for pk, _unit_id, path in where if path.startswith(part.path))) for part in below
    ]
    own = frozenset(pk for pk, unit_id, _path in where if unit_id == unit.pk)
    return [*parts, (unit, own)] if own else parts


def needs_of(*, skill: Skill) -> list[UnitNeed]:
    """Return which units want the skill, or one that is read as it."""
    rows = UnitNeed.objects.select_related("unit", "skill__meant").order_by("unit__path")
    return list(rows.filter(skill__in=[skill.pk, *skill.meanings.values_list("pk", flat=True)]))
