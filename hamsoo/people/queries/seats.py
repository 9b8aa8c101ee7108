"""Positions and free seats."""

from hamsoo.kernel.errors import NotFound
from hamsoo.people.models import Position, Unit, Vacancy


def positions() -> list[Position]:
    """Return the positions that were written down, from the top level down."""
    return list(Position.objects.all())


def position(*, pk: int) -> Position:
    """Return a position, or raise `NotFound`."""
    found = Position.objects.filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def vacancy(*, pk: int) -> Vacancy:
    """Return a seat that is free, or raise `NotFound`."""
    found = Vacancy.objects.open().filter(pk=pk).select_related("unit", "position", "reports_to").first()
    if found is None:
        raise NotFound
    return found


def vacancies_of(*, unit: Unit) -> list[Vacancy]:
    """Return the free seats of a unit, the longest free first."""
    return list(Vacancy.objects.open().filter(unit=unit).select_related("position", "reports_to").order_by("since_on", "pk"))
