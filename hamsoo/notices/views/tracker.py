"""The tracker: what one follows, and who follows one."""

from collections.abc import Sequence
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from django_stubs_ext import StrPromise

from hamsoo.notices import queries
from hamsoo.notices.views.reading import reader_of
from hamsoo.threads import queries as threads
from hamsoo.ui import pages

_HEADINGS: dict[str, StrPromise] = {
    "person": _("People"),
    "source_record": _("Customers"),
    "unit": _("Units"),
    "skill": _("Skills"),
    "topic": _("Words"),
    "space": _("Groups"),
    "question": _("Questions"),
}
_OTHERS = _("More")


@require_safe
def tracker(request: HttpRequest) -> HttpResponse:
    """Show what the reader follows with its latest changes, who follows the reader, and what to begin with."""
    person = reader_of(request)
    tracked = queries.tracker(person=person)
    context = {
        "sections": _sections(tracked),
        "followers": threads.followers(of=person),
        "suggestions": threads.suggestions(person=person),
        "next_digest_at": queries.planned_digest_at(person=person),
    }
    return pages.render(request, "notices/tracker.html", context)


def _sections(tracked: Sequence[queries.Tracked]) -> list[tuple[StrPromise, list[queries.Tracked]]]:
    by_kind = groupby(tracked, key=lambda one: _HEADINGS.get(one.followed.ref.type, _OTHERS))
    return [(heading, list(items)) for heading, items in by_kind]
