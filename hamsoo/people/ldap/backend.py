"""Signing in with the password of the directory."""

from typing import Any

import structlog
from django.http import HttpRequest  # noqa: TID251 - a door, as views are

from hamsoo.people.accounts.backend import WithColleague
from hamsoo.people.ldap.config import LdapConfig, configured
from hamsoo.people.ldap.reading import DirectoryFailed, connected, find_person, first_text, is_disabled
from hamsoo.people.models import Account

log = structlog.get_logger(__name__)


class LdapBackend(WithColleague):
    """Lets in whom the directory knows by this password and the record knows as a colleague; makes nobody one."""

    def authenticate(
        self,
        request: HttpRequest | None,  # noqa: ARG002 - Django's signature
        username: str | None = None,
        password: str | None = None,
        email: str | None = None,
        **_more: Any,
    ) -> Account | None:
        """Return the account of who is named, or None. A directory that cannot be asked lets nobody in by it."""
        config, name = configured(), (email or username or "").strip()
        # An empty password would be an anonymous bind, which servers grant to everybody.
        if config is None or not name or not password or "\x00" in password:
            return None
        try:
            mail = self._bound(config, name, password)
        except DirectoryFailed as error:
            log.warning("directory refused a sign-in or could not be asked", reason=str(error))
            return None
        return self._account(mail) if mail else None

    @staticmethod
    def _bound(config: LdapConfig, name: str, password: str) -> str:
        """Return the address of the entry that took the password; empty when there is none, several, or it is switched off."""
        with connected(config) as connection:
            found = find_person(config, connection, name)
        if found is None or is_disabled(found[1]):
            return ""
        with connected(config, user=found[0], password=password):
            return first_text(found[1], config.attributes.get("mail", "mail"))

    def _account(self, mail: str) -> Account | None:
        found = Account.objects.filter(email=mail.strip().lower(), person__left_on=None).exclude(person=None).first()
        return found if found is not None and self.user_can_authenticate(found) else None
