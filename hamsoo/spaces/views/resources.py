"""What a group or a unit keeps at hand."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from hamsoo.kernel import clock
from hamsoo.kernel.errors import DomainError
from hamsoo.spaces import actions, queries
from hamsoo.spaces.forms import ResourceForm
from hamsoo.spaces.views.reading import context_of, found_place
from hamsoo.ui.pages import go, refuse, render


@require_http_methods(["GET", "POST"])
def resources(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what is at hand, for who reads there; put something more at hand."""
    reader, place = found_place(request, pk)
    queries.require_reads(person=reader, space=place)
    form = ResourceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_resource(actor=reader, space=place, at=clock.now(), **form.cleaned_data)
            return go(request, reverse("spaces:resources", args=[place.pk]))
        except DomainError as error:
            refuse(form, error)
    context = context_of(reader, place, "resources") | {"resources": queries.resources(space=place)}
    context["form"] = form if form.is_bound or queries.can_write(person=reader, space=place) else None
    return render(request, "spaces/resources.html", context)


@require_POST
def resource_removal(request: HttpRequest, pk: int, resource_pk: int) -> HttpResponse:
    """Take something away that was at hand."""
    reader, place = found_place(request, pk)
    actions.remove_resource(actor=reader, space=place, pk=resource_pk, at=clock.now())
    return go(request, reverse("spaces:resources", args=[place.pk]))


@require_POST
def resource_first(request: HttpRequest, pk: int, resource_pk: int) -> HttpResponse:
    """Let something stand before the rest, or (with an empty `first`) among them again."""
    reader, place = found_place(request, pk)
    actions.put_resource_first(actor=reader, space=place, pk=resource_pk, is_first=bool(request.POST.get("first")))
    return go(request, reverse("spaces:resources", args=[place.pk]))
