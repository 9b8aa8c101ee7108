"""Finding, showing and keeping groups. Each button is a form of its own, so all of it works without scripts."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hamsoo.kernel import clock
from hamsoo.kernel.errors import DomainError, NotFound
from hamsoo.people.models import Person
from hamsoo.spaces import actions, queries, rules
from hamsoo.spaces.forms import CoverForm, DescriptionForm, GroupForm, JoinForm, PolicyForm, ResourceForm, UnitForm
from hamsoo.spaces.models import Space
from hamsoo.spaces.views.reading import GLANCE, context_of, found, found_place, reader_of
from hamsoo.ui.pages import go, refuse, render

_WORDS_LONGEST = 100
_FILTERS = {
    "": _("All"),
    "colleagues": _("With colleagues of mine"),
    "profession": pgettext_lazy("what a group is for", "Profession"),
    "interest": pgettext_lazy("what a group is for", "Interest"),
    "work": pgettext_lazy("what a group is for", "Work"),
    "archived": _("Archived"),
}


@require_GET
def groups(request: HttpRequest) -> HttpResponse:
    """List the reader's groups, invitations, what may suit them, and the groups to join; with `after`, more of these."""
    reader = reader_of(request)
    words = " ".join(request.GET.get("q", "").split())[:_WORDS_LONGEST]
    shown = request.GET.get("show", "") if request.GET.get("show") in queries.SHOWN else ""
    after = _after(request.GET.get("after"))
    page = queries.other_groups(person=reader, words=words, shown=shown, after=after)
    context = {"others": page.items, "words": words, "shown": shown, "more_url": _url(words, shown, page.after) if page.after else ""}
    context["filters"] = [(label, _url(words, name, None), name == shown) for name, label in _FILTERS.items()]
    if after:
        return render(request, "spaces/groups.html", context | _own(reader), fragment="spaces/_others.html")
    if request.headers.get("HX-Target") == "others":
        return render(request, "spaces/groups.html", context, fragment="spaces/_found.html")
    return render(request, "spaces/groups.html", context | _own(reader))


def _own(reader: Person) -> dict[str, Any]:
    return {
        "mine": queries.my_groups(person=reader),
        "units": queries.my_units(person=reader),
        "invitations": queries.my_invitations(person=reader),
        "suggested": queries.suggested_groups(person=reader),
    }


def _url(words: str, shown: str, after: queries.After | None) -> str:
    values = {"q": words, "show": shown, "after": f"{after[0]}_{after[1]}" if after else ""}
    wanted = {name: value for name, value in values.items() if value}
    return reverse("spaces:groups") + (f"?{urlencode(wanted)}" if wanted else "")


def _after(text: str | None) -> queries.After | None:
    if not text:
        return None
    count, _mark, pk = text.partition("_")
    if not all(part.isascii() and part.isdigit() and len(part) < 18 for part in (count, pk)):
        raise NotFound
    return int(count), int(pk)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Make a group."""
    reader, form = reader_of(request), GroupForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.create_group(actor=reader, at=clock.now(), **form.said)
            return go(request, made.get_absolute_url())
        except DomainError as error:
            refuse(form, error)
    return render(request, "spaces/new.html", {"form": form})


@require_GET
def space(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a group or the space of a unit: what is written there, what it keeps at hand, who is in it, and what the reader may do there."""
    reader, place = found_place(request, pk)
    context = context_of(reader, place, "written")
    if not context["reads"]:
        return _about(request, reader, place)
    is_group, can_manage = context["is_group"], context["can_manage"]
    context |= {
        "members": queries.members(person=reader, space=place, limit=GLANCE).items if is_group else [],
        "resources": queries.resources(space=place),
        "requests": queries.join_requests(space=place) if can_manage and is_group else [],
        "resource_form": ResourceForm() if queries.can_write(person=reader, space=place) else None,
        "join_form": JoinForm(),
    }
    return render(request, "spaces/space.html", context)


@require_GET
def about(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what a group or a unit is for, what holds there, and who looks after it."""
    return _about(request, *found_place(request, pk))


def _about(request: HttpRequest, reader: Person, place: Space) -> HttpResponse:
    owners = queries.owners(person=reader, space=place)
    context = context_of(reader, place, "about") | {"owners": owners, "skills": place.skills.order_by("pk"), "join_form": JoinForm()}
    return render(request, "spaces/about.html", context)


@require_http_methods(["GET", "POST"])
def describe(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what a group says of itself, or what the space of a unit is for."""
    reader, place = found_place(request, pk)
    rules.require_can_manage(reader, place)
    kind = DescriptionForm if place.kind == Space.Kind.GROUP else UnitForm
    form = kind(request.POST or None, initial=kind.initial_of(place))
    if request.method == "POST" and form.is_valid():
        do = actions.describe_group if place.kind == Space.Kind.GROUP else actions.describe_unit
        try:
            do(actor=reader, space=place, at=clock.now(), **form.said)
            return go(request, reverse("spaces:about", args=[place.pk]))
        except DomainError as error:
            refuse(form, error)
    policy_form = PolicyForm(initial={"policy": place.policy}) if place.kind == Space.Kind.GROUP else None
    context = {"form": form, "space": place, "policy_form": policy_form, "cover_form": CoverForm()}
    return render(request, "spaces/describe.html", context)


@require_POST
def policy(request: HttpRequest, pk: int) -> HttpResponse:
    """Change who may see a group."""
    reader, group = found(request, pk)
    form = PolicyForm(request.POST)
    actions.change_policy(actor=reader, space=group, policy=form.data.get("policy", ""), at=clock.now())
    return go(request, group.get_absolute_url())


@require_POST
def archive(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a group for writing."""
    reader, group = found(request, pk)
    actions.archive_group(actor=reader, space=group, at=clock.now())
    return go(request, group.get_absolute_url())


@require_POST
def reopening(request: HttpRequest, pk: int) -> HttpResponse:
    """Open an archived group again."""
    reader, group = found(request, pk)
    actions.reopen_group(actor=reader, space=group, at=clock.now())
    return go(request, group.get_absolute_url())
