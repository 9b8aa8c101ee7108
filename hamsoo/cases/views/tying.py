"""Linking, merging and splitting cases from their page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from hamsoo.cases import actions, queries, rules
from hamsoo.cases.forms import SplitForm, TieForm
from hamsoo.cases.models import Case
from hamsoo.cases.views.single import reader
from hamsoo.kernel import clock
from hamsoo.kernel.errors import DomainError, Invalid, NotFound
from hamsoo.people.models import Person
from hamsoo.ui.pages import go, refuse, render


@require_http_methods(["GET", "HEAD", "POST"])
def ties(request: HttpRequest, pk: int) -> HttpResponse:
    """Say how a case hangs together with another, or show it with that one from now on."""
    person, found = _to_work(request, pk)
    form = TieForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return go(request, _tied(person, found, form.cleaned_data).get_absolute_url())
        except NotFound:
            refuse(form, Invalid(NotFound.default, field="number"))
        except DomainError as error:
            refuse(form, error)
    return render(request, "cases/ties.html", {"case": found, "form": form, "links": queries.links(person=person, case=found)})


@require_http_methods(["GET", "HEAD", "POST"])
def split(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a case of its own out of some messages."""
    person, found = _to_work(request, pk)
    said = [one for one in queries.conversation(person=person, case=found).items if one.contact]
    form = SplitForm(request.POST or None)
    form.fields["messages"].choices = [(one.contact.pk, one.contact.text[:120]) for one in said if one.contact]  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        try:
            given: dict[str, Any] = {"interaction_ids": form.cleaned_data["messages"], "subject": form.cleaned_data["subject"]}
            return go(request, actions.split(actor=person, case=found, **given, at=clock.now()).get_absolute_url())
        except DomainError as error:
            refuse(form, error)
    return render(request, "cases/split.html", {"case": found, "form": form})


@require_POST
def unmerge(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a case stand by itself again."""
    person = reader(request)
    found = queries.case(person=person, pk=pk)
    actions.unmerge(actor=person, case=found, at=clock.now())
    return go(request, found.get_absolute_url())


def _to_work(request: HttpRequest, pk: int) -> tuple[Person, Case]:
    person = reader(request)
    found = queries.case(person=person, pk=pk)
    rules.require_can_work(person, found)
    return person, found


def _tied(person: Person, found: Case, given: dict[str, Any]) -> Case:
    other = queries.case(person=person, pk=given["number"])
    if given["kind"] == "merge":
        return actions.merge(actor=person, case=found, into=other, at=clock.now())
    actions.link(actor=person, case=found, other=other, kind=given["kind"], at=clock.now())
    return found
