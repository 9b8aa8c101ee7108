"""Answers out of a mailbox, where no mail server hands them over."""

from datetime import datetime

import structlog
from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import gettext

from hamsoo.kernel import clock
from hamsoo.kernel.errors import DomainError
from hamsoo.kernel.mail import imap
from hamsoo.notices import actions, incoming, queries
from hamsoo.people.models import Person

AT_ONCE = 100
log = structlog.get_logger(__name__)


def fetch_answers() -> imap.Fetched | None:
    """Take what waits in the mailbox; None where there is none, or it cannot be reached now."""
    if settings.REPLY_IMAP is None:
        return None
    try:
        return imap.fetch(settings.REPLY_IMAP, limit=AT_ONCE, handle=lambda raw: take(raw, at=clock.now()))
    except imap.Unreachable as error:
        log.warning("mailbox of answers not reached", error=str(error))
        return None


def take(raw: bytes, *, at: datetime) -> None:
    """Take one mail. Whoever was given the address it went to is told why it was not taken; nobody else is answered."""
    try:
        actions.take_answer(raw=raw, at=at)
    except incoming.Ignored:
        log.info("mail of a machine left aside")
    except DomainError as error:
        log.info("mail refused", reason=error.code)
        person = queries.writer_of(raw=raw)
        if person is not None:
            _tell(person, error)


def _tell(person: Person, error: DomainError) -> None:
    account = person.account
    if account is None:
        return
    with translation.override(account.language):
        EmailMessage(
            subject=gettext("Your answer was not taken"),
            body=f"{error}\n\n{settings.PUBLIC_URL}",
            to=[account.email],
            headers={"Auto-Submitted": "auto-replied", "Content-Language": account.language},
        ).send()
