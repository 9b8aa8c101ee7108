"""Everything that the environment may say about an installation, read and checked in one place."""

import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import urlsplit

from hamsoo.site.language import LANGUAGES
from hamsoo.site.language import gettext as _

DEFAULT_HOME = "var"
DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 8000
DEFAULT_LANGUAGE = "fa"
# One process computes on one core; beyond four, whoever has that many people decides.
DEFAULT_WEB_WORKERS = min(os.cpu_count() or 1, 4)

_LOOPBACK = ("127.0.0.1", "::1", "0.0.0.0", "::", "")  # noqa: S104 - compared with, never listened at
_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")
# Short enough for what is added to it: mail servers take 64 letters.
_ADDRESS = re.compile(r"[a-z0-9_.-]{1,20}@[a-z0-9.-]{1,200}")
_SITE = re.compile(r"https?://(\*\.)?[a-z0-9.-]+(:[0-9]{1,5})?")
_TRUE = ("1", "true", "yes", "on")
_FALSE = ("", "0", "false", "no", "off")


class ConfigError(ValueError):
    """A variable of the environment says something that cannot be meant."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(f"{name}: {message}")
        self.name = name


@dataclass(frozen=True)
class Config:
    """What one installation of Hamsoo is told from outside.

    `database_url` and `valkey_url` are None when Hamsoo shall run servers of its own inside `home`.
    """

    home: Path
    database_url: str | None = None
    valkey_url: str | None = None
    host: str = DEFAULT_HOST
    port: int = DEFAULT_PORT
    web_workers: int = DEFAULT_WEB_WORKERS
    public_url: str = f"http://localhost:{DEFAULT_PORT}"
    trusted_proxies: tuple[IPv4Network | IPv6Network, ...] = ()
    language: str = DEFAULT_LANGUAGE
    debug: bool = False
    email_url: str | None = None
    reply_address: str = ""
    mail_in_port: int = 0
    mail_trusted_server: str = ""
    """The name by which the organisation's own mail server says in a mail what it found of its sender."""
    mail_kept_days: int = 90
    form_hosts: tuple[str, ...] = ()
    """Sites in whose pages forms may stand, such as https://www.example.ir."""
    given_secret_key: str | None = None
    metrics_token: str | None = None
    sign_ins_per_minute: int = 300
    largest_file: int = 10
    """Megabytes of a file that somebody attaches."""
    link_previews: tuple[str, ...] = ()
    """Hosts whose pages are looked at for what posts link to; `*` is any."""
    oidc_url: str | None = None
    oidc_name: str = "OpenID Connect"
    oidc_client_id: str = ""
    oidc_client_secret: str = ""
    oidc_trusts_mail: bool = False
    saml_url: str | None = None
    saml_name: str = "SAML"
    saml_entity_id: str | None = None

    @classmethod
    def from_env(cls, environ: Mapping[str, str] = os.environ) -> "Config":
        """Read the variables named HAMSOO_*.

        Raises:
            ConfigError: a variable cannot be understood; the message names it and says what is expected.
        """
        host = environ.get("HAMSOO_HOST", "").strip() or DEFAULT_HOST
        port = _number(environ, "HAMSOO_PORT", default=DEFAULT_PORT, low=1, high=65535)
        return cls(
            home=Path(environ.get("HAMSOO_HOME", "").strip() or DEFAULT_HOME).expanduser().absolute(),
            database_url=_url(environ, "HAMSOO_DATABASE_URL", ("postgresql", "postgres")),
            valkey_url=_url(environ, "HAMSOO_VALKEY_URL", ("redis", "rediss", "valkey", "valkeys", "unix")),
            host=host,
            port=port,
            web_workers=_number(environ, "HAMSOO_WEB_WORKERS", default=DEFAULT_WEB_WORKERS, low=1, high=64),
            public_url=_public_url(environ, host, port),
            trusted_proxies=_networks(environ, "HAMSOO_TRUSTED_PROXIES"),
            language=_choice(environ, "HAMSOO_LANGUAGE", LANGUAGES, DEFAULT_LANGUAGE),
            debug=_flag(environ, "HAMSOO_DEBUG"),
            email_url=_url(environ, "HAMSOO_EMAIL_URL", ("smtp", "smtps")),
            reply_address=_address(environ, "HAMSOO_REPLY_ADDRESS"),
            mail_in_port=_number(environ, "HAMSOO_MAIL_IN_PORT", default=0, low=0, high=65535),
            mail_trusted_server=environ.get("HAMSOO_MAIL_TRUSTED_SERVER", "").strip().lower(),
            mail_kept_days=_number(environ, "HAMSOO_MAIL_KEPT_DAYS", default=90, low=1, high=3650),
            form_hosts=_sites(environ, "HAMSOO_FORM_HOSTS"),
            given_secret_key=environ.get("HAMSOO_SECRET_KEY", "").strip() or None,
            metrics_token=environ.get("HAMSOO_METRICS_TOKEN", "").strip() or None,
            sign_ins_per_minute=_number(environ, "HAMSOO_SIGN_INS_PER_MINUTE", default=300, low=10, high=100_000),
            largest_file=_number(environ, "HAMSOO_LARGEST_FILE", default=10, low=1, high=100),
            link_previews=tuple(environ.get("HAMSOO_LINK_PREVIEWS", "").lower().replace(",", " ").split()),
            oidc_url=_url(environ, "HAMSOO_OIDC_URL", ("https", "http")),
            oidc_name=environ.get("HAMSOO_OIDC_NAME", "").strip() or "OpenID Connect",
            oidc_client_id=_needed(environ, "HAMSOO_OIDC_CLIENT_ID", of="HAMSOO_OIDC_URL"),
            oidc_client_secret=environ.get("HAMSOO_OIDC_CLIENT_SECRET", "").strip(),
            oidc_trusts_mail=_flag(environ, "HAMSOO_OIDC_TRUSTS_MAIL"),
            saml_url=_secure_url(environ, "HAMSOO_SAML_URL"),
            saml_name=environ.get("HAMSOO_SAML_NAME", "").strip() or "SAML",
            saml_entity_id=environ.get("HAMSOO_SAML_ENTITY_ID", "").strip() or None,
        )

    @cached_property
    def secret_key(self) -> str:
        """Return the signing key: HAMSOO_SECRET_KEY, else `secret.key` in the data folder, made at the first call."""
        return self.given_secret_key or _kept_key(self.home / "secret.key")

    @property
    def public_host(self) -> str:
        """Return the host name by which people reach this installation."""
        return urlsplit(self.public_url).hostname or "localhost"

    @property
    def runs_postgres(self) -> bool:
        """Say whether Hamsoo runs PostgreSQL itself."""
        return self.database_url is None

    @property
    def runs_valkey(self) -> bool:
        """Say whether Hamsoo runs Valkey itself."""
        return self.valkey_url is None


