"""The provider: what is asked of it, and nothing that a stranger's link could add."""

import secrets
from typing import Any

import jwt
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest

# Signatures by a key that only the provider has; never "none", and no shared secret.
_ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
_NEEDED = ["iss", "sub", "aud", "exp", "iat"]
_LEEWAY_SECONDS = 60


class CheckingAdapter(OpenIDConnectOAuth2Adapter):
    """Checks every ID token in full, also those fetched directly, whose signature allauth leaves alone."""

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        """Return what the token says; raise `OAuth2Error` unless the provider signed it, for us, and just now."""
        config = self.openid_config
        try:
            key = self._key(jwt.get_unverified_header(id_token).get("kid"), str(config["jwks_uri"]))
            claims: dict[str, Any] = jwt.decode(
                id_token,
                key=key,
                algorithms=_ALGORITHMS,
                audience=app.client_id,
                issuer=config["issuer"],
                leeway=_LEEWAY_SECONDS,
                options={"require": _NEEDED},
            )
        except jwt.PyJWTError as error:
            raise OAuth2Error(f"ID token: {error}") from error
        return claims

    def _key(self, wanted: str | None, address: str) -> jwt.PyJWK:
        """Return the provider's key of this name; without a name the only one there is."""
        with get_adapter().get_requests_session() as session:
            response = session.get(address)
            response.raise_for_status()
        keys = [key for key in jwt.PyJWKSet.from_dict(response.json()).keys if key.public_key_use in (None, "sig")]
        fitting = [key for key in keys if key.key_id == wanted] if wanted else keys
        if len(fitting) != 1:
            raise OAuth2Error("ID token: no such key")
        return fitting[0]


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
