"""Where mails go: to the server that HAMSOO_EMAIL_URL names, or into a folder that only Hamsoo's own account can read.

Never into a log: a mail may carry the key to somebody's account.
"""

from typing import Any
from urllib.parse import unquote, urlsplit

from hamsoo.site.config import Config

TIMEOUT_SECONDS = 20


def mail_settings(config: Config) -> dict[str, Any]:
    """Return Django's mail settings. `smtp://name:password@host:587` uses STARTTLS, `smtps://` TLS from the start; port 25 is plain."""
    if config.email_url is None:
        return {"EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend", "EMAIL_FILE_PATH": str(config.home / "mail")}
    parts = urlsplit(config.email_url)
    whole = parts.scheme == "smtps"
    port = parts.port or (465 if whole else 587)
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": port,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": whole,
        "EMAIL_USE_TLS": not whole and port != 25,
        "EMAIL_TIMEOUT": TIMEOUT_SECONDS,
    }
