"""Devices that somebody has signed in from before.

Whoever guesses at a password from elsewhere uses up the attempts of strangers, never those of the devices that the owner of the address
is known from: nobody can be locked out by another.
"""

import hashlib
import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

_SALT = "hamsoo.people.known-device"
_SECONDS = 365 * 24 * 3600


def _owner(email: str) -> str:
    return hashlib.sha256(email.strip().lower().encode()).hexdigest()[:24]


def remember(response: HttpResponse, email: str) -> None:
    """Let this browser be known from now on, for a year, as one that the owner of `email` uses."""
    value = signing.dumps([_owner(email), secrets.token_hex(8)], salt=_SALT)
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie(settings.DEVICE_COOKIE_NAME, value, max_age=_SECONDS, httponly=True, secure=secure, samesite="Lax")


def device_of(request: HttpRequest, email: str) -> str:
    """Return the name of this device if the owner of `email` is known from it, and nothing otherwise."""
    try:
        owner, device = signing.loads(request.COOKIES.get(settings.DEVICE_COOKIE_NAME, ""), salt=_SALT, max_age=_SECONDS)
    except (signing.BadSignature, ValueError, TypeError):
        return ""
    return str(device) if owner == _owner(email) else ""
