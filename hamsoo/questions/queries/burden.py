"""Who answers how many requests, and how unequally that is spread."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from hamsoo.people.models import Person, Unit
from hamsoo.people.queries.among import among
from hamsoo.questions.inequality import Point, carriers, gini, lorenz
from hamsoo.questions.models import SPAN, Ask, Question
from hamsoo.questions.queries.carrying import shares
from hamsoo.questions.queries.reach import Part

LEAST_PEOPLE = 5
"""Of fewer people a share would be about one of them, and says nothing."""
LEAST_ANSWERED = 10
MOST_BURDENED = 3
_POINTS = 100


@dataclass(frozen=True, slots=True)
class Burden:
    """How requests are spread over the `people` of a part who were asked: `answered` is how many they answered together.

    `gini` runs from 0 (all answer as many) to nearly 1 (one answers all); `half` people together answered half.
    """

    unit: Unit | None
    people: int
    answered: int
    gini: float
    half: int
    curve: Sequence[Point] = ()

    @property
    def percent(self) -> int:
        """Return the coefficient as it is drawn."""
        return round(100 * self.gini)

    @property
    def shown(self) -> float:
        """Return the coefficient as it is written."""
        return round(self.gini, 2)

    @property
    def path(self) -> str:
        """Return the Lorenz curve as a path in a square of 100, from its lower start to its upper end."""
        steps = self.curve[:: max(1, len(self.curve) // _POINTS)]
        points = steps if not self.curve or steps[-1] == self.curve[-1] else [*steps, self.curve[-1]]
        return "M" + " L".join(f"{100 * x:.1f} {100 - 100 * y:.1f}" for x, y in points)


@dataclass(frozen=True, slots=True)
class Spread:
    """How requests are spread in a part of the organisation (None: too few to say) and in its units, and who answers most.

    `unasked` people have shown a skill in the last year, and nobody asked them.
    """

    whole: Burden | None
    units: Sequence[Burden]
    small_units: int
    """Units of which too few people, or requests, are known to say anything."""
    most: Sequence[tuple[Person, int]]
    unasked: int


def spread(*, person: Person, part: Part, at: datetime) -> Spread:
    """Return how the requests of the last months are spread, by those about questions that `person` may read.

    They are spread over those who were asked and work here.
    """
    asks = Ask.objects.filter(sent_at__gt=at - SPAN, sent_at__lte=at, request__question__in=Question.objects.visible_to(person))
    answered = dict(asks.order_by().values_list("expert").annotate(count=Count("pk", filter=Q(answered_at__isnull=False))))
    shown = set(shares(person).order_by().values_list("person", flat=True))
    known = part.people().active().filter(among("id", sorted(answered.keys() | shown)))
    here = dict(known.order_by("pk").values_list("pk", "unit__path"))
    counts = {pk: answered[pk] for pk in here if pk in answered}
    whole = _burden(None, list(counts.values()))
    units, small = _by_unit(part, counts, here)
    first = sorted((pk for pk in counts if counts[pk]), key=lambda pk: (-counts[pk], pk))[:MOST_BURDENED] if whole else []
    people = Person.objects.with_unit().in_bulk(first) if first else {}
    return Spread(whole, units, small, [(people[pk], counts[pk]) for pk in first], len(here) - len(counts))


def _burden(unit: Unit | None, counts: Sequence[int]) -> Burden | None:
    # Fewer answers than people cannot be spread evenly: the coefficient would tell how few they are, not how they are spread.
    if len(counts) < LEAST_PEOPLE or sum(counts) < max(LEAST_ANSWERED, len(counts)):
        return None
    return Burden(unit, len(counts), sum(counts), gini(counts), carriers(counts, 0.5), () if unit else lorenz(counts))


def _by_unit(part: Part, counts: Mapping[int, int], paths: Mapping[int, str | None]) -> tuple[list[Burden], int]:
    """Return the units right below a part by how unequal they are, and of how many nothing can be said."""
    units = {unit.pk: unit for unit in part.choices if unit.parent_id == (part.unit.pk if part.unit else _root(part))}
    inside: dict[int, list[int]] = defaultdict(list)
    for pk, count in counts.items():
        for number in map(int, filter(None, (paths[pk] or "").split("/"))):
            if number in units:
                inside[number].append(count)
    found = [(unit, _burden(unit, inside[unit.pk])) for unit in units.values()]
    told = sorted((one for _unit, one in found if one), key=lambda one: -one.gini)
    return told, sum(one is None for _unit, one in found)


def _root(part: Part) -> int | None:
    """Return the parent of the units that stand highest of those to choose: one unit at the top is the whole organisation."""
    return min(part.choices, key=lambda one: len(one.ancestor_ids)).parent_id if part.choices else None
