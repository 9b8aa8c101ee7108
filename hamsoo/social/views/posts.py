"""The pages of posts."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hamsoo.kernel import clock
from hamsoo.kernel.errors import DomainError
from hamsoo.people.models import Person
from hamsoo.social import actions, feed, queries, rules
from hamsoo.social.forms import EditForm, PostForm
from hamsoo.social.models import Post
from hamsoo.social.views.life import reception_for
from hamsoo.social.views.reading import reader_of, tell_unreached
from hamsoo.spaces.queries import placed_in
from hamsoo.threads.components import attachment_ids
from hamsoo.threads.mentions import Names
from hamsoo.threads.models import Attachment
from hamsoo.threads.queries import attachments_of, tallies, waiting
from hamsoo.ui import pages


@require_POST
def publish(request: HttpRequest) -> HttpResponse:
    """Publish a post; show it, with an empty place to write the next."""
    person = reader_of(request)
    form = PostForm(request.POST, person=person)
    if form.is_valid():
        try:
            words, at = form.cleaned_data, clock.now()
            done = actions.publish(
                actor=person,
                body=words["body"],
                kind=words["kind"],
                space_ids=[words["space"]],
                attachment_ids=attachment_ids(request.POST),
                value_id=words["value"],
                poll=form.poll(at=at),
                at=at,
            )
        except DomainError as refusal:
            pages.refuse(form, refusal)
        else:
            tell_unreached(request, done.unreached)
            if not pages.wants_fragment(request):
                return pages.go(request, done.post.get_absolute_url())
            item = feed.item(person=person, entry_id=done.entry_id)
            # Who writes on in the same place does not tell everybody by mistake what was meant for a group.
            empty = PostForm(person=person, initial={"space": words["space"]})
            return pages.render(request, "social/_published.html", {"item": item, "person": person, "form": empty})
    form.files_waiting = waiting(person=person, ids=attachment_ids(request.POST))
    return pages.render(request, "social/compose.html", {"form": form}, fragment="social/_composer.html")


@require_safe
def post(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a post with what is said about it."""
    person = reader_of(request)
    return pages.render(request, "social/post.html", _one(person, pk))


def _one(person: Person, pk: int) -> dict[str, object]:
    found = queries.post(person=person, post_id=pk)
    places, spaces = placed_in(type="post", object_id=pk), queries.spaces_of(person=person, ids=[pk]).get(pk, [])
    may_remove = rules.can_remove(person=person, post=found, in_space_ids=places)
    pinned = queries.pinned_in(post=found)
    return {
        "post": found,
        "names": Names.of(person, [found.body]),
        "spaces": spaces,
        "attachments": _files(found),
        "extra": queries.extras_of(person=person, posts_shown=[found])[pk],
        "tally": tallies(person=person, refs=[found.ref])[found.ref],
        "may_edit": rules.can_edit(person=person, post=found),
        "may_remove": may_remove,
        "may_close": may_remove,
        "live": True,
        "series": queries.series_of(person=person, post=found),
        "reception": reception_for(person, found) if found.kind == Post.Kind.ANNOUNCEMENT else None,
        "pins": [(space, space.pk in pinned) for space in spaces if rules.can_pin(person=person, space_id=space.pk)],
    }


def _files(found: Post) -> list[Attachment]:
    """Return what hangs on a post, but for its cover, which stands above it."""
    return [one for one in attachments_of([found.ref]).get(found.ref, []) if one.pk != found.cover_id]


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the text of a post."""
    person = reader_of(request)
    found = queries.post(person=person, post_id=pk)
    form = EditForm(request.POST or None, initial={"body": found.body, "title": found.title})
    if found.kind != Post.Kind.ARTICLE:
        del form.fields["title"]
    if request.method == "POST" and form.is_valid():
        files = attachment_ids(request.POST)
        done = actions.edit(actor=person, post_id=pk, at=clock.now(), attachment_ids=files, **form.cleaned_data)
        tell_unreached(request, done.unreached)
        return pages.go(request, done.post.get_absolute_url())
    files_there = attachments_of([found.ref]).get(found.ref, [])
    return pages.render(request, "social/edit.html", {"post": found, "form": form, "files": files_there})


@require_POST
def removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a post away."""
    actions.remove(actor=reader_of(request), post_id=pk, at=clock.now())
    messages.success(request, gettext("The post was removed."))
    return pages.go(request, reverse("social:feed"))
