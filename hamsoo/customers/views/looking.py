"""Who looked at a customer, who knows it, and all of it as a file."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST, require_safe

from hamsoo.customers import actions, queries, rules
from hamsoo.customers.views.reading import customer_of, reader_of
from hamsoo.kernel import clock
from hamsoo.kernel.errors import NotFound
from hamsoo.ui.pages import render


@require_safe
def knowers(request: HttpRequest, number: int) -> HttpResponse:
    """Show who of us knows a customer, and from what."""
    reader = reader_of(request)
    customer, name = customer_of(reader, number)
    found = queries.knowers(person=reader, customer=customer, at=clock.now())
    context = {"customer": customer, "name": name, "knowers": found}
    return render(request, "customers/knowers.html", context, fragment="customers/_knowers.html")


@require_safe
def looks(request: HttpRequest, number: int) -> HttpResponse:
    """Show who looked at a customer."""
    reader = reader_of(request)
    customer, name = customer_of(reader, number)
    if not rules.can_see_looks(reader):
        raise NotFound
    context = {"customer": customer, "name": name, "looks": queries.looks_of(person=reader, customer=customer)}
    return render(request, "customers/looks.html", context)


@require_POST
def export(request: HttpRequest, number: int) -> HttpResponse:
    """Hand out all that is kept about a customer."""
    reader = reader_of(request)
    customer, _name = customer_of(reader, number)
    found = actions.export(actor=reader, customer=customer, at=clock.now())
    headers = {"Content-Disposition": f'attachment; filename="customer-{customer.number}.json"'}
    return JsonResponse(found, json_dumps_params={"ensure_ascii": False, "indent": 1}, headers=headers)
