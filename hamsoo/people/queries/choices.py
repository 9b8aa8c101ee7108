"""What else the directory could be narrowed by, each with how many colleagues it would leave.

A count scans all colleagues, so what no words narrow is kept for a minute: it is the same for every reader, as only what is shown to
everyone is counted, and it changes slowly.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import blake2b
from typing import Any, NamedTuple, TypeVar

from django.core.cache import cache
from django.db.models import Count, Max, Min, Q, QuerySet
from django.db.models.expressions import Combinable
from django.utils.translation import get_language

from hamsoo.people.models import LANGUAGES, Person, Skill, Unit
from hamsoo.people.models.findable import place_of
from hamsoo.people.models.names import in_reader_language
from hamsoo.people.queries.among import among
from hamsoo.people.queries.broader import chain_of, places
from hamsoo.people.queries.customers import customers_shown
from hamsoo.people.queries.directory import NEW_FOR, Filters, languages_shown, narrowed, skills_shown

MOST_CHOICES = 12
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
    """Return the counts of every filter, each with the others as they are; `ids` are who meets the words (`matching_ids`).

    The number of all is what `person` sees; the others are of what is shown to everyone. Without `ids`, words narrow too little to count.
    """
    rows = None if ids is None else _rows(narrowed(None, filters, today, ids=ids))
    # The company's record is shown to everyone alike; of parts of profiles some readers see more.
    is_same_for_all = not (filters.skill or filters.customer or filters.language)
    count = len(rows) if rows is not None and is_same_for_all else narrowed(person, filters, today, ids=ids).count()
    if ids is None and filters.words.strip():
        filters = replace(filters, words="")
        return _uncounted(_counted(_Asking(today, filters, None, None), filters, count))
    return _counted(_Asking(today, filters, ids, rows), filters, count)


def _counted(asking: "_Asking", filters: Filters, count: int) -> Choices:
    return Choices(
        count=count,
        new_count=asking.kept("new", replace(filters, is_new=True), lambda one: _new(asking, one)),
        by_unit=asking.kept("unit", replace(filters, unit=None), lambda one: _units(asking, one)),
        places=_first(asking.kept("place", replace(filters, place=""), lambda one: _places(asking, one)), filters.place),
        skills=_first(
            asking.kept("skill", replace(filters, skill=None), lambda one: _skills(asking, one)),
            str(filters.skill.pk) if filters.skill else "",
        ),
        customers=asking.kept("customer", replace(filters, customer=None), lambda one: _customers(asking, one)),
        languages=_first(asking.kept("language", replace(filters, language=""), lambda one: _languages(asking, one)), filters.language),
    )


def _uncounted(offered: Choices) -> Choices:
    groups = (offered.places, offered.skills, offered.customers, offered.languages)
    places, skills, customers, languages = ([replace(choice, count=None) for choice in group] for group in groups)
    return Choices(offered.count, None, dict.fromkeys(offered.by_unit), places, skills, customers, languages)


def languages_to_choose(*, today: date) -> list[Choice]:
    """Return the languages that colleagues say to speak, the commonest first, as far as they show them to everyone."""
    asking = _Asking(today, Filters(), None, None)
    return _first(asking.kept("language", Filters(), lambda one: _languages(asking, one)), "")


class _Row(NamedTuple):
    """What is counted of one of the few who are found."""

    pk: int
    unit_id: int | None
    folded_place: str
    office_fa: str
    office_en: str
    joined_on: date | None


def _rows(found: QuerySet[Person]) -> list[_Row]:
    return [_Row(*row) for row in found.order_by().values_list("pk", "unit", "folded_place", "office_fa", "office_en", "joined_on")]


@dataclass(frozen=True, slots=True)
class _Asking:
    """One page's questions: on which day, by which filters, and among whom (None: all). `rows` are who passes, where they are few."""

    today: date
    filters: Filters
    ids: Sequence[int] | None
    rows: Sequence[_Row] | None

    def found(self, filters: Filters) -> QuerySet[Person]:
        """Return who passes, by what is shown to everyone."""
        return narrowed(None, filters, self.today, ids=self.ids)

    def rows_of(self, filters: Filters) -> Sequence[_Row] | None:
        """Return who passes where that is known already: the filters of the page, few people."""
        return self.rows if filters == self.filters else None

    def of_found(self, filters: Filters) -> Q | Combinable:
        """Return the condition that a row's `person` passes."""
        rows = self.rows_of(filters)
        return Q(person__in=self.found(filters)) if rows is None else among("person", [row.pk for row in rows])

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


def _new(asking: _Asking, filters: Filters) -> int:
    if asking.rows is None:
        return asking.found(filters).count()
    since = asking.today - NEW_FOR
    return sum(row.joined_on is not None and since < row.joined_on <= asking.today for row in asking.rows)


def _units(asking: _Asking, filters: Filters) -> dict[int, int]:
    rows = asking.rows_of(filters)
    if rows is None:
        by_unit = dict(asking.found(filters).order_by().values_list("unit").annotate(count=Count("pk")))
    else:
        by_unit = Counter(row.unit_id for row in rows)
    counts: Counter[int] = Counter()
    paths = dict(Unit.objects.values_list("pk", "path"))
    for unit_id, count in by_unit.items():
        for part in paths.get(unit_id, "").strip("/").split("/"):
            if part:
                counts[int(part)] += count
    return dict(counts)


def _places(asking: _Asking, filters: Filters) -> list[Choice]:
    rows = asking.rows_of(filters)
    if rows is None:
        placed = asking.found(filters).exclude(folded_place="").order_by().values_list("folded_place")
        found = list(placed.annotate(count=Count("pk"), fa=Max("office_fa"), en=Max("office_en")))
    else:
        offices: dict[str, list[_Row]] = defaultdict(list)
        for row in rows:
            if row.folded_place:
                offices[row.folded_place].append(row)
        found = [(key, len(same), max(row.office_fa for row in same), max(row.office_en for row in same)) for key, same in offices.items()]
    return [Choice(key, place_of(in_reader_language(fa, en)), count) for key, count, fa, en in found]


def _skills(asking: _Asking, filters: Filters) -> list[Choice]:
    held = skills_shown(None).filter(asking.of_found(filters)).order_by()
    counts = dict(held.values_list("meant").annotate(count=Count("person", distinct=True)))
    counts |= _with_narrower(held, counts)
    # Hundreds of skills of which a dozen are offered: their names are all that is needed to choose.
    named = Skill.objects.standing().filter(among("pk", list(counts))).values_list("pk", "name_fa", "name_en")
    return [Choice(str(pk), in_reader_language(fa, en), counts[pk]) for pk, fa, en in named]


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
    served = customers_shown(None).filter(asking.of_found(filters)).order_by().values("folded_title")
    rows = served.annotate(count=Count("pk"), name=Min("title")).order_by("-count", "folded_title")[:MOST_CHOICES]
    return [Choice(row["folded_title"], row["name"], row["count"]) for row in rows]


def _languages(asking: _Asking, filters: Filters) -> list[Choice]:
    rows = languages_shown(None).filter(asking.of_found(filters)).order_by().values_list("code").annotate(count=Count("pk"))
    return [Choice(code, str(LANGUAGES.get(code, code)), count) for code, count in rows]


def _first(found: list[Choice], chosen: str) -> list[Choice]:
    """Return the commonest choices, and the chosen one wherever it stands."""
    ordered = sorted(found, key=lambda choice: (-(choice.count or 0), choice.name))
    return ordered[:MOST_CHOICES] + [choice for choice in ordered[MOST_CHOICES:] if choice.value == chosen]
