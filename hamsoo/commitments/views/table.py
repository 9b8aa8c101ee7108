"""The matrix: which claims exclude one another, and what administrators add."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from hamsoo.commitments import actions, queries, rules
from hamsoo.commitments.forms import OwnClaimForm, OwnPairForm
from hamsoo.commitments.labels import RULES
from hamsoo.commitments.matrix import PAIRS
from hamsoo.commitments.views.reading import reader_of
from hamsoo.kernel import clock
from hamsoo.kernel.errors import DomainError
from hamsoo.ui.pages import go, refuse, render

HERE = "commitments:matrix"


@require_http_methods(["GET", "HEAD", "POST"])
def matrix(request: HttpRequest) -> HttpResponse:
    """Show the matrix; add a claim or a pair."""
    reader = reader_of(request)
    adds = request.POST.get("add") if request.method == "POST" else ""
    claim_form = OwnClaimForm(request.POST if adds == "claim" else None, prefix="claim")
    pair_form = OwnPairForm(request.POST if adds == "pair" else None, prefix="pair")
    form = claim_form if adds == "claim" else pair_form
    if adds and form.is_valid():
        act = actions.add_claim if adds == "claim" else actions.add_pair
        try:
            act(actor=reader, at=clock.now(), **form.cleaned_data)
            return go(request, reverse(HERE))
        except DomainError as error:
            refuse(form, error)
    names = queries.claim_names()
    own = [(row, names.get(row.a, row.a), names.get(row.b, row.b)) for row in queries.own_pairs()]
    usual = [(*sorted(names[code] for code in pair), RULES[reason]) for pair, reason in PAIRS.items()]
    context = {
        "usual": usual,
        "own_pairs": own,
        "own_claims": queries.own_claims(),
        "claim_form": claim_form,
        "pair_form": pair_form,
        "can_change": rules.can_change_matrix(reader),
    }
    return render(request, "commitments/matrix.html", context)


@require_POST
def drop_claim(request: HttpRequest, own_pk: int) -> HttpResponse:
    """Take a claim of the organisation's own away."""
    actions.drop_claim(actor=reader_of(request), pk=own_pk, at=clock.now())
    return go(request, reverse(HERE))


@require_POST
def drop_pair(request: HttpRequest, own_pk: int) -> HttpResponse:
    """Let two claims exclude one another no more."""
    actions.drop_pair(actor=reader_of(request), pk=own_pk, at=clock.now())
    return go(request, reverse(HERE))
