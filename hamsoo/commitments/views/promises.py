"""Lists of promises, one of them, those of a customer, and promises by hand."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hamsoo.commitments import actions, queries, rules
from hamsoo.commitments.extraction import extract
from hamsoo.commitments.forms import CommitmentForm, EndForm
from hamsoo.commitments.labels import claim_words
from hamsoo.commitments.models import Commitment
from hamsoo.commitments.queries import Filters
from hamsoo.commitments.views.reading import reader_of, record_of
from hamsoo.kernel import clock
from hamsoo.kernel.errors import DomainError, Invalid
from hamsoo.people.models import Person
from hamsoo.ui.pages import go, refuse, render, wants_fragment

WHOSE = ("mine", "unit", "all")
STATES = ("standing", "late", "conflict", "kept", "broken", "withdrawn", "")


@require_safe
def commitments(request: HttpRequest) -> HttpResponse:
    """Show promises: mine, my unit's, all that the reader reads; by state."""
    reader = reader_of(request)
    asked = Filters(_one_of(request.GET.get("whose"), WHOSE), _one_of(request.GET.get("state", "standing"), STATES))
    page = queries.commitments(person=reader, filters=asked, at=clock.now(), before=request.GET.get("before", ""))
    context = {
        "page": page,
        "now": clock.now(),
        "whose": [(label, _address(whose, asked.state), whose == asked.whose) for whose, label in _whose().items()],
        "states": [(label, _address(asked.whose, state), state == asked.state) for state, label in _states().items()],
        "more_url": f"{_address(asked.whose, asked.state)}&before={page.next}" if page.next else "",
        "proposals": queries.proposals(person=reader) if asked.whose == "mine" and not request.GET.get("before") else [],
        "can_change_matrix": rules.can_change_matrix(reader),
    }
    fragment = "commitments/_rows.html" if request.GET.get("before") else None
    return render(request, "commitments/list.html", context, fragment=fragment)


@require_safe
def single(request: HttpRequest, commitment_pk: int) -> HttpResponse:
    """Show a promise."""
    reader = reader_of(request)
    return _single(request, reader, queries.commitment(person=reader, pk=commitment_pk), EndForm())


@require_POST
def end(request: HttpRequest, commitment_pk: int) -> HttpResponse:
    """Say what became of a promise."""
    reader = reader_of(request)
    found = queries.commitment(person=reader, pk=commitment_pk)
    form = EndForm(request.POST)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            if form.cleaned_data["to"] == "kept":
                actions.keep(actor=reader, commitment=found, at=clock.now())
            else:
                act = actions.break_ if form.cleaned_data["to"] == "broken" else actions.withdraw
                act(actor=reader, commitment=found, reason=reason, at=clock.now())
            return go(request, found.get_absolute_url())
        except Invalid as error:
            refuse(form, error)
    return _single(request, reader, found, form)


@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """Show, on the first page, what the reader promised for today."""
    return _today(request, reader_of(request))


@require_POST
def kept(request: HttpRequest, commitment_pk: int) -> HttpResponse:
    """Say, where it stands among those of today, that a promise was kept."""
    reader = reader_of(request)
    try:
        actions.keep(actor=reader, commitment=queries.commitment(person=reader, pk=commitment_pk), at=clock.now())
    except rules.AlreadySettled as settled:
        messages.info(request, str(settled))
    return _today(request, reader) if wants_fragment(request) else go(request, "/")


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, record_pk: int) -> HttpResponse:
    """Note a promise by hand; `text` of the address is read for what it claims, so that less is left to fill in."""
    reader = reader_of(request)
    record = record_of(reader, record_pk)
    form = CommitmentForm(request.POST or None, initial=_read(request.GET.get("text", "")))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = actions.commit(
                actor=reader, record=record, claim=form.claim(), subject=given["subject"], text=given["text"], at=clock.now()
            )
            _say_conflicts(request, reader, made)
            return go(request, made.get_absolute_url())
        except DomainError as error:
            refuse(form, error)
    return render(request, "commitments/new.html", {"form": form, "record": record})


