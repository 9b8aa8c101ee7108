"""The partners that cases are handed to, and the types that cases have: pages for administrators; and how much colleagues take at most."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from hamsoo.cases import actions, queries, rules, type_forms
from hamsoo.cases.forms import KeptPartnerForm
from hamsoo.kernel import clock
from hamsoo.kernel.errors import DomainError, Invalid, NotFound
from hamsoo.people.models import Person
from hamsoo.people.queries import require_colleague
from hamsoo.ui.pages import UNPROCESSABLE, go, refuse, render

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


@require_safe
def types(request: HttpRequest) -> HttpResponse:
    """List the types of cases."""
    _keeper(request)
    return render(request, "cases/types.html", {"types": queries.all_types()})


@require_http_methods(["GET", "HEAD", "POST"])
def kept_type(request: HttpRequest, case_type_pk: int | None = None) -> HttpResponse:
    """Add a type of cases, or change one, with a row for each of its fields."""
    keeper = _keeper(request)
    known = queries.case_type(pk=case_type_pk) if case_type_pk is not None else None
    form, fields = type_forms.of_type(known, request.POST or None, queries.skills_of_type(type=known) if known else [])
    if request.method == "POST" and form.is_valid() and fields.is_valid():
        says = [one.says for one in fields if one.says]
        try:
            actions.keep_type(actor=keeper, type=known, fields=says, at=clock.now(), **form.cleaned_data)
            return go(request, reverse("cases:types"))
        except DomainError as error:
            if not (isinstance(error, Invalid) and type_forms.refuse_row(fields, error)):
                refuse(form, error)
    is_wrong = request.method == "POST"
    context = {"form": form, "fields": fields, "known": known}
    return render(request, "cases/kept_type.html", context, status=UNPROCESSABLE if is_wrong else None)
