"""The list of conversations, one of them, and what somebody does there for themselves."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from hamsoo.chat import actions, commands, queries, rules, telling
from hamsoo.chat.models import Conversation
from hamsoo.chat.views.reading import number_in, reader_of
from hamsoo.kernel import clock
from hamsoo.kernel.errors import NotFound
from hamsoo.people.models import Person
from hamsoo.ui import pages

SIDE = 8
"""Conversations in the side bar."""
FACES = 3
"""Colleagues whose faces stand in the head of a conversation."""
NOTHING = 204


@require_safe
def conversation_list(request: HttpRequest) -> HttpResponse:
    """Show the conversations of the reader, and channels to join."""
    person = reader_of(request)
    context = {"lines": queries.lines(person=person), "channels": queries.open_channels(person=person)}
    return pages.render(request, "chat/list.html", context, fragment="chat/_lines.html")


@require_safe
def side(request: HttpRequest) -> HttpResponse:
    """Show the first conversations, for the side bar of every page, and say to the sign in its head where something is new."""
    person = reader_of(request)
    lines = queries.lines(person=person, limit=SIDE, with_last=False)
    return pages.render(request, "chat/_side.html", {"lines": lines, "unread": queries.unread_ids(person=person)})


@require_safe
def conversation(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a conversation where its reader left off, or at a message; the list of all stands beside it."""
    person = reader_of(request)
    found = queries.conversation(person=person, pk=pk)
    return pages.render(request, "chat/conversation.html", _opened(person, found, number_in(request.GET.get("at"))))


def _opened(person: Person, found: Conversation, at: int | None) -> dict[str, Any]:
    line = queries.line(person=person, conversation=found)
    first_unread = line.membership.read_number + 1 if line.membership and line.unread > 0 else None
    # A few unread stand on the newest page anyway; of many the first one is what is looked for.
    around = at or (first_unread if first_unread and line.unread > queries.PAGE else None)
    page = queries.page(person=person, conversation=found, around=around)
    members = queries.readers(conversation=found, limit=FACES)
    return {
        "line": line,
        "conversation": found,
        "page": page,
        "at": at,
        "first_unread": first_unread,
        "members": members,
        "member_count": members[0].total if members else 0,
        "seen": max((row.read_number for row in members if row.person_id != person.pk), default=0) if found.is_direct else 0,
        "pins": queries.pinned(conversation=found),
        "writes": rules.can_write(person, found),
        "commands": commands.for_words(),
        "zone": timezone.get_current_timezone_name(),
        "person": person,
    }


@require_safe
def drawer(request: HttpRequest) -> HttpResponse:
    """Show the direct conversations beside any page: the one asked for, or the one that goes on."""
    person = reader_of(request)
    lines = [line for line in queries.lines(person=person, limit=50, with_last=False) if line.conversation.is_direct][:SIDE]
    wanted = number_in(request.GET.get("c"))
    chosen = next((line for line in lines if line.conversation.pk == wanted), lines[0] if lines else None)
    opened = _opened(person, chosen.conversation, None) if chosen else {}
    return pages.render(request, "chat/drawer.html", {"lines": lines, "chosen": chosen, **opened}, fragment="chat/_drawer.html")


@require_safe
def search(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the messages of a conversation that hold some words."""
    person = reader_of(request)
    found = queries.conversation(person=person, pk=pk)
    text = request.GET.get("q", "")[:200]
    context = {"conversation": found, "text": text, "messages_found": queries.found_in(conversation=found, text=text)}
    return pages.render(request, "chat/search.html", context, fragment="chat/_found.html")


@require_safe
def about(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who takes part, what is pinned, how long it is kept, and what one may do."""
    person = reader_of(request)
    return pages.render(request, "chat/about.html", about_context(person, pk), fragment="chat/_about.html")


def about_context(person: Person, pk: int, **more: Any) -> dict[str, Any]:
    """Return what the panel about a conversation shows."""
    found = queries.conversation(person=person, pk=pk)
    line, members = queries.line(person=person, conversation=found), queries.readers(conversation=found)
    total = members[0].total if members else 0
    return {
        "conversation": found,
        "line": line,
        "members": members,
        "member_count": total,
        "more_count": total - len(members),
        "pins": queries.pinned(conversation=found),
        "kept_days": queries.kept_days(conversation=found),
        "may_rename": rules.can_rename(person, found, line.membership),
        "is_owner": bool(line.membership and line.membership.is_owner),
        "person": person,
        **more,
    }


@require_POST
def reading(request: HttpRequest, pk: int) -> HttpResponse:
    """Note how far one has read."""
    actions.mark_read(actor=reader_of(request), conversation_id=pk, number=_number(request), at=clock.now())
    return HttpResponse(status=NOTHING)


@require_POST
def unreading(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a message and all after it be unread again; go to the list, as the page would read it at once."""
    person = reader_of(request)
    found = queries.conversation(person=person, pk=pk)
    actions.mark_unread(actor=person, conversation_id=found.pk, number=_number(request), at=clock.now())
    return pages.go(request, "/chat/")


@require_POST
def writing(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that one is writing."""
    person = reader_of(request)
    found = queries.conversation(person=person, pk=pk)
    rules.require_can_write(person, found)
    telling.is_writing(found, person_id=person.pk, names={"fa": person.name_fa or person.name_en, "en": person.name_en or person.name_fa})
    return HttpResponse(status=NOTHING)


@require_POST
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what one has begun to write."""
    actions.keep_draft(actor=reader_of(request), conversation_id=pk, text=request.POST.get("body", ""), at=clock.now())
    return HttpResponse(status=NOTHING)


@require_POST
def muting(request: HttpRequest, pk: int) -> HttpResponse:
    """Mute a conversation, or hear of it again."""
    person = reader_of(request)
    actions.mute(actor=person, conversation_id=pk, is_muted=bool(request.POST.get("on")), at=clock.now())
    return _about_again(request, person, pk)


@require_POST
def pinning(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a conversation on top of the list, or not any more."""
    person = reader_of(request)
    actions.pin_conversation(actor=person, conversation_id=pk, is_pinned=bool(request.POST.get("on")), at=clock.now())
    return _about_again(request, person, pk)


def _about_again(request: HttpRequest, person: Person, pk: int) -> HttpResponse:
    if not pages.wants_fragment(request):
        return pages.go(request, f"/chat/{pk}/")
    return pages.render(request, "chat/_about.html", about_context(person, pk))


def _number(request: HttpRequest) -> int:
    number = number_in(request.POST.get("number"))
    if number is None:
        raise NotFound
    return number
