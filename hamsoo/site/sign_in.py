"""Signing in, as far as an installation chooses: limits against guessing, and the company's own accounts (OpenID Connect, SAML)."""

from importlib.util import find_spec
from typing import Any

from hamsoo.site.config import Config, ConfigError
from hamsoo.site.language import gettext as _

OIDC_ID, SAML_ID = "company", "company"
"""How the provider is called in addresses: `/accounts/oidc/company/login/callback/` is what it has to be told."""
_SAML_SUBJECTS = "company-saml"
"""Beside whose name subjects are kept: what one provider calls somebody may be another one's name for somebody else."""

_SAML_APP = "allauth.socialaccount.providers.saml"


def sign_in_apps(config: Config) -> list[str]:
    """Return the Django apps that only some installations have."""
    if config.saml_url is None:
        return []
    if find_spec("onelogin") is None:
        raise ConfigError("HAMSOO_SAML_URL", _("SAML needs more packages: install hamsoo[saml]"))
    return [_SAML_APP]


def sign_in_settings(config: Config) -> dict[str, Any]:
    """Return the settings of allauth that depend on the installation."""
    a_minute = config.sign_ins_per_minute
    providers: dict[str, Any] = {"openid_connect": {"provider_class": "hamsoo.people.oidc.provider.CompanyProvider", "APPS": []}}
    if config.oidc_url:
        providers["openid_connect"]["APPS"] = [_oidc(config)]
    if config.saml_url:
        providers["saml"] = {"provider_class": "hamsoo.people.saml.provider.CompanySaml", "APPS": [_saml(config)]}
    return {
        "SOCIALACCOUNT_PROVIDERS": providers,
        "ACCOUNT_RATE_LIMITS": {
            # A whole office may come from one address in the morning.
            "login": f"{a_minute}/m/ip",
            # For each account and each device it is not known from: five attempts, then a pause, then a longer one.
            "login_failed": f"{max(10, a_minute // 5)}/m/ip,5/300s/key,20/3600s/key",
            "reset_password": f"{max(20, a_minute // 10)}/m/ip,5/m/key",
            "reset_password_from_key": f"{max(20, a_minute // 10)}/m/ip",
        },
    }


def _oidc(config: Config) -> dict[str, Any]:
    settings: dict[str, Any] = {"server_url": config.oidc_url, "oauth_pkce_enabled": True}
    if config.oidc_trusts_mail:
        settings["verified_email"] = True
    return {
        "provider_id": OIDC_ID,
        "name": config.oidc_name,
        "client_id": config.oidc_client_id,
        "secret": config.oidc_client_secret,
        "settings": settings,
    }


def _saml(config: Config) -> dict[str, Any]:
    """Return the provider as allauth wants it; the directory's addresses are taken for confirmed, as it says who they belong to."""
    metadata = {"entity_id": config.saml_entity_id, "metadata_url": config.saml_url}
    settings = {"idp": metadata, "attribute_mapping": _SAML_ATTRIBUTES, "verified_email": True}
    return {"provider_id": _SAML_SUBJECTS, "client_id": SAML_ID, "name": config.saml_name, "settings": settings}


_SAML_ATTRIBUTES = {
    "uid": ["urn:oasis:names:tc:SAML:attribute:subject-id"],
    "email": [
        "urn:oid:0.9.2342.19200300.100.1.3",
        "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress",
        "mail",
        "email",
    ],
}
"""Where providers put who somebody is (else it is the NameID) and the address: by the standard, in Microsoft's way, by plain names."""
