"""The inbox and the bell."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from hamsoo.kernel import clock
from hamsoo.kernel.errors import NotFound
from hamsoo.notices import actions, queries
from hamsoo.notices.kinds import kind
from hamsoo.notices.views.reading import reader_of
from hamsoo.people.models import Person
from hamsoo.ui import pages


@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """Show the inbox, all or unread; with `before`, the lines that follow."""
    return _inbox(request, reader_of(request))


def _inbox(request: HttpRequest, person: Person) -> HttpResponse:
    show = request.GET.get("show", "")
    show = show if show in ("unread", "later") else ""
    before = _number(request.GET.get("before"))
    page = queries.inbox(person=person, only_unread=show == "unread", is_later=show == "later", before=before)
    shown = {"show": show} if show else {}
    context = {
        "lines": [(line, kind(line.kind)) for line in page.items],
        "show": show,
        "refresh_url": f"{reverse('notices:inbox')}?{urlencode(shown)}",
        "more_url": f"{reverse('notices:inbox')}?{urlencode({**shown, 'before': page.before})}" if page.before else "",
    }
    fragment = "notices/_lines.html" if before else "notices/_inbox.html"
    return pages.render(request, "notices/inbox.html", context, fragment=fragment)


@require_safe
def count(request: HttpRequest) -> HttpResponse:
    """Show how much is unread, for the bell; it is silent in the reader's quiet hours."""
    person = reader_of(request)
    return pages.render(request, "ui/_unread.html", {"unread": queries.bell_count(person=person, at=clock.now())})


@require_safe
def open_notice(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Go where a notice leads, and mark its line as read: following it again changes nothing more."""
    person = reader_of(request)
    shown = queries.notice(person=person, entry_id=entry_id)
    actions.mark_read(actor=person, entry_ids=queries.alike(person=person, entry_id=entry_id), at=clock.now())
    return pages.go(request, shown.details.url)


@require_POST
def reading(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Mark a line as read."""
    person = reader_of(request)
    actions.mark_read(actor=person, entry_ids=queries.alike(person=person, entry_id=entry_id), at=clock.now())
    return _after(request, person)


@require_POST
def done(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Put a line away."""
    person = reader_of(request)
    actions.put_away(actor=person, entry_ids=queries.alike(person=person, entry_id=entry_id), at=clock.now())
    return _after(request, person)


@require_POST
def readings(request: HttpRequest) -> HttpResponse:
    """Mark everything as read."""
    person = reader_of(request)
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
