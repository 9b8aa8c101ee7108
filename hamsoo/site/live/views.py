"""Where a page asks what it may hear."""

from urllib.parse import urlencode

from django.http import HttpRequest, JsonResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from hamsoo.kernel import live
from hamsoo.people.queries import require_colleague
from hamsoo.site.live.hub import PATH
from hamsoo.site.live.tickets import issue

ASKED_AT_MOST = 60


@require_GET
def ticket(request: HttpRequest) -> JsonResponse:
    """Answer {ticket, url, topics}: what this person hears on every page, and what the page asks for with `?topic=question:7`."""
    person = require_colleague(request.person)  # type: ignore[attr-defined]
    topics = live.topics_for(person, asked=request.GET.getlist("topic")[:ASKED_AT_MOST])
    signed = issue(topics, get_language() or "fa")
    # What is no news to the page, and the version of the rights, is between the ticket and the hub.
    heard = [topic.partition("@")[0] for topic in topics if not topic.startswith(live.RIGHTS)]
    return JsonResponse({"ticket": signed, "url": f"{PATH}?{urlencode({'ticket': signed})}", "topics": heard})
