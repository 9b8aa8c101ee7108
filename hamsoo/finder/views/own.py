"""One's own searches, past and saved; and for administrators what was searched and not found."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hamsoo.finder import actions, queries
from hamsoo.finder.views.reading import reader_of, searching
from hamsoo.kernel import clock
from hamsoo.ui.pages import go, render


@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """Show the reader's saved and past searches, as options of the command palette."""
    searches = queries.own_searches(person=reader_of(request))
    return render(request, "finder/_own_options.html", {"searches": searches})


@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Keep the search `text` under a `name`, and go back to it."""
    text = request.POST.get("text", "")
    saved = actions.save_search(actor=reader_of(request), name=request.POST.get("name", ""), text=text, at=clock.now())
    messages.success(request, _("The search is saved."))
    return go(request, searching(saved.text))


@require_POST
def remove_saved(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget a saved search of the reader's."""
    actions.remove_search(actor=reader_of(request), pk=pk, at=clock.now())
    return go(request, reverse("finder:search"))


@require_POST
def clear_past(request: HttpRequest) -> HttpResponse:
    """Forget all that the reader searched for."""
    actions.clear_past(actor=reader_of(request), at=clock.now())
    return go(request, reverse("finder:search"))


@require_safe
def missed(request: HttpRequest) -> HttpResponse:
    """Show administrators what several colleagues searched for and did not find."""
    rows = queries.missed_searches(person=reader_of(request), at=clock.now())
    return render(request, "finder/missed.html", {"rows": rows, "least": queries.LEAST_SEARCHERS})
