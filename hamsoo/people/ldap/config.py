"""Where the directory is and how it is read; the site fills `settings.LDAP` from the environment."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

USUAL_ATTRIBUTES: Mapping[str, str] = {
    "code": "employeeNumber",
    "name": "displayName",
    "name_en": "cn",
    "mail": "mail",
    "phone": "telephoneNumber",
    "position": "title",
    "office": "l",
    "unit": "dn",
    "manager": "manager",
}
"""Which attribute fills which field; `dn` as a unit means the organizational units that an entry lies in."""


@dataclass(frozen=True, slots=True)
class LdapConfig:
    """One directory. `timeout` holds for connecting and for each answer, in seconds; `starts_tls` encrypts the connection first."""

    url: str
    base: str
    bind_dn: str = ""
    bind_password: str = ""
    people_filter: str = "(objectClass=inetOrgPerson)"
    attributes: Mapping[str, str] = field(default_factory=lambda: dict(USUAL_ATTRIBUTES))
    starts_tls: bool = False
    ca_file: Path | None = None
    timeout: int = 10
    missing_leave: bool = True

    @property
    def host(self) -> str:
        """Return the host."""
        return urlsplit(self.url).hostname or "localhost"

    @property
    def port(self) -> int:
        """Return the port."""
        return urlsplit(self.url).port or (636 if self.uses_ssl else 389)

    @property
    def uses_ssl(self) -> bool:
        """Return whether the connection is encrypted from the start."""
        return self.url.startswith("ldaps://")


def configured() -> LdapConfig | None:
    """Return the directory of this installation; None without one."""
    found: LdapConfig | None = settings.LDAP
    return found
