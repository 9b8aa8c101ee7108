"""Django's cached sessions, found only by keys that Django itself could have made."""

import re

from django.contrib.sessions.backends.cached_db import SessionStore as CachedStore

_KEY = re.compile(r"[a-z0-9]{8,40}")


class SessionStore(CachedStore):
    """A session; a cookie may hold anything (a quoted NUL, say), and neither the cache nor the database should be asked for that."""

    def _validate_session_key(self, key: str | None) -> bool:
        return key is not None and _KEY.fullmatch(key) is not None
