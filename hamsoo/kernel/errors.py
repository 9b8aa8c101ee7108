"""Named refusals of the domain.

Every action refuses by raising a subclass of `DomainError`; views, the API and the commands turn it into their own form of a
clear message. The message is lazy, so it is said in the reader's language and not in the writer's.
"""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise


class DomainError(Exception):
    """Refuse an action; nothing was changed.

    `status` is the HTTP status that a view or the API answers with; `field` names the input that has to be mended, if one has.
    """

    status: ClassVar[int] = 409
    default: ClassVar[str | StrPromise] = _("This cannot be done.")

    def __init__(self, message: str | StrPromise | None = None, *, field: str | None = None) -> None:
        self.message = self.default if message is None else message
        self.field = field
        super().__init__(self.message)

    @property
    def code(self) -> str:
        """Return the stable name of this refusal, for programs."""
        return type(self).__name__

    def __str__(self) -> str:
        return str(self.message)


class NotAllowed(DomainError):
    """The actor sees the thing but may not do this to it."""

    status = 403
    default = _("You may not do this.")


class NotFound(DomainError):
    """The thing does not exist for this actor: it is not there, or it is not theirs to see."""

    status = 404
    default = _("This was not found, or you may not see it.")


class Invalid(DomainError):
    """The input is wrong; `field` says which."""

    status = 422
    default = _("Please check what you entered.")


class Conflict(DomainError):
    """The state of the thing does not allow this any more."""

    status = 409
    default = _("Somebody was faster: this has changed meanwhile.")
