"""What the pages read from a request."""

from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from hamsoo.people.models import Person
from hamsoo.people.queries import require_colleague

LONGEST_QUERY = 2_000


def reader_of(request: HttpRequest) -> Person:
    """Return the colleague who asks; raise `NotFound` for everybody else."""
    return require_colleague(request.person)  # type: ignore[attr-defined]


def words_of(request: HttpRequest) -> str:
    """Return what is asked for."""
    return request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_QUERY]


def searching(text: str, type_name: str = "", **more: object) -> str:
    """Return the address of a search."""
    asked = {"q": text, "type": type_name, **more}
    given = {name: int(value) if value is True else value for name, value in asked.items() if value}
    return f"{reverse('finder:search')}?{urlencode(given)}" if given else reverse("finder:search")
