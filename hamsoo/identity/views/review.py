"""The review: pairs of records, and whether they are one customer."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from hamsoo.identity import actions, rules
from hamsoo.identity.actions import Answer, Answered
from hamsoo.identity.models import ReviewPair
from hamsoo.identity.queries import graph, hidden_from
from hamsoo.identity.queries import review as waiting
from hamsoo.identity.views.reading import reader
from hamsoo.kernel import clock
from hamsoo.kernel.errors import Invalid
from hamsoo.people.models import Person
from hamsoo.ui.pages import go, render

_STATES = (ReviewPair.State.OPEN, ReviewPair.State.LATER)


@require_GET
def review(request: HttpRequest) -> HttpResponse:
    """Show the likeliest pair with its reasons, and what comes after; `?pair=` another one, `?state=later`, `?after=` the next part."""
    person = _reviewer(request)
    state = request.GET.get("state", "")
    state = state if state in _STATES else ReviewPair.State.OPEN
    page = waiting.pairs(person=person, state=state, after=request.GET.get("after", "").replace("\x00", ""))
    chosen = _chosen(request, person) or (page.rows[0] if page.rows else None)
    context: dict[str, Any] = {
        "page": page,
        "state": state,
        "states": [(value, label) for value, label in ReviewPair.State.choices if value in _STATES],
        "chosen": chosen,
        "figures": waiting.figures(person=person),
        "last": waiting.last_decided(person=person, at=clock.now()),
        "more_url": f"{reverse('identity:review')}?{urlencode({'state': state, 'after': page.next})}" if page.next else "",
    }
    if chosen is not None:
        hidden = hidden_from(person)
        context["rows"] = waiting.side_by_side(chosen, hidden=hidden)
        context["hidden"] = hidden.all_of((chosen.a, chosen.b))
        context["pictures"] = [graph.picture(person=person, customer=side.customer) for side in (chosen.a, chosen.b)]
    return render(request, "identity/review.html", context)


@require_POST
def decision(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer a pair, and go on with the next."""
    person = reader(request)
    pair = waiting.pair(person=person, pk=pk)
    rules.require_reviews(person)
    answered = actions.answer(actor=person, pairs=[pair], answer=_answer(request), at=clock.now())
    _tell(request, answered)
    return go(request, _queue(request))


@require_POST
def bulk(request: HttpRequest) -> HttpResponse:
    """Give the chosen pairs the same answer."""
    person = _reviewer(request)
    chosen = [int(text) for text in request.POST.getlist("pair")[: actions.MOST_AT_ONCE] if text.isdecimal() and len(text) < 19]
    found = waiting.chosen(person=person, ids=chosen)
    _tell(request, actions.answer(actor=person, pairs=found, answer=_answer(request), at=clock.now()))
    return go(request, _queue(request))


@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Take the reader's last answers back."""
    person = _reviewer(request)
    actions.take_back_all(actor=person, decisions=waiting.last_decided(person=person, at=clock.now()), at=clock.now())
    messages.success(request, _("Taken back. Everything is as if it had not been decided."))
    return go(request, _queue(request))


def _reviewer(request: HttpRequest) -> Person:
    person = reader(request)
    rules.require_reviews(person)
    return person


def _answer(request: HttpRequest) -> Answer:
    try:
        return Answer(request.POST.get("answer", ""))
    except ValueError:
        raise Invalid(field="answer") from None


def _chosen(request: HttpRequest, person: Person) -> ReviewPair | None:
    text = request.GET.get("pair", "")
    return waiting.pair(person=person, pk=int(text)) if text.isascii() and text.isdecimal() and len(text) < 19 else None


def _queue(request: HttpRequest) -> str:
    state = request.POST.get("state", "")
    return reverse("identity:review") + (f"?state={state}" if state == ReviewPair.State.LATER else "")


def _tell(request: HttpRequest, answered: Answered) -> None:
    """Say what was refused; what was done shows in the queue."""
    if answered.refused:
        words = ngettext(
            "%(count)s pair contradicts what was decided by hand and was left as it is.",
            "%(count)s pairs contradict what was decided by hand and were left as they are.",
            answered.refused,
        )
        messages.warning(request, words % {"count": answered.refused})
