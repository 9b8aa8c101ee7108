"""What happens to posts: earlier texts, who has read them, passing them on, pinning them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hamsoo.kernel import clock
from hamsoo.kernel.errors import DomainError, NotAllowed, NotFound
from hamsoo.people.models import Person
from hamsoo.social import actions, queries, rules
from hamsoo.social.actions.announcing import REMIND_AGAIN
from hamsoo.social.forms import ShareForm
from hamsoo.social.models import Post
from hamsoo.social.views.reading import reader_of, tell_unreached
from hamsoo.spaces.queries import placed_in
from hamsoo.threads.mentions import Names
from hamsoo.ui import pages
from hamsoo.ui.components.values import num


@require_safe
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a post had said before."""
    person = reader_of(request)
    post = queries.post(person=person, post_id=pk)
    versions = queries.versions(post=post)
    names = Names.of(person, [post.body, *(one.body for one in versions)])
    return pages.render(request, "social/history.html", {"post": post, "versions": versions, "names": names})


@require_POST
def reading(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that one has read an announcement."""
    person = reader_of(request)
    post = actions.acknowledge(actor=person, post_id=pk, at=clock.now())
    if not pages.wants_fragment(request):
        return pages.go(request, post.get_absolute_url())
    return pages.render(request, "social/_receipt.html", {"post": post, "is_read": True, "reception": reception_for(person, post)})


def reception_for(person: Person, post: Post) -> queries.Reception | None:
    """Return how an announcement was received, for who may know."""
    places = placed_in(type="post", object_id=post.pk)
    if not rules.can_see_receipts(person=person, post=post, in_space_ids=places):
        return None
    return queries.reception(person=person, post=post, space_ids=places)


@require_safe
def readers(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who has not read an announcement yet."""
    person = reader_of(request)
    post = queries.post(person=person, post_id=pk)
    found = reception_for(person, post)
    if found is None:
        raise NotFound if post.kind != Post.Kind.ANNOUNCEMENT else NotAllowed
    missing = queries.unread_by(post=post, space_ids=placed_in(type="post", object_id=pk))
    context = {
        "post": post,
        "reception": found,
        "missing": missing,
        "part": found.read_count * 100 / (found.audience_count or 1),
        "may_remind": post.reminded_at is None or clock.now() >= post.reminded_at + REMIND_AGAIN,
    }
    return pages.render(request, "social/readers.html", context)


@require_POST
def reminder(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask those who have not read an announcement to."""
    count = actions.remind(actor=reader_of(request), post_id=pk, at=clock.now())
    words = ngettext("%(count)s colleague was reminded.", "%(count)s colleagues were reminded.", count)
    messages.success(request, words % {"count": num(count)})
    return pages.go(request, f"/posts/{pk}/readers")


@require_http_methods(["GET", "HEAD", "POST"])
def sharing(request: HttpRequest, pk: int) -> HttpResponse:
    """Pass a post on to another place."""
    person = reader_of(request)
    post = queries.post(person=person, post_id=pk)
    form = ShareForm(request.POST if request.method == "POST" else None, person=person)
    if form.is_bound and form.is_valid():
        words = form.cleaned_data
        try:
            done = actions.share(actor=person, post_id=pk, space_ids=[words["space"]], body=words["body"], at=clock.now())
        except DomainError as refusal:
            pages.refuse(form, refusal)
        else:
            tell_unreached(request, done.unreached)
            return pages.go(request, done.post.get_absolute_url())
    return pages.render(request, "social/share.html", {"post": post, "form": form})


@require_POST
def pins(request: HttpRequest, pk: int, space_pk: int) -> HttpResponse:
    """Put a post on top of a space."""
    actions.pin(actor=reader_of(request), post_id=pk, space_id=space_pk, at=clock.now())
    messages.success(request, gettext("It stands on top from now on."))
    return pages.go(request, f"/posts/{pk}/")


@require_POST
def unpinning(request: HttpRequest, pk: int, space_pk: int) -> HttpResponse:
    """Take a post down from the top of a space."""
    actions.unpin(actor=reader_of(request), post_id=pk, space_id=space_pk, at=clock.now())
    return pages.go(request, f"/posts/{pk}/")


@require_safe
def pinned(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what stands on top of a space."""
    person = reader_of(request)
    space = queries.space(person=person, pk=pk)
    return pages.render(request, "social/_pinned.html", {"space": space, "posts": queries.pinned(person=person, space=space)})
