"""Asking a directory: connecting, searching page by page, binding as somebody; every wait ends."""

import re
import ssl
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from django.utils.translation import gettext_lazy as _
from ldap3 import NONE, SUBTREE, Connection, Server, Tls
from ldap3.core.exceptions import (
    LDAPCommunicationError,
    LDAPException,
    LDAPInvalidCredentialsResult,
    LDAPSocketOpenError,
    LDAPSocketReceiveError,
    LDAPStartTLSError,
)
from ldap3.utils.conv import escape_filter_chars
from ldap3.utils.dn import parse_dn

from hamsoo.kernel.errors import DomainError
from hamsoo.people.ldap.config import LdapConfig

PAGE = 500
MOST_SECONDS = 600
"""A whole search may take so long; each answer has the timeout of the configuration."""

_ESCAPED = re.compile(rb"\\([0-9a-fA-F]{2})|\\(.)", re.DOTALL)


class DirectoryFailed(DomainError):
    """The directory cannot be asked, or what it answers cannot be used."""

    status = 503
    default = _("The directory cannot be asked.")


@contextmanager
def connected(config: LdapConfig, *, user: str | None = None, password: str | None = None) -> Iterator[Connection]:
    """Give a connection bound as `user` (the configured one if none is named); raise `DirectoryFailed` for every way in which it ends."""
    try:
        connection = _connection(config, config.bind_dn if user is None else user, config.bind_password if password is None else password)
        try:
            connection.open()
            if config.starts_tls:
                connection.start_tls()
            connection.bind()
            yield connection
        finally:
            # What ended the connection is told, not that it cannot be ended once more.
            with suppress(LDAPException, OSError):
                connection.unbind()
    except LDAPException as error:
        raise _failure(config, error) from error
    except ssl.SSLError as error:
        raise _failure(config, LDAPStartTLSError(str(error))) from error
    except OSError as error:
        raise _failure(config, LDAPSocketReceiveError(str(error))) from error


def _connection(config: LdapConfig, user: str, password: str) -> Connection:
    tls = Tls(validate=ssl.CERT_REQUIRED, ca_certs_file=str(config.ca_file) if config.ca_file else None)
    secure = tls if config.uses_ssl or config.starts_tls else None
    server = Server(config.host, config.port, use_ssl=config.uses_ssl, tls=secure, connect_timeout=config.timeout, get_info=NONE)
    return Connection(
        server,
        user=user or None,
        password=password or None,
        read_only=True,
        raise_exceptions=True,
        receive_timeout=config.timeout,
        # Aliases and referrals would lead to servers that nobody named.
        auto_referrals=False,
    )


def _failure(config: LdapConfig, error: LDAPException) -> DirectoryFailed:
    """Return why the directory cannot be asked, and what to look at. What the server says is English, and kept as it is."""
    named = {"url": config.url, "seconds": config.timeout, "detail": str(error)[:200]}
    if isinstance(error, LDAPInvalidCredentialsResult):
        return DirectoryFailed(_("The directory %(url)s refuses the name or the password of HAMSOO_LDAP_BIND_DN.") % named)
    if isinstance(error, LDAPStartTLSError):
        return DirectoryFailed(_("The directory %(url)s cannot be trusted, or does not encrypt (HAMSOO_LDAP_CA_FILE): %(detail)s") % named)
    if isinstance(error, LDAPSocketOpenError):
        return DirectoryFailed(_("The directory %(url)s cannot be reached: %(detail)s") % named)
    if isinstance(error, LDAPCommunicationError):
        return DirectoryFailed(_("The directory %(url)s did not answer within %(seconds)s seconds, or hung up.") % named)
    return DirectoryFailed(_("The directory %(url)s answers with an error: %(detail)s") % named)


def search(config: LdapConfig, connection: Connection, where: str, attributes: Sequence[str]) -> Iterator[tuple[str, dict[str, list[Any]]]]:
    """Yield (DN, values by attribute in lower case) of what `where` finds below the base, page by page."""
    deadline = time.monotonic() + MOST_SECONDS
    found = connection.extend.standard.paged_search(
        config.base, where, SUBTREE, attributes=list(attributes), paged_size=PAGE, generator=True
    )
    for entry in found:
        if time.monotonic() > deadline:
            raise DirectoryFailed(_("The directory %(url)s takes too long for the whole.") % {"url": config.url})
        if entry.get("type") == "searchResEntry":
            yield str(entry["dn"]), {name.lower(): _list(value) for name, value in entry["attributes"].items()}


def _list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]


def first_text(values: Mapping[str, Sequence[Any]], attribute: str) -> str:
    """Return the first value of an attribute as text; empty without one."""
    return next(texts(values, attribute), "")


def texts(values: Mapping[str, Sequence[Any]], attribute: str) -> Iterator[str]:
    """Yield the values of an attribute as text."""
    for value in values.get(attribute.lower(), ()):
        if isinstance(value, bytes):
            value = value.decode(errors="replace")  # noqa: PLW2901 - the same value, as text
        if value not in (None, ""):
            yield str(value)


def find_person(config: LdapConfig, connection: Connection, name: str) -> tuple[str, dict[str, list[Any]]] | None:
    """Return the one entry whose address or user name is `name`; None for none and for several."""
    # Whatever is typed at the door is text for the filter, never a part of it.
    text = escape_filter_chars(name)
    mail = config.attributes.get("mail", "mail")
    names = "".join(f"({attribute}={text})" for attribute in dict.fromkeys((mail, "uid", "userPrincipalName", "sAMAccountName")))
    where = f"(&{config.people_filter}(|{names}))"
    found = list(search(config, connection, where, [mail, *DISABLING]))
    return found[0] if len(found) == 1 else None


DISABLING = ("userAccountControl", "nsAccountLock", "pwdAccountLockedTime", "inetUserStatus")
"""The attributes by which directories (Active Directory, 389, OpenLDAP, Oracle) say that an account is switched off."""

_AD_DISABLED = 2
# ppolicy: a time in the year 0 means for ever; any other one is a lock after wrong passwords.
_FOR_EVER = "000001010000Z"


def is_disabled(values: Mapping[str, Sequence[Any]]) -> bool:
    """Return whether the directory has switched the account off."""
    control = first_text(values, "userAccountControl")
    if control.isdecimal() and int(control) & _AD_DISABLED:
        return True
    if first_text(values, "nsAccountLock").lower() == "true" or first_text(values, "inetUserStatus").lower() in ("inactive", "deleted"):
        return True
    return first_text(values, "pwdAccountLockedTime") == _FOR_EVER


def units_of(dn: str, base: str) -> tuple[str, ...]:
    """Return the organizational units that an entry lies in, from the top (right below the base) down."""
    names = [(str(part[0]).lower(), _unescaped(str(part[1]))) for part in parse_dn(dn)]
    return tuple(name for kind, name in reversed(names[: len(names) - len(parse_dn(base))]) if kind == "ou")


def _unescaped(value: str) -> str:
    return _ESCAPED.sub(lambda found: bytes.fromhex(found[1].decode()) if found[1] else found[2], value.encode()).decode(errors="replace")
