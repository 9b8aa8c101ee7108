"""Having a customer forgotten, and after how long that happens by itself."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods

from hamsoo.customers import actions, queries, rules
from hamsoo.customers.forms import ConfirmForm, ReasonForm, RetentionForm
from hamsoo.customers.views.reading import customer_of, reader_of
from hamsoo.identity.queries import systems_that_forgot
from hamsoo.kernel import clock
from hamsoo.kernel.errors import DomainError, NotFound
from hamsoo.people.models import Person
from hamsoo.ui.pages import go, refuse, render

LABELS = {
    "records": gettext_lazy("Records of source systems"),
    "versions": gettext_lazy("Versions of them, as they came"),
    "activities": gettext_lazy("Calls, visits, invoices and notes"),
    "team": gettext_lazy("Who looked after them"),
    "stages": gettext_lazy("Stages and states, with their history"),
    "segments": pgettext_lazy("what is forgotten", "Segments"),
    "consents": pgettext_lazy("what is forgotten", "Consents"),
    "ties": gettext_lazy("Which companies they have to do with, as said by hand"),
    "satisfaction": gettext_lazy("How satisfied they said that they are"),
    "looks": gettext_lazy("Who looked at them"),
    "files": gettext_lazy("Uploaded files that hold them"),
}
"""What each kind of what goes is called."""


@require_http_methods(["GET", "HEAD", "POST"])
def forget(request: HttpRequest, number: int) -> HttpResponse:
    """Show what goes and what stays; take a reason, then the number of the customer, then forget it."""
    reader = reader_of(request)
    customer, name = customer_of(reader, number)
    _require(reader)
    reason = ReasonForm(request.POST or None)
    confirm = ConfirmForm(request.POST) if "confirmed" in request.POST else ConfirmForm()
    if request.method == "POST" and confirm.is_bound and reason.is_valid() and confirm.is_valid():
        said, confirmed = reason.cleaned_data["reason"], int(confirm.cleaned_data["confirmed"])
        try:
            actions.forget(actor=reader, customer=customer, reason=said, confirmed=confirmed, at=clock.now())
            messages.success(request, _("The customer was forgotten."))
            return go(request, reverse("customers:list"))
        except DomainError as error:
            refuse(confirm, error)
    going = queries.going(person=reader, customer=customer)
    context = {
        "customer": customer,
        "name": name,
        "going": going,
        "counts": [(LABELS[kind], count) for kind, count in going.counts.items()],
        "form": reason,
        "confirm": confirm,
        "is_last_step": request.method == "POST" and reason.is_valid(),
    }
    return render(request, "customers/forget.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """Show who was forgotten, and say after how long customers are; `?days=` shows whom that would reach."""
    reader = reader_of(request)
    _require(reader)
    now = queries.retention()
    asked = request.POST if request.method == "POST" else request.GET if "days" in request.GET else None
    form = RetentionForm(asked, initial={"days": now.days})
    if form.is_bound and form.is_valid() and request.method == "POST":
        try:
            actions.set_retention(actor=reader, days=form.days_wanted, at=clock.now())
            messages.success(
                request, _("Saved. It holds from tomorrow on.") if form.days_wanted else _("Customers are not forgotten by themselves.")
            )
            return go(request, reverse("customers:forgotten"))
        except DomainError as error:
            refuse(form, error)
    days = form.days_wanted if form.is_bound and form.is_valid() else now.days
    quiet = queries.quiet(person=reader, days=days, at=clock.now()) if days else []
    context = {
        "form": form,
        "retention": now,
        "days": days,
        "is_tried": form.is_bound and days != now.days,
        "quiet": quiet[: queries.QUIET_SHOWN],
        "is_more": len(quiet) > queries.QUIET_SHOWN,
        "most": queries.QUIET_SHOWN,
        "erasures": queries.erasures(),
        "systems": systems_that_forgot(person=reader),
    }
    return render(request, "customers/forgotten.html", context)


def _require(reader: Person) -> None:
    """Refuse who may not have customers forgotten: for them there is no such page."""
    if not rules.can_forget(reader):
        raise NotFound
