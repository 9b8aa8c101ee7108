"""Conflicts: on the page of a customer, and the page on which two promises become one voice."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hamsoo.commitments import actions, queries
from hamsoo.commitments.forms import DecisionForm
from hamsoo.commitments.labels import RULES, claim_words
from hamsoo.commitments.views.reading import reader_of, record_of
from hamsoo.kernel import clock
from hamsoo.kernel.errors import DomainError, NotFound
from hamsoo.ui.pages import go, refuse, render

LARGEST = 2**63 - 1


@require_safe
def conflicts_of(request: HttpRequest, record_pk: int) -> HttpResponse:
    """Show, over the timeline of a customer, where it was promised different things."""
    reader = reader_of(request)
    record = record_of(reader, record_pk)
    found = queries.conflicts_of(person=reader, record=record)
    return render(request, "commitments/conflicts.html", {"found": found, "record": record}, fragment="commitments/_conflicts.html")


@require_http_methods(["GET", "HEAD", "POST"])
def conflict(request: HttpRequest, conflict_pk: int) -> HttpResponse:
    """Show two promises that contradict one another, and decide which of them holds."""
    reader = reader_of(request)
    found = queries.one_place(person=reader, pk=_known(conflict_pk))
    sides = [(str(side.commitment.pk), _said(side)) for side in found.sides if side.commitment]
    form = DecisionForm(request.POST or None, sides=sides, initial={"note": _note()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        winner = next(side.commitment for side in found.sides if side.commitment and str(side.commitment.pk) == given["winner"])
        try:
            actions.decide(
                actor=reader, conflict_id=found.conflict.pk, winner=winner, reason=given["reason"], note=given["note"], at=clock.now()
            )
            messages.success(request, _("One voice. All concerned hear of it."))
            return go(request, found.conflict.get_absolute_url())
        except DomainError as error:
            refuse(form, error)
    record_id = next(side.commitment.record_id for side in found.sides if side.commitment)
    why = RULES.get(found.conflict.rule, "") if len(sides) == 2 else ""
    context = {"one": found, "form": form, "why": why, "record_id": record_id}
    return render(request, "commitments/conflict.html", context)


@require_POST
def talk(request: HttpRequest, conflict_pk: int) -> HttpResponse:
    """Open the conversation of those who promised."""
    made = actions.talk(actor=reader_of(request), conflict_id=_known(conflict_pk), at=clock.now())
    return go(request, made.conversation.get_absolute_url())


def _known(pk: int) -> int:
    if pk > LARGEST:
        raise NotFound
    return pk


def _said(side: queries.Side) -> str:
    promise = side.commitment
    return f"{side.unit}: {promise.text or claim_words(promise.claim)}" if promise else str(side.unit)


def _note() -> str:
    """Return what the customer could be written: in Persian, and below it in English. What holds is filled in by who decides."""
    notes = []
    for language in ("fa", "en"):
        with override(language):
            notes.append(_("You heard two different answers from us, and we apologise. What holds is this: …"))
    return "\n".join(notes)
