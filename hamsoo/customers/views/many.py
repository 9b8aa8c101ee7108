"""Lists of customers that are kept, taken away as a file, and worked on as a whole."""

import csv
import io
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hamsoo.customers import actions, queries
from hamsoo.customers.forms import WorkForm
from hamsoo.customers.jobs import go_on_with_work
from hamsoo.customers.models import Work
from hamsoo.customers.views.lists import asked_of, filters_of
from hamsoo.customers.views.reading import number, reader_of
from hamsoo.kernel import clock
from hamsoo.kernel.errors import DomainError
from hamsoo.kernel.imports.report import harmless
from hamsoo.people.models import Person
from hamsoo.people.queries import colleague_called
from hamsoo.ui.pages import go, refuse, render


@require_POST
def save_list(request: HttpRequest) -> HttpResponse:
    """Keep the filters that were sent under a name, for oneself or one's unit."""
    reader, asked = reader_of(request), asked_of(request.POST)
    name, is_shared = request.POST.get("name", ""), bool(request.POST.get("is_shared"))
    try:
        actions.save_list(actor=reader, name=name, asked=asked, is_shared=is_shared, at=clock.now())
        messages.success(request, gettext("The list is kept. It always shows who meets its filters now."))
    except DomainError as error:
        messages.error(request, str(error))
    return go(request, f"{reverse('customers:list')}?{urlencode(asked)}")


@require_POST
def drop_list(request: HttpRequest, list_pk: int) -> HttpResponse:
    """Drop a list of one's own."""
    actions.drop_list(actor=reader_of(request), pk=list_pk)
    return go(request, reverse("customers:list"))


@require_POST
def export_list(request: HttpRequest) -> HttpResponse:
    """Hand out the customers of a list, or the chosen ones, as CSV; nothing in it is ever taken for a formula."""
    reader = reader_of(request)
    filters, chosen = filters_of(request.POST, reader), _chosen(request.POST)
    rows = actions.export_list(actor=reader, filters=filters, numbers=chosen or None, at=clock.now())
    text = io.StringIO()
    # Excel needs the mark to read Persian.
    text.write("\ufeff")
    csv.writer(text).writerows([harmless(cell) for cell in row] for row in rows)
    headers = {"Content-Disposition": 'attachment; filename="customers.csv"'}
    return HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8", headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
def begin_work(request: HttpRequest) -> HttpResponse:
    """Show what can be done to the customers of a list (`?number=`: to these of them) and what would happen; do it."""
    reader = reader_of(request)
    asked: QueryDict = request.POST if request.method == "POST" else request.GET
    filters, chosen = filters_of(asked, reader), _chosen(asked)
    most = actions.MOST_AT_ONCE + 1
    numbers = queries.among(person=reader, numbers=chosen) if chosen else queries.numbers_of(person=reader, filters=filters, limit=most)
    form = WorkForm(request.POST if "what" in request.POST else None)
    if form.is_bound and form.is_valid():
        try:
            return go(request, reverse("customers:work", args=[_begun(reader, form.cleaned_data, numbers).pk]))
        except DomainError as error:
            refuse(form, error)
    context = {
        "form": form,
        "foreseen": queries.foreseen(person=reader, numbers=numbers),
        "is_too_many": len(numbers) > actions.MOST_AT_ONCE,
        "most": actions.MOST_AT_ONCE,
        "asked": asked_of(asked).items(),
        "chosen": chosen,
        "back_url": f"{reverse('customers:list')}?{urlencode(asked_of(asked))}",
    }
    return render(request, "customers/begin_work.html", context)


@require_safe
def work(request: HttpRequest, work_pk: int) -> HttpResponse:
    """Show how far a work has come, and what was refused and why."""
    found = queries.work(person=reader_of(request), pk=work_pk)
    refusals = [(gettext(reason), count, named) for reason, (count, named) in sorted(found.refusals.items())]
    unchanged = found.done_count - found.changed_count - sum(count for _reason, count, _named in refusals)
    context = {"work": found, "refusals": refusals, "unchanged_count": unchanged}
    return render(request, "customers/work.html", context, fragment="customers/_work.html")


def _begun(reader: Person, said: dict[str, Any], numbers: list[int]) -> Work:
    """Begin a work; a small one is done at once, another by a job."""
    person = colleague_called(person=reader, words=said["who"]).pk if said["what"] == Work.Kind.TEAM else None
    found = actions.begin_work(actor=reader, kind=said["what"], asked={**said, "person": person}, numbers=numbers, at=clock.now())
    if len(numbers) <= actions.IN_ONE_GO:
        actions.go_on_with(work_id=found.pk, at=clock.now())
    else:
        go_on_with_work.defer(work_id=found.pk)
    return found


def _chosen(asked: QueryDict) -> list[int]:
    return [pk for text in asked.getlist("number") if (pk := number(text)) is not None][: actions.IN_ONE_GO * 10]
