"""The address that answers a notice by mail. It says who may write to it and about what, until when, and is signed."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings

from hamsoo.kernel.mail.signing import address_with, content_in

VALID = timedelta(days=30)
_BEGIN = datetime(2020, 1, 1, tzinfo=UTC)
_PURPOSE = "notices.reply"


@dataclass(frozen=True, slots=True)
class ReplyKey:
    """Who may answer by an address, the fact that it answers, and when it ends."""

    person_id: int
    entry_id: int
    until: datetime


def address_for(*, person_id: int, entry_id: int, at: datetime) -> str:
    """Return the address by which a person answers a fact; empty where no mail comes in (HAMSOO_REPLY_ADDRESS)."""
    if not settings.REPLY_ADDRESS:
        return ""
    days = (at + VALID - _BEGIN).days
    content = person_id.to_bytes(5) + entry_id.to_bytes(6) + days.to_bytes(2)
    return address_with(settings.REPLY_ADDRESS, content, purpose=_PURPOSE)


def key_in(address: str) -> ReplyKey | None:
    """Return what an address of ours says; None for one that we have not written."""
    content = content_in(address, base=settings.REPLY_ADDRESS, purpose=_PURPOSE)
    if content is None:
        return None
    until = _BEGIN + timedelta(days=int.from_bytes(content[11:]) + 1)
    return ReplyKey(int.from_bytes(content[:5]), int.from_bytes(content[5:11]), until)
