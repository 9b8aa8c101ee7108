"""Reading an answer that came by mail: who wrote what to which addresses, without what was quoted. No database.

What is no answer of a person is said to be none; what cannot be read is refused.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.mail import reading
from hamsoo.kernel.mail.parsing import Refused
from hamsoo.kernel.mail.quoting import MARK, answer_in
from hamsoo.kernel.mail.reading import Ignored

__all__ = ["LARGEST", "MARK", "Ignored", "Incoming", "Refused", "answer_in", "read"]

LARGEST = 30 * 1024**2
"""Bytes of a mail with its files, which grow by a third on their way."""
MOST_FILES = 20
_SIGNATURES = frozenset(f"application/{kind}" for kind in ("pgp-signature", "pkcs7-signature", "x-pkcs7-signature", "ms-tnef"))
_SMALL = 20_000
"""A picture inside the text that has fewer bytes belongs to a signature."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A mail as it is understood: who wrote it (one address), to which addresses, the answer alone, and what tells it from others."""

    sender: str
    recipients: tuple[str, ...]
    text: str
    digest: str
    files: tuple[reading.File, ...] = field(default=(), repr=False)


def read(raw: bytes, *, envelope: Iterable[str] = ()) -> Incoming:
    """Understand a mail; `envelope` are the addresses that its server was given. Raise `Refused` or `Ignored`."""
    mail = reading.read(raw, envelope=envelope, largest=LARGEST)
    if mail.is_automatic:
        raise Ignored
    files = tuple(file for file in mail.files if not _belongs_to_signature(file))
    if len(files) > MOST_FILES:
        raise Refused(_("%(limit)s files at most.") % {"limit": MOST_FILES})
    return Incoming(mail.sender.address, mail.recipients, mail.text, mail.digest, files)


def _belongs_to_signature(file: reading.File) -> bool:
    return file.kind in _SIGNATURES or not file.content or (file.is_inline and len(file.content) < _SMALL)
