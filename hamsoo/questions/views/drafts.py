"""Requests that are kept while they are written."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from hamsoo.kernel import clock
from hamsoo.people.queries import colleague
from hamsoo.questions import actions
from hamsoo.questions.models import Request
from hamsoo.questions.views.reader import about, draft_key, number, reader
from hamsoo.threads.components import attachment_ids
from hamsoo.ui import pages


@require_POST
def save(request: HttpRequest, person_pk: int) -> HttpResponse:
    """Keep what the page of a request has so far: by itself a moment after the last letter, or by its button."""
    person = reader(request)
    expert, thing = colleague(person=person, pk=person_pk), about(request, person)
    sent, urgency = request.POST, request.POST.get("urgency", "")
    words = actions.Drafted(
        title=sent.get("title", ""),
        body=sent.get("body", ""),
        urgency=urgency if urgency in Request.Urgency.values else "",
        place=number(sent.get("places", "")),
        about=thing.ref if thing else None,
        attachment_ids=attachment_ids(sent),
    )
    draft = actions.save_request_draft(actor=person, expert=expert, key=draft_key(request), words=words, at=clock.now())
    if pages.wants_fragment(request):
        return pages.render(request, "questions/_draft_saved.html", {"draft": draft})
    return pages.go(request, draft.get_absolute_url())


@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a draft away."""
    actions.discard_request_draft(actor=reader(request), draft_id=pk, at=clock.now())
    messages.success(request, gettext("The draft was discarded."))
    return pages.go(request, reverse("questions:requests"))
