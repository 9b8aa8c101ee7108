"""Addresses that are keys: what stands in them was written by us, and nobody changes it.

Mail servers take 64 letters before the `@` and may write them small, so a key is short and knows no capitals: 25 bytes, 40 letters, of
which 13 bytes are content.
"""

import base64
import binascii
import hmac
from hashlib import sha256

from django.conf import settings

CONTENT = 13
_SIGNED = 12
_LENGTH = 40


def address_with(base: str, content: bytes, *, purpose: str) -> str:
    """Return `base` with a key that holds `content`, `CONTENT` bytes; it opens for the same purpose alone."""
    name, _at, host = base.rpartition("@")
    key = base64.b32encode(content + _signature(content, purpose)).decode().rstrip("=").lower()
    return f"{name}+{key}@{host}"


def content_in(address: str, *, base: str, purpose: str) -> bytes | None:
    """Return what the key in an address says that belongs to `base`; None for one that we have not written for this purpose."""
    name, _at, host = base.lower().rpartition("@")
    written, _at, domain = address.strip().lower().rpartition("@")
    box, plus, key = written.partition("+")
    if not name or (box, domain) != (name, host) or not plus or len(key) != _LENGTH:
        return None
    try:
        content = base64.b32decode(key.upper())
    except (binascii.Error, ValueError):
        return None
    content, signature = content[:-_SIGNED], content[-_SIGNED:]
    return content if hmac.compare_digest(signature, _signature(content, purpose)) else None


def without_key(address: str) -> str:
    """Return an address without what stands after the first `+` of its name, in small letters."""
    written, at, host = address.strip().lower().rpartition("@")
    return f"{written.partition('+')[0]}{at}{host}"


def _signature(content: bytes, purpose: str) -> bytes:
    key = sha256(f"{purpose}:{settings.SECRET_KEY}".encode()).digest()
    return hmac.digest(key, content, "sha256")[:_SIGNED]
