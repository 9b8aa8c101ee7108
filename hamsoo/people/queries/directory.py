"""The directory: colleagues by unit, place, skill, customer, language and words, in the order of the Persian alphabet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from hamsoo.people.models import Part, Person, PersonQuerySet, PersonSkill, Skill, SpokenLanguage, Unit
from hamsoo.people.models.skill import kept_from
from hamsoo.people.queries.among import among
from hamsoo.people.queries.broader import meaning_or_narrower
from hamsoo.people.queries.customers import Meant, customers_shown
from hamsoo.people.queries.searching import alike, matching, named
from hamsoo.people.queries.skills import MEANT

PAGE = 50
MOST_COUNTED = 1_000
"""Words that more people meet narrow little: nothing is counted among them, and asking again costs less than naming them (20,000 people, a
word that half of them meet: 171 ms with counts)."""
NEW_FOR = timedelta(days=90)
_FEW = 8


@dataclass(frozen=True, slots=True)
class Filters:
    """What narrows the directory; all of it together. `words` are of names in either script, of positions, or a number."""

    words: str = ""
    unit: Unit | None = None
    place: str = ""
    """A folded place, as `Choice.value` has it."""
    skill: Skill | None = None
    """Or one that is narrower."""
    customer: Meant | None = None
    language: str = ""
    is_new: bool = False
    """Only who joined within the last `NEW_FOR`."""


@dataclass(frozen=True, slots=True)
class Directory:
    """One page of colleagues; `after` is the id to go on from, None at the end. `alike` are names that only sound similar.

    `through` names, by person, the narrower skill that they have of the one that is looked for, where they have not that one itself.
    """

    people: list[Person]
    after: int | None
    alike: list[Person] = field(default_factory=list)
    through: Mapping[int, Skill] = field(default_factory=dict)


def directory(
    *,
    person: Person | None,
    filters: Filters | None = None,
    today: date | None = None,
    after: int | None = None,
    limit: int = PAGE,
    ids: Sequence[int] | None = None,
) -> Directory:
    """Return colleagues who work here and pass `filters`. `today` is needed where only new ones are wanted.

    Where few are found by their words, the first page also has those whose names are near in sound or spelling. `ids` are who meets
    the words, where that was asked already (`matching_ids`).
    """
    filters = filters or Filters()
    found = narrowed(person, filters, today, ids=ids).visible_to(person).with_unit()
    last = Person.objects.filter(pk=after).values_list("sort_key", flat=True).first() if after else None
    if last is not None:
        found = found.filter(Q(sort_key__gt=last) | Q(sort_key=last, pk__gt=after))
    rows = list(found.order_by("sort_key", "pk")[: limit + 1])
    near: list[Person] = []
    if filters.words and last is None and len(rows) < _FEW:
        others = narrowed(person, replace(filters, words=""), today).visible_to(person).exclude(pk__in=[row.pk for row in rows])
        near = alike(others, filters.words)
    through = _through(person, filters.skill.shown, [row.pk for row in rows[:limit]]) if filters.skill else {}
    return Directory(rows[:limit], rows[limit - 1].pk if len(rows) > limit else None, near, through)


def _through(reader: Person | None, skill: Skill, ids: Sequence[int]) -> dict[int, Skill]:
    """Return by person which narrower skill stands for `skill`; nobody who has that one itself."""
    has: dict[int, set[int]] = {}
    for person_id, skill_id in skills_shown(reader).filter(meaning_or_narrower([skill.pk]), person__in=ids).values_list("person", "meant"):
        has.setdefault(person_id, set()).add(skill_id)
    narrower = {person_id: min(held) for person_id, held in has.items() if skill.pk not in held}
    skills = Skill.objects.in_bulk(set(narrower.values())) if narrower else {}
    return {person_id: skills[skill_id] for person_id, skill_id in narrower.items()}


def matching_ids(*, person: Person | None, words: str) -> list[int] | None:
    """Return who meets the words of a search, so that a page looks for them once.

    None where there are no words, and where more than `MOST_COUNTED` meet them.
    """
    if not words.strip():
        return None
    found = matching(Person.objects.visible_to(person).active(), words).order_by().values_list("pk", flat=True)
    ids = list(found[: MOST_COUNTED + 1])
    return ids if len(ids) <= MOST_COUNTED else None


def colleagues_named(*, person: Person | None, words: str, limit: int) -> list[Person]:
    """Return colleagues whose names, in either script, hold all of `words`: for naming one, so nothing but names counts."""
    found = named(Person.objects.visible_to(person).active().with_unit(), words)
    return list(found.order_by("sort_key", "pk")[:limit])


def narrowed(reader: Person | None, filters: Filters, today: date | None, *, ids: Sequence[int] | None = None) -> PersonQuerySet:
    """Return who works here and passes `filters`, by skills, customers and languages that are shown to `reader`; to everyone for None."""
    found = Person.objects.active()
    if ids is not None:
        found = found.filter(among("pk", ids))
    elif filters.words:
        found = matching(found, filters.words)
    if filters.unit is not None:
        found = found.filter(unit__path__startswith=filters.unit.path)
    if filters.place:
        found = found.filter(folded_place=filters.place)
    if filters.skill is not None:
        held = skills_shown(reader).filter(meaning_or_narrower([filters.skill.shown.pk]))
        found = found.filter(pk__in=held.values("person"))
    if filters.customer is not None:
        served = customers_shown(reader).filter(folded_title__in=filters.customer.keys)
        found = found.filter(pk__in=served.values("person"))
    if filters.language:
        found = found.filter(pk__in=languages_shown(reader).filter(code=filters.language).values("person"))
    if filters.is_new and today is not None:
        found = found.filter(joined_on__gt=today - NEW_FOR, joined_on__lte=today)
    return found


def skills_shown(reader: Person | None) -> QuerySet[Any]:
    """Return the skills that colleagues show to `reader`, to everyone for None, each with `meant`."""
    rows = PersonSkill.objects.for_everyone() if reader is None else PersonSkill.objects.visible_to(reader)
    return rows.annotate(meant=MEANT)


def languages_shown(reader: Person | None) -> QuerySet[SpokenLanguage]:
    """Return the languages that colleagues show to `reader`, to everyone for None."""
    return SpokenLanguage.objects.exclude(person__in=kept_from(reader, Part.LANGUAGES))
