"""Administration of roles: what they allow, and who holds them."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hamsoo.kernel import clock
from hamsoo.kernel.errors import DomainError
from hamsoo.people import actions, queries
from hamsoo.people.forms import HolderForm, RightsForm, RoleForm
from hamsoo.people.models import Person, Role
from hamsoo.people.views.reading import reader_of
from hamsoo.ui.pages import go, refuse, render


@require_http_methods(["GET", "POST"])
def roles(request: HttpRequest) -> HttpResponse:
    """List the roles, and create one."""
    reader = reader_of(request)
    found, form = queries.roles(person=reader), RoleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.create_role(actor=reader, at=clock.now(), **form.cleaned_data)
            return go(request, reverse("people:role", args=[made.pk]))
        except DomainError as error:
            refuse(form, error)
    return render(request, "people/roles/roles.html", {"roles": found, "form": form})


@require_safe
def role(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a role allows and who holds it."""
    found = queries.role(person=reader_of(request), pk=pk)
    return render(request, "people/roles/role.html", _context(found))


@require_http_methods(["GET", "POST"])
def describe_role(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a role another name."""
    reader = reader_of(request)
    found = queries.role(person=reader, pk=pk)
    form = RoleForm(request.POST or None, initial={"name_fa": found.name_fa, "name_en": found.name_en, "about": found.about})
    if request.method == "POST" and form.is_valid():
        try:
            actions.describe_role(actor=reader, role=found, at=clock.now(), **form.cleaned_data)
            return go(request, reverse("people:role", args=[found.pk]))
        except DomainError as error:
            refuse(form, error)
    return render(request, "people/roles/describe.html", {"form": form, "role": found})


@require_POST
def delete_role(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a role."""
    reader = reader_of(request)
    actions.delete_role(actor=reader, role=queries.role(person=reader, pk=pk), at=clock.now())
    messages.success(request, _("The role is gone, and with it what it allowed."))
    return go(request, reverse("people:roles"))


@require_POST
def role_rights(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what a role allows."""
    reader = reader_of(request)
    found = queries.role(person=reader, pk=pk)
    form = RightsForm(request.POST, role=found)
    if form.is_valid():
        try:
            actions.set_rights(actor=reader, role=found, wanted=form.cleaned_data, at=clock.now())
            messages.success(request, _("From now on this holds."))
            return go(request, reverse("people:role", args=[found.pk]))
        except DomainError as error:
            refuse(form, error)
    return render(request, "people/roles/role.html", _context(found) | {"rights_form": form})


@require_POST
def role_holders(request: HttpRequest, pk: int) -> HttpResponse:
    """Let somebody hold a role."""
    reader = reader_of(request)
    found, form = queries.role(person=reader, pk=pk), HolderForm(request.POST)
    if form.is_valid():
        try:
            _give(reader, found, form.cleaned_data["kind"], form.cleaned_data["who"])
            return go(request, reverse("people:role", args=[found.pk]))
        except DomainError as error:
            refuse(form, error)
    return render(request, "people/roles/role.html", _context(found) | {"holder_form": form})


@require_POST
def take_role(request: HttpRequest, pk: int, holder_pk: int) -> HttpResponse:
    """Take a role away."""
    reader = reader_of(request)
    found = queries.role(person=reader, pk=pk)
    actions.take_role(actor=reader, holder=queries.role_holder(role=found, pk=holder_pk), at=clock.now())
    return go(request, reverse("people:role", args=[found.pk]))


def _give(reader: Person, role: Role, kind: str, words: str) -> None:
    subject_id = queries.role_subject(person=reader, kind=kind, words=words)
    actions.give_role(actor=reader, role=role, kind=kind, subject_id=subject_id, at=clock.now())


def _context(role: Role) -> dict[str, Any]:
    return {"role": role, "rights_form": RightsForm(role=role), "holder_form": HolderForm(), "holders": queries.holders_of_role(role=role)}
