"""Administration of the way in: invitations, and what signing in asks for."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hamsoo.kernel import clock
from hamsoo.kernel.errors import DomainError
from hamsoo.people import actions, queries, rules
from hamsoo.people.forms import InviteForm, SignInPolicyForm
from hamsoo.people.models import Role
from hamsoo.people.views.reading import reader_of
from hamsoo.ui.pages import go, refuse, render


@require_http_methods(["GET", "POST"])
def invitations(request: HttpRequest) -> HttpResponse:
    """List who was asked in and who was not yet; ask somebody in."""
    reader, at = reader_of(request), clock.now()
    rows = queries.invitations(person=reader)
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            person = queries.colleague_called(person=reader, words=form.cleaned_data["who"])
            actions.invite(actor=reader, person=person, at=at)
            messages.success(request, _("The invitation is on its way."))
            return go(request, reverse("people:invitations"))
        except DomainError as error:
            refuse(form, error)
    shown = [(row, row.state(at)) for row in rows]
    waiting = {"uninvited": queries.uninvited(person=reader, limit=20), "uninvited_count": queries.uninvited_count(person=reader)}
    return render(request, "people/access/invitations.html", {"form": form, "invitations": shown, **waiting})


@require_POST
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask a colleague in, or send the invitation anew; the link of the mail before ends."""
    reader = reader_of(request)
    actions.invite(actor=reader, person=queries.colleague(person=reader, pk=pk), at=clock.now())
    messages.success(request, _("The invitation is on its way."))
    return go(request, reverse("people:invitations"))


@require_POST
def revoke_invitation(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw an invitation."""
    reader = reader_of(request)
    actions.revoke_invitation(actor=reader, invitation=queries.invitation(person=reader, pk=pk), at=clock.now())
    messages.success(request, _("The invitation is withdrawn."))
    return go(request, reverse("people:invitations"))


@require_http_methods(["GET", "POST"])
def sign_in_policy(request: HttpRequest) -> HttpResponse:
    """Say who must have a second factor, and who comes in by the company's account."""
    reader = reader_of(request)
    rules.require_sees_administration(reader)
    policy = queries.sign_in_policy()
    names = ("second_factor", "grace_days", "admits", "is_company_only")
    shown = {name: getattr(policy, name) for name in names} | {"roles": Role.objects.filter(pk__in=policy.role_ids)}
    form = SignInPolicyForm(request.POST or None, initial=shown)
    if request.method == "POST" and form.is_valid():
        wanted = {**form.cleaned_data, "grace_days": int(form.cleaned_data["grace_days"])}
        try:
            actions.change_sign_in_policy(actor=reader, at=clock.now(), **wanted)
            messages.success(request, _("From now on this holds."))
            return go(request, reverse("people:sign_in_policy"))
        except DomainError as error:
            refuse(form, error)
    context = {"form": form, "policy": policy, "slowed": queries.slowed_accounts(person=reader)}
    return render(request, "people/access/policy.html", context)
