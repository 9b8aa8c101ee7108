"""Who is in a group: joining and leaving, inviting and being invited, and looking after it."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hamsoo.kernel import clock
from hamsoo.kernel.errors import DomainError, NotFound
from hamsoo.people.models import Person
from hamsoo.people.queries import colleague, colleague_called
from hamsoo.spaces import actions, queries
from hamsoo.spaces.forms import InvitationForm, JoinForm
from hamsoo.spaces.models import Space
from hamsoo.spaces.views.reading import context_of, found, reader_of
from hamsoo.ui.pages import go, refuse, render

_WORDS_LONGEST = 100


@require_http_methods(["GET", "POST"])
def members(request: HttpRequest, pk: int) -> HttpResponse:
    """List who is in a group, with their roles, for who reads there; ask a colleague in."""
    reader, group = found(request, pk)
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            person = colleague_called(person=reader, words=form.cleaned_data["who"])
            actions.invite(actor=reader, space=group, person=person, note=form.cleaned_data["note"], at=clock.now())
            messages.success(request, _("%(name)s is invited.") % {"name": person.name})
            return go(request, _page_of(group))
        except DomainError as error:
            refuse(form, error)
    words = " ".join(request.GET.get("q", "").split())[:_WORDS_LONGEST]
    after = _after(request.GET.get("after"))
    page = queries.members(person=reader, space=group, words=words, after=after)
    context = {"members": page.items, "words": words, "more_url": _more_url(group, words, page.after), "can_manage": False}
    context |= context_of(reader, group, "members") | {"form": form}
    if after or request.headers.get("HX-Target") == "members":
        return render(request, "spaces/members.html", context, fragment="spaces/_members.html")
    return render(request, "spaces/members.html", context | _waiting(context, group))


def _waiting(context: dict[str, Any], group: Space) -> dict[str, Any]:
    if not context["can_manage"]:
        return {"join_form": JoinForm()}
    return {"requests": queries.join_requests(space=group), "invited": queries.invitations_to(space=group), "join_form": JoinForm()}


def _page_of(group: Space) -> str:
    return reverse("spaces:members", args=[group.pk])


def _more_url(group: Space, words: str, after: queries.Place | None) -> str:
    if after is None:
        return ""
    level, key, pk = after
    return f"{_page_of(group)}?{urlencode(({'q': words} if words else {}) | {'after': f'{level}_{pk}_{key}'})}"


def _after(text: str | None) -> queries.Place | None:
    if not text:
        return None
    level, _mark, rest = text.partition("_")
    pk, _mark, key = rest.partition("_")
    if "\x00" in key or not all(part.isascii() and part.isdigit() and len(part) < 18 for part in (level, pk)):
        raise NotFound
    return int(level), key, int(pk)


@require_POST
def membership(request: HttpRequest, pk: int) -> HttpResponse:
    """Join an open group, or ask the owners of a closed one."""
    reader, group = found(request, pk)
    if group.policy == Space.Policy.OPEN:
        actions.join(actor=reader, space=group, at=clock.now())
    else:
        form = JoinForm(request.POST)
        actions.request_to_join(actor=reader, space=group, note=form.cleaned_data["note"] if form.is_valid() else "", at=clock.now())
        messages.success(request, _("The owners have been asked. You will hear of their answer in your inbox."))
    return go(request, group.get_absolute_url())


@require_POST
def departure(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave a group; whoever cannot see it any more goes to the list."""
    reader, group = found(request, pk)
    actions.leave(actor=reader, space=group, at=clock.now())
    return go(request, _after_leaving(group))


@require_POST
def acceptance(request: HttpRequest, pk: int) -> HttpResponse:
    """Come into a group that the reader was asked into."""
    reader, group = found(request, pk)
    actions.accept_invitation(actor=reader, space=group, at=clock.now())
    return go(request, group.get_absolute_url())


@require_POST
def declination(request: HttpRequest, pk: int) -> HttpResponse:
    """Do not come into a group that the reader was asked into."""
    reader, group = found(request, pk)
    actions.decline_invitation(actor=reader, space=group, at=clock.now())
    messages.success(request, _("You have declined. Who invited you hears of it."))
    return go(request, reverse("spaces:groups"))


def _after_leaving(group: Space) -> str:
    return reverse("spaces:groups") if group.policy == Space.Policy.SECRET else group.get_absolute_url()


def _somebody(request: HttpRequest, pk: int, person_pk: int) -> tuple[Person, Space, Person]:
    reader, group = found(request, pk)
    return reader, group, colleague(person=reader, pk=person_pk)


@require_POST
def withdrawal(request: HttpRequest, pk: int, person_pk: int) -> HttpResponse:
    """Take an invitation back."""
    reader, group, person = _somebody(request, pk, person_pk)
    actions.withdraw_invitation(actor=reader, space=group, person=person, at=clock.now())
    return go(request, _page_of(group))


@require_POST
def removal(request: HttpRequest, pk: int, person_pk: int) -> HttpResponse:
    """Take somebody out."""
    reader, group, person = _somebody(request, pk, person_pk)
    actions.remove_member(actor=reader, space=group, person=person, at=clock.now())
    return go(request, _page_of(group))


@require_POST
def ownership(request: HttpRequest, pk: int, person_pk: int) -> HttpResponse:
    """Have a member look after the group as well."""
    reader, group, person = _somebody(request, pk, person_pk)
    actions.make_owner(actor=reader, space=group, person=person, at=clock.now())
    return go(request, _page_of(group))


@require_POST
def resignation(request: HttpRequest, pk: int) -> HttpResponse:
    """Look after the group no longer, and stay a member."""
    reader, group = found(request, pk)
    actions.resign(actor=reader, space=group, at=clock.now())
    return go(request, _page_of(group))


@require_POST
def approval(request: HttpRequest, pk: int) -> HttpResponse:
    """Let somebody in."""
    reader = reader_of(request)
    group = actions.approve_join(actor=reader, asked=queries.join_request(person=reader, pk=pk), at=clock.now())
    return go(request, group.get_absolute_url())


@require_POST
def refusal(request: HttpRequest, pk: int) -> HttpResponse:
    """Do not let somebody in."""
    reader = reader_of(request)
    asked, note = queries.join_request(person=reader, pk=pk), request.POST.get("note", "")
    group = actions.refuse_join(actor=reader, asked=asked, note=note, at=clock.now())
    return go(request, group.get_absolute_url())
