"""Saying something, and what is done with a message."""

from django.contrib import messages as toasts
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hamsoo.chat import actions, commands, queries, rules
from hamsoo.chat.forms import MessageForm
from hamsoo.chat.models import Message
from hamsoo.chat.views.reading import number_in, reader_of
from hamsoo.kernel import clock, live
from hamsoo.kernel.errors import DomainError, Invalid, NotFound
from hamsoo.people.models import Person
from hamsoo.threads.components import attachment_ids
from hamsoo.threads.models import Reaction
from hamsoo.ui import pages


class TooMuchAtOnce(DomainError):
    """What was sent last is still on its way to its readers: whoever sends more is asked to wait a moment."""

    status = 429
    default = _("There is much to pass on just now. Your message waits and is sent by itself.")


@require_http_methods(["GET", "HEAD", "POST"])
def messages(request: HttpRequest, pk: int) -> HttpResponse:
    """Say something; or show a part of a conversation: before a number, around one, or all since one."""
    person = reader_of(request)
    if request.method == "POST":
        return _send(request, person, pk)
    found = queries.conversation(person=person, pk=pk)
    before, since, around = (number_in(request.GET.get(name)) for name in ("before", "since", "around"))
    page = queries.page(person=person, conversation=found, before=before, since=since, around=around)
    response = pages.render(request, "chat/_messages.html", {"page": page, "person": person, "conversation": found})
    # What comes after the last of these is fetched in turn by a page that was away for long.
    response.headers["X-More"] = str(page.items[-1].message.number + 1) if page.has_after and since is not None else ""
    return response


def _send(request: HttpRequest, person: Person, pk: int) -> HttpResponse:
    found = queries.conversation(person=person, pk=pk)
    if live.is_slow():
        raise TooMuchAtOnce
    form = MessageForm(request.POST)
    if not form.is_valid():
        raise Invalid(str(next(iter(form.errors.values()))[0]), field="body")
    words = form.cleaned_data
    sent = actions.send(
        actor=person,
        conversation_id=found.pk,
        body=words["body"],
        client_id=form.client_id,
        root_id=words["root"],
        attachment_ids=attachment_ids(request.POST),
        at=clock.now(),
    )
    for somebody in sent.unreached:
        toasts.warning(request, gettext("%(name)s may not see this, so they are not told.") % {"name": somebody.name})
    if not pages.wants_fragment(request):
        return pages.go(request, found.get_absolute_url())
    return _one(request, person, sent.message)


def _one(request: HttpRequest, person: Person, message: Message) -> HttpResponse:
    """Show a message, and the first one of its thread, whose count has changed."""
    seen = [queries.message(person=person, pk=pk) for pk in (message.root_id, message.pk) if pk is not None]
    return pages.render(request, "chat/_several.html", {"items": queries.said(person=person, messages=seen)})


@require_safe
def message(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one message; as a page, where it stands."""
    person = reader_of(request)
    found = queries.message(person=person, pk=pk)
    return _one(request, person, found) if pages.wants_fragment(request) else pages.go(request, found.get_absolute_url())


@require_safe
def thread(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a message with the answers to it, and a place to answer."""
    person = reader_of(request)
    found = queries.message(person=person, pk=pk)
    root = (found.root and queries.message(person=person, pk=found.root.pk)) or found
    context = {
        "root": root,
        "items": queries.thread(person=person, root=root),
        "conversation": found.conversation,
        "writes": rules.can_write(person, found.conversation),
        "person": person,
    }
    return pages.render(request, "chat/thread.html", context, fragment="chat/_thread.html")


@require_safe
def choices(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what the reader may do with a message."""
    person = reader_of(request)
    found = queries.message(person=person, pk=pk)
    if found.removed_at is not None:
        raise NotFound
    mine = queries.said(person=person, messages=[found])[0].tally.mine
    context = {
        "message": found,
        "reactions": [(kind, kind in mine) for kind in Reaction.Kind],
        "commands": commands.for_messages(found),
        "may_edit": rules.can_edit(person, found),
        "may_remove": rules.can_remove(person, found),
        "writes": rules.can_write(person, found.conversation),
    }
    return pages.render(request, "chat/choices.html", context, fragment="chat/_choices.html")


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the words of one's own message; show them as they were written."""
    person = reader_of(request)
    found = queries.message(person=person, pk=pk)
    if request.method == "POST":
        changed = actions.edit(actor=person, message_id=found.pk, body=request.POST.get("body", ""), at=clock.now())
        return _one(request, person, changed) if pages.wants_fragment(request) else pages.go(request, changed.get_absolute_url())
    if not rules.can_edit(person, found):
        raise NotFound
    return pages.render(request, "chat/edit.html", {"message": found, "conversation": found.conversation}, fragment="chat/_edit.html")


@require_POST
def removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a message away."""
    person = reader_of(request)
    gone = actions.remove(actor=person, message_id=pk, at=clock.now())
    return _one(request, person, gone) if pages.wants_fragment(request) else pages.go(request, gone.get_absolute_url())


@require_POST
def reactions(request: HttpRequest, pk: int) -> HttpResponse:
    """React to a message, or take the reaction back."""
    person, kind = reader_of(request), request.POST.get("kind", "")
    found = queries.message(person=person, pk=pk)
    act = actions.withdraw_reaction if request.POST.get("off") else actions.react
    act(actor=person, message_id=found.pk, kind=kind, at=clock.now())
    return _one(request, person, found) if pages.wants_fragment(request) else pages.go(request, found.get_absolute_url())


@require_POST
def pin(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a message at hand, or not any more."""
    person = reader_of(request)
    act = actions.unpin if request.POST.get("off") else actions.pin
    kept = act(actor=person, message_id=pk, at=clock.now())
    return _one(request, person, kept) if pages.wants_fragment(request) else pages.go(request, kept.get_absolute_url())
