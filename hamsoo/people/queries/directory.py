"""The directory: colleagues by unit, place, skill, language and words, in Persian order, with a count of each choice."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from django.db.models import Count, Max, Q, QuerySet
from rapidfuzz.distance import OSA

from hamsoo.kernel.text import fold, neighbours, sounds
from hamsoo.people.models import LANGUAGES, Part, Person, PersonSkill, Skill, SpokenLanguage, Unit
from hamsoo.people.models.findable import digits_of, place_of
from hamsoo.people.models.names import in_reader_language
from hamsoo.people.models.skill import kept_from
from hamsoo.people.queries.skills import MEANT

PAGE = 50
NEW_FOR = timedelta(days=90)
MOST_CHOICES = 12
MOST_ALIKE = 20
_FEW = 8
_BEGINNING, _FAR = 0.5, 2.0
_MOST_LOOKED_AT = 400
_LEAST_DIGITS = 3
_LONGEST_QUERY = 100
_NUMBER = re.compile(r"[\d\s()+/.-]+")


@dataclass(frozen=True, slots=True)
class Filters:
    """What narrows the directory; all of it together. `words` are of names in either script, of positions, or a number."""

    words: str = ""
    unit: Unit | None = None
    place: str = ""
    """A folded place, as `Choice.value` has it."""
    skill: Skill | None = None
    language: str = ""
    is_new: bool = False
    """Only who joined within the last `NEW_FOR`."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter, what it is called, and how many colleagues it would leave."""

    value: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Directory:
    """One page of colleagues; `after` is the id to go on from, None at the end. `alike` are names that only sound similar."""

    people: list[Person]
    after: int | None
    alike: list[Person] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Choices:
    """How many there are, and what else the filters could be: each counted as if it were chosen beside the others."""

    count: int
    new_count: int
    by_unit: dict[int, int]
    """By id of a unit, with those below it."""
    places: list[Choice]
    skills: list[Choice]
    languages: list[Choice]


def directory(
    *, person: Person | None, filters: Filters | None = None, today: date | None = None, after: int | None = None, limit: int = PAGE
) -> Directory:
    """Return colleagues who work here and pass `filters`. `today` is needed where only new ones are wanted.

    Where few are found by their words, the first page also has those whose names are near in sound or spelling.
    """
    filters = filters or Filters()
    found = _found(person, filters, today).with_unit()
    last = Person.objects.filter(pk=after).values_list("sort_key", flat=True).first() if after else None
    if last is not None:
        found = found.filter(Q(sort_key__gt=last) | Q(sort_key=last, pk__gt=after))
    rows = list(found.order_by("sort_key", "pk")[: limit + 1])
    alike = _alike(person, filters, today, known={row.pk for row in rows}) if last is None and len(rows) < _FEW else []
    return Directory(rows[:limit], rows[limit - 1].pk if len(rows) > limit else None, alike)


def colleagues_named(*, person: Person | None, words: str, limit: int) -> list[Person]:
    """Return colleagues whose names, in either script, hold all of `words`: for naming one, so nothing but names counts."""
    found = Person.objects.visible_to(person).active().with_unit()
    for word in fold(words[:_LONGEST_QUERY]).split():
        found = found.filter(folded_names__contains=word)
    return list(found.order_by("sort_key", "pk")[:limit])


def choices(*, person: Person, filters: Filters, today: date) -> Choices:
    """Return the counts of every filter, each with the others as they are."""
    everybody = _found(person, filters, today)
    new = _found(person, replace(filters, is_new=True), today)
    return Choices(
        count=everybody.count(),
        new_count=new.count(),
        by_unit=_units(_found(person, replace(filters, unit=None), today)),
        places=_places(_found(person, replace(filters, place=""), today), filters.place),
        skills=_skills(person, _found(person, replace(filters, skill=None), today), filters.skill),
        languages=_languages(person, _found(person, replace(filters, language=""), today), filters.language),
    )


def _found(person: Person | None, filters: Filters, today: date | None) -> QuerySet[Person]:
    found = Person.objects.visible_to(person).active()
    for condition in _conditions(filters.words):
        found = found.filter(condition)
    if filters.unit is not None:
        found = found.filter(unit__path__startswith=filters.unit.path)
    if filters.place:
        found = found.filter(folded_place=filters.place)
    if filters.skill is not None:
        held = PersonSkill.objects.visible_to(person).annotate(meant=MEANT).filter(meant=filters.skill.shown.pk)
        found = found.filter(pk__in=held.values("person"))
    if filters.language and person is not None:
        found = found.filter(pk__in=_spoken(person).filter(code=filters.language).values("person"))
    if filters.is_new and today is not None:
        found = found.filter(joined_on__gt=today - NEW_FOR, joined_on__lte=today)
    return found


