"""The feed, of everything and of one place."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from hamsoo.kernel.cursors import read_cursor
from hamsoo.kernel.errors import NotFound
from hamsoo.social import feed, queries
from hamsoo.social.forms import PostForm
from hamsoo.social.views.reading import number, reader_of
from hamsoo.ui import pages

TABS: tuple[feed.Tab, ...] = ("me", "team", "all")


@require_safe
def feed_page(request: HttpRequest) -> HttpResponse:
    """Show the feed with a place to write; with `before`, the items that follow."""
    person, tab = reader_of(request), _tab(request)
    before = _cursor(request.GET.get("before"))
    page = feed.feed(person=person, tab=tab, before=before)
    context = {
        "page": page,
        "tab": tab,
        "person": person,
        "more_url": feed.more_url(tab, page.before),
        "news_count": 0,
        "since": page.position,
    }
    if before:
        return pages.render(request, "social/feed.html", context, fragment="social/_items.html")
    return pages.render(request, "social/feed.html", {**context, "form": PostForm(person=person)}, fragment="social/_feed.html")


@require_safe
def of_space(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what is written in a group, with a place to write for those who may; with `before`, the items that follow."""
    person = reader_of(request)
    space = queries.space(person=person, pk=pk)
    before = _cursor(request.GET.get("before"))
    page = feed.feed(person=person, tab="all", before=before, space=space)
    context = {"page": page, "person": person, "space": space, "more_url": feed.more_url_of_space(space, page.before)}
    if before:
        return pages.render(request, "social/_items.html", context)
    form = PostForm(person=person, initial={"space": space.pk})
    writes = any(value == space.pk for value, _name in form.places)
    return pages.render(request, "social/_of_space.html", {**context, "form": form if writes else None})


@require_safe
def news(request: HttpRequest) -> HttpResponse:
    """Say how much is new in the feed since the place in the log where its reader stands."""
    person, tab = reader_of(request), _tab(request)
    since = number(request.GET.get("since"))
    context = {"tab": tab, "since": since, "news_count": feed.news_count(person=person, tab=tab, since=since)}
    return pages.render(request, "social/_news.html", context)


def _tab(request: HttpRequest) -> feed.Tab:
    asked = request.GET.get("tab")
    return next((tab for tab in TABS if tab == asked), "me")


def _cursor(text: str | None) -> feed.Cursor | None:
    if not text:
        return None
    try:
        return read_cursor(text)
    except ValueError:
        raise NotFound from None
