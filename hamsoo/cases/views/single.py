"""The page of one case."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from hamsoo.cases import queries
from hamsoo.kernel.errors import NotFound
from hamsoo.people.queries import require_colleague
from hamsoo.ui.pages import render


@require_safe
def case(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a case; to who may only know of it, its outline."""
    person = require_colleague(request.person)  # type: ignore[attr-defined]
    try:
        found = queries.case(person=person, pk=pk)
    except NotFound:
        return render(request, "cases/outline.html", {"outline": queries.outline(person=person, pk=pk)})
    return render(request, "cases/case.html", {"case": found, "phases": queries.phases(case=found)})
