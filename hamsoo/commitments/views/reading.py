"""Who asks, and about which record."""

from django.http import HttpRequest

from hamsoo.identity import queries as identity
from hamsoo.identity.models import SourceRecord
from hamsoo.kernel.errors import NotFound
from hamsoo.people.models import Person
from hamsoo.people.queries import require_colleague

LARGEST = 2**63 - 1


def reader_of(request: HttpRequest) -> Person:
    """Return the colleague who asks; raise `NotFound` for everybody else."""
    return require_colleague(request.person)  # type: ignore[attr-defined]


def record_of(reader: Person, pk: int) -> SourceRecord:
    """Return a record that the reader reads; raise `NotFound` for another, and for a number that none can have."""
    if pk > LARGEST:
        raise NotFound
    return identity.record(person=reader, pk=pk)


def number(text: str | None) -> int | None:
    """Return the number that was sent, or None for what is none."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 19 else None
