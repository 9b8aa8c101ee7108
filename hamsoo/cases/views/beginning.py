"""Opening a case for a customer, and the cases of a customer beside their page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from hamsoo.cases import actions, queries
from hamsoo.cases.forms import CaseForm
from hamsoo.cases.views.single import reader
from hamsoo.identity.queries import record as record_of
from hamsoo.kernel import clock
from hamsoo.kernel.errors import DomainError, Invalid
from hamsoo.ui.pages import go, refuse, render


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, record_pk: int) -> HttpResponse:
    """Open a case for a customer, in one's own unit."""
    person = reader(request)
    record = record_of(person=person, pk=record_pk)
    form = CaseForm(request.POST or None, fields=[])
    if request.method == "POST" and form.is_valid():
        try:
            if person.unit is None:
                raise Invalid
            given = {name: form.cleaned_data[name] for name in ("subject", "priority", "type")}
            case = actions.open(actor=person, unit=person.unit, record=record, **given, at=clock.now())
            if form.cleaned_data["tags"]:
                actions.edit(actor=person, case=case, tags=form.tag_list, at=clock.now())
            return go(request, case.get_absolute_url())
        except DomainError as error:
            refuse(form, error)
    return render(request, "cases/new.html", {"record": record, "form": form})


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Show, on the first page, the reader's open cases by their clocks."""
    rows, count = queries.mine(person=reader(request), at=clock.now())
    return render(request, "cases/_mine.html", {"rows": rows, "count": count})


@require_safe
def of_record(request: HttpRequest, record_pk: int) -> HttpResponse:
    """Show the open cases of a customer that the reader may read; called with one of its records."""
    person = reader(request)
    record = record_of(person=person, pk=record_pk)
    return render(request, "cases/_of_record.html", {"record": record, "cases": queries.open_of_customer(person=person, record=record)})


@require_safe
def of_whole(request: HttpRequest, record_pk: int) -> HttpResponse:
    """Show the open cases of a company, its contacts and the companies below it."""
    person = reader(request)
    record = record_of(person=person, pk=record_pk)
    cases = queries.open_of_customer(person=person, record=record, with_below=True, limit=30)
    return render(request, "cases/_of_record.html", {"record": record, "cases": cases})
