"""What a unit can do, what it should be able to do, and what hangs on one person."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, QuerySet

from hamsoo.people.models import Person, Skill, Unit, UnitNeed
from hamsoo.people.queries.broader import narrower_ids
from hamsoo.people.queries.holders import held_by, shown_by
from hamsoo.people.queries.skills import meaning
from hamsoo.people.strength import Level, level_of

MOST_SKILLS = 24
MOST_PEOPLE = 40
Levels = dict[int, Level]
"""How well somebody has a skill, by id of the person."""
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
    people = Person.objects.visible_to(person).active().filter(unit__path__startswith=unit.path)
    paths = dict(people.order_by().values_list("pk", "unit__path"))
    held = held_by(person=person, ids=list(paths))
    counts = dict(held.order_by().values_list("meant").annotate(count=Count("person", distinct=True)))
    needs = {need.skill.shown.pk: need for need in UnitNeed.objects.filter(unit=unit).select_related("skill__meant")}
    skills, narrower = _drawn(counts, needs), narrower_ids(needs.keys())
    levels: dict[int, Levels] = defaultdict(dict)
    drawn = held.filter(meaning({skill.pk for skill in skills}.union(*narrower.values())))
    pairs = sorted(set(drawn.order_by().values_list("person_id", "meant")))
    shown = shown_by(pairs, at=at)
    for who, of in pairs:
        levels[of][who] = level_of(shown.strength((who, of)))
    columns = [_column(skill, levels, needs.get(skill.pk), narrower.get(skill.pk, ())) for skill in skills]
    parts, part_of = _parts(unit, paths, people)
    rows = _rows(parts, part_of, [levels[skill.pk] for skill in skills])
    return SkillMap(tuple(columns), tuple(rows), len(paths), len(counts.keys() | needs.keys()) - len(columns))


def _drawn(counts: Mapping[int, int], needs: Mapping[int, UnitNeed]) -> list[Skill]:
    """Return the skills of the map: what is needed first, then what most people have."""
    wanted = sorted(counts.keys() | needs.keys(), key=lambda pk: (pk not in needs, -counts.get(pk, 0), pk))
    # Only needs can be of skills that are hidden by now.
    skills = Skill.objects.standing().in_bulk(wanted[: MOST_SKILLS + len(needs)])
    return [skills[pk] for pk in wanted if pk in skills][:MOST_SKILLS]


def _column(skill: Skill, levels: Mapping[int, Levels], need: UnitNeed | None, narrower: Collection[int]) -> Column:
    """Return a skill of the map; a need is met by the skill itself or a narrower one."""
    meeting: set[int] = set()
    if need is not None:
        for pk in (skill.pk, *narrower):
            meeting.update(who for who, level in levels.get(pk, {}).items() if level >= need.wanted_level)
    return Column(skill, _field(levels[skill.pk].items()), need, len(meeting))


def _field(holders: Collection[tuple[int, Level]]) -> Field:
    able = [who for who, level in holders if level >= Level.SHOWN]
    # Who it hangs on: the only one who can do it, or the only one who says so where nobody has shown it.
    last = able or [who for who, _level in holders]
    return Field(len(holders), len(able), max((level for _who, level in holders), default=None), last[0] if len(last) == 1 else None)


def _rows(parts: Sequence[Unit | Person], part_of: Mapping[int, int], columns: Sequence[Levels]) -> list[Row]:
    """Return the fields of each part; `part_of` says by person in which of them they count."""
    fields: list[list[Field]] = [[] for _part in parts]
    for levels in columns:
        inside: list[list[tuple[int, Level]]] = [[] for _part in parts]
        for who, level in levels.items():
            if (number := part_of.get(who)) is not None:
                inside[number].append((who, level))
        for row, holders in zip(fields, inside, strict=True):
            row.append(_field(holders))
    return [Row(part, tuple(row)) for part, row in zip(parts, fields, strict=True)]


def _parts(unit: Unit, paths: Mapping[int, str], people: QuerySet[Person]) -> tuple[list[Unit | Person], dict[int, int]]:
    """Return what has a row, and by person which one they count in; `paths` are those of the units of `people`."""
    below = list(Unit.objects.filter(parent=unit).order_by("pk"))
    if not below:
        first = list(people.order_by("sort_key", "pk")[:MOST_PEOPLE])
        return list(first), {one.pk: number for number, one in enumerate(first)}
    place = {str(part.pk): number for number, part in enumerate(below)}
    # What stands in a path after the unit's own is the unit right below it; nothing, for those who stand in the unit itself.
    part_of = {pk: place.get(path.removeprefix(unit.path).partition("/")[0], len(below)) for pk, path in paths.items()}
    return [*below, *([unit] if len(below) in part_of.values() else [])], part_of


def needs_of(*, skill: Skill) -> list[UnitNeed]:
    """Return which units want the skill, or one that is read as it."""
    rows = UnitNeed.objects.select_related("unit", "skill__meant").order_by("unit__path")
    return list(rows.filter(skill__in=[skill.pk, *skill.meanings.values_list("pk", flat=True)]))
