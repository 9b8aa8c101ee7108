"""The button to follow something, and what is heard of it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hamsoo.kernel import clock
from hamsoo.kernel.errors import DomainError
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.threads import actions, queries, rules, targets
from hamsoo.threads.forms import TopicForm, TrackingForm
from hamsoo.threads.views.reading import reader_of
from hamsoo.ui import news, pages

IN_SIDE_BAR = 8
TRACKER = "/tracker/"
"""The page of all that one follows stands in a higher app."""


@require_http_methods(["GET", "POST"])
def follow(request: HttpRequest, type: str, pk: int) -> HttpResponse:
    """Show whether the reader follows a thing; begin to."""
    person, ref = reader_of(request), Ref(type, pk)
    if request.method == "POST":
        actions.follow(actor=person, target=ref, at=clock.now())
    return _button(request, person, ref)


@require_POST
def unfollow(request: HttpRequest, type: str, pk: int) -> HttpResponse:
    """Stop following; what the reader may not see any more leaves them on the page that they came from."""
    person, ref = reader_of(request), Ref(type, pk)
    actions.unfollow(actor=person, target=ref, at=clock.now())
    if request.GET.get("next") == "tracker":
        return pages.go(request, TRACKER)
    return _button(request, person, ref)


def _button(request: HttpRequest, person: Person, ref: Ref) -> HttpResponse:
    thing = targets.get(person=person, ref=ref)
    if not pages.wants_fragment(request):
        return pages.go(request, thing.url)
    context = {
        "ref": ref,
        "follows": queries.follows(person=person, target=ref),
        "may_follow": rules.can_follow(person=person, target=ref),
    }
    response = pages.render(request, "threads/_follow.html", context)
    return news.trigger(response, "followed") if request.method == "POST" else response


@require_http_methods(["GET", "HEAD", "POST"])
def tracking(request: HttpRequest, type: str, pk: int) -> HttpResponse:
    """Show what the reader hears of a thing that they follow, to choose from; of themselves, who follows them."""
    person, ref = reader_of(request), Ref(type, pk)
    thing = targets.get(person=person, ref=ref)
    if ref == Ref("person", person.pk):
        own = {"followers": queries.followers(of=person)}
        return pages.render(request, "threads/followers.html", own, fragment="threads/_followers.html")
    found, form = queries.follow_of(person=person, target=ref), None
    if found is not None:
        form = TrackingForm(request.POST if request.method == "POST" else None, follow=found)
    if request.method == "POST":
        if form is None or form.is_valid():
            actions.choose(actor=person, target=ref, at=clock.now(), **(form.cleaned_data if form else {}))
            if not pages.wants_fragment(request):
                return pages.go(request, thing.url)
        found = queries.follow_of(person=person, target=ref)
    context = {"thing": thing, "follow": found, "form": form}
    return pages.render(request, "threads/tracking.html", context, fragment="threads/_tracking.html")


def tracking_person(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what the reader hears of a colleague, beside that colleague's profile."""
    return tracking(request, "person", pk)


@require_safe
def following(request: HttpRequest) -> HttpResponse:
    """Show in the side bar what the reader follows."""
    person = reader_of(request)
    items = [item for item in queries.all_followed(person=person, limit=IN_SIDE_BAR) if item.target]
    return pages.render(request, "threads/following.html", {"items": items}, fragment="threads/_following.html")


@require_POST
def topics(request: HttpRequest) -> HttpResponse:
    """Begin to follow free words; return to the page of what is followed."""
    person, form = reader_of(request), TopicForm(request.POST)
    if form.is_valid():
        try:
            actions.follow_topic(actor=person, words=form.cleaned_data["words"], at=clock.now())
        except DomainError as error:
            pages.refuse(form, error)
        else:
            messages.success(request, gettext("You follow “%(words)s” from now on.") % {"words": form.cleaned_data["words"]})
            return pages.go(request, TRACKER)
    return pages.render(request, "threads/topics.html", {"topic_form": form}, fragment="threads/_topic_form.html")
