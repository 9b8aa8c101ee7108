"""Where a page asks what it may hear."""

from urllib.parse import urlencode

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_GET

from hamsoo.kernel import live
from hamsoo.people.queries import require_colleague
from hamsoo.site.live.hub import PATH
from hamsoo.site.live.tickets import issue

ASKED_AT_MOST = 20


@require_GET
def ticket(request: HttpRequest) -> JsonResponse:
    """Answer {ticket, url, topics}: what this person hears on every page, and what the page asks for with `?topic=question:7`."""
    person = require_colleague(request.person)  # type: ignore[attr-defined]
    topics = live.topics_for(person, asked=request.GET.getlist("topic")[:ASKED_AT_MOST])
    signed = issue(topics)
    return JsonResponse({"ticket": signed, "url": f"{PATH}?{urlencode({'ticket': signed})}", "topics": topics})
