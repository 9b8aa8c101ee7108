"""What else the directory could be narrowed by, each with how many colleagues it would leave.

A count scans all colleagues, so what no words narrow is kept for a minute: it is the same for every reader, as only what is shown to
everyone is counted, and it changes slowly.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import blake2b
from typing import Any, TypeVar

from django.core.cache import cache
from django.db.models import Count, Max, Min, QuerySet
from django.utils.translation import get_language

from hamsoo.people.models import LANGUAGES, Person, Skill, Unit
from hamsoo.people.models.findable import place_of
from hamsoo.people.models.names import in_reader_language
from hamsoo.people.queries.broader import chain_of, places
from hamsoo.people.queries.customers import customers_shown
from hamsoo.people.queries.directory import Filters, languages_shown, narrowed, skills_shown

MOST_CHOICES = 12
MOST_COUNTED = 1_000
"""Words that more people meet narrow little: what else there is to choose is then offered without counts (20,000 people, a word that
half of them meet: 171 ms with counts)."""
_KEPT_SECONDS = 60
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter, what it is called, and how many colleagues it would leave (None: not counted)."""

    value: str
    name: str
    count: int | None


@dataclass(frozen=True, slots=True)
class Choices:
    """How many there are, and what else the filters could be: each counted as if it were chosen beside the others."""

    count: int
    new_count: int | None
    by_unit: Mapping[int, int | None]
    """By id of a unit, with those below it."""
    places: list[Choice]
    skills: list[Choice]
    customers: list[Choice]
    languages: list[Choice]


def choices(*, person: Person, filters: Filters, today: date, ids: Sequence[int] | None = None) -> Choices:
    """Return the counts of every filter, each with the others as they are; `ids` are who meets the words, if that was asked already.

    The number of all is what `person` sees; the others are of what is shown to everyone.
    """
    if ids is not None and len(ids) > MOST_COUNTED:
        offered = choices(person=person, filters=replace(filters, words=""), today=today)
        return _uncounted(offered, count=narrowed(person, filters, today, ids=ids).count())
    asking = _Asking(today, ids)
    return Choices(
        count=narrowed(person, filters, today, ids=ids).count(),
        new_count=asking.kept("new", replace(filters, is_new=True), lambda one: asking.found(one).count()),
        by_unit=asking.kept("unit", replace(filters, unit=None), lambda one: _units(asking, one)),
        places=_first(asking.kept("place", replace(filters, place=""), lambda one: _places(asking, one)), filters.place),
        skills=_first(
            asking.kept("skill", replace(filters, skill=None), lambda one: _skills(asking, one)),
            str(filters.skill.pk) if filters.skill else "",
        ),
        customers=asking.kept("customer", replace(filters, customer=None), lambda one: _customers(asking, one)),
        languages=_first(asking.kept("language", replace(filters, language=""), lambda one: _languages(asking, one)), filters.language),
    )


def _uncounted(offered: Choices, *, count: int) -> Choices:
    groups = (offered.places, offered.skills, offered.customers, offered.languages)
    places, skills, customers, languages = ([replace(choice, count=None) for choice in group] for group in groups)
    return Choices(count, None, dict.fromkeys(offered.by_unit), places, skills, customers, languages)


def languages_to_choose(*, today: date) -> list[Choice]:
    """Return the languages that colleagues say to speak, the commonest first, as far as they show them to everyone."""
    return _first(_Asking(today, None).kept("language", Filters(), lambda one: _languages(_Asking(today, None), one)), "")


@dataclass(frozen=True, slots=True)
class _Asking:
    """One page's questions: on which day, and among whom (None: all)."""

    today: date
    ids: Sequence[int] | None

    def found(self, filters: Filters) -> QuerySet[Person]:
        """Return who passes, by what is shown to everyone."""
        return narrowed(None, filters, self.today, ids=self.ids)

    def kept(self, what: str, filters: Filters, count: Callable[[Filters], T]) -> T:
        """Return what `count` says of these filters, for a minute the same where no words narrow."""
        if self.ids is not None or filters.words:
            return count(filters)
        asked = (what, self.today, get_language(), filters.unit and filters.unit.path, filters.place, filters.skill and filters.skill.pk)
        name = repr((*asked, filters.customer, filters.language, filters.is_new))
        key = f"people.choices.{blake2b(name.encode(), digest_size=16).hexdigest()}"
        known: T | None = cache.get(key)
        if known is None:
            known = count(filters)
            cache.set(key, known, timeout=_KEPT_SECONDS)
        return known


def _units(asking: _Asking, filters: Filters) -> dict[int, int]:
    counts: Counter[int] = Counter()
    paths = dict(Unit.objects.values_list("pk", "path"))
    for unit_id, count in asking.found(filters).order_by().values_list("unit").annotate(count=Count("pk")):
        for part in paths.get(unit_id, "").strip("/").split("/"):
            if part:
                counts[int(part)] += count
    return dict(counts)


def _places(asking: _Asking, filters: Filters) -> list[Choice]:
    placed = asking.found(filters).exclude(folded_place="").order_by().values("folded_place")
    rows = placed.annotate(count=Count("pk"), fa=Max("office_fa"), en=Max("office_en"))
    return [Choice(row["folded_place"], place_of(in_reader_language(row["fa"], row["en"])), row["count"]) for row in rows]


def _skills(asking: _Asking, filters: Filters) -> list[Choice]:
    held = skills_shown(None).filter(person__in=asking.found(filters)).order_by()
    counts = dict(held.values_list("meant").annotate(count=Count("person", distinct=True)))
    counts |= _with_narrower(held, counts)
    skills = Skill.objects.standing().in_bulk(counts)
    return [Choice(str(pk), skills[pk].name, count) for pk, count in counts.items() if pk in skills]


def _with_narrower(held: QuerySet[Any], counts: Mapping[int, int]) -> dict[int, int]:
    """Return, for broader skills, how many people have them or a narrower one."""
    above = places()
    holders: dict[int, set[int]] = defaultdict(set)
    chains = {pk: chain_of(pk, above) for pk in above.keys() & counts.keys()}
    among = {pk for one, chain in chains.items() for pk in (one, *chain)}
    for meant, person_id in held.filter(meant__in=among).values_list("meant", "person_id") if among else ():
        for pk in (meant, *chains.get(meant, ())):
            holders[pk].add(person_id)
    return {pk: len(people) for pk, people in holders.items()}


def _customers(asking: _Asking, filters: Filters) -> list[Choice]:
    """Return the customers whom most serve: all of them would be a list for searching, which their filter is for."""
    served = customers_shown(None).filter(person__in=asking.found(filters)).order_by().values("folded_title")
    rows = served.annotate(count=Count("pk"), name=Min("title")).order_by("-count", "folded_title")[:MOST_CHOICES]
    return [Choice(row["folded_title"], row["name"], row["count"]) for row in rows]


def _languages(asking: _Asking, filters: Filters) -> list[Choice]:
    rows = languages_shown(None).filter(person__in=asking.found(filters)).order_by().values_list("code").annotate(count=Count("pk"))
    return [Choice(code, str(LANGUAGES.get(code, code)), count) for code, count in rows]


def _first(found: list[Choice], chosen: str) -> list[Choice]:
    """Return the commonest choices, and the chosen one wherever it stands."""
    ordered = sorted(found, key=lambda choice: (-(choice.count or 0), choice.name))
    return ordered[:MOST_CHOICES] + [choice for choice in ordered[MOST_CHOICES:] if choice.value == chosen]
