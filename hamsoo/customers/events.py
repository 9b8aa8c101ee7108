"""Facts about customers. A customer stands in them as the source record that each hangs on, and so moves with it."""

from django.utils.translation import gettext_lazy as _

from hamsoo.ledger.events import Event
from hamsoo.ledger.traits import Timeline


class CustomerAdded(Event, Timeline, icon="building-2", sentence=_("%(actor)s added the customer “%(customer)s”")):
    """Somebody added a customer by hand."""

    record_id: int


class RecordTakenOut(Event, Timeline, icon="unlink", sentence=_("%(actor)s took the record “%(customer)s” out of a customer")):
    """Somebody took back every decision that made a record one customer with others; the decisions stay on record."""

    record_id: int
    decision_ids: tuple[int, ...]
