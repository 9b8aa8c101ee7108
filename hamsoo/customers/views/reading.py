"""Who asks, and about whom."""

from django.http import HttpRequest

from hamsoo.identity import queries as identity
from hamsoo.identity.models import Customer
from hamsoo.people.models import Person
from hamsoo.people.queries import require_colleague


def reader_of(request: HttpRequest) -> Person:
    """Return the colleague who asks; raise `NotFound` for everybody else."""
    return require_colleague(request.person)  # type: ignore[attr-defined]


def number(text: str | None) -> int | None:
    """Return the number that was sent, or None for what is none."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 19 else None


def customer_of(reader: Person, number: int) -> tuple[Customer, str]:
    """Return the customer that a number leads to, and its name as the reader sees it; raise `NotFound` for who sees none of it."""
    customer = identity.customer(person=reader, number=number)
    return customer, str(identity.records_of(person=reader, customer=customer).first())
