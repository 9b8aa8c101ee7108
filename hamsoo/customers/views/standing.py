"""Where a customer stands, and the stages of the way."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hamsoo.customers import actions, queries, rules
from hamsoo.customers.forms import SegmentsForm, StageForm, StagesForm
from hamsoo.customers.models import Stage
from hamsoo.customers.views.reading import customer_of, reader_of
from hamsoo.identity.models import Customer
from hamsoo.kernel import clock
from hamsoo.kernel.errors import DomainError
from hamsoo.people.models import Person
from hamsoo.ui.pages import go, refuse, render


@require_http_methods(["GET", "HEAD", "POST"])
def standing(request: HttpRequest, number: int) -> HttpResponse:
    """Show where a customer stands and stood; move it."""
    reader = reader_of(request)
    customer, name = customer_of(reader, number)
    now = queries.standing_of(person=reader, customer=customer)
    form = StageForm(request.POST or None, initial={"stage": now.stage, "state": now.state})
    if request.method == "POST" and form.is_valid():
        try:
            actions.move(actor=reader, customer=customer, at=clock.now(), **form.cleaned_data)
            return go(request, reverse("customers:single", args=[customer.number]))
        except DomainError as error:
            refuse(form, error)
    return _page(request, reader, customer, name, form, SegmentsForm(initial=_chosen(now)))


@require_POST
def segments(request: HttpRequest, number: int) -> HttpResponse:
    """Say to which segments a customer belongs."""
    reader = reader_of(request)
    customer, name = customer_of(reader, number)
    form = SegmentsForm(request.POST)
    if form.is_valid():
        try:
            actions.put_into_segments(actor=reader, customer=customer, segments=form.cleaned_data, at=clock.now())
            return go(request, reverse("customers:single", args=[customer.number]))
        except DomainError as error:
            refuse(form, error)
    now = queries.standing_of(person=reader, customer=customer)
    return _page(request, reader, customer, name, StageForm(initial={"stage": now.stage, "state": now.state}), form)


def _chosen(now: queries.Standing) -> dict[str, str]:
    """Return the segments that somebody chose."""
    return {dimension: change.segment for dimension, change in now.segments.items() if change.by_id}


def _page(request: HttpRequest, reader: Person, customer: Customer, name: str, form: StageForm, segments: SegmentsForm) -> HttpResponse:
    now = queries.standing_of(person=reader, customer=customer)
    context = {
        "customer": customer,
        "name": name,
        "standing": now,
        "way": queries.way_of(now),
        "form": form,
        "segments_form": segments,
        "can_serve": rules.can_serve(reader, customer),
        "can_keep": rules.can_keep(reader),
        "stages": [(row, queries.stage_name(row.stage)) for row in queries.stage_history(person=reader, customer=customer)],
        "segments": [
            (row, queries.segment_name(row.dimension, row.segment)) for row in queries.segment_history(person=reader, customer=customer)
        ],
    }
    return render(request, "customers/standing.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def stages(request: HttpRequest) -> HttpResponse:
    """Name the stages of a customer's way."""
    reader = reader_of(request)
    rules.require_can_keep(reader)
    form = StagesForm(request.POST or None, initial=_names())
    if request.method == "POST" and form.is_valid():
        try:
            actions.name_stages(actor=reader, names=form.names(), at=clock.now())
            messages.success(request, _("These are the stages from now on."))
            return go(request, reverse("customers:list"))
        except DomainError as error:
            refuse(form, error)
    return render(request, "customers/stages.html", {"form": form})


def _names() -> dict[str, str]:
    named = {}
    for place, (_code, stage) in enumerate(queries.stages().items(), 1):
        named[f"fa{place}"] = stage.name_fa if isinstance(stage, Stage) else str(stage)
        named[f"en{place}"] = stage.name_en if isinstance(stage, Stage) else ""
    return named
