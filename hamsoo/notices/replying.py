"""The address that answers a notice by mail. It says who may write to it and about what, until when, and is signed.

Mail servers take 64 letters before the `@` and may write them small, so the key is short and knows no capitals: 25 bytes, 40 letters.
"""

import base64
import binascii
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from django.conf import settings

VALID = timedelta(days=30)
_BEGIN = datetime(2020, 1, 1, tzinfo=UTC)
_SIGNED = 12
_LENGTH = 40


@dataclass(frozen=True, slots=True)
class ReplyKey:
    """Who may answer by an address, the fact that it answers, and when it ends."""

    person_id: int
    entry_id: int
    until: datetime


def address_for(*, person_id: int, entry_id: int, at: datetime) -> str:
    """Return the address by which a person answers a fact; empty where no mail comes in (HAMSOO_REPLY_ADDRESS)."""
    name, _at, host = settings.REPLY_ADDRESS.rpartition("@")
    if not name:
        return ""
    days = (at + VALID - _BEGIN).days
    content = person_id.to_bytes(5) + entry_id.to_bytes(6) + days.to_bytes(2)
    key = base64.b32encode(content + _signature(content)).decode().rstrip("=").lower()
    return f"{name}+{key}@{host}"


def key_in(address: str) -> ReplyKey | None:
    """Return what an address of ours says; None for one that we have not written."""
    name, _at, host = settings.REPLY_ADDRESS.rpartition("@")
    written, _at, domain = address.strip().lower().rpartition("@")
    box, plus, key = written.partition("+")
    if not name or (box, domain) != (name.lower(), host.lower()) or not plus or len(key) != _LENGTH:
        return None
    try:
        content = base64.b32decode(key.upper())
    except (binascii.Error, ValueError):
        return None
    content, signature = content[:-_SIGNED], content[-_SIGNED:]
    if not hmac.compare_digest(signature, _signature(content)):
        return None
    until = _BEGIN + timedelta(days=int.from_bytes(content[11:]) + 1)
    return ReplyKey(int.from_bytes(content[:5]), int.from_bytes(content[5:11]), until)


def _signature(content: bytes) -> bytes:
    key = sha256(f"notices.reply:{settings.SECRET_KEY}".encode()).digest()
    return hmac.digest(key, content, "sha256")[:_SIGNED]
