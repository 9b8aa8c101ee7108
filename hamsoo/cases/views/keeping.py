"""The partners that cases are handed to: pages for administrators."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from hamsoo.cases import actions, queries, rules
from hamsoo.cases.forms import KeptPartnerForm
from hamsoo.kernel import clock
from hamsoo.kernel.errors import DomainError, NotFound
from hamsoo.people.models import Person
from hamsoo.people.queries import require_colleague
from hamsoo.ui.pages import go, refuse, render

_KEPT = ("name_fa", "name_en", "address", "is_active")


def _keeper(request: HttpRequest) -> Person:
    person = require_colleague(request.person)  # type: ignore[attr-defined]
    if not rules.can_keep_partners(person):
        raise NotFound
    return person


@require_safe
def partners(request: HttpRequest) -> HttpResponse:
    """List the partners."""
    _keeper(request)
    return render(request, "cases/partners.html", {"partners": queries.partners()})


@require_http_methods(["GET", "HEAD", "POST"])
def kept_partner(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Add a partner, or change one."""
    keeper = _keeper(request)
    known = queries.partner(pk=pk) if pk is not None else None
    form = KeptPartnerForm(request.POST or None, initial={name: getattr(known, name) for name in _KEPT} if known else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.keep_partner(actor=keeper, partner=known, at=clock.now(), **form.cleaned_data)
            return go(request, reverse("cases:partners"))
        except DomainError as error:
            refuse(form, error)
    return render(request, "cases/kept_partner.html", {"form": form, "known": known})
