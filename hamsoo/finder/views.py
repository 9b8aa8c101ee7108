"""Pages of the finder: who can help, and everything that can be found."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET

from hamsoo.finder import experts, queries
from hamsoo.finder.kinds import kind_named
from hamsoo.kernel import clock
from hamsoo.people.models import Person
from hamsoo.people.queries import require_colleague
from hamsoo.ui.pages import render, wants_fragment

_LONGEST_QUERY = 2_000
_MOST_PAGES = 1_000


def _reader(request: HttpRequest) -> Person:
    return require_colleague(request.person)  # type: ignore[attr-defined]


def _words(request: HttpRequest) -> str:
    return request.GET.get("q", "").replace("\x00", "").strip()[:_LONGEST_QUERY]


@require_GET
def expert_list(request: HttpRequest) -> HttpResponse:
    """Show who can help with `?q=`, a need in free words; `?now=1` keeps those who can be reached now."""
    reader, need = _reader(request), _words(request)
    only_now = request.GET.get("now") == "1"
    found = experts.experts(person=reader, need=need, at=clock.now(), only_reachable=only_now)
    base = reverse("finder:experts")
    context = {
        "need": need,
        "experts": found,
        "only_now": only_now,
        "now_url": f"{base}?{urlencode({'q': need} if only_now else {'q': need, 'now': 1})}",
    }
    return render(request, "finder/experts.html", context, fragment="finder/_experts.html")


@require_GET
def results(request: HttpRequest) -> HttpResponse:
    """Show what `?q=` finds, of the type `?type=` only if one is given, from `?after=` on."""
    reader, text, chosen = _reader(request), _words(request), request.GET.get("type", "")[:40]
    after = request.GET.get("after", "")
    cursor = min(int(after), _MOST_PAGES) if after.isdecimal() and after.isascii() and len(after) < 6 else 0
    found = queries.search(person=reader, text=text, types=[chosen] if chosen else [], cursor=cursor)
    base = reverse("finder:search")
    filters = [("", None, found.total), *((name, kind_named(name), count) for name, count in found.counts.items())]
    context = {
        "text": text,
        "results": found,
        "after": cursor,
        "filters": [(kind, count, f"{base}?{urlencode({'q': text, 'type': name})}", name == chosen) for name, kind, count in filters],
        "more_url": f"{base}?{urlencode({'q': text, 'type': chosen, 'after': found.next_cursor})}" if found.next_cursor else "",
    }
    return render(request, "finder/search.html", context, fragment="finder/_hits.html" if cursor else "finder/_results.html")


@require_GET
def instant(request: HttpRequest) -> HttpResponse:
    """Show what begins with `?q=`, as options of the command palette; without htmx, the page of results."""
    reader, text = _reader(request), _words(request)
    if not wants_fragment(request):
        return redirect(f"{reverse('finder:search')}?{urlencode({'q': text})}")
    return render(request, "finder/_instant.html", {"text": text, "groups": queries.instant(person=reader, text=text)})
