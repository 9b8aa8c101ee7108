"""Home: what is new, and what waits for me."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from hamsoo.kernel import clock
from hamsoo.people.models import Person
from hamsoo.questions import queries as questions
from hamsoo.social import feed
from hamsoo.social.forms import PostForm
from hamsoo.ui import pages


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the feed beside one's work; say so to accounts that are no colleague's."""
    person: Person | None = request.person  # type: ignore[attr-defined]
    if person is None:
        return pages.render(request, "desk/nobody.html")
    asked = request.GET.get("tab")
    tab: feed.Tab = asked if asked in ("team", "all") else "me"  # type: ignore[assignment]
    page = feed.feed(person=person, tab=tab, before=None)
    context = {
        "page": page,
        "tab": tab,
        "person": person,
        "more_url": feed.more_url(tab, page.before),
        "waiting_count": questions.waiting_count(person=person),
        "news_count": 0,
        "since": page.position,
        "form": PostForm(person=person),
        "today": timezone.localdate(clock.now()),
    }
    return pages.render(request, "desk/home.html", context)