def make_home(home: Path) -> None:
    """Make the data folder, closed to others; when root makes it, PostgreSQL's own account may pass through."""
    if not home.exists():
        home.mkdir(parents=True)
        home.chmod(0o711 if os.geteuid() == 0 else 0o700)


def _kept_key(path: Path) -> str:
    make_home(path.parent)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(64))
    try:
        # A link appears whole or not at all: two first starts at once agree on one key.
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    key = path.read_text().strip()
    if not key:
        raise ConfigError("HAMSOO_HOME", _("the file {path} is empty; delete it or write a key into it").format(path=path))
    return key


def _number(environ: Mapping[str, str], name: str, *, default: int, low: int, high: int) -> int:
    text = environ.get(name, "").strip()
    if not text:
        return default
    try:
        number = int(text)
    except ValueError:
        number = low - 1
    if not low <= number <= high:
        message = _("“{text}” is not a whole number from {low} to {high}").format(text=text, low=low, high=high)
        raise ConfigError(name, message)
    return number


def _flag(environ: Mapping[str, str], name: str) -> bool:
    text = environ.get(name, "").strip().lower()
    if text not in _TRUE + _FALSE:
        raise ConfigError(name, _("“{text}” is neither 1 nor 0").format(text=text))
    return text in _TRUE


def _needed(environ: Mapping[str, str], name: str, *, of: str) -> str:
    """Return a variable that must be there when `of` is."""
    text = environ.get(name, "").strip()
    if environ.get(of, "").strip() and not text:
        raise ConfigError(name, _("{name} is set, so this is needed too").format(name=of))
    return text


def _choice(environ: Mapping[str, str], name: str, choices: tuple[str, ...], default: str) -> str:
    text = environ.get(name, "").strip().lower() or default
    if text not in choices:
        expected = ", ".join(choices)
        raise ConfigError(name, _("“{text}” is none of {expected}").format(text=text, expected=expected))
    return text


def _address(environ: Mapping[str, str], name: str) -> str:
    """Return a mail address to which more is added before the `@`; empty for none."""
    text = environ.get(name, "").strip().lower()
    if text and not _ADDRESS.fullmatch(text):
        raise ConfigError(name, _("give an address such as reply@hamsoo.example.ir"))
    return text


def _url(environ: Mapping[str, str], name: str, schemes: tuple[str, ...]) -> str | None:
    text = environ.get(name, "").strip()
    if not text:
        return None
    try:
        scheme = urlsplit(text).scheme
    except ValueError:
        scheme = ""
    if scheme not in schemes:
        # The value is not repeated: it may hold a password.
        expected = ", ".join(f"{scheme}://" for scheme in schemes)
        raise ConfigError(name, _("the address must begin with one of {expected}").format(expected=expected))
    return text


def _secure_url(environ: Mapping[str, str], name: str) -> str | None:
    """Return an address whose answer is believed: over https, from this machine over http too."""
    url = _url(environ, name, ("https", "http"))
    if url is None or urlsplit(url).scheme == "https" or urlsplit(url).hostname in _THIS_MACHINE:
        return url
    raise ConfigError(name, _("the address must begin with https://: whoever changes the answer on its way could let anybody in"))


def _public_url(environ: Mapping[str, str], host: str, port: int) -> str:
    name = "HAMSOO_PUBLIC_URL"
    url = _url(environ, name, ("http", "https"))
    if url is None:
        # Browsers accept passkeys from localhost, not from 127.0.0.1.
        return f"http://{'localhost' if host in _LOOPBACK else _bracketed(host)}:{port}"
    parts = urlsplit(url)
    if not parts.hostname or parts.path.strip("/") or parts.query or parts.fragment:
        raise ConfigError(name, _("give the scheme and host only, such as https://hamsoo.example.ir"))
    return f"{parts.scheme}://{parts.netloc}"


def _sites(environ: Mapping[str, str], name: str) -> tuple[str, ...]:
    found = tuple(environ.get(name, "").lower().replace(",", " ").split())
    for text in found:
        if not _SITE.fullmatch(text):
            raise ConfigError(name, _("“{text}” is no site such as https://www.example.ir").format(text=text))
    return found


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _networks(environ: Mapping[str, str], name: str) -> tuple[IPv4Network | IPv6Network, ...]:
    found = []
    for text in environ.get(name, "").replace(",", " ").split():
        try:
            found.append(ip_network(text))
        except ValueError:
            message = _("“{text}” is neither an address nor a network such as 10.0.0.0/8").format(text=text)
            raise ConfigError(name, message) from None
    return tuple(found)
