"""The inbox and the bell."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from hamsoo.kernel import clock
from hamsoo.kernel.errors import NotFound
from hamsoo.notices import actions, queries
from hamsoo.notices.kinds import kind
from hamsoo.people.models import Person
from hamsoo.people.queries import require_colleague
from hamsoo.ui import pages


def _reader(request: HttpRequest) -> Person:
    return require_colleague(request.person)  # type: ignore[attr-defined]


@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """Show the inbox, all or unread; with `before`, the lines that follow."""
    return _inbox(request, _reader(request))


def _inbox(request: HttpRequest, person: Person) -> HttpResponse:
    only_unread = request.GET.get("show") == "unread"
    before = _number(request.GET.get("before"))
    page = queries.inbox(person=person, only_unread=only_unread, before=before)
    shown = {"show": "unread"} if only_unread else {}
    context = {
        "lines": [(line, kind(line.kind)) for line in page.items],
        "only_unread": only_unread,
        "refresh_url": f"{reverse('notices:inbox')}?{urlencode(shown)}",
        "more_url": f"{reverse('notices:inbox')}?{urlencode({**shown, 'before': page.before})}" if page.before else "",
    }
    fragment = "notices/_lines.html" if before else "notices/_inbox.html"
    return pages.render(request, "notices/inbox.html", context, fragment=fragment)


@require_safe
def count(request: HttpRequest) -> HttpResponse:
    """Show how much is unread, for the bell."""
    unread = queries.unread_count(person=_reader(request))
    return pages.render(request, "ui/_unread.html", {"unread": unread})


@require_safe
def open_notice(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Go where a notice leads, and mark its line as read: following it again changes nothing more."""
    person = _reader(request)
    shown = queries.notice(person=person, entry_id=entry_id)
    actions.mark_read(actor=person, entry_ids=queries.alike(person=person, entry_id=entry_id), at=clock.now())
    return pages.go(request, shown.details.url)


@require_POST
def reading(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Mark a line as read."""
    person = _reader(request)
    actions.mark_read(actor=person, entry_ids=queries.alike(person=person, entry_id=entry_id), at=clock.now())
    return _after(request, person)


@require_POST
def done(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Put a line away."""
    person = _reader(request)
    actions.put_away(actor=person, entry_ids=queries.alike(person=person, entry_id=entry_id), at=clock.now())
    return _after(request, person)


@require_POST
def readings(request: HttpRequest) -> HttpResponse:
    """Mark everything as read."""
    person = _reader(request)
    actions.mark_all_read(actor=person, at=clock.now())
    return _after(request, person)


def _after(request: HttpRequest, person: Person) -> HttpResponse:
    return _inbox(request, person) if pages.wants_fragment(request) else pages.go(request, reverse("notices:inbox"))


def _number(text: str | None) -> int | None:
    if not text:
        return None
    if not text.isascii() or not text.isdigit() or len(text) > 18:
        raise NotFound
    return int(text)
