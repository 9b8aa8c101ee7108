"""Who asks."""

from django.http import HttpRequest

from hamsoo.people.models import Person
from hamsoo.people.queries import require_colleague


def reader_of(request: HttpRequest) -> Person:
    """Return the colleague who asks; raise `NotFound` for everybody else."""
    return require_colleague(request.person)  # type: ignore[attr-defined]
