"""Who may look after the installation."""

from hamsoo.kernel.errors import NotFound
from hamsoo.people.models import Person


def is_administrator(person: Person | None) -> bool:
    """Return whether `person` looks after the installation."""
    return person is not None and person.is_active and person.is_administrator


def require_administrator(person: Person | None) -> Person:
    """Return the administrator who asks; for everybody else there is nothing here."""
    if person is None or not is_administrator(person):
        raise NotFound
    return person
