"""Many cases: the list and the board, views that are kept, and work on several at once."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_GET, require_POST, require_safe
from procrastinate.contrib.django import app as jobs

from hamsoo.cases import actions, queries
from hamsoo.cases.models import BulkRun, Case
from hamsoo.kernel import clock
from hamsoo.kernel.cursors import read_cursor
from hamsoo.kernel.errors import DomainError, NotFound
from hamsoo.people.models import Person, Unit
from hamsoo.people.queries import require_colleague
from hamsoo.people.queries import unit as unit_of
from hamsoo.ui.pages import go, render, wants_fragment

GO_ON = "cases.go_on"
_DUE = {"late": pgettext_lazy("promise of time", "Late"), "soon": pgettext_lazy("promise of time", "Due soon")}


def _reader(request: HttpRequest) -> Person:
    return require_colleague(request.person)  # type: ignore[attr-defined]


@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """List cases, or with `?look=board` show them by state. The filters are those of `queries.Filters`; `?after=` goes on."""
    reader, filters, now = _reader(request), queries.Filters.read(request.GET.dict()), clock.now()
    context: dict[str, Any] = {"filters": filters, "query": filters.query, "moves": _moves(), "now": now}
    if request.GET.get("look") == "board":
        context["columns"] = queries.board(person=reader, filters=filters, at=now)
    else:
        page = queries.cases(person=reader, filters=filters, at=now, after=_after(request))
        context |= {"page": page, "part": request.GET.get("after", "")}
        if page.after:
            context["more_url"] = f"{request.path}?{filters.query}&after={page.after[0].isoformat().replace('+', '%2B')}_{page.after[1]}"
        if request.GET.get("after") and wants_fragment(request):
            return render(request, "cases/list.html", context, fragment="cases/_rows.html")
    context |= {
        "groups": _groups(reader, filters, request.GET.get("look") == "board"),
        "views": queries.views(person=reader),
        "looks": _looks(filters, request.GET.get("look") == "board"),
        "priorities": Case.Priority.choices,
    }
    return render(request, "cases/list.html", context, fragment="cases/_found.html")


def _filters_sent(request: HttpRequest) -> queries.Filters:
    return queries.Filters.read(QueryDict(request.POST.get("query", "")[:1000]).dict())


def _after(request: HttpRequest) -> tuple[datetime, int] | None:
    try:
        return read_cursor(request.GET["after"]) if request.GET.get("after") else None
    except ValueError:
        raise NotFound from None


def _moves() -> list[tuple[str, Any]]:
    return [(str(state), state.label) for state in Case.State if state != Case.State.NEW]


def _looks(filters: queries.Filters, is_board: bool) -> list[tuple[Any, str, bool]]:
    url = reverse("cases:list")
    query = f"&{filters.query}" if filters.query else ""
    return [
        (pgettext_lazy("of cases", "List"), f"{url}?{filters.query}", not is_board),
        (pgettext_lazy("of cases", "Board"), f"{url}?look=board{query}", is_board),
    ]


def _groups(reader: Person, filters: queries.Filters, is_board: bool) -> list[dict[str, Any]]:
    """Return every filter with its choices: (words, address, whether it is chosen)."""
    units = [(str(one.pk), one.name) for one in Unit.objects.open().order_by("path")[:200]]
    people: list[tuple[str, Any]] = [("me", gettext_lazy("Me")), ("none", pgettext_lazy("has a case", "Nobody"))]
    chosen = Person.objects.visible_to(reader).filter(pk=int(filters.assignee)).first() if filters.assignee.isdecimal() else None
    if chosen:
        people.append((str(chosen.pk), chosen.name))
    states = [("open", pgettext_lazy("cases", "All open")), *Case.State.choices]
    known: list[tuple[str, Any, list[tuple[str, Any]]]] = [
        ("state", pgettext_lazy("of a case", "State"), [] if is_board else states),
        ("unit", pgettext_lazy("of a case", "Unit"), units),
        ("assignee", pgettext_lazy("of a case", "Who has it"), people),
        ("priority", pgettext_lazy("of a case", "Priority"), [(str(value), label) for value, label in Case.Priority.choices]),
        ("type", pgettext_lazy("of a case", "Type"), [(str(one.pk), str(one)) for one in queries.types()]),
        ("due", pgettext_lazy("of a case", "Time"), list(_DUE.items())),
        ("tag", pgettext_lazy("of a case", "Tag"), [(filters.tag, filters.tag)] if filters.tag else []),
        ("customer", pgettext_lazy("of a case", "Customer"), [(filters.customer, filters.customer)] if filters.customer else []),
    ]
    return [_group(name, label, choices, filters, is_board) for name, label, choices in known if choices]


def _group(name: str, label: Any, choices: list[tuple[str, Any]], filters: queries.Filters, is_board: bool) -> dict[str, Any]:
    chosen, look, url = asdict(filters)[name], "look=board&" if is_board else "", reverse("cases:list")
    options = [(words, f"{url}?{look}{queries.choices_of(filters, **{name: value})}", value == chosen) for value, words in choices]
    current = next((words for value, words in choices if value == chosen), "") if chosen else ""
    return {"label": label, "options": options, "current": current, "clear": f"{url}?{look}{queries.choices_of(filters, **{name: ''})}"}


@require_POST
def keep_view(request: HttpRequest) -> HttpResponse:
    """Keep the filters of `query` under a name; shared with one's unit where that is ticked."""
    reader, filters = _reader(request), _filters_sent(request)
    unit = unit_of(person=reader, pk=reader.unit_id) if request.POST.get("shared") and reader.unit_id else None
    try:
        actions.keep_view(actor=reader, name=request.POST.get("name", ""), filters=filters, unit=unit, at=clock.now())
        messages.success(request, _("This view is kept."))
    except DomainError as error:
        messages.error(request, str(error))
    return go(request, f"{reverse('cases:list')}?{filters.query}")


