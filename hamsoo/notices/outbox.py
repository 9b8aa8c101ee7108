"""Sending a letter that is owed: once.

The letter is written and the server called first; then, committed, the letter is marked as handed; then it is said. What dies before
the mark is tried again by the job queue. What dies after it is not: the server may have taken the mail, and nobody can know. Its lines
then stand in the next letter of its sort, which begins where the last one that certainly arrived ended. So a mail comes at most once,
and nothing is lost.
"""

import smtplib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import structlog
from django.core.mail import EmailMultiAlternatives, get_connection

from hamsoo.notices import actions, letters, queries
from hamsoo.notices.models import Letter

log = structlog.get_logger(__name__)


class NotTaken(Exception):
    """The server did not take the letter now; the job is to be tried again."""


def send_letter(*, letter_id: int, at: datetime) -> Letter | None:
    """Send the letter if it waits; return it as it is afterwards, None when there is no such letter. Raises `NotTaken`."""
    owed = queries.letter(pk=letter_id)
    if owed is None or owed.state != Letter.State.WAITING or actions.hold_letter(owed=owed, at=at):
        return owed
    if queries.is_too_early(owed=owed, at=at):
        raise NotTaken("What it tells is not known yet.")
    draft = letters.draft(owed, at=at)
    if draft.mail is None:
        actions.leave_out_letter(owed=owed, reached=draft.reached, at=at)
    else:
        with _called(owed, draft.mail):
            if actions.hand_letter(owed=owed, reached=draft.reached, at=at):
                _say(owed, draft.mail, at)
    return queries.letter(pk=letter_id)


@contextmanager
def _called(owed: Letter, mail: EmailMultiAlternatives) -> Iterator[None]:
    """Have the server on the line; when it cannot be reached it has taken nothing."""
    mail.connection = get_connection()
    try:
        mail.connection.open()
    except (OSError, smtplib.SMTPException) as error:
        actions.put_back_letter(owed=owed, error=str(error) or type(error).__name__)
        raise NotTaken(str(error)) from error
    try:
        yield
    finally:
        mail.connection.close()


def _say(owed: Letter, mail: EmailMultiAlternatives, at: datetime) -> None:
    try:
        mail.send()
    except smtplib.SMTPRecipientsRefused as error:
        _refused(owed, error, is_final=all(code >= 500 for code, _words in error.recipients.values()))
    except smtplib.SMTPResponseException as error:
        _refused(owed, error, is_final=error.smtp_code >= 500)
    except (OSError, smtplib.SMTPException) as error:
        # Cut off in the middle of it: the server may have taken the mail or not.
        log.warning("letter in doubt", letter=owed.pk, error=str(error))
        actions.doubt_letter(owed=owed, error=str(error) or type(error).__name__)
    else:
        actions.confirm_letter(owed=owed, at=at)
        log.info("letter sent", letter=owed.pk, person=owed.person_id)


def _refused(owed: Letter, error: Exception, *, is_final: bool) -> None:
    if is_final:
        log.warning("letter refused", letter=owed.pk, error=str(error))
        actions.refuse_letter(owed=owed, error=str(error))
        return
    actions.put_back_letter(owed=owed, error=str(error))
    raise NotTaken(str(error)) from error