@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request: HttpRequest, proposal_pk: int) -> HttpResponse:
    """Show what was found in what the reader wrote; keep it as a commitment, or not."""
    reader = reader_of(request)
    found = queries.proposal(person=reader, pk=proposal_pk)
    if request.method == "POST":
        if request.POST.get("keep"):
            made = actions.accept(actor=reader, proposal_id=found.pk, at=clock.now())
            _say_conflicts(request, reader, made)
            return go(request, made.get_absolute_url())
        actions.dismiss(actor=reader, proposal_id=found.pk)
        return go(request, reverse("commitments:list"))
    return render(request, "commitments/proposal.html", {"proposal": found, "claim": claim_words(found.claim)})


@require_safe
def of_record(request: HttpRequest, record_pk: int) -> HttpResponse:
    """Show, on the page of a customer, what it was promised and still stands."""
    return _of(request, record_pk, with_below=False)


@require_safe
def of_whole(request: HttpRequest, record_pk: int) -> HttpResponse:
    """Show what a company, its contacts and the companies below it were promised."""
    return _of(request, record_pk, with_below=True)


def _of(request: HttpRequest, record_pk: int, *, with_below: bool) -> HttpResponse:
    reader = reader_of(request)
    record = record_of(reader, record_pk)
    rows = queries.of_record(person=reader, record=record, with_below=with_below)
    context = {"record": record, "rows": rows, "contested": queries.contested_among(rows), "now": clock.now()}
    return render(request, "commitments/of_record.html", context, fragment="commitments/_of_record.html")


@require_safe
def begin(request: HttpRequest, record_pk: int) -> HttpResponse:
    """Offer, beside the name of a customer, to note a promise and to check a text."""
    record = record_of(reader_of(request), record_pk)
    return render(request, "commitments/begin.html", {"record": record}, fragment="commitments/_begin.html")


def _today(request: HttpRequest, reader: Person) -> HttpResponse:
    now = clock.now()
    return render(request, "commitments/_today.html", {"rows": queries.today(person=reader, at=now), "now": now})


def _single(request: HttpRequest, reader: Person, found: Commitment, form: EndForm) -> HttpResponse:
    context = {
        "one": found,
        "claim": claim_words(found.claim, queries.claim_names()),
        "form": form,
        "can_settle": found.is_standing and rules.can_settle(reader, found),
        "conflicts": queries.contested(person=reader, commitment=found),
        "now": clock.now(),
    }
    return render(request, "commitments/single.html", context)


def _say_conflicts(request: HttpRequest, reader: Person, made: Commitment) -> None:
    if queries.contested(person=reader, commitment=made):
        messages.warning(request, _("Noted. Somebody else promised otherwise: make it one voice."))
    else:
        messages.success(request, _("Noted. Those who look after the customer hear of it."))


def _read(text: str) -> dict[str, Any]:
    """Return what a text claims, for the form; of several claims the first."""
    plain = " ".join(text.replace("\x00", "").split())[: rules.TEXT_LENGTH]
    found = extract(plain, today=timezone.localdate(clock.now()))
    claim = (
        {}
        if not found
        else {name: getattr(found[0].claim, name) for name in ("code", "kind", "amount", "measure", "on", "from_on", "until_on")}
    )
    return {"text": plain, "subject": found[0].claim.key if found else "", **claim}


def _one_of(text: str | None, known: tuple[str, ...]) -> str:
    return text if text in known else known[0]


def _address(whose: str, state: str) -> str:
    return f"{reverse('commitments:list')}?whose={whose}&state={state}"


def _whose() -> dict[str, str]:
    return {"mine": pgettext("promises", "Mine"), "unit": pgettext("promises", "My unit's"), "all": pgettext("promises", "All")}


def _states() -> dict[str, str]:
    named = {"standing": _("Open promises"), "late": pgettext("promises", "Overdue"), "conflict": pgettext("promises", "Out of step")}
    ended = {state.value: str(state.label) for state in (Commitment.State.KEPT, Commitment.State.BROKEN, Commitment.State.WITHDRAWN)}
    return {**named, **ended, "": pgettext("promises of any state", "All states")}
