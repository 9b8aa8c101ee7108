"""What is promised about time: pages for administrators."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hamsoo.cases import actions, queries, rules
from hamsoo.cases.models import Case
from hamsoo.cases.promise_forms import DayForm, LoadForm, PolicyForm, WorkingHoursForm
from hamsoo.kernel import clock
from hamsoo.kernel.errors import DomainError, NotFound
from hamsoo.people.models import Person, Unit
from hamsoo.people.queries import require_colleague
from hamsoo.ui.pages import go, refuse, render

_PAGE = ("GET", "HEAD", "POST")


def _keeper(request: HttpRequest) -> Person:
    person = require_colleague(request.person)  # type: ignore[attr-defined]
    if not rules.can_keep_promises(person):
        raise NotFound
    return person


def _units() -> list[Unit]:
    return list(Unit.objects.open().order_by("path")[:500])


@require_safe
def promises(request: HttpRequest) -> HttpResponse:
    """List what is promised, with a preview: `?unit=` and `?priority=` say of which case."""
    _keeper(request)
    now, units = clock.now(), _units()
    asked = request.GET.get("unit", "")
    unit = next((one for one in units if str(one.pk) == asked), units[0] if units else None)
    priority = next((value for value in Case.Priority.values if str(value) == request.GET.get("priority")), Case.Priority.URGENT)
    context: dict[str, Any] = {
        "versions": queries.versions_in_force(at=now),
        "units": units,
        "unit": unit,
        "priority": priority,
        "now": now,
    }
    context["priorities"] = Case.Priority.choices
    if unit is not None:
        clocks = queries.preview(unit=unit, priority=priority, at=now)
        context |= {"clocks": clocks, "days": queries.week_of(clocks=clocks, calendar=queries.hours_now(unit=None, at=now), at=now)}
    return render(request, "cases/promises.html", context, fragment="cases/_preview.html")


@require_http_methods(_PAGE)
def promise(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Promise something, or say it otherwise from now on."""
    keeper, now = _keeper(request), clock.now()
    policy = queries.policy(pk=pk) if pk is not None else None
    version = next((row for row in queries.versions_in_force(at=now) if row.policy_id == pk), None)
    if policy is not None and version is None:
        raise NotFound
    form = PolicyForm(request.POST or None, types=queries.types(), units=_units(), version=version)
    if request.method == "POST" and form.is_valid():
        scope = policy.scope if policy else form.cleaned_data["scope"]
        try:
            actions.set_policy(actor=keeper, at=now, scope=scope, policy=policy, **form.says())
            messages.success(request, _("This is promised from now on. What ran until now keeps its measure."))
            return go(request, reverse("cases:promises"))
        except DomainError as error:
            refuse(form, error)
    return render(request, "cases/promise.html", {"form": form, "version": version})


@require_POST
def end_promise(request: HttpRequest, pk: int) -> HttpResponse:
    """Promise something no more."""
    keeper = _keeper(request)
    actions.end_policy(actor=keeper, policy=queries.policy(pk=pk), at=clock.now())
    messages.success(request, _("This is promised no more."))
    return go(request, reverse("cases:promises"))


@require_http_methods(_PAGE)
def hours(request: HttpRequest) -> HttpResponse:
    """Say by which hours clocks run; `?unit=` shows those of a unit."""
    keeper, now, units = _keeper(request), clock.now(), _units()
    asked = request.POST.get("unit") if request.method == "POST" else request.GET.get("unit", "")
    unit = next((one for one in units if str(one.pk) == asked), None)
    calendar = queries.hours_now(unit=unit, at=now)
    form = WorkingHoursForm(request.POST or None, units=units, calendar=calendar, on=now.date(), initial={"unit": unit.pk if unit else ""})
    if request.method == "POST" and form.is_valid():
        actions.set_hours(actor=keeper, unit=unit, calendar=form.cleaned_data["calendar"], at=now)
        messages.success(request, _("These hours hold from now on. What ran until now keeps its measure."))
        return go(request, reverse("cases:promises"))
    return _hours(request, unit, form, DayForm(initial={"unit": unit.pk if unit else None}))


@require_POST
def day(request: HttpRequest) -> HttpResponse:
    """Correct a day of a calendar."""
    keeper, now, units = _keeper(request), clock.now(), _units()
    unit = next((one for one in units if str(one.pk) == request.POST.get("unit")), None)
    form = DayForm(request.POST)
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("on", "kind", "spans", "reason")}
        try:
            actions.correct_day(actor=keeper, unit=unit, at=now, **given)
            messages.success(request, _("This day is corrected. What ran until now keeps its measure."))
            return go(request, reverse("cases:hours") + (f"?unit={unit.pk}" if unit else ""))
        except DomainError as error:
            refuse(form, error)
    calendar = queries.hours_now(unit=unit, at=now)
    week = WorkingHoursForm(units=units, calendar=calendar, on=now.date(), initial={"unit": unit.pk if unit else ""})
    return _hours(request, unit, week, form)


def _hours(request: HttpRequest, unit: Unit | None, form: WorkingHoursForm, day_form: DayForm) -> HttpResponse:
    now = clock.now()
    calendar = queries.hours_now(unit=unit, at=now)
    coming = [one for one in calendar.corrections if one.on >= localdate(now, calendar.time_zone)]
    return render(request, "cases/hours.html", {"form": form, "day_form": day_form, "unit": unit, "coming": coming, "units": _units()})


def _loads_of(request: HttpRequest) -> tuple[Person, list[Unit], Unit]:
    """Return the reader, the units whose loads they say, and the one that is asked for; raise `NotFound` for who says none."""
    person = require_colleague(request.person)  # type: ignore[attr-defined]
    units = queries.units_kept(person=person)
    if not units:
        raise NotFound
    return person, units, next((one for one in units if str(one.pk) == request.GET.get("unit")), units[0])


@require_http_methods(_PAGE)
def loads(request: HttpRequest) -> HttpResponse:
    """Say how many cases each colleague of a unit takes at most; `?unit=` says of which."""
    person, units, unit = _loads_of(request)
    found, form = queries.loads(unit=unit), LoadForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        of = next((one.person for one in found if one.person.pk == form.cleaned_data["person"]), None)
        if of is None:
            raise NotFound
        try:
            actions.set_load_limit(actor=person, person=of, most=form.cleaned_data["most"])
            return go(request, f"{reverse('cases:loads')}?unit={unit.pk}")
        except DomainError as error:
            refuse(form, error)
    context = {"loads": found, "units": units, "unit": unit, "form": form, "usual": actions.USUAL_LOAD}
    return render(request, "cases/loads.html", context)
