"""The page of gaps, for those who lead."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from hamsoo.kernel import clock
from hamsoo.people.rules import invites
from hamsoo.questions import queries
from hamsoo.questions.views.reader import reader
from hamsoo.ui import pages

_LONGEST_ID = 18


@require_safe
def gaps(request: HttpRequest) -> HttpResponse:
    """Show what nobody knows, who left with what, what hangs on one person and who answers most; `?unit=` narrows it."""
    person, asked = reader(request), request.GET.get("unit", "")
    pk = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < _LONGEST_ID else None
    found = queries.gaps(person=person, unit_pk=pk, at=clock.now())
    return pages.render(request, "questions/gaps.html", {"found": found, "may_invite": invites(person)})
