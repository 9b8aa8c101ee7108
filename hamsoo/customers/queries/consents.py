"""What customers agreed to."""

from collections.abc import Sequence

from hamsoo.customers.models import ConsentChange
from hamsoo.identity.models import Customer, SourceRecord
from hamsoo.people.models import Person


def consent_history(*, person: Person, customer: Customer) -> Sequence[ConsentChange]:
    """Return what a customer agreed to and took back, as far as `person` sees, the newest first."""
    visible = SourceRecord.objects.visible_to(person).filter(customer=customer)
    return list(ConsentChange.objects.filter(record__in=visible).select_related("by__unit").order_by("-at", "-pk"))


def consents_of(*, person: Person, customer: Customer) -> dict[str, ConsentChange]:
    """Return by purpose what holds now; a purpose that nobody asked about is left out, and is no consent."""
    held: dict[str, ConsentChange] = {}
    for change in consent_history(person=person, customer=customer):
        held.setdefault(change.purpose, change)
    return held
