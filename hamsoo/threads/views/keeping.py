"""Bookmarks, reports and what is decided on those."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hamsoo.kernel import clock
from hamsoo.kernel.errors import Invalid, NotFound
from hamsoo.ledger.traits import Ref
from hamsoo.threads import actions, queries, rules, targets
from hamsoo.threads.models import Report
from hamsoo.threads.views.reading import reader_of
from hamsoo.threads.views.talk import number
from hamsoo.ui import pages


@require_safe
def bookmarks(request: HttpRequest) -> HttpResponse:
    """Show what the reader keeps."""
    page = queries.bookmarks(person=reader_of(request), before=number(request.GET.get("before")))
    context = {"page": page, "more_url": f"{request.path}?before={page.before}" if page.before else ""}
    return pages.render(request, "threads/bookmarks.html", context, fragment="threads/_bookmarks.html")


@require_POST
def bookmark(request: HttpRequest, type: str, pk: int) -> HttpResponse:
    """Keep a thing, or (`let_go=1`) keep it no longer."""
    person, ref = reader_of(request), Ref(type, pk)
    if request.POST.get("let_go") == "1":
        actions.let_go(actor=person, target=ref)
    else:
        actions.bookmark(actor=person, target=ref, at=clock.now())
    if not pages.wants_fragment(request):
        return pages.go(request, reverse("threads:bookmarks"))
    tally = queries.tallies(person=person, refs=[ref])[ref]
    return pages.render(request, "threads/bookmark.html", {"ref": ref, "tally": tally})


@require_http_methods(["GET", "HEAD", "POST"])
def reporting(request: HttpRequest, type: str, pk: int) -> HttpResponse:
    """Report a thing."""
    person, ref, refusal = reader_of(request), Ref(type, pk), None
    thing = targets.get(person=person, ref=ref)
    if request.method == "POST":
        reason, note = request.POST.get("reason", ""), request.POST.get("note", "")
        try:
            actions.report(actor=person, target=ref, reason=reason, note=note, at=clock.now())
        except Invalid as error:
            refusal = error
        else:
            messages.success(request, gettext("Thank you. Who looks after this place will see to it and answer you."))
            return pages.go(request, thing.url.partition("#")[0])
    context = {"thing": thing, "reasons": Report.Reason.choices, "refusal": refusal, "note": request.POST.get("note", "")}
    return pages.render(request, "threads/report.html", context, status=refusal.status if refusal else None)


@require_safe
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what was decided on a report."""
    found = queries.report_for(person=reader_of(request), report_id=pk)
    return pages.render(request, "threads/report_decided.html", {"report": found})


@require_safe
def moderation(request: HttpRequest) -> HttpResponse:
    """Show what waits for a decision of the reader, and what was hidden."""
    person = reader_of(request)
    if not rules.moderates(person):
        raise NotFound
    context = {"reported": queries.reported(person=person), "hidden": queries.hidden(person=person)}
    return pages.render(request, "threads/moderation.html", context)


@require_POST
def decision(request: HttpRequest, type: str, pk: int) -> HttpResponse:
    """Keep or hide a reported thing."""
    chosen, answer = request.POST.get("decision", ""), request.POST.get("answer", "")
    actions.decide(actor=reader_of(request), target=Ref(type, pk), decision=chosen, answer=answer, at=clock.now())
    return pages.go(request, reverse("threads:moderation"))


@require_POST
def restoring(request: HttpRequest, pk: int) -> HttpResponse:
    """Put back what was hidden."""
    actions.restore(actor=reader_of(request), report_id=pk, at=clock.now())
    messages.success(request, gettext("It stands again where it stood."))
    return pages.go(request, reverse("threads:moderation"))
