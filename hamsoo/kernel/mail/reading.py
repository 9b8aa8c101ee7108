"""Reading a mail that came in: who wrote what to whom, what they quoted, with which files. No database.

A mail may be anything: huge, broken, a thousand parts deep, written by a machine that answers machines. What cannot be read is refused;
whatever else it is, is said in a bounded time.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from hashlib import sha256

from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.mail.authentication import Authentication, authentication
from hamsoo.kernel.mail.letters import Address, addresses_in, text_of, words_of
from hamsoo.kernel.mail.machines import Bounce, Writer, bounce_in, writer_of
from hamsoo.kernel.mail.parsing import LARGEST, Part, Refused, content_of, headers_of, parse, parts_of
from hamsoo.kernel.mail.quoting import split, without_markup

__all__ = ["LARGEST", "File", "Ignored", "Mail", "Refused", "read", "recipients_in"]

LONGEST_TEXT = 200_000
LONGEST_SUBJECT = 300
MOST_NAMES = 2_000
"""Recipients of whom a mail's headers may tell."""
_MOST_REFERENCES = 50
_LONGEST_HEAD = 300_000
_MESSAGE_ID = re.compile(r"<[^<>\s]{1,240}>")
_DELIVERED = ("delivered-to", "x-original-to", "envelope-to")


class Ignored(Exception):
    """The mail is nothing that a person says to us: nobody is told, so that no machine answers a machine."""


@dataclass(frozen=True, slots=True)
class File:
    """A file in a mail as it came: nobody has looked into it. `content_id` is how the HTML of the mail names it."""

    name: str
    kind: str
    content: bytes = field(repr=False)
    content_id: str = ""
    is_inline: bool = False


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail as it is understood. `text` is what its writer says now, `quoted` the rest; `said_at` what it says of its time."""

    sender: Address
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    delivered_to: tuple[str, ...]
    subject: str
    text: str
    quoted: str
    html: str = field(repr=False)
    files: tuple[File, ...]
    said_at: datetime | None
    message_id: str
    in_reply_to: tuple[str, ...]
    references: tuple[str, ...]
    writer: Writer
    bounce: Bounce | None
    authentication: Authentication
    digest: str

    @property
    def is_automatic(self) -> bool:
        """Return whether no person wrote it."""
        return self.writer != "person"

    @property
    def recipients(self) -> tuple[str, ...]:
        """Return all addresses that it went to, as far as it says so; those of the envelope first."""
        return tuple(dict.fromkeys([*self.delivered_to, *(one.address for one in (*self.to, *self.cc))]))


def read(raw: bytes, *, envelope: Iterable[str] = (), trusted_server: str = "", largest: int = LARGEST) -> Mail:
    """Understand a mail; `envelope` are the addresses that its server was given. Raise `Refused` for what cannot be read.

    `trusted_server` is the name by which the organisation's own mail server says what it knows of the sender.
    """
    tree = parse(raw, largest=largest)
    try:
        return _understood(tree, raw, tuple(envelope), trusted_server)
    # Reading on, the standard library falls over more: headers that say two things, sizes that no number has.
    except (RecursionError, ValueError, LookupError, AttributeError, TypeError, AssertionError, OverflowError) as error:
        raise Refused from error


def recipients_in(raw: bytes) -> tuple[str, ...]:
    """Return the addresses that the headers of a mail name, for who has to know whom it is for before it is read."""
    head = raw[:_LONGEST_HEAD].replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    headers = headers_of(parse(head + b"\n\n"))
    names = (*_DELIVERED, "to", "cc")
    return tuple(one.address for one in addresses_in(value for name in names for value in headers.get(name, [])))


def _understood(tree: Part, raw: bytes, envelope: Sequence[str], trusted_server: str) -> Mail:
    headers = headers_of(tree)
    sender = _sender(headers.get("from", []))
    texts, markups, files = _sorted(tree)
    text, quoted = split(_joined(texts) or without_markup(_joined(markups)))
    [message_id] = _ids(headers, "message-id", most=1) or [""]
    delivered = [*envelope, *(one.address for one in addresses_in(value for name in _DELIVERED for value in headers.get(name, [])))]
    return Mail(
        sender=sender,
        to=addresses_in(headers.get("to", []))[:MOST_NAMES],
        cc=addresses_in(headers.get("cc", []))[:MOST_NAMES],
        delivered_to=tuple(dict.fromkeys(one.strip().lower() for one in delivered if one)),
        subject=words_of(headers.get("subject", [""])[0])[:LONGEST_SUBJECT],
        text=text,
        quoted=quoted,
        html=_joined(markups),
        files=files,
        said_at=_time(headers.get("date", [""])[0]),
        message_id=message_id,
        in_reply_to=tuple(_ids(headers, "in-reply-to", most=5)),
        references=tuple(_ids(headers, "references", most=_MOST_REFERENCES)),
        writer=writer_of(headers, tree.get_content_type(), sender.address),
        bounce=bounce_in(tree),
        authentication=authentication(headers.get("authentication-results", []), server=trusted_server, host=sender.host),
        digest=sha256(headers.get("message-id", [""])[0].strip().encode(errors="surrogateescape") or raw).hexdigest(),
    )


def _sender(values: Sequence[str]) -> Address:
    """Return the one address that the mail says to be from; raise `Refused` for none and for several: then it is nobody's."""
    found = addresses_in(values)
    # The bare sign of a second address, however it is written, makes unclear which one is meant.
    if len(values) != 1 or len(found) != 1 or values[0].count("<") > 1:
        raise Refused(_("It is not clear who has written this mail."))
    return found[0]


def _sorted(tree: Part) -> tuple[list[str], list[str], tuple[File, ...]]:
    """Return the texts, the HTML and the files of a mail, in its order; of a text that is too long the beginning."""
    texts, markups, files = list[str](), list[str](), list[File]()
    for part in parts_of(tree):
        kind, name = part.get_content_type(), words_of(part.get_filename() or "")
        is_attached = part.get_content_disposition() == "attachment" or bool(name) or kind.startswith("message/")
        if kind in ("text/plain", "text/html") and not is_attached:
            content = text_of(content_of(part)[:LONGEST_TEXT], part.get_content_charset("") or "")
            (texts if kind == "text/plain" else markups).append(content)
        elif (content_id := part.get("Content-ID", "")) or is_attached or part.get_content_maintype() in ("image", "application"):
            known = str(content_id).strip().strip("<>")[:250]
            is_inline = bool(known) and part.get_content_disposition() != "attachment"
            files.append(File(name, kind, content_of(part), known, is_inline))
    return texts, markups, tuple(files)


def _joined(texts: Sequence[str]) -> str:
    return "\n".join(text for text in texts if text.strip())[:LONGEST_TEXT]


def _ids(headers: dict[str, list[str]], name: str, *, most: int) -> list[str]:
    found = [one for value in headers.get(name, []) for one in _MESSAGE_ID.findall(value[:20_000]) if one.isprintable()]
    # The newest of what a mail refers to stand at the end.
    return list(dict.fromkeys(found))[-most:]


def _time(value: str) -> datetime | None:
    read_time: Callable[[str], datetime] = parsedate_to_datetime
    try:
        found = read_time(value[:100])
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
