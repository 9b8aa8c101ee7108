"""What machines and lists wrote: laid aside, until somebody says that it was wanted."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from hamsoo.interactions import actions, queries
from hamsoo.interactions.views.reading import reader_of
from hamsoo.kernel import clock
from hamsoo.ui.pages import go, render


@require_safe
def laid_aside(request: HttpRequest) -> HttpResponse:
    """List what was laid aside."""
    found = queries.laid_aside(person=reader_of(request))
    return render(request, "interactions/laid_aside.html", {"found": found, "most": queries.SHOWN})


@require_POST
def want(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that something was wanted."""
    reader = reader_of(request)
    found = queries.correspondence(person=reader, pk=pk)
    actions.want(actor=reader, correspondence=found, at=clock.now())
    return go(request, reverse("interactions:correspondence", args=[found.pk]))
