"""The adapters of allauth: who may come in, what is noted of it, and what guessing costs."""

import time
from collections.abc import Mapping
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core.internal.httpkit import get_client_ip
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from hamsoo.kernel import clock
from hamsoo.kernel.numbers import format_number
from hamsoo.ledger.actors import Actor
from hamsoo.people.accounts import known_devices
from hamsoo.people.accounts.attempts import attempts_left
from hamsoo.people.actions import (
    end_api_tokens,
    note_access_change,
    note_failed_sign_in,
    note_sign_in,
    note_sign_in_slowed,
    note_sign_out,
)
from hamsoo.people.models import Account
from hamsoo.people.queries import has_second_factor, must_use_company_account, second_factor_due_at

_RESET, _INSTEAD = "account/email/password_reset_key", "people/mail/company_account"
"""The mail with which somebody chooses a password anew, and what those get who come in by the company's account alone."""
SEEN_KEY = "hamsoo_seen_at"
"""Where a session keeps when it was last noted as seen, in seconds since 1970."""


class AccountAdapter(DefaultAccountAdapter):
    """Let in whom the company's record knows. Nobody signs up: accounts come with the record, imports or an invitation."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "too_many_login_attempts": gettext_lazy(
            "Too many attempts failed. Wait a few minutes, sign in with a passkey, or have the password reset by mail."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        """Refuse: an address alone makes nobody a colleague."""
        return False

    def get_logout_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002 - allauth's signature
        """Return to the way in."""
        return reverse("account_login")

    def pre_login(self, request: HttpRequest, user: Account, **arguments: Any) -> HttpResponse | None:
        """Stop colleagues who come by a password of ours, a passkey or an invitation where policy asks for the company's account."""
        stopped: HttpResponse | None = super().pre_login(request, user, **arguments)
        if stopped is not None or not must_use_company_account(user) or _came_by_company(user, arguments):
            return stopped
        note_failed_sign_in(email=user.email, address=get_client_ip(request), at=clock.now())
        messages.error(request, _("Colleagues sign in with the company’s account here."))
        return HttpResponseRedirect(reverse("account_login"))

    def login(self, request: HttpRequest, user: Account) -> None:
        """Sign in, and hold the address of the record for confirmed.

        allauth notes addresses that it meets for the first time as unconfirmed, even when a stranger asks to reset the password,
        and then refuses a second factor. Ours come from the company's record; nobody can add one.
        """
        super().login(request, user)
        request.session[SEEN_KEY] = int(time.time())
        EmailAddress.objects.filter(user=user).exclude(email=user.email).delete()
        EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})
        note_sign_in(account=user, address=get_client_ip(request), at=clock.now())

    def post_login(self, request: HttpRequest, user: Account, **arguments: Any) -> HttpResponse:
        """Remember the device, and tell whoever must have a second factor by when."""
        response: HttpResponse = super().post_login(request, user, **arguments)
        known_devices.remember(response, user.email)
        due_at = second_factor_due_at(account=user, person=getattr(user, "person", None))
        if due_at is not None and due_at > clock.now() and not has_second_factor(user):
            days = (due_at - clock.now()).days + 1
            messages.warning(request, _("Set up a second factor: from %(days)s days on you cannot go on without.") % {"days": days})
        return response

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuse to look at the password after too many attempts, and note it, whether there is such an account or not."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            note_sign_in_slowed(email=str(credentials.get("email") or ""), address=get_client_ip(request), at=clock.now())
            raise

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        email = str(credentials.get("email") or "").strip().lower()
        return f"{email}|{known_devices.device_of(request, email)}"

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Note that somebody was refused."""
        note_failed_sign_in(email=str(credentials.get("email") or ""), address=get_client_ip(request), at=clock.now())

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        """Say of a wrong password how often another one may be tried; the same to whoever has an account here and who has none."""
        usage = getattr(self, "_login_failed_rl_usage", None)
        if code != "email_password_mismatch" or not usage:
            return super().validation_error(code, *args)
        left = attempts_left(usage)
        if left <= 0:
            return super().validation_error("too_many_login_attempts")
        wrong = _("The mail address or the password is not right.")
        more = ngettext("You can try once more.", "You can try %(count)s more times.", left) % {
            "count": format_number(left, get_language() or "fa")
        }
        return ValidationError(f"{wrong} {more}", code=code)

    def logout(self, request: HttpRequest) -> None:
        """Sign out, and note who."""
        account = request.user
        super().logout(request)
        if isinstance(account, Account):
            note_sign_out(account=account, at=clock.now())

    def send_notification_mail(
        self, template_prefix: str, user: Account, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Note that the way in was changed: allauth calls this for every such change, whether it sends a mail or not.

        With another password the tokens of programs end, as sessions do.
        """
        change, at = template_prefix.rpartition("/")[2], clock.now()
        note_access_change(account=user, change=change, address=get_client_ip(self.request), at=at)
        if change.startswith("password_"):
            end_api_tokens(actor=Actor("account", user.pk), account=user, at=at)
        super().send_notification_mail(template_prefix, user, context, email)

    def format_email_subject(self, subject: str) -> str:
        """Leave the subject as it is written: the sender's name already says who we are."""
        return subject

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a mail that knows whom it speaks to; no link to a password that would let nobody in."""
        account = context.get("user")
        if template_prefix == _RESET and isinstance(account, Account) and must_use_company_account(account):
            template_prefix, context = _INSTEAD, {"url": f"{settings.PUBLIC_URL}{reverse('account_login')}"}
        super().send_mail(template_prefix, email, {**context, "person": getattr(account, "person", None)})


def _came_by_company(user: Account, arguments: Mapping[str, Any]) -> bool:
    """Return whether the company's provider or directory, not a password or key of ours, says who this is."""
    by_directory = str(getattr(user, "backend", "")).endswith(".LdapBackend")
    return by_directory or "sociallogin" in (arguments.get("signal_kwargs") or {})


class MFAAdapter(DefaultMFAAdapter):
    """Keep those who must have a second factor from taking away their last one."""

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Return whether one may go: codes for emergencies always, what else there is only while another stays or nothing is asked."""
        kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
        if authenticator.type not in kinds:
            return True
        account = authenticator.user
        if second_factor_due_at(account=account, person=getattr(account, "person", None)) is None:
            return True
        return Authenticator.objects.filter(user=account, type__in=kinds).exclude(pk=authenticator.pk).exists()