@require_POST
def drop_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a view no more."""
    reader = _reader(request)
    actions.drop_view(actor=reader, view=queries.view(person=reader, pk=pk))
    return go(request, reverse("cases:list"))


@require_POST
def several(request: HttpRequest) -> HttpResponse:
    """Plan something with the cases of `ids`, or with `all` for everything that the filters of `query` find; then it is looked at first."""
    reader, now = _reader(request), clock.now()
    sent = [int(pk) for pk in request.POST.getlist("ids") if pk.isascii() and pk.isdecimal() and len(pk) < 19]
    filters = _filters_sent(request)
    ids = queries.ids_found(person=reader, filters=filters, at=now) if request.POST.get("all") else sent
    verb, _colon, value = request.POST.get("do", "").partition(":")
    try:
        run = actions.plan(actor=reader, case_ids=ids, verb=verb, value=value or request.POST.get("value", "")[:80], at=now)
    except DomainError as error:
        messages.error(request, str(error))
        return go(request, f"{reverse('cases:list')}?{filters.query}")
    if request.POST.get("at_once") and len(run.case_ids) == 1:
        return _begin(request, reader, run, f"{reverse('cases:list')}?look=board&{filters.query}")
    return go(request, reverse("cases:several_run", args=[run.pk]))


@require_GET
def several_run(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what will happen, how far it has come, and what was refused."""
    reader = _reader(request)
    run = _run(reader, pk)
    shown = Case.objects.visible_to(reader).filter(pk__in=[*run.case_ids[:10], *(pk for pk, _words in run.refused[:100])]).in_bulk()
    refused = [(shown.get(pk), pk, words) for pk, words in run.refused[:100]]
    first = [shown[pk] for pk in run.case_ids[:10] if pk in shown]
    percent = 100 * run.gone_through // len(run.case_ids)
    context = {"run": run, "first": first, "refused": refused, "percent": percent, "value": _value_in_words(reader, run)}
    return render(request, "cases/several.html", context, fragment="cases/_several.html")


@require_POST
def several_start(request: HttpRequest, pk: int) -> HttpResponse:
    """Do what was planned: a few at once, many by the worker."""
    reader = _reader(request)
    return _begin(request, reader, _run(reader, pk), reverse("cases:several_run", args=[pk]))


def _begin(request: HttpRequest, reader: Person, run: BulkRun, to: str) -> HttpResponse:
    if actions.start(actor=reader, run=run, at=clock.now()):
        jobs.configure_task(GO_ON).defer(run_id=run.pk)
    run.refresh_from_db()
    if len(run.case_ids) == 1 and run.refused:
        messages.error(request, run.refused[0][1])
    return go(request, to)


def _run(reader: Person, pk: int) -> BulkRun:
    run = BulkRun.objects.filter(person=reader, pk=pk).first()
    if run is None:
        raise NotFound
    return run


def _value_in_words(reader: Person, run: BulkRun) -> str:
    if run.verb == BulkRun.Verb.PRIORITY:
        return str(Case.Priority(int(run.value)).label)
    if run.verb == BulkRun.Verb.STATE:
        return str(Case.State(run.value).label)
    if run.verb == BulkRun.Verb.ASSIGN:
        person = Person.objects.filter(pk=int(run.value)).first() if run.value.isdecimal() else None
        return reader.name if run.value == "me" else str(person.name if person else _("Nobody"))
    return run.value


@require_POST
def take_next(request: HttpRequest) -> HttpResponse:
    """Take what is to be done next, and open it."""
    reader = _reader(request)
    try:
        case = actions.take_next(actor=reader, at=clock.now())
    except DomainError as error:
        messages.error(request, str(error))
        return go(request, reverse("cases:list"))
    if case is None:
        messages.success(request, _("Nothing waits in your queue."))
        return go(request, reverse("cases:list"))
    return go(request, case.get_absolute_url())
