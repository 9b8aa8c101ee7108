"""Finding people and units."""

from hamsoo.kernel.errors import NotFound
from hamsoo.people.models import Person


def require_colleague(person: Person | None) -> Person:
    """Return the colleague who asks; raise `NotFound` for accounts that are none (customers' contacts, partners, leavers)."""
    if person is None or not person.is_active:
        raise NotFound
    return person


def colleague(*, person: Person | None, pk: int) -> Person:
    """Return the colleague `pk` with unit and manager as `person` may see them; raise `NotFound` otherwise."""
    found = Person.objects.visible_to(person).select_related("unit", "manager", "account").filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found
