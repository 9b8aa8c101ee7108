"""Who asks, about which record; and the HTML of mails as an answer."""

from django.http import HttpRequest, HttpResponse

from hamsoo.identity.models import SourceRecord
from hamsoo.interactions import showing
from hamsoo.kernel.errors import NotFound
from hamsoo.people.models import Person
from hamsoo.people.queries import require_colleague

_BIGGEST = 2**63 - 1


def reader_of(request: HttpRequest) -> Person:
    """Return the colleague who asks; raise `NotFound` for everybody else."""
    return require_colleague(request.person)  # type: ignore[attr-defined]


def framed(page: str) -> HttpResponse:
    """Return the HTML of a mail, for a frame of ours that runs nothing and fetches nothing."""
    response = HttpResponse(page, content_type="text/html; charset=utf-8")
    response.headers["Content-Security-Policy"] = showing.POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def record_of(reader: Person, pk: int) -> SourceRecord:
    """Return a record that they read, or raise `NotFound`."""
    rows = SourceRecord.objects.visible_to(reader).select_related("system", "customer")
    found = rows.filter(pk=pk).first() if pk <= _BIGGEST else None
    if found is None:
        raise NotFound
    return found
