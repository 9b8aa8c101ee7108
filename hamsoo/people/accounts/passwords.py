"""Which passwords are refused, besides what Django's own validators refuse."""

from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from hamsoo.people.leaked import is_leaked
from hamsoo.people.models import Account


class LeakedPasswordValidator:
    """Refuse passwords that are known to have leaked. Asked on this machine; nothing of the password leaves it."""

    def validate(self, password: str, user: Account | None = None) -> None:  # noqa: ARG002 - Django's signature
        """Raise `ValidationError` for one that leaked."""
        if is_leaked(password, path=Path(settings.LEAKED_PASSWORDS)):
            raise ValidationError(_("This password is known from a leak. Choose another one."), code="password_leaked")

    def get_help_text(self) -> str:
        """Say what is asked for."""
        return _("Your password can’t be one that is known from a leak.")
