"""Secrets that are handed out once: keys of programs and of invitations. Only digests of them are kept."""

import hashlib
import secrets

from django.utils.crypto import salted_hmac

API_PREFIX = "hmo_"
"""What every key of a program begins with, so that scanners for leaked secrets can tell it."""


def new_api_key() -> str:
    """Return a new key of a program: 32 random bytes."""
    return API_PREFIX + secrets.token_urlsafe(32)


def invitation_key(*, invitation_id: int, round: int) -> str:
    """Return the key in the link of an invitation: signed with the server's own key, so that it need not be kept to be mailed."""
    return salted_hmac("hamsoo.people.invitation", f"{invitation_id}:{round}", algorithm="sha256").hexdigest()


def digest(key: str) -> str:
    """Return what is kept of a key. Keys have 256 random or signed bits: a slow hash would add nothing."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
