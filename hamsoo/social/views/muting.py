"""Why something stands in the feed, and leaving things out of it."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hamsoo.kernel import clock
from hamsoo.kernel.errors import DomainError
from hamsoo.ledger.traits import Ref
from hamsoo.social import actions, feed, queries
from hamsoo.social.forms import MuteWordsForm
from hamsoo.social.views.reading import reader_of
from hamsoo.threads import targets
from hamsoo.ui import pages


@require_safe
def explanation(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Say why an item stands where it does, with what can be muted of it."""
    person = reader_of(request)
    explained = feed.explained(person=person, entry_id=entry_id)
    context = {
        "item": explained.item,
        "places": explained.places,
        "followed": targets.find(person=person, ref=explained.followed) if explained.followed else None,
    }
    return pages.render(request, "social/explanation.html", context, fragment="social/_explanation.html")


@require_safe
def muted(request: HttpRequest) -> HttpResponse:
    """List what the reader's feed leaves out, each to have it back."""
    return _muted(request, MuteWordsForm())


@require_POST
def mute_words(request: HttpRequest) -> HttpResponse:
    """Leave out what holds these words from now on."""
    person, form = reader_of(request), MuteWordsForm(request.POST)
    if form.is_valid():
        try:
            actions.mute_words(actor=person, words=form.cleaned_data["words"], at=clock.now())
            return pages.go(request, reverse("social:muted"))
        except DomainError as error:
            pages.refuse(form, error)
    return _muted(request, form)


def _muted(request: HttpRequest, form: MuteWordsForm) -> HttpResponse:
    context = {"things": queries.muted_things(person=reader_of(request)), "form": form}
    return pages.render(request, "social/muted.html", context)


@require_http_methods(["POST", "DELETE"])
def muting(request: HttpRequest, type: str, pk: int) -> HttpResponse:
    """Leave something out of the feed, or (DELETE, or a form that says so) have it back."""
    person, target = reader_of(request), Ref(type, pk)
    if request.method == "DELETE" or request.POST.get("_method") == "delete":
        actions.unmute(actor=person, target=target)
        return pages.go(request, reverse("social:muted"))
    actions.mute(actor=person, target=target, at=clock.now())
    if not pages.wants_fragment(request):
        return pages.go(request, reverse("social:muted"))
    return pages.render(request, "social/_muted.html", {"ref": target})
