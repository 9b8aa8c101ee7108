"""What every template may ask."""

from typing import Any

from django.http import HttpRequest

from hamsoo.ui import appearance


def page(request: HttpRequest) -> dict[str, Any]:
    """Return the appearance in force and, as `viewer`, whom the page is shown to (None when nobody is signed in)."""
    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    return {
        "appearance": appearance.current(),
        "viewer": (getattr(user, "person", None) or user) if signed_in else None,
    }
