"""Answers at hand: the pages on which they are kept, and offering them to who writes to a customer."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from hamsoo.cases import actions, queries, rules
from hamsoo.cases.answer_forms import ReadyAnswerForm
from hamsoo.cases.models import Case
from hamsoo.cases.views.single import chosen_context, reader
from hamsoo.kernel import clock
from hamsoo.kernel.errors import DomainError, NotAllowed
from hamsoo.people.models import Person, Unit
from hamsoo.ui.pages import go, refuse, render


@require_safe
def answers(request: HttpRequest) -> HttpResponse:
    """List the answers at hand that the reader may use, with how often each was."""
    person = reader(request)
    rows = [(one, rules.can_keep_answer(person, one)) for one in queries.answers(person=person)]
    return render(request, "cases/answers.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def kept_answer(request: HttpRequest, ready_pk: int | None = None) -> HttpResponse:
    """Write an answer at hand, or change one; below it stands what it said before."""
    person = reader(request)
    known = queries.answer(person=person, pk=ready_pk) if ready_pk is not None else None
    if known is not None and not rules.can_keep_answer(person, known):
        raise NotAllowed
    units = queries.units_kept(person=person) if known is None else []
    form = ReadyAnswerForm(request.POST or None, known=known, person=person, units=units)
    if request.method == "POST" and form.is_valid():
        try:
            whose = {} if known else _whose(form.cleaned_data["whose"], units)
            actions.keep_answer(actor=person, answer=known, at=clock.now(), **form.says, **whose)
            return go(request, reverse("cases:answers"))
        except DomainError as error:
            refuse(form, error)
    versions = queries.answer_versions(answer=known) if known else []
    return render(request, "cases/kept_answer.html", {"form": form, "known": known, "versions": versions, "places": rules.PLACES.items()})


@require_safe
def offered(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer the answers at hand with the words of `q` in them to who writes in a case."""
    person, found = _writer(request, pk)
    text = request.GET.get("q", "")[:100]
    return render(
        request,
        "cases/offered.html",
        {"case": found, "q": text, "answers": queries.answers_like(person=person, text=text)},
        fragment="cases/_offered.html",
    )


@require_safe
def chosen(request: HttpRequest, pk: int, ready_pk: int) -> HttpResponse:
    """Show an answer at hand filled in for a case, with what it does: for the composer of its page."""
    person, found = _writer(request, pk)
    return render(request, "cases/_chosen.html", chosen_context(person, found, queries.answer(person=person, pk=ready_pk)))


def _writer(request: HttpRequest, pk: int) -> tuple[Person, Case]:
    person = reader(request)
    found = queries.case(person=person, pk=pk)
    rules.require_can_work(person, found)
    return person, found


def _whose(chosen: str, units: list[Unit]) -> dict[str, Any]:
    return {"for_all": chosen == "all", "unit": next((unit for unit in units if str(unit.pk) == chosen), None)}
