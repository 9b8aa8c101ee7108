"""What else the results could be narrowed by, counted over what the searcher may open and nothing else."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from django.utils.translation import get_language

from hamsoo.finder.days import days_said
from hamsoo.finder.index.matching import Match
from hamsoo.finder.people import TYPE as PERSON
from hamsoo.finder.rights import places_of
from hamsoo.finder.wording import Filter
from hamsoo.kernel.dates import Calendar, period_bounds, year_month_day
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Unit
from hamsoo.people.queries import names_of, units_of
from hamsoo.spaces.models import Space

MOST_OPTIONS = 6

Key = TypeVar("Key", int, str)


@dataclass(frozen=True, slots=True)
class Option:
    """A filter that could be added: what it is called, and how many of the results it would leave."""

    filter: Filter
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Facets:
    """What narrows further, most results first; times newest first. What would leave all is left out."""

    who: Sequence[Option] = ()
    where: Sequence[Option] = ()
    when: Sequence[Option] = ()


def facets(
    found: Sequence[tuple[Match, Ref]], authors: Mapping[int, int], *, space_ids: Collection[int], at: datetime, calendar: Calendar
) -> Facets:
    """Return what narrows `found`: `authors` are those of its documents by key, `space_ids` what the searcher reads."""
    return Facets(
        _useful(_who(Counter(authors.values())), len(found)),
        _useful(_where([ref for _match, ref in found], space_ids), len(found)),
        _useful(_when([match.at for match, ref in found if ref.type != PERSON], at, calendar), len(found)),
    )


def _useful(options: Sequence[Option], total: int) -> Sequence[Option]:
    return [option for option in options if option.count < total]


def _who(counts: Counter[int]) -> list[Option]:
    first = _first(counts)
    people = names_of(list(first))
    return [Option(Filter("from", f"@{people[pk].code}"), str(people[pk]), count) for pk, count in first.items() if pk in people]


def _where(refs: Sequence[Ref], space_ids: Collection[int]) -> list[Option]:
    """Count by unit, with those below it, and by group; colleagues are where they work."""
    standing: dict[int, set[Ref]] = defaultdict(set)
    for ref, space_id in places_of(refs, space_ids):
        standing[space_id].add(ref)
    spaces = Space.objects.filter(pk__in=standing, kind__in=(Space.Kind.UNIT, Space.Kind.GROUP, Space.Kind.ORGANISATION))
    homes = units_of(ids=[ref.id for ref in refs if ref.type == PERSON])
    units = Unit.objects.in_bulk() if homes or any(space.kind == Space.Kind.UNIT for space in spaces) else {}
    named: dict[str, set[Ref]] = defaultdict(set)
    for space in spaces:
        if space.kind == Space.Kind.UNIT and space.subject_id is not None and space.subject_id in units:
            _add(named, units, space.subject_id, standing[space.pk])
        elif space.kind != Space.Kind.UNIT:
            named[space.name] |= standing[space.pk]
    for person_id, unit_id in homes.items():
        _add(named, units, unit_id, {Ref(PERSON, person_id)})
    first = _first(Counter({name: len(found) for name, found in named.items()}))
    return [Option(Filter("in", name), name, count) for name, count in first.items()]


def _add(named: dict[str, set[Ref]], units: Mapping[int, Unit], unit_id: int, refs: set[Ref]) -> None:
    for pk in units[unit_id].ancestor_ids:
        named[units[pk].name] |= refs


def _when(times: Sequence[int], at: datetime, calendar: Calendar) -> list[Option]:
    """Count by year, or by month where all are of one year."""
    days = [datetime.fromtimestamp(seconds, at.tzinfo).date() for seconds in times]
    language = get_language() or "fa"
    by_month = len({year_month_day(day, calendar)[0] for day in days}) == 1
    counts: Counter[date] = Counter(period_bounds(day, period="month" if by_month else "year", calendar=calendar).start for day in days)
    options = []
    for start in sorted(counts, reverse=True)[:MOST_OPTIONS]:
        year, month, _day = year_month_day(start, calendar)
        bounds = period_bounds(start, period="month" if by_month else "year", calendar=calendar)
        value = f"{year}/{month:02}" if by_month else str(year)
        options.append(Option(Filter("on", value), days_said(bounds, language=language, calendar=calendar), counts[start]))
    return options


def _first(counts: Counter[Key]) -> dict[Key, int]:
    """Return the greatest counts, equals in the order of their keys."""
    return dict(sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:MOST_OPTIONS])
