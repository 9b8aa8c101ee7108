"""The address that answers a mail of ours. It says which correspondence it belongs to, to whom it was given, until when; and is signed."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from hamsoo.kernel.mail.signing import address_with, content_in

VALID = timedelta(days=365)
_BEGIN = datetime(2020, 1, 1, tzinfo=UTC)
_PURPOSE = "interactions.reply"


@dataclass(frozen=True, slots=True)
class ReplyKey:
    """The correspondence that an address belongs to, a mark of whom it was given to, and when it ends."""

    correspondence_id: int
    given_to: bytes
    until: datetime

    def was_given_to(self, address: str) -> bool:
        """Return whether this address was written to with it."""
        return self.given_to == _mark(address)


def reply_address(*, mailbox: str, correspondence_id: int, to: str, at: datetime) -> str:
    """Return the address of a mailbox by which `to` answers what belongs to a correspondence."""
    days = (at + VALID - _BEGIN).days
    content = correspondence_id.to_bytes(6) + _mark(to) + days.to_bytes(2)
    return address_with(mailbox, content, purpose=_PURPOSE)


def key_in(address: str, *, mailbox: str) -> ReplyKey | None:
    """Return what an address of a mailbox says; None for one that we have not written."""
    content = content_in(address, base=mailbox, purpose=_PURPOSE)
    if content is None:
        return None
    until = _BEGIN + timedelta(days=int.from_bytes(content[11:]) + 1)
    return ReplyKey(int.from_bytes(content[:6]), content[6:11], until)


def _mark(address: str) -> bytes:
    return sha256(address.strip().lower().encode()).digest()[:5]
