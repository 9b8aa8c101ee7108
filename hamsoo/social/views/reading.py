"""Who asks, and what they hear of those they named."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext

from hamsoo.kernel.errors import NotFound
from hamsoo.people.models import Person
from hamsoo.people.queries import require_colleague


def reader_of(request: HttpRequest) -> Person:
    """Return the colleague who asks; raise `NotFound` for everybody else."""
    return require_colleague(request.person)  # type: ignore[attr-defined]


def number(text: str | None) -> int:
    """Return the number that `text` is, or raise `NotFound`."""
    if not text or not text.isascii() or not text.isdigit() or len(text) > 18:
        raise NotFound
    return int(text)


def tell_unreached(request: HttpRequest, unreached: tuple[Person, ...]) -> None:
    """Tell the writer whom a text names in vain."""
    for somebody in unreached:
        messages.warning(request, gettext("%(name)s may not see this, so they are not told.") % {"name": somebody.name})
