"""The fragment that shows what happened to a thing."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from hamsoo.kernel.cursors import read_cursor
from hamsoo.kernel.errors import NotFound
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.people.queries import require_colleague
from hamsoo.threads import targets
from hamsoo.timeline import queries
from hamsoo.ui import pages


def _reader(request: HttpRequest) -> Person:
    return require_colleague(request.person)  # type: ignore[attr-defined]


@require_safe
def of(request: HttpRequest, type: str, pk: int) -> HttpResponse:
    """Show the timeline of a thing; with `before`, the moments that follow."""
    person, ref = _reader(request), Ref(type, pk)
    if targets.takes_part(type):
        targets.get(person=person, ref=ref)
    before = _cursor(request.GET.get("before"))
    page = queries.of(ref=ref, person=person, before=before)
    more = f"{reverse('timeline:of', args=[type, pk])}?{urlencode({'before': _written(page.before)})}" if page.before else ""
    context = {"page": page, "more_url": more, "type": type, "pk": pk}
    fragment = "timeline/_moments.html" if before else "timeline/_timeline.html"
    return pages.render(request, "timeline/timeline.html", context, fragment=fragment)


def _written(cursor: queries.Cursor) -> str:
    return f"{cursor[0].isoformat()}_{cursor[1]}"


def _cursor(text: str | None) -> queries.Cursor | None:
    if not text:
        return None
    try:
        return read_cursor(text)
    except ValueError:
        raise NotFound from None
