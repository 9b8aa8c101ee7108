"""Blogs: of persons and of groups, as pages and panels, and as feeds for programs."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from hamsoo.kernel import clock
from hamsoo.kernel.cursors import read_cursor
from hamsoo.kernel.errors import NotFound
from hamsoo.people import queries as people
from hamsoo.people.models import Person
from hamsoo.social import actions, queries
from hamsoo.social.views.reading import reader_of
from hamsoo.spaces.models import Space
from hamsoo.threads.queries import tallies
from hamsoo.ui import pages

IN_PANEL = 3


@require_safe
def blog_of_person(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the articles of a colleague."""
    reader = reader_of(request)
    author = people.colleague(person=reader, pk=pk)
    return _blog(request, reader, {"author": author, "blog": author, "ref": ("person", pk)})


@require_safe
def blog_of_space(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the articles of a group."""
    reader = reader_of(request)
    space = queries.space(person=reader, pk=pk)
    return _blog(request, reader, {"space": space, "blog": space, "ref": ("space", pk)})


def _blog(request: HttpRequest, reader: Person, whose: Mapping[str, Any]) -> HttpResponse:
    author, space = whose.get("author"), whose.get("space")
    before = _cursor(request.GET.get("before"))
    page = queries.articles(person=reader, author=author, space=space, before=before)
    found = tallies(person=reader, refs=[post.ref for post in page.items])
    context = {
        **whose,
        "page": page,
        "tallies": found,
        # The space of a unit is followed by following the unit.
        "can_follow": author != reader if space is None else space.kind == space.Kind.GROUP,
        "may_write": author == reader or (space is not None and space in queries.writable_spaces(person=reader)),
        "more_url": f"{request.path}?{urlencode({'before': f'{page.before[0].isoformat()}_{page.before[1]}'})}" if page.before else "",
    }
    if before:
        return pages.render(request, "social/blogs/_articles.html", context)
    return pages.render(request, "social/blogs/blog.html", context)


@require_safe
def blog_panel(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the latest articles of a colleague in their profile."""
    reader = reader_of(request)
    author = people.colleague(person=reader, pk=pk)
    page = queries.articles(person=reader, author=author, limit=IN_PANEL)
    return _panel(request, page, author.pk, reverse("social:blog_of_person", args=[pk]))


@require_safe
def blog_panel_of_space(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the latest articles of a group on its page."""
    reader = reader_of(request)
    space = queries.space(person=reader, pk=pk)
    page = queries.articles(person=reader, space=space, limit=IN_PANEL)
    return _panel(request, page, space.pk, reverse("social:blog_of_space", args=[pk]))


def _panel(request: HttpRequest, page: queries.Articles, pk: int, url: str) -> HttpResponse:
    return pages.render(request, "social/blogs/_panel.html", {"page": page, "pk": pk, "url": url})


@require_http_methods(["GET", "HEAD", "POST"])
def feed_address(request: HttpRequest) -> HttpResponse:
    """Show how a feed reader reads blogs; make a key for it (shown this once), or revoke it (`revoke=1`)."""
    person, key = reader_of(request), ""
    if request.method == "POST" and request.POST.get("revoke") == "1":
        actions.revoke_feed_token(actor=person)
        messages.success(request, gettext("The address opens nothing any more."))
        return pages.go(request, request.path)
    if request.method == "POST":
        key = actions.renew_feed_token(actor=person, at=clock.now())
    of = request.GET.get("of", "")
    kind, _colon, number = of.partition(":")
    is_blog = kind in ("person", "space") and number.isascii() and number.isdigit() and len(number) < 19
    route = "social:atom_of_space" if kind == "space" else "social:atom_of_person"
    path = reverse(route, args=[int(number) if is_blog else person.pk, key]) if key else ""
    context = {"url": f"{settings.PUBLIC_URL}{path}" if path else "", "has_token": queries.has_feed_token(person=person)}
    return pages.render(request, "social/blogs/feed_address.html", context)


@login_not_required
@require_safe
def atom_of_person(request: HttpRequest, pk: int, key: str) -> HttpResponse:  # noqa: ARG001 - the key says who asks
    """Hand the articles of a colleague to a feed reader, as far as whose key it is may read them now."""
    reader = queries.reader_by_key(key=key)
    author = people.colleague(person=reader, pk=pk)
    page = queries.articles(person=reader, author=author)
    return _atom(reader, page, {"name": author.name, "url": reverse("social:blog_of_person", args=[pk])})


@login_not_required
@require_safe
def atom_of_space(request: HttpRequest, pk: int, key: str) -> HttpResponse:  # noqa: ARG001 - the key says who asks
    """Hand the articles of a group to a feed reader."""
    reader = queries.reader_by_key(key=key)
    space: Space = queries.space(person=reader, pk=pk)
    page = queries.articles(person=reader, space=space)
    return _atom(reader, page, {"name": space.name, "url": reverse("social:blog_of_space", args=[pk])})


def _atom(reader: Person, page: queries.Articles, blog: Mapping[str, str]) -> HttpResponse:
    account = reader.account
    with translation.override(account.language if account else settings.LANGUAGE_CODE):
        context = {"page": page, "blog": blog, "site": settings.PUBLIC_URL, "now": clock.now(), "language": translation.get_language()}
        text = render_to_string("social/blogs/atom.xml", context)
    answer = HttpResponse(text, content_type="application/atom+xml; charset=utf-8")
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _cursor(text: str | None) -> tuple[datetime, int] | None:
    if not text:
        return None
    try:
        return read_cursor(text)
    except ValueError:
        raise NotFound from None
