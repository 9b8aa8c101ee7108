"""What the pages read from a request."""

import re
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from hamsoo.kernel.errors import NotFound
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.people.queries import require_colleague

LONGEST_QUERY = 2_000
_NAMED = re.compile(r"([a-z_]{1,40}):([0-9]{1,18})")


def reader_of(request: HttpRequest) -> Person:
    """Return the colleague who asks; raise `NotFound` for everybody else."""
    return require_colleague(request.person)  # type: ignore[attr-defined]


def words_of(request: HttpRequest) -> str:
    """Return what is asked for."""
    return request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_QUERY]


def ref_named(text: str) -> Ref:
    """Return the thing that `text` names as `type:id`; raise `NotFound` for anything else."""
    named = _NAMED.fullmatch(text)
    if named is None:
        raise NotFound
    return Ref(named[1], int(named[2]))


def searching(text: str, type_name: str = "", **more: object) -> str:
    """Return the address of a search."""
    asked = {"q": text, "type": type_name, **more}
    given = {name: int(value) if value is True else value for name, value in asked.items() if value}
    return f"{reverse('finder:search')}?{urlencode(given)}" if given else reverse("finder:search")
