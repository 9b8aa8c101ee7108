"""One's own searches, past and saved; and for administrators what was searched and not found."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hamsoo.finder import actions, queries
from hamsoo.finder.views.reading import LONGEST_QUERY, reader_of, ref_named, searching
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
    reader, at = reader_of(request), clock.now()
    context = {
        "rows": queries.missed_searches(person=reader, at=at),
        "reworded": queries.reworded_searches(person=reader, at=at),
        "alike": queries.learned_synonyms(person=reader),
        "least": queries.LEAST_SEARCHERS,
    }
    return render(request, "finder/missed.html", context)


@require_POST
def judge(request: HttpRequest) -> HttpResponse:
    """Say of two names, `one` and `other`, whether they mean the same: `answer` is yes or no."""
    sent = request.POST
    one, other = (sent.get(name, "").replace("\x00", "") for name in ("one", "other"))
    actions.decide_synonym(actor=reader_of(request), one=one, other=other, is_alike=sent.get("answer") == "yes", at=clock.now())
    return go(request, reverse("finder:missed"))


@require_POST
def opened(request: HttpRequest) -> HttpResponse:
    """Note that of what the search `q` found, the thing `ref` (its type and id) is opened; the page says so when a link is followed."""
    ref = ref_named(request.POST.get("ref", ""))
    text = request.POST.get("q", "").replace("\x00", "")[:LONGEST_QUERY]
    actions.note_opened(actor=reader_of(request), text=text, ref=ref, at=clock.now())
    return HttpResponse(status=204)
