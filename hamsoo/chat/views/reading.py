"""Who asks, and for what."""

from django.http import HttpRequest

from hamsoo.kernel.errors import NotFound
from hamsoo.people.models import Person
from hamsoo.people.queries import require_colleague


def reader_of(request: HttpRequest) -> Person:
    """Return the colleague who asks; raise `NotFound` for everybody else."""
    return require_colleague(request.person)  # type: ignore[attr-defined]


def number_in(text: str | None) -> int | None:
    """Return the number that an address holds, None for none; raise `NotFound` for what is no number."""
    if not text:
        return None
    if not text.isascii() or not text.isdigit() or len(text) > 18:
        raise NotFound
    return int(text)
