"""Mails out of a mailbox, over IMAP. Each is handed on when it is here whole, and marked as taken only when that went well.

    fetch(ImapMailbox(host="imap.example.ir", user="reply", password="…"), limit=50, handle=take)

Whoever dies between handing on and marking is handed the same mail again: `handle` has to know what it has taken. A mail that fails three
times is flagged there and left alone; whoever takes its flag off has it tried anew. The others go on.
"""

from collections.abc import Callable
from dataclasses import dataclass

import structlog
from django.db import InterfaceError, OperationalError, connection

from hamsoo.kernel.mail.imap_session import ImapMailbox, Session, TooLarge, Unreachable
from hamsoo.kernel.models import MailTrouble

__all__ = ["Fetched", "ImapMailbox", "Unreachable", "fetch", "given_up", "look"]

log = structlog.get_logger(__name__)

MOST_TRIES = 3
Handle = Callable[[bytes], object]


@dataclass(frozen=True, slots=True)
class Fetched:
    """What became of the mails that were read: how many were taken, failed and come again, were given up."""

    taken: int = 0
    failed: int = 0
    given_up: int = 0


def fetch(mailbox: ImapMailbox, *, limit: int, handle: Handle) -> Fetched:
    """Hand on up to `limit` mails that were not taken yet, the eldest first.

    Raises:
        Unreachable: the server is away, refuses us, or says what cannot be understood; what was marked until then stays marked.
    """
    counts = {"taken": 0, "failed": 0, "given_up": 0}
    with Session(mailbox) as session:
        left_alone = _left_alone(mailbox, session)
        for uid in session.waiting(limit=limit, without=left_alone):
            counts[_carry(mailbox, session, uid, handle)] += 1
    return Fetched(**counts)


def look(mailbox: ImapMailbox) -> None:
    """Open a mailbox and leave it again; raise `Unreachable` when that cannot be done."""
    with Session(mailbox):
        pass


def given_up() -> dict[str, int]:
    """Return how many mails were given up, by mailbox."""
    found: dict[str, int] = {}
    for name in MailTrouble.objects.filter(tries__gte=MOST_TRIES).order_by("mailbox").values_list("mailbox", flat=True):
        found[name] = found.get(name, 0) + 1
    return found


def _carry(mailbox: ImapMailbox, session: Session, uid: int, handle: Handle) -> str:
    """Hand one mail on and mark it; return what became of it."""
    trouble = MailTrouble.objects.filter(mailbox=mailbox.name, uid_validity=session.uid_validity, uid=uid)
    try:
        handle(session.read(uid))
    except Unreachable:
        raise
    except Exception as error:  # One mail that cannot be read must not hold up the others.
        if isinstance(error, OperationalError | InterfaceError) and not connection.is_usable():
            # That says nothing about the mail.
            raise
        log.exception("mail failed", mailbox=mailbox.name, uid=uid)
        return _failed(mailbox, session, uid, error)
    session.mark(uid)
    trouble.delete()
    return "taken"


def _failed(mailbox: ImapMailbox, session: Session, uid: int, error: Exception) -> str:
    trouble, _is_new = MailTrouble.objects.get_or_create(mailbox=mailbox.name, uid_validity=session.uid_validity, uid=uid)
    # What is too large stays so.
    trouble.tries = MOST_TRIES if isinstance(error, TooLarge) else trouble.tries + 1
    trouble.error = type(error).__name__[:100]
    trouble.save()
    if trouble.tries < MOST_TRIES:
        return "failed"
    session.flag(uid)
    log.warning("mail given up", mailbox=mailbox.name, uid=uid)
    return "given_up"


def _left_alone(mailbox: ImapMailbox, session: Session) -> frozenset[int]:
    """Return the mails that were given up and are flagged still; forget those that somebody unflagged or took away."""
    ours = MailTrouble.objects.filter(mailbox=mailbox.name)
    ours.exclude(uid_validity=session.uid_validity).delete()
    hopeless = frozenset(ours.filter(tries__gte=MOST_TRIES).values_list("uid", flat=True))
    flagged = session.flagged(hopeless)
    ours.filter(uid__in=hopeless - flagged).delete()
    return flagged
