"""The units as a tree, with how many people work in each and below it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from hamsoo.kernel.text import fold, sort_key
from hamsoo.people.models import Assignment, Person, Unit, Vacancy


@dataclass(frozen=True, slots=True)
class UnitNode:
    """A unit in the tree. `member_count` work in it itself, `below_count` in it or below it; `seat_count` seats of its own are free.

    `depth` is how far it stands from the top of what is shown, 1 for the top itself.
    """

    unit: Unit
    depth: int
    child_count: int
    member_count: int
    below_count: int
    seat_count: int

    @property
    def is_branch(self) -> bool:
        """Return whether anything stands below."""
        return bool(self.child_count or self.member_count or self.seat_count)


def unit_tree(*, person: Person | None, day: date, below: Unit | None = None) -> list[UnitNode]:
    """Return the units that were open on `day`, each after the one above it, those of one level in the order of the Persian alphabet.

    With `below` only that unit and those below it. Three queries, however many units there are.
    """
    if person is None or not person.is_active:
        return []
    found = Unit.objects.filter(Q(closed_on=None) | Q(closed_on__gt=day)).select_related("head", "deputy")
    if below is not None:
        found = found.filter(path__startswith=below.path)
    units = list(found)
    members = _counted(Assignment.objects.on(day).filter(unit__in=units).values_list("unit").annotate(Count("pk")))
    seats = _counted(Vacancy.objects.on(day).filter(unit__in=units).values_list("unit").annotate(Count("pk")))
    children = Counter(unit.parent_id for unit in units)
    everyone: Counter[int] = Counter()
    for unit in units:
        for above in unit.ancestor_ids:
            everyone[above] += members[unit.pk]
    keys = {unit.pk: (sort_key(unit.name_fa or unit.name_en), unit.pk) for unit in units}
    units.sort(key=lambda unit: [keys.get(pk, ("", pk)) for pk in unit.ancestor_ids])
    top = len(below.ancestor_ids) - 1 if below is not None else 0
    return [
        UnitNode(unit, len(unit.ancestor_ids) - top, children[unit.pk], members[unit.pk], everyone[unit.pk], seats[unit.pk])
        for unit in units
    ]


def level_of(nodes: Sequence[UnitNode], parent: Unit | None) -> list[UnitNode]:
    """Return the nodes that stand right below `parent` (None: at the top)."""
    known = {node.unit.pk for node in nodes}
    if parent is None:
        return [node for node in nodes if node.unit.parent_id not in known]
    return [node for node in nodes if node.unit.parent_id == parent.pk]


def is_called(unit: Unit, words: str) -> bool:
    """Return whether the names of a unit, in either script, hold all of `words`."""
    names = fold(f"{unit.name_fa} {unit.name_en}")
    return bool(fold(words)) and all(word in names for word in fold(words).split())


def _counted(rows: object) -> Counter[int]:
    return Counter(dict(rows))  # type: ignore[call-overload]
