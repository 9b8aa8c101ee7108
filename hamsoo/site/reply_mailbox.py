"""What the environment says of the mailboxes that mails are fetched from: answers to notices, and what customers write."""

import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from hamsoo.kernel.mail.imap_session import ImapMailbox
from hamsoo.site.config import ConfigError
from hamsoo.site.language import gettext as _

_LOCAL = ("localhost", "127.0.0.1", "::1")


def reply_mailbox(environ: Mapping[str, str] = os.environ) -> ImapMailbox | None:
    """Read HAMSOO_REPLY_IMAP_URL and what goes with it; None without."""
    found = _mailbox("HAMSOO_REPLY_IMAP", environ)
    if found is not None and not environ.get("HAMSOO_REPLY_ADDRESS", "").strip():
        raise ConfigError("HAMSOO_REPLY_ADDRESS", _("{name} is set, so this is needed too").format(name="HAMSOO_REPLY_IMAP_URL"))
    return found


def customers_mailbox(environ: Mapping[str, str] = os.environ) -> ImapMailbox | None:
    """Read HAMSOO_MAIL_IMAP_URL and what goes with it; None without."""
    return _mailbox("HAMSOO_MAIL_IMAP", environ)


def _mailbox(prefix: str, environ: Mapping[str, str]) -> ImapMailbox | None:
    """Read a mailbox from PREFIX_URL, `imaps://name:password@host:993/FOLDER`, PREFIX_CA_FILE and PREFIX_TAKEN_FOLDER.

    `imap://` is encrypted after the greeting (STARTTLS), but for this machine itself.

    Raises:
        ConfigError: a variable cannot be understood; the message names it, and repeats no password.
    """
    name = f"{prefix}_URL"
    url = environ.get(name, "").strip()
    if not url:
        return None
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        host = None
    if not host or parts.scheme not in ("imaps", "imap") or not parts.username:
        raise ConfigError(name, _("the address must look like imaps://name:password@host/INBOX"))
    ca_file = environ.get(f"{prefix}_CA_FILE", "").strip()
    is_open = parts.scheme == "imap"
    return ImapMailbox(
        host=host,
        user=unquote(parts.username),
        password=unquote(parts.password or ""),
        port=port or (143 if is_open else 993),
        security="tls" if not is_open else "none" if host in _LOCAL else "starttls",
        folder=unquote(parts.path.strip("/")) or "INBOX",
        taken_folder=environ.get(f"{prefix}_TAKEN_FOLDER", "").strip(),
        ca_file=Path(ca_file) if ca_file else None,
    )
