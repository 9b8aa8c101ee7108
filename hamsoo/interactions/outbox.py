"""Sending a mail to a customer: once.

The server is called first; then, committed, the mail is marked as handed; then it is said. What dies before the mark is tried again by the
job queue. What dies after it is not: the server may have taken the mail, and nobody can know. It is in doubt then, and shown to who wrote
it; by hand it can be sent again with the id that it always had. So a mail goes out at most once by itself, and none is lost unseen.
"""

import smtplib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import structlog
from django.core.mail import EmailMultiAlternatives, get_connection
from django.utils import translation

from hamsoo.interactions import actions, queries
from hamsoo.interactions.composing import compose
from hamsoo.interactions.models import Interaction
from hamsoo.ledger.traits import Ref
from hamsoo.threads.queries import attachments_of

log = structlog.get_logger(__name__)

STUCK = timedelta(minutes=5)
"""Longer than any server is listened to: what is handed since then, nobody is sending any more."""
_BEFORE = 50


class NotTaken(Exception):
    """The server did not take the mail now; the job is to be tried again."""


def send(*, interaction_id: int, at: datetime) -> Interaction | None:
    """Send the mail if it waits; return it as it is afterwards, None when there is none. Raises `NotTaken`."""
    waiting = queries.to_send(pk=interaction_id)
    if waiting is not None and waiting.delivery == Interaction.Delivery.HANDED:
        doubt_stuck(at=at)
    elif waiting is not None and waiting.delivery == Interaction.Delivery.WAITING:
        mail = _letter(waiting)
        if mail is None:
            actions.refuse(interaction=waiting, error="no mailbox", at=at)
        else:
            with _called(waiting, mail):
                if actions.hand(interaction=waiting, at=at):
                    _say(waiting, mail, at)
    return queries.to_send(pk=interaction_id)


def doubt_stuck(*, at: datetime) -> int:
    """Put in doubt what was handed so long ago that whoever did so must have died; return how many."""
    stuck = queries.handed_before(at=at - STUCK)
    for one in stuck:
        actions.doubt(interaction=one, error="nobody knows whether the mail server took it")
    return len(stuck)


def _letter(waiting: Interaction) -> EmailMultiAlternatives | None:
    mailbox = waiting.correspondence.mailbox
    if mailbox is None:
        return None
    before = queries.before(interaction=waiting, limit=_BEFORE)
    ref = Ref("interaction", waiting.pk)
    with translation.override(waiting.correspondence.language):
        return compose(waiting, mailbox, before=before, files=attachments_of([ref]).get(ref, ()))


@contextmanager
def _called(waiting: Interaction, mail: EmailMultiAlternatives) -> Iterator[None]:
    """Have the server on the line; when it cannot be reached it has taken nothing."""
    mail.connection = get_connection()
    try:
        mail.connection.open()
    except (OSError, smtplib.SMTPException) as error:
        actions.put_back(interaction=waiting, error=str(error) or type(error).__name__)
        raise NotTaken(str(error)) from error
    try:
        yield
    finally:
        mail.connection.close()


def _say(waiting: Interaction, mail: EmailMultiAlternatives, at: datetime) -> None:
    try:
        mail.send()
    except smtplib.SMTPRecipientsRefused as error:
        _refused(waiting, error, at, is_final=all(code >= 500 for code, _words in error.recipients.values()))
    except smtplib.SMTPResponseException as error:
        _refused(waiting, error, at, is_final=error.smtp_code >= 500)
    except (OSError, smtplib.SMTPException) as error:
        # Cut off in the middle of it: the server may have taken the mail or not.
        log.warning("mail in doubt", interaction=waiting.pk, error=str(error))
        actions.doubt(interaction=waiting, error=str(error) or type(error).__name__)
    else:
        actions.confirm(interaction=waiting)
        log.info("mail sent", interaction=waiting.pk)


def _refused(waiting: Interaction, error: Exception, at: datetime, *, is_final: bool) -> None:
    if is_final:
        actions.refuse(interaction=waiting, error=str(error), at=at)
        return
    actions.put_back(interaction=waiting, error=str(error))
    raise NotTaken(str(error)) from error
