"""What is done with a case from its page: each takes one thing, does it, and shows the page again."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hamsoo.cases import actions, queries, rules
from hamsoo.cases.forms import AssigneeForm, CaseForm
from hamsoo.cases.models import Case
from hamsoo.cases.views.single import back, reader
from hamsoo.kernel import clock
from hamsoo.kernel.errors import DomainError, Invalid
from hamsoo.ui.pages import go, refuse, render

_STEPS: dict[str, Callable[..., Case]] = {
    "working": actions.work_on,
    "resolved": actions.resolve,
    "closed": actions.close,
    "reopened": actions.reopen,
    "taken": actions.take,
}


@require_POST
def state(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a case, work on it, let it wait, bring it to its end, or open it again."""
    person = reader(request)
    found, step = queries.case(person=person, pk=pk), request.POST.get("state", "")
    if step in ("customer", "other"):
        actions.wait(actor=person, case=found, for_customer=step == "customer", at=clock.now())
    elif step in _STEPS:
        _STEPS[step](actor=person, case=found, at=clock.now())
    else:
        raise Invalid(field="state")
    return go(request, back(request, found))


@require_http_methods(["GET", "HEAD", "POST"])
def assignee(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a case to somebody of its unit, or to nobody."""
    person = reader(request)
    found = queries.case(person=person, pk=pk)
    rules.require_can_work(person, found)
    form = AssigneeForm(request.POST or None, case=found, initial={"person": found.assignee_id})
    if request.method == "POST" and form.is_valid():
        try:
            actions.assign(actor=person, case=found, person=form.cleaned_data["person"], at=clock.now())
            return go(request, found.get_absolute_url())
        except DomainError as error:
            refuse(form, error)
    return render(request, "cases/assignee.html", {"case": found, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is kept about a case."""
    person = reader(request)
    found = queries.case(person=person, pk=pk)
    rules.require_can_work(person, found)
    fields = rules.checked_fields(found.type.fields if found.type else [])
    initial = {**found.values, "subject": found.subject, "priority": found.priority, "type": found.type_id, "tags": ", ".join(found.tags)}
    form = CaseForm(request.POST or None, fields=fields, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            kept = {"subject": form.cleaned_data["subject"], "type": form.cleaned_data["type"], "tags": form.tag_list}
            is_same_type = kept["type"] is None or kept["type"] == found.type
            actions.edit(actor=person, case=found, **kept, values=form.values if is_same_type else None, at=clock.now())
            actions.set_priority(actor=person, case=found, priority=form.cleaned_data["priority"], at=clock.now())
            return go(request, found.get_absolute_url())
        except DomainError as error:
            refuse(form, error)
    return render(request, "cases/edit.html", {"case": found, "form": form})


@require_POST
def watching(request: HttpRequest, pk: int) -> HttpResponse:
    """Watch a case, or watch it no more."""
    person = reader(request)
    found = queries.case(person=person, pk=pk)
    if request.POST.get("on") == "1":
        actions.watch(actor=person, case=found, at=clock.now())
    else:
        actions.unwatch(actor=person, case=found)
    return go(request, back(request, found))


@require_POST
def secrecy(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a case confidential, or open it again."""
    person = reader(request)
    found = queries.case(person=person, pk=pk)
    if request.POST.get("on") == "1":
        actions.close_to_others(actor=person, case=found, at=clock.now())
        messages.success(request, _("Only those who are with this case read it now."))
    else:
        actions.open_to_others(actor=person, case=found, at=clock.now())
    return go(request, back(request, found))
