"""Mails that come in: from standard input, or handed over by the organisation's own mail server to a port of this machine (LMTP).

A mail server of the organisation stands before it: that one knows who may send in whose name. What comes to the address of a notice
answers it; everything else is for the mailboxes of departments.
"""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass

import structlog
from aiosmtpd.controller import Controller
from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.conf import settings
from django.db import close_old_connections
from django.utils import translation

from hamsoo.interactions import actions as interactions
from hamsoo.interactions.queries import mailbox_among
from hamsoo.kernel import clock
from hamsoo.kernel.errors import DomainError
from hamsoo.kernel.mail.reading import LARGEST, Ignored, recipients_in
from hamsoo.notices import actions as notices
from hamsoo.notices.replying import key_in

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Said:
    """What became of a mail: taken, refused for a reason that its sender hears, or neither (a machine wrote it, or it came before)."""

    is_taken: bool = False
    refusal: str = ""


def taken(raw: bytes, recipients: Iterable[str]) -> Said:
    """Take a mail."""
    try:
        became = _handed_on(raw, tuple(recipients))
    except Ignored:
        log.info("mail of a machine left aside")
        return Said()
    except DomainError as error:
        log.info("mail refused", reason=error.code)
        return Said(refusal=str(error))
    return Said(is_taken=became is not None)


def _handed_on(raw: bytes, recipients: tuple[str, ...]) -> object:
    """Give a mail to whom it is for. Where its server was given no address, its headers say it, and whoever reads them."""
    if not any(key_in(one) for one in recipients) and (mailbox_among(recipients) or _names_mailbox(raw, recipients)):
        return interactions.receive_mail(raw=raw, envelope=recipients, at=clock.now())
    return notices.take_answer(raw=raw, envelope=recipients, at=clock.now())


def _names_mailbox(raw: bytes, recipients: tuple[str, ...]) -> bool:
    if recipients:
        return False
    named = recipients_in(raw)
    return not any(key_in(one) for one in named) and mailbox_among(named) is not None


class Handler:
    """What the server does with a mail."""

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: ARG002 - its names
        """Take it, and say so in one line; what goes wrong here is tried again by whoever hands it over."""
        said = await asyncio.to_thread(self._taken, bytes(envelope.original_content or b""), tuple(envelope.rcpt_tos))
        return f"550 5.7.1 {said.refusal}" if said.refusal else "250 2.0.0 taken"

    def _taken(self, raw: bytes, recipients: tuple[str, ...]) -> Said:
        close_old_connections()
        try:
            # One line of a protocol that knows no other letters.
            with translation.override("en"):
                return taken(raw, recipients)
        finally:
            close_old_connections()


class Receiver(Controller):
    """The server, on this machine alone."""

    def factory(self) -> SMTP:
        """Speak LMTP: there is no queue here, so each mail is answered for at once."""
        return LMTP(self.handler, data_size_limit=LARGEST, enable_SMTPUTF8=True)


def receiver() -> Receiver | None:
    """Return the server that HAMSOO_MAIL_IN_PORT asks for, not yet started; None without."""
    if not settings.MAIL_IN_PORT:
        return None
    return Receiver(Handler(), hostname="127.0.0.1", port=settings.MAIL_IN_PORT)
