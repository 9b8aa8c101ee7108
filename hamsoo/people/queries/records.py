"""The company's record, for those who keep it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from hamsoo.kernel.errors import NotFound
from hamsoo.kernel.text import fold
from hamsoo.people.models import Person, PersonQuerySet, Unit, UnitQuerySet
from hamsoo.people.rules import can_manage_people, keeps_record, kept_unit

PAGE = 50

_HERE = Q(left_on=None)
FILTERS: Mapping[str, Q] = {
    "here": _HERE,
    "no_unit": _HERE & Q(unit=None),
    "no_manager": _HERE & Q(manager=None),
    "manager_left": _HERE & Q(manager__left_on__isnull=False),
    "no_account": _HERE & Q(account=None),
    "administrators": _HERE & Q(is_administrator=True),
    "left": Q(left_on__isnull=False),
}
"""What the list can be narrowed to, by name."""


@dataclass(frozen=True, slots=True)
class Records:
    """One page of the record: people in the order of the Persian alphabet, how many each filter keeps, and the id to go on from."""

    people: Sequence[Person]
    counts: Mapping[str, int]
    after: int | None


def require_keeper(person: Person | None) -> Person:
    """Return who asks; raise `NotFound` for everybody who may write nothing of the company's record: for them there is nothing here."""
    if person is None or not keeps_record(person):
        raise NotFound
    return person


def require_keeper_of_all(person: Person | None) -> Person:
    """Return who asks; raise `NotFound` for everybody who may not write the record of the whole company."""
    if person is None or not can_manage_people(person):
        raise NotFound
    return person


def kept_people(*, person: Person | None) -> PersonQuerySet:
    """Return whose record `person` keeps, leavers included; raise `NotFound` for who keeps none."""
    unit = kept_unit(require_keeper(person))
    return Person.objects.all() if unit is None else Person.objects.filter(unit__path__startswith=unit.path)


def kept_units(*, person: Person | None) -> UnitQuerySet:
    """Return the units whose record `person` keeps, closed ones included; raise `NotFound` for who keeps none."""
    unit = kept_unit(require_keeper(person))
    return Unit.objects.all() if unit is None else Unit.objects.filter(path__startswith=unit.path)


def records(*, person: Person | None, words: str = "", kept: str = "here", after: int | None = None) -> Records:
    """Return people whose names, codes or addresses hold all of `words`, narrowed to the filter called `kept`."""
    found, keeps_all = kept_people(person=person), person is not None and can_manage_people(person)
    for word in fold(words).split():
        found = found.filter(Q(folded_names__contains=word) | Q(code__icontains=word) | Q(mail__icontains=word))
    # Who stands in no unit is kept by those alone who keep everything.
    filters = {name: condition for name, condition in FILTERS.items() if keeps_all or name != "no_unit"}
    counts = found.aggregate(**{name: Count("pk", filter=condition) for name, condition in filters.items()})
    found = found.filter(FILTERS.get(kept, _HERE)).select_related("unit", "manager", "account")
    last = Person.objects.filter(pk=after).values_list("sort_key", flat=True).first() if after else None
    if last is not None:
        found = found.filter(Q(sort_key__gt=last) | Q(sort_key=last, pk__gt=after))
    rows = list(found.order_by("sort_key", "pk")[: PAGE + 1])
    return Records(rows[:PAGE], counts, rows[PAGE - 1].pk if len(rows) > PAGE else None)


def record_of(*, person: Person | None, pk: int) -> Person:
    """Return somebody's record, leavers included, for whom may write it; raise `NotFound` otherwise."""
    found = kept_people(person=person).select_related("unit", "manager", "account").filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def unit_record(*, person: Person | None, pk: int) -> Unit:
    """Return a unit, closed ones included, for whom may write it; raise `NotFound` otherwise."""
    found = kept_units(person=person).select_related("head", "deputy", "parent").filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def closed_units(*, person: Person | None) -> list[Unit]:
    """Return the units that were closed, the last one first."""
    return list(kept_units(person=person).filter(closed_on__isnull=False).order_by("-closed_on", "pk"))


def chosen_colleague(*, person: Person | None, words: str) -> Person | None:
    """Return the one colleague who is meant by a personnel code, a mail address or a name; None for none or several."""
    if person is None or not person.is_active or not words.strip():
        return None
    plain = words.strip()
    code = plain[plain.rfind("(") + 1 : -1] if plain.endswith(")") else plain
    known = Person.objects.active().filter(Q(code__iexact=code) | Q(mail__iexact=plain) | Q(account__email=plain.lower())).distinct()[:2]
    found = list(known) or list(_named(plain)[:2])
    return found[0] if len(found) == 1 else None


def colleagues_like(*, person: Person | None, words: str, limit: int = 8) -> list[Person]:
    """Return colleagues to choose from while a name is being written."""
    if person is None or not person.is_active or not fold(words):
        return []
    return list(_named(words).with_unit()[:limit])


def _named(words: str) -> PersonQuerySet:
    found = Person.objects.active()
    for word in fold(words).split():
        found = found.filter(Q(folded_names__contains=word) | Q(code__istartswith=word))
    return found.order_by("sort_key", "pk")
