"""Who may keep what about customers."""

from django.utils.translation import gettext_lazy as _

from hamsoo.customers import verbs
from hamsoo.identity.models import Customer, SourceRecord
from hamsoo.identity.rules import can_review
from hamsoo.kernel.errors import Conflict, NotAllowed
from hamsoo.people.models import Person
from hamsoo.people.rights import allows
from hamsoo.spaces.models import Level


class NotLinked(Conflict):
    """Nothing that this reader sees makes the record one customer with others."""

    default = _("No decision that you may see ties this record to others.")


def can_keep(person: Person) -> bool:
    """Return whether `person` may add customers."""
    return allows(person, verbs.KEEP)


def require_can_keep(person: Person) -> None:
    """Raise `NotAllowed` for who may not add customers."""
    if not can_keep(person):
        raise NotAllowed


def can_decide(person: Person) -> bool:
    """Return whether `person` may say which records are one customer."""
    return can_review(person)


def record_to_write(person: Person, customer: Customer) -> SourceRecord | None:
    """Return the record on which hangs what `person` writes about a customer: the first where they may write. None: nowhere."""
    rows = SourceRecord.objects.visible_to(person, Level.WRITE).filter(customer=customer)
    return rows.select_related("system").order_by("pk").first()
