"""Sign-in: how django-allauth is fitted to this house, and where the reader's appearance is kept."""

from collections.abc import Mapping
from typing import Any, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core.internal.httpkit import get_client_ip
from django.http import HttpRequest
from django.urls import reverse

from hamsoo.kernel import clock
from hamsoo.people.actions import change_settings, note_access_change, note_failed_sign_in, note_sign_in, note_sign_out
from hamsoo.people.models import Account


class AccountAdapter(DefaultAccountAdapter):
    """Let in whom the company's record knows. Nobody signs up: accounts come with the record, imports or an invitation."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        """Refuse: an address alone makes nobody a colleague."""
        return False

    def get_logout_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002 - allauth's signature
        """Return to the way in."""
        return reverse("account_login")

    def login(self, request: HttpRequest, user: Account) -> None:
        """Sign in, and hold the address of the record for confirmed.

        allauth notes addresses that it meets for the first time as unconfirmed, even when a stranger asks to reset the password,
        and then refuses a second factor. Ours come from the company's record; nobody can add one.
        """
        super().login(request, user)
        EmailAddress.objects.filter(user=user).exclude(email=user.email).delete()
        EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})
        note_sign_in(account=user, address=get_client_ip(request), at=clock.now())

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Note that somebody was refused."""
        note_failed_sign_in(email=str(credentials.get("email") or ""), address=get_client_ip(request), at=clock.now())

    def logout(self, request: HttpRequest) -> None:
        """Sign out, and note who."""
        account = request.user
        super().logout(request)
        if isinstance(account, Account):
            note_sign_out(account=account, at=clock.now())

    def send_notification_mail(
        self, template_prefix: str, user: Account, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Note that the way in was changed: allauth calls this for every such change, whether it sends a mail or not."""
        change = template_prefix.rpartition("/")[2]
        note_access_change(account=user, change=change, address=get_client_ip(self.request), at=clock.now())
        super().send_notification_mail(template_prefix, user, context, email)

    def format_email_subject(self, subject: str) -> str:
        """Leave the subject as it is written: the sender's name already says who we are."""
        return subject

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a mail that knows whom it speaks to."""
        account = context.get("user")
        super().send_mail(template_prefix, email, {**context, "person": getattr(account, "person", None)})


def keep_appearance(request: HttpRequest, choices: Mapping[str, str]) -> None:
    """Keep how a signed-in reader wants to see Hamsoo on the account."""
    wanted: dict[str, Any] = dict(choices)
    if "uses_shortcuts" in wanted:
        wanted["uses_shortcuts"] = wanted["uses_shortcuts"] == "True"
    change_settings(account=cast("Account", request.user), **wanted)
