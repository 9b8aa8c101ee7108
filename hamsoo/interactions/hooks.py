"""How other systems prove that a contact is from them: a signature over the moment and the body, by a secret kept nowhere.

The secret follows from the server's own key, the source and a salt that changes with each new secret; so nothing that is stored gives it
away.
"""

import hmac
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from django.conf import settings

from hamsoo.interactions.models import Source

WINDOW = timedelta(minutes=5)
"""How old a call may be, and how far ahead its clock: what is heard later is a repetition."""
PREFIX = "hss_"


def secret_of(source: Source) -> str:
    """Return the secret of a source; shown once, to who makes it."""
    key = sha256(f"interactions.source:{settings.SECRET_KEY}".encode()).digest()
    return PREFIX + hmac.digest(key, f"{source.code}:{source.salt}".encode(), "sha256").hex()


def signature(secret: str, moment: str, body: bytes) -> str:
    """Return the signature of a body that was sent at a moment (seconds since 1970, as text)."""
    return hmac.new(secret.encode(), moment.encode() + b"." + body, "sha256").hexdigest()


def is_signed(source: Source, *, moment: str, given: str, body: bytes, at: datetime) -> bool:
    """Return whether a call is of this source, and of now."""
    if not moment.isascii() or not moment.isdecimal() or len(moment) > 11:
        return False
    expected = signature(secret_of(source), moment, body)
    if not hmac.compare_digest(expected.encode(), given.encode("utf-8", "replace")):
        return False
    return abs(at - datetime.fromtimestamp(int(moment), UTC)) <= WINDOW
