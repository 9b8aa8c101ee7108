"""Who asks, and about which record."""

from django.http import HttpRequest

from hamsoo.identity.models import SourceRecord
from hamsoo.kernel.errors import NotFound
from hamsoo.people.models import Person
from hamsoo.people.queries import require_colleague

_BIGGEST = 2**63 - 1


def reader_of(request: HttpRequest) -> Person:
    """Return the colleague who asks; raise `NotFound` for everybody else."""
    return require_colleague(request.person)  # type: ignore[attr-defined]


def record_of(reader: Person, pk: int) -> SourceRecord:
    """Return a record that they read, or raise `NotFound`."""
    rows = SourceRecord.objects.visible_to(reader).select_related("system", "customer")
    found = rows.filter(pk=pk).first() if pk <= _BIGGEST else None
    if found is None:
        raise NotFound
    return found
