"""Mails of customers out of a mailbox, where no mail server hands them over."""

from datetime import datetime

import structlog
from django.conf import settings

from hamsoo.interactions import actions
from hamsoo.kernel import clock
from hamsoo.kernel.errors import DomainError
from hamsoo.kernel.mail import imap
from hamsoo.kernel.mail.reading import Ignored

AT_ONCE = 200
log = structlog.get_logger(__name__)


def fetch_mails() -> imap.Fetched | None:
    """Take what waits in the mailbox; None where there is none, or it cannot be reached now."""
    if settings.MAIL_IMAP is None:
        return None
    try:
        return imap.fetch(settings.MAIL_IMAP, limit=AT_ONCE, handle=lambda raw: take(raw, at=clock.now()))
    except imap.Unreachable as error:
        log.warning("mailbox of customers not reached", error=str(error))
        return None


def take(raw: bytes, *, at: datetime) -> None:
    """Take one mail. What is not taken is said in the log alone: its sender's server has long gone."""
    try:
        actions.receive_mail(raw=raw, at=at)
    except Ignored:
        log.info("mail of ours left aside")
    except DomainError as error:
        log.info("mail refused", reason=error.code)
