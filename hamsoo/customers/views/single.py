"""The page of a customer."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hamsoo.customers import actions, queries, rules
from hamsoo.customers.fields import BY_HAND
from hamsoo.customers.forms import CustomerForm
from hamsoo.customers.views.reading import reader_of
from hamsoo.customers.views.story import asked_of, told
from hamsoo.identity import queries as identity
from hamsoo.identity.models.sources import BUILTIN
from hamsoo.kernel import clock
from hamsoo.kernel.errors import DomainError, NotFound
from hamsoo.ui.faces import monogram
from hamsoo.ui.pages import go, refuse, render

_IN_HEAD = ("industry", "occupation", "city")


@require_safe
def single(request: HttpRequest, number: int) -> HttpResponse:
    """Show a customer; a number of old leads to where it stands today."""
    reader = reader_of(request)
    found = queries.single(person=reader, number=number, asked=asked_of(request), at=clock.now())
    if found.customer.number != number:
        return go(request, page_of(found.customer.number))
    actions.note_look(actor=reader, record=found.record, at=clock.now())
    context = {
        "one": found,
        "can_see_looks": rules.can_see_looks(reader),
        "way": queries.way_of(found.standing),
        "monogram": monogram(found.name),
        "facts": list(filter(None, map(found.value, _IN_HEAD))),
        "builtin": BUILTIN,
        "can_add": rules.can_keep(reader),
        "can_forget": found.can_write and rules.can_forget(reader),
        **told(found.story, found.customer.number),
    }
    return render(request, "customers/single.html", context)


def page_of(number: int) -> str:
    """Return the address of a customer's page."""
    return reverse("customers:single", args=[number])


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, entity: str) -> HttpResponse:
    """Add a person or a company by hand."""
    reader = reader_of(request)
    if entity not in BY_HAND:
        raise NotFound
    rules.require_can_keep(reader)
    form = CustomerForm(request.POST or None, entity=entity)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.add(actor=reader, entity=entity, values=form.cleaned_data, at=clock.now())
            return go(request, page_of(made.number))
        except DomainError as error:
            refuse(form, error)
    return render(request, "customers/new.html", {"form": form, "entity": entity})


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, record_pk: int) -> HttpResponse:
    """Change what was written by hand of a customer."""
    reader = reader_of(request)
    record = identity.record(person=reader, pk=record_pk)
    if record.system.code != BUILTIN:
        raise NotFound
    rules.require_can_keep(reader)
    hidden = identity.hidden_from(reader)
    form = CustomerForm(request.POST or None, entity=record.entity, initial=hidden.values(record), hidden=hidden.of(record))
    if request.method == "POST" and form.is_valid():
        try:
            record = actions.change(actor=reader, source=record, values=form.cleaned_data, at=clock.now())
            return go(request, page_of(record.customer_id))
        except DomainError as error:
            refuse(form, error)
    return render(request, "customers/new.html", {"form": form, "entity": record.entity, "record": record})


@require_POST
def take_out(request: HttpRequest, record_pk: int) -> HttpResponse:
    """Take a record out of its customer."""
    reader = reader_of(request)
    record = identity.record(person=reader, pk=record_pk)
    before = record.customer_id
    actions.take_out(actor=reader, source=record, at=clock.now())
    words = {"record": str(record), "system": record.system.name}
    messages.success(request, _("“%(record)s” of %(system)s is a customer of its own again. You can put it back below.") % words)
    return go(request, page_of(before))


@require_POST
def join(request: HttpRequest, record_pk: int, other_pk: int) -> HttpResponse:
    """Say that two records are one customer."""
    reader = reader_of(request)
    own, other = (identity.record(person=reader, pk=pk) for pk in (record_pk, other_pk))
    actions.join(actor=reader, own=own, other=other, at=clock.now())
    messages.success(request, _("These are one customer now. This can be undone at any time."))
    return go(request, page_of(own.own_id))
