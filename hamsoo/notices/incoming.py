"""Reading an answer that came by mail: who wrote what to which addresses, without what was quoted. No database.

What is no answer of a person is said to be none; what cannot be read is refused.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from hamsoo.kernel.mail import reading
from hamsoo.kernel.mail.parsing import Refused
from hamsoo.kernel.mail.quoting import MARK, answer_in
from hamsoo.kernel.mail.reading import Ignored

__all__ = ["LARGEST", "MARK", "Ignored", "Incoming", "Refused", "answer_in", "read"]

LARGEST = 10 * 1024**2


@dataclass(frozen=True, slots=True)
class Incoming:
    """A mail as it is understood: who wrote it (one address), to which addresses, the answer alone, and what tells it from others."""

    sender: str
    recipients: tuple[str, ...]
    text: str
    digest: str


def read(raw: bytes, *, envelope: Iterable[str] = ()) -> Incoming:
    """Understand a mail; `envelope` are the addresses that its server was given. Raise `Refused` or `Ignored`."""
    mail = reading.read(raw, envelope=envelope, largest=LARGEST)
    if mail.is_automatic:
        raise Ignored
    return Incoming(mail.sender.address, mail.recipients, mail.text, mail.digest)
