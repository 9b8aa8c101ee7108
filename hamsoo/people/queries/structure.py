"""Finding units, and who stands around whom."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from django.db.models import Q

from hamsoo.kernel.errors import NotFound
from hamsoo.kernel.prepared import Prepared
from hamsoo.kernel.text import sort_key
from hamsoo.people.models import Person, Unit

_DEEPEST = 30


# The depth is bounded, so that even a circle in the record would end.
_MANAGERS = """
WITH RECURSIVE above AS (
    SELECT person.*, 1 AS depth FROM people_person AS person WHERE person.id = %s
    UNION ALL
    SELECT person.*, above.depth + 1 FROM people_person AS person JOIN above ON person.id = above.manager_id WHERE above.depth < %s)
SELECT * FROM above WHERE left_on IS NULL ORDER BY depth DESC
"""

_AT_THE_TOP = Prepared(lambda: Unit.objects.filter(Q(parent=None) | Q(parent__parent=None)))


def units(*, person: Person | None) -> list[Unit]:
    """Return all units, each after the one above it, those of one level in the order of the Persian alphabet."""
    if person is None or not person.is_active:
        return []
    found = list(Unit.objects.all())
    return _in_order(found, {unit.pk: unit for unit in found})


def _in_order(some: Iterable[Unit], known: Mapping[int, Unit]) -> list[Unit]:
    """Return some of the units that are known, each after the one above it, those of one level in the order of the Persian alphabet."""

    @cache
    def key(pk: int) -> tuple[str, int]:
        return sort_key(known[pk].name_fa or known[pk].name_en), pk

    return sorted(some, key=lambda unit: [key(pk) for pk in unit.ancestor_ids])


def units_to_choose(*, person: Person | None, chosen: Unit | None) -> list[Unit]:
    """Return the units that narrow a list from here: those on the way down to `chosen`, and those right below it.

    With one unit at the top, which is the whole organisation, its own units are offered from the start.
    """
    if person is None or not person.is_active:
        return []
    found = Unit.objects.filter(Q(parent=None) | Q(pk__in=chosen.ancestor_ids) | Q(parent=chosen)) if chosen else _AT_THE_TOP()
    known = {unit.pk: unit for unit in found}
    tops = [one for one in known.values() if one.parent_id is None]
    at = chosen or (tops[0] if len(tops) == 1 else None)
    way = set(at.ancestor_ids) if at else set()
    offered = [one for one in known.values() if one.pk in way or one.parent_id == (at.pk if at else None)]
    return _in_order([one for one in offered if len(tops) > 1 or one.parent_id is not None], known)


def unit(*, person: Person | None, pk: int) -> Unit:
    """Return the unit `pk`; raise `NotFound` when there is none, or none for `person`."""
    found = Unit.objects.filter(pk=pk).first() if person is not None and person.is_active else None
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True, slots=True)
class Around:
    """Who stands around a person: managers from the top down, colleagues of the same manager (the person among them), and reports."""

    managers: list[Person]
    peers: list[Person]
    reports: list[Person]


def around(*, of: Person) -> Around:
    """Return whom `of` reports to and who reports to them, all of whom work here now."""
    managers = list(Person.objects.raw(_MANAGERS, [of.manager_id, _DEEPEST])) if of.manager_id else []
    near = Person.objects.active().filter(Q(manager=of) | Q(manager=of.manager_id, manager__isnull=False)).order_by("sort_key", "pk")
    rows = list(near)
    reports = [row for row in rows if row.manager_id == of.pk]
    return Around(managers, [row for row in rows if row.manager_id != of.pk] or [of], reports)
