"""What the environment says of the company's directory."""

import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from hamsoo.people.ldap.config import USUAL_ATTRIBUTES, LdapConfig
from hamsoo.site.config import ConfigError
from hamsoo.site.language import gettext as _

_TRUE, _FALSE = ("1", "true", "yes", "on"), ("0", "false", "no", "off")
_LOCAL = ("localhost", "127.0.0.1", "::1")
_MOST_SECONDS = 120


def ldap_settings(environ: Mapping[str, str] = os.environ) -> LdapConfig | None:
    """Read the variables named HAMSOO_LDAP_*; None without HAMSOO_LDAP_URL.

    Raises:
        ConfigError: a variable cannot be understood; the message names it and says what is expected.
    """
    url = _text(environ, "HAMSOO_LDAP_URL")
    if not url:
        return None
    if not url.startswith(("ldap://", "ldaps://")) or not urlsplit(url).hostname:
        raise ConfigError("HAMSOO_LDAP_URL", _("the address must look like ldap://host or ldaps://host"))
    base = _text(environ, "HAMSOO_LDAP_BASE")
    if not base:
        raise ConfigError("HAMSOO_LDAP_BASE", _("name where people are, such as ou=people,dc=example,dc=ir"))
    # Passwords cross this connection: it is encrypted unless it stays on the machine, or that is said not to be wanted.
    is_open = url.startswith("ldap://")
    starts_tls = _flag(environ, "HAMSOO_LDAP_START_TLS", usually=is_open and urlsplit(url).hostname not in _LOCAL)
    given = _text(environ, "HAMSOO_LDAP_FILTER")
    return LdapConfig(
        url=url,
        base=base,
        bind_dn=_text(environ, "HAMSOO_LDAP_BIND_DN"),
        bind_password=environ.get("HAMSOO_LDAP_BIND_PASSWORD", ""),
        **({"people_filter": given} if given else {}),
        attributes=_attributes(environ),
        starts_tls=starts_tls and is_open,
        ca_file=Path(_text(environ, "HAMSOO_LDAP_CA_FILE")) if _text(environ, "HAMSOO_LDAP_CA_FILE") else None,
        timeout=_seconds(environ),
        missing_leave=_flag(environ, "HAMSOO_LDAP_MISSING_LEAVE", usually=True),
    )


def _text(environ: Mapping[str, str], name: str) -> str:
    return environ.get(name, "").strip()


def _flag(environ: Mapping[str, str], name: str, *, usually: bool) -> bool:
    text = _text(environ, name).lower()
    if text and text not in _TRUE + _FALSE:
        raise ConfigError(name, _("“{text}” is neither 1 nor 0").format(text=text))
    return text in _TRUE if text else usually


def _seconds(environ: Mapping[str, str]) -> int:
    text = _text(environ, "HAMSOO_LDAP_TIMEOUT") or "10"
    if not (text.isascii() and text.isdecimal() and 1 <= int(text) <= _MOST_SECONDS):
        message = _("“{text}” is not a whole number from {low} to {high}").format(text=text, low=1, high=_MOST_SECONDS)
        raise ConfigError("HAMSOO_LDAP_TIMEOUT", message)
    return int(text)


def _attributes(environ: Mapping[str, str]) -> dict[str, str]:
    """Return the usual attributes with those that HAMSOO_LDAP_ATTRIBUTES changes: `code=uid, unit=department`."""
    found = dict(USUAL_ATTRIBUTES)
    for part in filter(None, (piece.strip() for piece in _text(environ, "HAMSOO_LDAP_ATTRIBUTES").split(","))):
        field, sign, attribute = (piece.strip() for piece in part.partition("="))
        if not sign or field not in (
            *USUAL_ATTRIBUTES,
            "first_name",
            "last_name",
            "position_en",
            "office_en",
            "level",
            "joined_on",
            "customers",
        ):
            expected = ", ".join(USUAL_ATTRIBUTES)
            raise ConfigError(
                "HAMSOO_LDAP_ATTRIBUTES", _("“{part}” is not FIELD=ATTRIBUTE with one of {fields}").format(part=part, fields=expected)
            )
        if attribute:
            found[field] = attribute
        else:
            found.pop(field, None)
    return found
