"""The provider: what is asked of it, and nothing that a stranger's link could add."""

import secrets
from typing import Any

from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest


class CheckingAdapter(OpenIDConnectOAuth2Adapter):
    """Checks the signature of every ID token, also of those fetched directly."""

    def get_access_token_data(self, *args: Any, **kwargs: Any) -> Any:
        """Fetch the tokens; allauth leaves the signature alone after a direct fetch, which we do not."""
        data = super().get_access_token_data(*args, **kwargs)
        self.did_fetch_access_token = False
        return data


class CompanyProvider(OpenIDConnectProvider):
    """Asks for exactly what is configured, with a nonce and PKCE."""

    pkce_enabled_default = True
    oauth2_adapter_class = CheckingAdapter

    def get_redirect_from_request_kwargs(self, request: HttpRequest) -> dict[str, Any]:
        """Return what the request to the provider is made of; only where to go afterwards comes from the address."""
        wanted = super().get_redirect_from_request_kwargs(request)
        nonce = secrets.token_urlsafe(24)
        auth_params = {**self.get_auth_params(), "nonce": nonce}
        return {**wanted, "process": AuthProcess.LOGIN, "scope": self.get_scope(), "auth_params": auth_params, "nonce": nonce}


provider_classes = [CompanyProvider]
