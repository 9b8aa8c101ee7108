"""Pages and fragments of comments and reactions."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hamsoo.kernel import clock
from hamsoo.kernel.errors import NotFound
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.threads import actions, queries, rules, targets
from hamsoo.threads import mentions as naming
from hamsoo.threads.components import attachment_ids
from hamsoo.threads.forms import CommentForm
from hamsoo.threads.models import Comment
from hamsoo.threads.views.reading import reader_of
from hamsoo.ui import pages


@require_http_methods(["GET", "POST"])
def comments(request: HttpRequest, type: str, pk: int) -> HttpResponse:
    """Show the comments on a thing; add one."""
    person, ref = reader_of(request), Ref(type, pk)
    form = CommentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        words, files = form.cleaned_data, attachment_ids(request.POST)
        said = actions.comment(
            actor=person, target=ref, body=words["body"], parent_id=words["parent"], attachment_ids=files, at=clock.now()
        )
        tell_unreached(request, said.unreached)
        if not pages.wants_fragment(request):
            return pages.go(request, targets.get(person=person, ref=ref).url)
        form = CommentForm()
    return _panel(request, person, ref, form)


def _panel(request: HttpRequest, person: Person, ref: Ref, form: CommentForm) -> HttpResponse:
    thing = targets.get(person=person, ref=ref)
    before = number(request.GET.get("before"))
    page = queries.threads(person=person, target=ref, before=before)
    everyone = [comment for thread in page.items for comment in (thread.comment, *thread.replies)]
    context = {
        "thing": thing,
        "threads": page,
        "earlier_url": f"{reverse('threads:comments', args=ref)}?before={page.earlier}" if page.earlier else "",
        "tallies": queries.tallies(person=person, refs=[comment.ref for comment in everyone]),
        "attached": queries.attachments_of(comment.ref for comment in everyone),
        "may_comment": rules.can_comment(person=person, target=thing),
        "removable": {comment.pk for comment in everyone if rules.can_remove(person=person, comment=comment, target=thing)},
        "person": person,
        "names": naming.Names.of(person, [comment.body for comment in everyone]),
        "form": form,
    }
    fragment = "threads/_threads.html" if before else "threads/_comments.html"
    return pages.render(request, "threads/comments.html", context, fragment=fragment)


@require_http_methods(["GET", "POST"])
def comment(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one comment, on its own or where it stands; change its text."""
    person = reader_of(request)
    if request.method == "POST":
        form = CommentForm(request.POST)
        if not form.is_valid():
            return _edit_form(request, queries.comment(person=person, comment_id=pk), form)
        body, files = form.cleaned_data["body"], attachment_ids(request.POST)
        said = actions.edit_comment(actor=person, comment_id=pk, body=body, attachment_ids=files, at=clock.now())
        tell_unreached(request, said.unreached)
    found = queries.comment(person=person, comment_id=pk)
    if not pages.wants_fragment(request):
        return pages.go(request, targets.get(person=person, ref=found.ref).url)
    return pages.render(request, "threads/_comment.html", _one(person, found))


def _one(person: Person, found: Comment) -> dict[str, object]:
    thing = targets.get(person=person, ref=found.target)
    removable = {found.pk} if rules.can_remove(person=person, comment=found, target=thing) else set()
    tallies = queries.tallies(person=person, refs=[found.ref])
    attached = queries.attachments_of([found.ref])
    names = naming.Names.of(person, [found.body])
    of_all = {"tallies": tallies, "attached": attached, "removable": removable}
    return {"comment": found, "person": person, "thing": thing, "names": names, **of_all}


@require_GET
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the form to change a comment."""
    person = reader_of(request)
    found = queries.comment(person=person, comment_id=pk)
    rules.require_can_edit(person=person, comment=found)
    return _edit_form(request, found, CommentForm({"body": found.body}))


def _edit_form(request: HttpRequest, found: Comment, form: CommentForm) -> HttpResponse:
    files = queries.attachments_of([found.ref]).get(found.ref, [])
    return pages.render(request, "threads/edit.html", {"comment": found, "form": form, "files": files}, fragment="threads/_edit.html")


@require_POST
def removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a comment away; show what is left of the thread."""
    person = reader_of(request)
    removed = actions.remove_comment(actor=person, comment_id=pk, at=clock.now())
    messages.success(request, gettext("The comment was removed."))
    if not pages.wants_fragment(request):
        return pages.go(request, targets.get(person=person, ref=removed.target).url)
    return _panel(request, person, removed.target, CommentForm())


@require_http_methods(["GET", "POST"])
def reactions(request: HttpRequest, type: str, pk: int) -> HttpResponse:
    """Show the reactions to a thing; give one."""
    person, ref = reader_of(request), Ref(type, pk)
    if request.method == "POST":
        actions.react(actor=person, target=ref, kind=request.POST.get("kind", ""), at=clock.now())
    return _reactions(request, person, ref)


@require_POST
def withdrawal(request: HttpRequest, type: str, pk: int) -> HttpResponse:
    """Take a reaction back."""
    person, ref = reader_of(request), Ref(type, pk)
    actions.withdraw_reaction(actor=person, target=ref, kind=request.POST.get("kind", ""), at=clock.now())
    return _reactions(request, person, ref)


def _reactions(request: HttpRequest, person: Person, ref: Ref) -> HttpResponse:
    thing = targets.get(person=person, ref=ref)
    if not pages.wants_fragment(request):
        return pages.go(request, thing.url)
    tally = queries.tallies(person=person, refs=[ref])[ref]
    return pages.render(request, "threads/reactions.html", {"ref": ref, "tally": tally, "full": bool(request.POST.get("full"))})


@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """Show a text as it would read."""
    person, body = reader_of(request), request.POST.get("body", "")
    return pages.render(request, "threads/_preview.html", {"body": body, "names": naming.Names.of(person, [body])})


@require_GET
def mentions(request: HttpRequest) -> HttpResponse:
    """Show what could be named in a text, as options of a listbox: colleagues and things after "@", topics after "#"."""
    person, text = reader_of(request), request.GET.get("q", "")[:80]
    sign = "#" if request.GET.get("sign") == "#" else "@"
    people = queries.to_mention(person=person, text=text) if sign == "@" else ()
    return pages.render(
        request, "threads/_mentions.html", {"people": people, "groups": naming.choices(person=person, sign=sign, text=text)}
    )


def tell_unreached(request: HttpRequest, unreached: tuple[Person, ...]) -> None:
    """Tell the writer whom a text names in vain."""
    for somebody in unreached:
        words = gettext("%(name)s may not see this, so they are not told.")
        messages.warning(request, words % {"name": somebody.name})


def number(text: str | None) -> int | None:
    """Return the number that `text` is, None for none; raise `NotFound` for anything else."""
    if not text:
        return None
    if not text.isascii() or not text.isdigit() or len(text) > 18:
        raise NotFound
    return int(text)
