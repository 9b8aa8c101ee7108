"""Beginning conversations, and who takes part."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hamsoo.chat import actions, queries, rules
from hamsoo.chat.forms import InviteForm, NewConversationForm, RenameForm
from hamsoo.chat.views.conversations import about_context
from hamsoo.chat.views.reading import reader_of
from hamsoo.kernel import clock
from hamsoo.kernel.errors import DomainError, NotAllowed
from hamsoo.people.models import Person
from hamsoo.people.queries import colleague, colleague_called
from hamsoo.threads.queries import to_mention
from hamsoo.ui import pages

SHOWN = 12


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Choose whom to talk with: one makes a conversation of two, more make one of several."""
    person = reader_of(request)
    form = NewConversationForm(request.POST if request.method == "POST" else None, person=person)
    if request.method == "POST" and form.is_valid():
        chosen = list(form.cleaned_data["people"])
        try:
            if len(chosen) == 1 and not form.cleaned_data["name"]:
                made = actions.start_direct(actor=person, person=chosen[0], at=clock.now())
            else:
                made = actions.start_group(actor=person, people=chosen, name=form.cleaned_data["name"], at=clock.now())
        except DomainError as refusal:
            pages.refuse(form, refusal)
        else:
            return pages.go(request, made.get_absolute_url())
    found = to_mention(person=person, text="", limit=SHOWN)
    context = {"form": form, "found": [one for one in found if one != person], "picked": _picked(form)}
    return pages.render(request, "chat/new.html", context)


def _picked(form: NewConversationForm) -> list[Person]:
    return list(form.cleaned_data.get("people", ())) if form.is_bound else []


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Show colleagues by name, to be chosen."""
    person = reader_of(request)
    found = to_mention(person=person, text=request.GET.get("q", "")[:80], limit=SHOWN)
    return pages.render(request, "chat/_people.html", {"found": [one for one in found if one != person]})


@require_POST
def direct(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the conversation with a colleague."""
    person = reader_of(request)
    made = actions.start_direct(actor=person, person=colleague(person=person, pk=pk), at=clock.now())
    return pages.go(request, made.get_absolute_url())


@require_safe
def of_person(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer on a profile to write to that colleague."""
    person = reader_of(request)
    other = colleague(person=person, pk=pk)
    return pages.render(request, "chat/_of_person.html", {"other": other if other.is_active and other != person else None})


@require_POST
def channels(request: HttpRequest) -> HttpResponse:
    """Open a channel in a space, named by its id."""
    person = reader_of(request)
    space_id = request.POST.get("space", "")
    if not (space_id.isascii() and space_id.isdigit() and len(space_id) < 19):
        raise NotAllowed
    made = actions.open_channel(actor=person, space_id=int(space_id), name=request.POST.get("name", ""), at=clock.now())
    return pages.go(request, made.get_absolute_url())


@require_safe
def of_space(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the channels of a space on its page, and offer to open one."""
    person = reader_of(request)
    context = {"lines": queries.space_channels(person=person, space_id=pk), **queries.talking_in(person=person, space_id=pk)}
    return pages.render(request, "chat/_of_space.html", context)


@require_POST
def membership(request: HttpRequest, pk: int) -> HttpResponse:
    """Take part in a channel."""
    return pages.go(request, actions.join(actor=reader_of(request), conversation_id=pk, at=clock.now()).get_absolute_url())


@require_POST
def departure(request: HttpRequest, pk: int) -> HttpResponse:
    """Take part no more."""
    actions.leave(actor=reader_of(request), conversation_id=pk, at=clock.now())
    return pages.go(request, reverse("chat:list"))


@require_POST
def members(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a colleague into a conversation of several."""
    person = reader_of(request)
    found = queries.conversation(person=person, pk=pk)
    form = InviteForm(request.POST)
    if form.is_valid():
        try:
            called = colleague_called(person=person, words=form.cleaned_data["who"])
            actions.invite(actor=person, conversation_id=found.pk, person=called, at=clock.now())
        except DomainError as refusal:
            pages.refuse(form, refusal)
        else:
            form = InviteForm()
    context = about_context(person, found.pk, invite_form=form)
    return pages.render(request, "chat/about.html", context, fragment="chat/_about.html")


@require_POST
def removal(request: HttpRequest, pk: int, person_pk: int) -> HttpResponse:
    """Take somebody out of a conversation of several."""
    person = reader_of(request)
    found = queries.conversation(person=person, pk=pk)
    actions.remove_member(actor=person, conversation_id=found.pk, person=colleague(person=person, pk=person_pk), at=clock.now())
    if not pages.wants_fragment(request):
        return pages.go(request, found.get_absolute_url())
    return pages.render(request, "chat/_about.html", about_context(person, found.pk))


@require_http_methods(["GET", "HEAD", "POST"])
def name(request: HttpRequest, pk: int) -> HttpResponse:
    """Name a conversation, and say what it is for."""
    person = reader_of(request)
    found = queries.conversation(person=person, pk=pk)
    mine = queries.membership(person=person, conversation=found)
    if not rules.can_rename(person, found, mine):
        raise NotAllowed
    form = RenameForm(request.POST if request.method == "POST" else None, initial={"name": found.name, "about": found.about})
    if request.method == "POST" and form.is_valid():
        try:
            actions.rename(actor=person, conversation_id=found.pk, at=clock.now(), **form.cleaned_data)
        except DomainError as refusal:
            pages.refuse(form, refusal)
        else:
            return pages.go(request, found.get_absolute_url())
    return pages.render(request, "chat/name.html", {"form": form, "conversation": found})