def _conditions(words: str) -> list[Q]:
    """Return what a colleague must meet: for a number its digits, else every word as it is written or as it sounds."""
    words = fold(words[:_LONGEST_QUERY])
    if number := _number(words):
        return [Q(phone_digits__contains=number)]
    return [_written(word) | _sounding(word) for word in words.split()]


def _number(words: str) -> str:
    digits = digits_of(words) if _NUMBER.fullmatch(words) else ""
    return digits if len(digits) >= _LEAST_DIGITS else ""


def _written(word: str) -> Q:
    return Q(folded_names__contains=word) | Q(folded_position__contains=word)


def _sounding(word: str) -> Q:
    """Return the condition that a whole word of the name sounds like `word`, which says little for very short sounds."""
    heard = sounds(word)
    return Q(sounds__contains=f" {heard[0]} ") if len(heard) == 1 and len(heard[0]) > 1 else Q(pk__in=[])


def _alike(person: Person | None, filters: Filters, today: date | None, *, known: set[int]) -> list[Person]:
    """Return who has, for every word, a name that begins with its sound or lies one slip beside it, the nearest first."""
    words = fold(filters.words[:_LONGEST_QUERY]).split()
    heard = [sound for word in words for sound in sounds(word) if len(sound) > 1]
    if not heard or _number(" ".join(words)):
        return []
    found = _found(person, replace(filters, words=""), today).exclude(pk__in=known)
    for sound in heard:
        found = found.filter(Q(near_sounds__overlap=sorted(neighbours(sound))) | Q(sounds__contains=f" {sound}"))
    rows = sorted(found.values_list("sort_key", "pk", "sounds")[:_MOST_LOOKED_AT], key=lambda row: (_distance(heard, row[2].split()), row))
    people = Person.objects.with_unit().in_bulk([pk for _key, pk, _sounds in rows[:MOST_ALIKE]])
    return [people[pk] for _key, pk, _sounds in rows[:MOST_ALIKE]]


def _distance(heard: Iterable[str], names: list[str]) -> float:
    """Return how far the words that were typed are from the nearest words of a name, a beginning counting as near."""
    return sum(
        min((0.5 if name.startswith(sound) else OSA.normalized_distance(sound, name) * 2 for name in names), default=2) for sound in heard
    )


def _units(found: QuerySet[Person]) -> dict[int, int]:
    counts: Counter[int] = Counter()
    paths = dict(Unit.objects.values_list("pk", "path"))
    for unit_id, count in found.order_by().values_list("unit").annotate(count=Count("pk")):
        for part in paths.get(unit_id, "").strip("/").split("/"):
            if part:
                counts[int(part)] += count
    return dict(counts)


def _places(found: QuerySet[Person], chosen: str) -> list[Choice]:
    rows = (
        found.exclude(folded_place="")
        .order_by()
        .values("folded_place")
        .annotate(count=Count("pk"), fa=Max("office_fa"), en=Max("office_en"))
    )
    named = [Choice(row["folded_place"], place_of(in_reader_language(row["fa"], row["en"])), row["count"]) for row in rows]
    return _first(named, chosen)


def _skills(person: Person, found: QuerySet[Person], chosen: Skill | None) -> list[Choice]:
    held = PersonSkill.objects.visible_to(person).filter(person__in=found).annotate(meant=MEANT)
    rows = held.order_by().values_list("meant").annotate(count=Count("person", distinct=True)).order_by("-count", "meant")
    counts = dict(rows[:MOST_CHOICES])
    if chosen is not None and chosen.pk not in counts:
        counts[chosen.pk] = held.filter(meant=chosen.pk).values("person").distinct().count()
    skills = Skill.objects.standing().in_bulk(counts)
    return [Choice(str(pk), skills[pk].name, count) for pk, count in counts.items() if pk in skills]


def _languages(person: Person, found: QuerySet[Person], chosen: str) -> list[Choice]:
    rows = _spoken(person).filter(person__in=found).order_by().values_list("code").annotate(count=Count("pk"))
    return _first([Choice(code, str(LANGUAGES.get(code, code)), count) for code, count in rows], chosen)


def _spoken(person: Person) -> QuerySet[SpokenLanguage]:
    """Return the languages that colleagues show to `person`."""
    return SpokenLanguage.objects.exclude(person__in=kept_from(person, Part.LANGUAGES))


def _first(found: list[Choice], chosen: str) -> list[Choice]:
    """Return the commonest choices, and the chosen one wherever it stands."""
    ordered = sorted(found, key=lambda choice: (-choice.count, choice.name))
    return ordered[:MOST_CHOICES] + [choice for choice in ordered[MOST_CHOICES:] if choice.value == chosen]
