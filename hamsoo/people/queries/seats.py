"""Positions and free seats."""

from hamsoo.kernel.errors import NotFound
from hamsoo.people.models import Person, Position, Unit, Vacancy
from hamsoo.people.queries.records import kept_units


def positions() -> list[Position]:
    """Return the positions that were written down, from the top level down."""
    return list(Position.objects.all())


def position(*, pk: int) -> Position:
    """Return a position, or raise `NotFound`."""
    found = Position.objects.filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def vacancy(*, person: Person | None, pk: int) -> Vacancy:
    """Return a seat that is free, for who may write the record of its unit; raise `NotFound` otherwise."""
    found = (
        Vacancy.objects.open().filter(pk=pk, unit__in=kept_units(person=person)).select_related("unit", "position", "reports_to").first()
    )
    if found is None:
        raise NotFound
    return found


def vacancies_of(*, unit: Unit) -> list[Vacancy]:
    """Return the free seats of a unit, the longest free first."""
    return list(Vacancy.objects.open().filter(unit=unit).select_related("position", "reports_to").order_by("since_on", "pk"))
