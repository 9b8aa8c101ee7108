"""What customers are to one another, and a company with all below it."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hamsoo.customers import actions, queries, rules
from hamsoo.customers.forms import RelationForm
from hamsoo.customers.views.reading import customer_of, number, reader_of
from hamsoo.customers.views.story import asked_of, cursor_of, told
from hamsoo.identity.models import Customer, Entity
from hamsoo.kernel import clock
from hamsoo.kernel.errors import DomainError, NotFound
from hamsoo.people.models import Person
from hamsoo.ui.pages import go, refuse, render, wants_fragment

_SHOWN = 6


@require_http_methods(["GET", "HEAD", "POST"])
def relations(request: HttpRequest, number: int) -> HttpResponse:
    """Show what a customer has to do with others, contacts in parts (`?after=`, `?at=`); say that it has to do with one more."""
    reader = reader_of(request)
    customer, name = customer_of(reader, number)
    form = RelationForm(request.POST or None, entity=customer.entity)
    if request.method == "POST" and form.is_valid():
        try:
            _relate(reader, customer, form.cleaned_data)
            return go(request, reverse("customers:relations", args=[customer.number]))
        except DomainError as error:
            refuse(form, error)
    is_panel = wants_fragment(request) and "at" not in request.GET
    after = _after(request)
    around = queries.around(person=reader, number=customer.number, after=after, **({"limit": _SHOWN} if is_panel else {}))
    context: dict[str, Any] = {"customer": customer, "name": name, "around": around, "form": form, "part": after[1] if after else ""}
    if more := around.contacts.after:
        context["more_url"] = f"{request.path}?{urlencode({'after': more[0], 'at': more[1]})}"
    if after and wants_fragment(request):
        return render(request, "customers/relations.html", context, fragment="customers/_contacts.html")
    context["can_serve"] = rules.can_serve(reader, customer) and rules.record_to_write(reader, customer) is not None
    return render(request, "customers/relations.html", context, fragment="customers/_relations.html")


@require_POST
def part(request: HttpRequest, number: int, tie_pk: int) -> HttpResponse:
    """Say that customers are no more to one another what somebody had said."""
    reader = reader_of(request)
    customer, _name = customer_of(reader, number)
    actions.part(actor=reader, tie=queries.tie(person=reader, pk=tie_pk), at=clock.now())
    return go(request, reverse("customers:relations", args=[customer.number]))


@require_safe
def whole(request: HttpRequest, number: int) -> HttpResponse:
    """Show how a company with all below it is doing, and what happened with any of them; narrowed and in parts as one timeline is."""
    reader = reader_of(request)
    customer, name = customer_of(reader, number)
    if customer.entity != Entity.COMPANY:
        raise NotFound
    before, asked = cursor_of(request.GET.get("before")), asked_of(request)
    context: dict[str, Any] = {"customer": customer, "name": name}
    if wants_fragment(request):
        story = queries.whole_story(person=reader, customer=customer, asked=asked, before=before)
        fragment = "customers/_moments.html" if before else "customers/_timeline.html"
    else:
        context["whole"] = found = queries.whole(person=reader, customer=customer, asked=asked, at=clock.now())
        story, fragment = found.story, ""
    context |= told(story, customer.number, before[0] if before else None, name="customers:whole")
    return render(request, "customers/whole.html", context, fragment=fragment)


def _relate(reader: Person, customer: Customer, said: dict[str, Any]) -> None:
    """Say it the way round that it was asked: `parent` is that the other one stands above."""
    other = queries.customer_called(person=reader, words=said["who"])
    kind, role, at = said["kind"], said["role"], clock.now()
    if kind in ("contact", "subsidiary"):
        actions.relate(actor=reader, customer=other, company=customer, kind=kind, role=role, at=at)
    else:
        actions.relate(actor=reader, customer=customer, company=other, kind=RelationForm.UPWARDS[kind], role=role, at=at)


def _after(request: HttpRequest) -> tuple[str, int] | None:
    at = number(request.GET.get("at"))
    return (request.GET.get("after", "").replace("\x00", ""), at) if at is not None else None
