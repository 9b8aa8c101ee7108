"""How far somebody sees the gaps: the whole organisation, or units with those below them."""

from collections.abc import Sequence
from dataclasses import dataclass

from hamsoo.kernel.errors import NotFound
from hamsoo.people.models import Person, PersonQuerySet, Scope, Unit
from hamsoo.people.queries import units_to_choose
from hamsoo.people.rights import widest
from hamsoo.questions import rules, verbs


@dataclass(frozen=True, slots=True)
class Part:
    """The part of the organisation that is looked at: `unit` with those below it, or all of it (None), and what else can be chosen."""

    unit: Unit | None
    choices: Sequence[Unit]
    has_all: bool
    """Whether all of the organisation can be chosen."""

    def people(self) -> PersonQuerySet:
        """Return who works, or worked, there."""
        everybody = Person.objects.all()
        return everybody.filter(unit__path__startswith=self.unit.path) if self.unit else everybody


def part(*, person: Person, unit_pk: int | None) -> Part:
    """Return the part `unit_pk` names, as far as the reach of `person` goes, without one the widest; raise `NotFound` for all else.

    A right for everywhere reaches everything, one for the own unit reaches that with those below it, and so do heads in what they lead.
    """
    if not rules.sees_gaps(person):
        raise NotFound
    scope = widest(person, verbs.SEE_GAPS)
    if scope == Scope.ALL:
        unit = Unit.objects.filter(pk=unit_pk).first() if unit_pk else None
        if unit_pk and unit is None:
            raise NotFound
        return Part(unit, units_to_choose(person=person, chosen=unit), has_all=True)
    tops = _tops(person, scope)
    unit = Unit.objects.filter(pk=unit_pk).first() if unit_pk else next(iter(tops), None)
    if unit is None or not _is_in(unit, tops):
        raise NotFound
    below = [one for one in units_to_choose(person=person, chosen=unit) if _is_in(one, tops)]
    return Part(unit, [*(top for top in tops if top not in below), *below], has_all=False)


def _tops(person: Person, scope: Scope | None) -> list[Unit]:
    """Return the units that `person` sees, without those below another one of them."""
    own = [person.unit] if scope == Scope.UNIT and person.unit else []
    found = sorted({*own, *Unit.objects.open().filter(head=person)}, key=lambda one: (len(one.ancestor_ids), one.pk))
    return [one for one in found if not any(one != top and one.path.startswith(top.path) for top in found)]


def _is_in(unit: Unit, tops: Sequence[Unit]) -> bool:
    return any(unit.path.startswith(top.path) for top in tops)
