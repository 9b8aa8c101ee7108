"""One's own way in: where one is signed in, tokens for programs, and coming in by an invitation."""

from typing import Any, cast

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hamsoo.kernel import clock
from hamsoo.kernel.errors import DomainError
from hamsoo.people import actions, queries
from hamsoo.people.forms import ApiTokenForm, NewPasswordForm
from hamsoo.people.models import Account
from hamsoo.people.views.reading import reader_of
from hamsoo.ui.pages import go, refuse, render

GONE = 410


@require_safe
def sessions(request: HttpRequest) -> HttpResponse:
    """Show where one is signed in, to whomever the account belongs."""
    found = queries.sessions(account=cast("Account", request.user), current_key=request.session.session_key)
    return render(request, "people/access/sessions.html", {"sessions": found})


@require_POST
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    """End one of one's own sessions."""
    actions.end_session(account=cast("Account", request.user), session_id=pk, at=clock.now())
    messages.success(request, _("That session has ended."))
    return go(request, reverse("people:sessions"))


@require_POST
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    """End all sessions but this one."""
    key = str(request.session.session_key)
    actions.end_other_sessions(account=cast("Account", request.user), current_key=key, at=clock.now())
    messages.success(request, _("All other sessions have ended."))
    return go(request, reverse("people:sessions"))


@never_cache
@require_http_methods(["GET", "POST"])
def api_tokens(request: HttpRequest) -> HttpResponse:
    """List one's tokens for programs, and make one: its key is shown in this answer and never again."""
    reader, form, key = reader_of(request), ApiTokenForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        clean = form.cleaned_data
        try:
            made = actions.create_api_token(actor=reader, name=clean["name"], scope=clean["scope"], days=int(clean["days"]), at=clock.now())
            form, key = ApiTokenForm(), made[1]
        except DomainError as error:
            refuse(form, error)
    context = {"form": form, "key": key, "tokens": queries.api_tokens(person=reader, at=clock.now())}
    return render(request, "people/access/tokens.html", context)


@require_POST
def revoke_api_token(request: HttpRequest, pk: int) -> HttpResponse:
    """Revoke one of one's own tokens."""
    actions.revoke_api_token(actor=reader_of(request), token_id=pk, at=clock.now())
    messages.success(request, _("The token is revoked. Programs that used it are refused from now on."))
    return go(request, reverse("people:api_tokens"))


@login_not_required
@never_cache
@sensitive_post_parameters("password1", "password2")
@require_http_methods(["GET", "POST"])
def accept_invitation(request: HttpRequest, key: str) -> HttpResponse:
    """Come in for the first time: set a password, or go on to a passkey. The link lets in once, and says nothing once it is over."""
    at = clock.now()
    invitation = queries.invitation_of_key(key=key, at=at)
    if invitation is None:
        return render(request, "people/access/invitation_over.html", status=GONE)
    form = NewPasswordForm(request.POST if request.method == "POST" and "passkey" not in request.POST else None)
    if request.method == "POST" and ("passkey" in request.POST or form.is_valid()):
        return _come_in(request, key, form)
    return render(request, "people/access/invitation.html", {"form": form, "invitation": invitation})


def _come_in(request: HttpRequest, key: str, form: NewPasswordForm) -> HttpResponse:
    """Accept, and sign in through the same stages as everybody, so that a second factor is asked for where there is one."""
    by_passkey = "passkey" in request.POST
    password = None if by_passkey else form.cleaned_data["password1"]
    try:
        account = actions.accept_invitation(key=key, password=password, at=clock.now())
    except DomainError:
        return render(request, "people/access/invitation_over.html", status=GONE)
    if request.user.is_authenticated:
        # Somebody else's session in this browser: it ends before the new one begins.
        request.session.flush()
    account.backend = "hamsoo.people.accounts.backend.PasswordBackend"  # type: ignore[attr-defined]
    record_authentication(request, account, method="invitation")
    redirect: dict[str, Any] = {"redirect_url": reverse("mfa_add_webauthn") if by_passkey else "/"}
    response: HttpResponse = perform_login(request, Login(user=account, **redirect))
    return response
