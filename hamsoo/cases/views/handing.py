"""Handing a case on from its page, and answering that."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from hamsoo.cases import actions, queries, rules
from hamsoo.cases.forms import HandOffForm
from hamsoo.cases.views.single import back, reader, show
from hamsoo.kernel import clock
from hamsoo.kernel.errors import DomainError, Invalid, NotFound
from hamsoo.ui.pages import UNPROCESSABLE, go, refuse, render

_ANSWERS = {"refused": actions.refuse, "returned": actions.give_back}


@require_http_methods(["GET", "HEAD", "POST"])
def hand_off(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask another unit, or a partner, to take a case over."""
    person = reader(request)
    found = queries.case(person=person, pk=pk)
    rules.require_can_work(person, found)
    form = HandOffForm(request.POST or None, case=found)
    if request.method == "POST" and form.is_valid():
        try:
            at = clock.now()
            actions.hand_off(actor=person, case=found, **form.given(at), at=at)
            return go(request, found.get_absolute_url())
        except DomainError as error:
            refuse(form, error)
    return render(request, "cases/hand_off.html", {"case": found, "form": form})


@require_POST
def answer(request: HttpRequest, pk: int, hand_off_pk: int) -> HttpResponse:
    """Accept, refuse, withdraw or give back; the words of the last but one and the last are asked for."""
    person = reader(request)
    found = queries.case(person=person, pk=pk)
    asked = queries.hand_off(person=person, pk=hand_off_pk)
    if asked.case_id != found.pk:
        raise NotFound
    said, words, at = request.POST.get("answer", ""), request.POST.get("words", ""), clock.now()
    try:
        if said == "accepted":
            actions.accept(actor=person, hand_off=asked, at=at)
        elif said == "withdrawn":
            actions.withdraw(actor=person, hand_off=asked, at=at)
        elif said in _ANSWERS:
            _ANSWERS[said](actor=person, hand_off=asked, words=words, at=at)
        else:
            raise Invalid(field="answer")
    except Invalid as error:
        response = show(request, person, found, answer_error=str(error))
        response.status_code = UNPROCESSABLE
        return response
    return go(request, back(request, found) if said != "refused" else "/")
