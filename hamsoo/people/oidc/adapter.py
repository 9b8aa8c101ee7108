"""Who comes in by a provider: colleagues that the record knows, by the subject they came with before or by a confirmed address."""

import logging
from hmac import compare_digest
from typing import Any

from allauth.account.models import EmailAddress
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, _build_apps_from_settings
from allauth.socialaccount.models import SocialApp, SocialLogin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from hamsoo.kernel import clock
from hamsoo.people.actions import open_account
from hamsoo.people.models import Account

log = logging.getLogger(__name__)


class ProviderAdapter(DefaultSocialAccountAdapter):
    """Lets in colleagues who work here now; an account is made for those on record alone, and only where policy says so."""

    def list_apps(self, request: Any, provider: str | None = None, client_id: str | None = None) -> list[SocialApp]:  # noqa: ARG002
        """Return the providers of the settings; the database holds none, and the sign-in page need not ask it."""
        found = _build_apps_from_settings(provider=provider, client_id=client_id)
        return [app for apps in found.values() for app in apps]

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:  # noqa: ARG002 - allauth's signature
        """Refuse: a provider's word makes nobody a colleague."""
        return False

    def authenticate_by_email(self, sociallogin: SocialLogin) -> tuple[Account, str] | None:
        """Find the colleague with a confirmed address, literally confirmed: not "true" in words, not 1."""
        for address in sociallogin.email_addresses:
            if address.verified is not True:
                continue
            account = Account.objects.filter(email=address.email.strip().lower(), is_active=True, person__left_on=None).first()
            if account is None:
                # This comes before `pre_social_login`: an answer that belongs to no question of ours makes nobody an account.
                _check_answer(sociallogin)
                account = open_account(email=address.email, at=clock.now())
            if account is not None and getattr(account, "person", None) is not None:
                # The address is the record's. Without this row allauth would take the password away, for fear of a stranger's.
                EmailAddress.objects.update_or_create(user=account, email=account.email, defaults={"verified": True, "primary": True})
                return account, account.email
        return None

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:  # noqa: ARG002 - allauth's signature
        """Refuse answers that belong to no question of this browser, and accounts that are no colleague's.

        Raises:
            PermissionDenied: the page of a failed sign-in is shown; the reason stands in the log only.
        """
        _check_answer(sociallogin)
        if sociallogin.is_existing:
            person = getattr(sociallogin.user, "person", None)
            if person is None or not person.is_active:
                log.warning("provider sign-in refused: no colleague")
                raise PermissionDenied


def _check_answer(sociallogin: SocialLogin) -> None:
    """Check what OpenID Connect asks a client to check beyond the signature: the nonce, and that both answers speak of one subject."""
    if sociallogin.provider.id != "openid_connect":
        return
    answer = sociallogin.account.extra_data
    token, info = answer.get("id_token") or {}, answer.get("userinfo") or {}
    nonce = str(sociallogin.state.get("nonce") or "")
    if not nonce or not compare_digest(str(token.get("nonce") or "").encode(), nonce.encode()):
        log.warning("provider sign-in refused: nonce")
        raise PermissionDenied
    if info and info.get("sub") != token.get("sub"):
        log.warning("provider sign-in refused: subject of the userinfo")
        raise PermissionDenied
