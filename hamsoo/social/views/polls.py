"""Polls: voting, looking at the result, closing."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hamsoo.kernel import clock
from hamsoo.kernel.errors import NotFound
from hamsoo.people.models import Person
from hamsoo.social import actions, queries, rules
from hamsoo.social.models import Post
from hamsoo.social.views.reading import number, reader_of
from hamsoo.spaces.queries import placed_in
from hamsoo.ui import pages


@require_http_methods(["GET", "HEAD", "POST"])
def poll(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how a poll stands (`?change=1` to vote anew); vote."""
    person = reader_of(request)
    if request.method == "POST":
        options = [number(text) for text in request.POST.getlist("option")[:50]]
        actions.vote(actor=person, post_id=pk, option_ids=options, at=clock.now())
    return _shown(request, person, pk, change=request.method != "POST" and request.GET.get("change") == "1")


@require_POST
def poll_closing(request: HttpRequest, pk: int) -> HttpResponse:
    """Let no more votes count."""
    person = reader_of(request)
    actions.close_poll(actor=person, post_id=pk, at=clock.now())
    return _shown(request, person, pk)


def _shown(request: HttpRequest, person: Person, pk: int, *, change: bool = False) -> HttpResponse:
    post, standing = _poll(person, pk)
    if not pages.wants_fragment(request):
        return pages.go(request, post.get_absolute_url())
    may_close = rules.can_remove(person=person, post=post, in_space_ids=placed_in(type="post", object_id=pk))
    context = {"post": post, "standing": standing, "change": change, "live": True, "may_close": may_close}
    return pages.render(request, "social/poll.html", context)


@require_safe
def voters(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who chose what in a poll that is not anonymous."""
    person = reader_of(request)
    post, standing = _poll(person, pk)
    if standing.poll.is_anonymous:
        raise NotFound
    people = queries.voters(person=person, poll=standing.poll)
    chosen = [(one.option, people.get(one.option.pk, [])) for one in standing.options]
    return pages.render(request, "social/voters.html", {"post": post, "chosen": chosen})


def _poll(person: Person, pk: int) -> tuple[Post, queries.Standing]:
    post = queries.post(person=person, post_id=pk)
    asked = queries.poll_of(post)
    if asked is None:
        raise NotFound
    return post, queries.standings(person=person, polls=[asked])[post.pk]
