"""Pages of groups. Each button is a form of its own, so all of it works without scripts."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hamsoo.kernel import clock
from hamsoo.kernel.errors import DomainError, NotFound
from hamsoo.people.models import Person
from hamsoo.people.queries import colleague, colleague_called, require_colleague, role
from hamsoo.spaces import actions, queries, rules
from hamsoo.spaces.forms import DescriptionForm, GroupForm, JoinForm, MemberForm, PolicyForm, RoleGrantForm
from hamsoo.spaces.models import Space
from hamsoo.ui.pages import go, refuse, render


def _reader(request: HttpRequest) -> Person:
    return require_colleague(request.person)  # type: ignore[attr-defined]


def _found(request: HttpRequest, pk: int) -> tuple[Person, Space]:
    reader = _reader(request)
    return reader, queries.group(person=reader, pk=pk)


@require_GET
def groups(request: HttpRequest) -> HttpResponse:
    """List the reader's groups, and those that could be joined."""
    reader = _reader(request)
    context = {"mine": queries.my_groups(person=reader), "others": queries.other_groups(person=reader)}
    return render(request, "spaces/groups.html", context)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Make a group."""
    reader, form = _reader(request), GroupForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.create_group(actor=reader, at=clock.now(), **form.cleaned_data)
            return go(request, made.get_absolute_url())
        except DomainError as error:
            refuse(form, error)
    return render(request, "spaces/new.html", {"form": form})


@require_GET
def space(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a group: what it is about, who is in it, and what the reader may do there."""
    reader, found = _found(request, pk)
    return render(request, "spaces/space.html", _context(reader, found))


@require_http_methods(["GET", "POST"])
def describe(request: HttpRequest, pk: int) -> HttpResponse:
    """Change name and description."""
    reader, found = _found(request, pk)
    rules.require_can_manage(reader, found)
    form = DescriptionForm(request.POST or None, initial={"name_fa": found.name_fa, "name_en": found.name_en, "about": found.about})
    if request.method == "POST" and form.is_valid():
        try:
            actions.describe_group(actor=reader, space=found, at=clock.now(), **form.cleaned_data)
            return go(request, found.get_absolute_url())
        except DomainError as error:
            refuse(form, error)
    context = {"form": form, "space": found, "policy_form": PolicyForm(initial={"policy": found.policy})}
    return render(request, "spaces/describe.html", context)


@require_POST
def policy(request: HttpRequest, pk: int) -> HttpResponse:
    """Change who may see a group."""
    reader, found = _found(request, pk)
    form = PolicyForm(request.POST)
    actions.change_policy(actor=reader, space=found, policy=form.data.get("policy", ""), at=clock.now())
    return go(request, found.get_absolute_url())


@require_POST
def membership(request: HttpRequest, pk: int) -> HttpResponse:
    """Join an open group, or ask the owners of a closed one."""
    reader, found = _found(request, pk)
    if found.policy == Space.Policy.OPEN:
        actions.join(actor=reader, space=found, at=clock.now())
    else:
        form = JoinForm(request.POST)
        actions.request_to_join(actor=reader, space=found, note=form.cleaned_data["note"] if form.is_valid() else "", at=clock.now())
        messages.success(request, _("The owners have been asked. You will hear of their answer in your inbox."))
    return go(request, found.get_absolute_url())


@require_POST
def departure(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave a group; whoever cannot see it any more goes to the list."""
    reader, found = _found(request, pk)
    actions.leave(actor=reader, space=found, at=clock.now())
    return go(request, "/groups/" if found.policy == Space.Policy.SECRET else found.get_absolute_url())


@require_POST
def members(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a colleague in."""
    reader, found = _found(request, pk)
    form = MemberForm(request.POST)
    if form.is_valid():
        try:
            person = colleague_called(person=reader, words=form.cleaned_data["who"])
            actions.add_member(actor=reader, space=found, person=person, at=clock.now())
            return go(request, found.get_absolute_url())
        except DomainError as error:
            refuse(form, error)
    return render(request, "spaces/space.html", _context(reader, found) | {"member_form": form})


@require_POST
def removal(request: HttpRequest, pk: int, person_pk: int) -> HttpResponse:
    """Take somebody out."""
    reader, found = _found(request, pk)
    actions.remove_member(actor=reader, space=found, person=colleague(person=reader, pk=person_pk), at=clock.now())
    return go(request, found.get_absolute_url())


@require_POST
def ownership(request: HttpRequest, pk: int, person_pk: int) -> HttpResponse:
    """Have a member look after the group as well."""
    reader, found = _found(request, pk)
    actions.make_owner(actor=reader, space=found, person=colleague(person=reader, pk=person_pk), at=clock.now())
    return go(request, found.get_absolute_url())


@require_POST
def archive(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a group for writing."""
    reader, found = _found(request, pk)
    actions.archive_group(actor=reader, space=found, at=clock.now())
    return go(request, found.get_absolute_url())


@require_POST
def reopening(request: HttpRequest, pk: int) -> HttpResponse:
    """Open an archived group again."""
    reader, found = _found(request, pk)
    actions.reopen_group(actor=reader, space=found, at=clock.now())
    return go(request, found.get_absolute_url())


@require_POST
def approval(request: HttpRequest, pk: int) -> HttpResponse:
    """Let somebody in."""
    reader = _reader(request)
    found = actions.approve_join(actor=reader, asked=queries.join_request(person=reader, pk=pk), at=clock.now())
    return go(request, found.get_absolute_url())


@require_POST
def refusal(request: HttpRequest, pk: int) -> HttpResponse:
    """Do not let somebody in."""
    reader = _reader(request)
    found = actions.refuse_join(actor=reader, asked=queries.join_request(person=reader, pk=pk), at=clock.now())
    return go(request, found.get_absolute_url())


def _context(reader: Person, found: Space) -> dict[str, Any]:
    can_manage = rules.can_manage(reader, found)
    return {
        "space": found,
        "members": queries.members(person=reader, space=found),
        "reads": found.pk in queries.space_ids(person=reader),
        "can_manage": can_manage,
        "requests": queries.join_requests(space=found) if can_manage else [],
        "has_asked": found.join_requests.filter(person=reader).exists() if found.policy == Space.Policy.CLOSED else False,
        "member_form": MemberForm(),
        "join_form": JoinForm(),
    }


@require_http_methods(["GET", "POST"])
def role_grants(request: HttpRequest, role_pk: int) -> HttpResponse:
    """Show where a role may do what, on the page of the role; let it in somewhere."""
    reader = _reader(request)
    found = role(person=reader, pk=role_pk)
    form = RoleGrantForm(request.POST or None, spaces=queries.spaces_for_roles())
    if request.method == "POST" and form.is_valid():
        try:
            actions.grant_to_role(actor=reader, role=found, at=clock.now(), **form.cleaned_data)
            return go(request, reverse("people:role", args=[found.pk]))
        except DomainError as error:
            refuse(form, error)
    context = {"role": found, "form": form, "grants": queries.grants_of_role(role_id=found.pk)}
    return render(request, "spaces/role_grants.html", context, fragment="spaces/_role_grants.html")


@require_POST
def revoke_role_grant(request: HttpRequest, role_pk: int, pk: int) -> HttpResponse:
    """Take a role out of a space."""
    reader = _reader(request)
    found = role(person=reader, pk=role_pk)
    space = next((grant.space for grant in queries.grants_of_role(role_id=found.pk) if grant.space_id == pk), None)
    if space is None:
        raise NotFound
    actions.revoke_from_role(actor=reader, role=found, space=space, at=clock.now())
    return go(request, reverse("people:role", args=[found.pk]))
