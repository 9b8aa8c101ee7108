"""Pages of the finder: who can help, and everything that can be found."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET

from hamsoo.finder import actions, experts, queries
from hamsoo.finder.completing import Completion, completions
from hamsoo.finder.facets import Option
from hamsoo.finder.kinds import kind_named
from hamsoo.finder.views.reading import LONGEST_QUERY, reader_of, searching, words_of
from hamsoo.finder.wording import Wording, written
from hamsoo.kernel import clock
from hamsoo.people.models import Person
from hamsoo.people.queries import Filters, languages_to_choose, units, units_to_choose
from hamsoo.ui import appearance
from hamsoo.ui.pages import render, wants_fragment

_EXPERTS = 5
_LONGEST_CODE = 20
_MOST_PAGES = 1_000


def _place(request: HttpRequest) -> int:
    """Return how many to leave out; 0 for what is no number."""
    after = request.GET.get("after", "")
    return min(int(after), _MOST_PAGES) if after.isdecimal() and after.isascii() and len(after) < 6 else 0


@require_GET
def expert_list(request: HttpRequest) -> HttpResponse:
    """Show who can help with `?q=`, a need in free words, from `?after=` on; `?now=1` keeps those who can be reached now."""
    reader, need = reader_of(request), words_of(request)
    only_now, filters = request.GET.get("now") == "1", _filters(request, reader)
    after = _place(request)
    found = experts.find(person=reader, need=need, at=clock.now(), limit=_EXPERTS, after=after, only_reachable=only_now, filters=filters)
    context = {
        "need": need,
        "found": found,
        "experts": found.experts,
        "after": after,
        "more_url": _narrowed(request, after=found.after) if found.after else "",
        "only_now": only_now,
        "now_url": _narrowed(request, now=None if only_now else 1, after=None),
        "groups": _groups(request, reader, filters) if need else [],
        "is_narrowed": only_now or filters != Filters(),
        "fresh_url": f"{request.path}?{urlencode({'q': need})}",
        "is_part": wants_fragment(request),
    }
    return render(request, "finder/experts.html", context, fragment="finder/_listed.html" if after else "finder/_experts.html")


def _filters(request: HttpRequest, reader: Person) -> Filters:
    """Return the department and the language that are asked for; one that does not exist narrows nothing."""
    asked = request.GET.get("unit", "")
    known = {str(unit.pk): unit for unit in units(person=reader)} if asked else {}
    return Filters(unit=known.get(asked), language=request.GET.get("language", "").replace("\x00", "")[:_LONGEST_CODE])


def _groups(request: HttpRequest, reader: Person, filters: Filters) -> list[dict[str, Any]]:
    """Return what else can be chosen beside the need: (words, address, whether it is chosen) of each."""
    departments = units_to_choose(person=reader, chosen=None)
    if filters.unit and filters.unit not in departments:
        departments = [*departments, filters.unit]
    offered = [(str(unit.pk), str(unit)) for unit in departments]
    tongues = languages_to_choose(today=timezone.localdate())
    return [
        _group(request, "unit", _("Department"), offered, str(filters.unit.pk) if filters.unit else ""),
        _group(request, "language", _("Language"), [(one.value, one.name) for one in tongues], filters.language),
    ]


def _group(request: HttpRequest, name: str, label: str, choices: list[tuple[str, str]], chosen: str) -> dict[str, Any]:
    clear = _narrowed(request, **{name: None})
    options = [(words, f"{clear}&{urlencode({name: value})}", value == chosen) for value, words in choices]
    current = next((words for value, words in choices if value == chosen), "")
    return {"label": label, "options": options, "current": current, "clear": clear}


def _narrowed(request: HttpRequest, **changes: object) -> str:
    """Return the address of this list with some of its filters changed (None: left out)."""
    asked = {**request.GET.dict(), **changes}
    return f"{request.path}?{urlencode({name: value for name, value in asked.items() if value is not None})}"


@require_GET
def results(request: HttpRequest) -> HttpResponse:
    """Show what `?q=` finds, of the type `?type=` only if one is given, from `?after=` on; `?exact=1` takes nothing for a slip."""
    reader, text, chosen = reader_of(request), words_of(request), request.GET.get("type", "")[:40]
    cursor = _place(request)
    looks, exact = appearance.current(), request.GET.get("exact") == "1"
    found = actions.search(
        actor=reader,
        text=text,
        at=clock.now().astimezone(timezone.get_current_timezone()),
        calendar=looks.calendar,
        types=[chosen] if chosen else [],
        cursor=cursor,
        literally=exact,
    )
    filters = [("", None, found.total), *((name, kind_named(name), count) for name, count in found.counts.items())]
    context = {
        "text": text,
        "results": found,
        "searches": None if text else queries.own_searches(person=reader),
        "chips": [(chip, searching(written(chip.without, language=looks.language), chosen)) for chip in found.asked.chips],
        "facets": _facets(found, chosen, looks.language),
        "after": cursor,
        "filters": [(kind, count, searching(text, name, exact=exact), name == chosen) for name, kind, count in filters],
        "exact_url": searching(text, chosen, exact=True),
        "more_url": searching(text, chosen, exact=exact, after=found.next_cursor) if found.next_cursor else "",
        "experts_url": f"{reverse('finder:experts')}?{urlencode({'q': found.asked.words})}",
        "is_part": wants_fragment(request),
    }
    return render(request, "finder/search.html", context, fragment="finder/_hits.html" if cursor else "finder/_results.html")


def _facets(found: queries.Results, chosen: str, language: str) -> list[tuple[str, list[tuple[str, int, str, bool]]]]:
    """Return what narrows further, by what it narrows: (words, count, address, whether it is on) of each."""
    wording = found.asked.wording
    named = [
        (pgettext("a part of filters", "Who"), found.facets.who),
        (pgettext("a part of filters", "Where"), found.facets.where),
        (pgettext("a part of filters", "When"), found.facets.when),
    ]
    return [(name, [_option(one, wording, chosen, language) for one in options]) for name, options in named if options]


def _option(one: Option, wording: Wording, chosen: str, language: str) -> tuple[str, int, str, bool]:
    is_on = one.filter in wording.filters
    changed = wording.without(wording.filters.index(one.filter)) if is_on else wording.beside(one.filter)
    return one.label, one.count, searching(written(changed, language=language), chosen), is_on


@require_GET
def instant(request: HttpRequest) -> HttpResponse:
    """Show what begins with `?q=`, as options of the command palette; without htmx, the page of results."""
    reader, text = reader_of(request), words_of(request)
    if not wants_fragment(request):
        return redirect(f"{reverse('finder:search')}?{urlencode({'q': text})}")
    context = {"text": text, "completions": _completions(request, reader), "groups": queries.instant(person=reader, text=text)}
    return render(request, "finder/_instant.html", context)


@require_GET
def complete(request: HttpRequest) -> HttpResponse:
    """Show what the filter could be that `?q=` ends with, as options of a list."""
    return render(request, "finder/_completions.html", {"completions": _completions(request, reader_of(request))})


def _completions(request: HttpRequest, reader: Person) -> list[Completion]:
    at = clock.now().astimezone(timezone.get_current_timezone())
    # What was typed, with the space at its end: a filter that is followed by one is finished.
    text = request.GET.get("q", "").replace("\x00", "")[:LONGEST_QUERY]
    return completions(person=reader, text=text, at=at, calendar=appearance.current().calendar)
