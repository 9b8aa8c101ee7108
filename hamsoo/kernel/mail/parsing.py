"""Taking a mail apart, in bounded time and memory whatever it is made of. No database.

Python's own parser takes time that grows with lines times depth, and with the square of a header's length; a mail that would make it do so
is refused before, or loses what nobody needs of it.
"""

import re
from collections.abc import Callable, Iterator
from email.message import Message
from email.parser import BytesParser
from email.policy import Compat32
from typing import cast

from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.errors import DomainError

LARGEST = 40 * 1024**2
"""Bytes of a mail with all its files."""
MOST_PARTS = 100
_MOST_LINES = 2_000_000
_MOST_STEPS = 6_000_000
_LONGEST_HEADER = 128 * 1024
_LONGEST_DESCRIPTION = 2_000
_MOST_HEADERS = 300
_BOUNDARY = re.compile(rb"boundary", re.IGNORECASE)

Part = Message


class Refused(DomainError):
    """The mail is not taken; its sender's server is told why."""

    status = 422
    default = _("This mail cannot be read.")


class _Policy(Compat32):
    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        longest = _LONGEST_DESCRIPTION if name.lower().startswith(("content-", "mime-")) else _LONGEST_HEADER
        return name, value[:longest]

    def header_fetch_parse(self, name: str, value: str) -> str:  # noqa: ARG002 - its names
        """Return bare bytes of other letters as they are: who knows which letters they are reads them."""
        return value


class _Counted:
    """Makes the parts of one mail, up to a number of them."""

    def __init__(self) -> None:
        self._count = 0

    def __call__(self, policy: Compat32) -> Part:
        self._count += 1
        if self._count > MOST_PARTS:
            raise Refused(_("This mail has too many parts."))
        return Message(policy=policy)


def parse(raw: bytes, *, largest: int = LARGEST) -> Part:
    """Return the mail as a tree of parts; raise `Refused` for what is too large, or made to hold its reader up."""
    if len(raw) > largest:
        raise Refused(_("This mail is too large: it may have %(limit)s MB with all its files.") % {"limit": largest // 1024**2})
    line_count = raw.count(b"\n") + raw.count(b"\r")
    if line_count > _MOST_LINES or line_count * len(_BOUNDARY.findall(raw)) > _MOST_STEPS:
        raise Refused(_("This mail has too many parts."))
    try:
        made = cast("Callable[[], Part]", _Counted())
        return BytesParser(_class=made, policy=_Policy()).parsebytes(raw)
    # The standard library's reader knows broken mails, and yet falls over some.
    except (RecursionError, ValueError, LookupError, AttributeError, TypeError, AssertionError, IndexError) as error:
        raise Refused from error


def headers_of(part: Part) -> dict[str, list[str]]:
    """Return what the headers of a part say, by their names in small letters."""
    found: dict[str, list[str]] = {}
    for number, (name, value) in enumerate(part.raw_items()):
        if number >= _MOST_HEADERS:
            break
        found.setdefault(name.lower(), []).append(str(value))
    return found


def parts_of(part: Part) -> Iterator[Part]:
    """Yield what holds content, in order; a mail within the mail is one part, and is not looked into."""
    waiting = [part]
    while waiting:
        one = waiting.pop()
        content = one.get_payload()
        if isinstance(content, list) and one.get_content_maintype() == "multipart":
            waiting.extend(each for each in reversed(content) if isinstance(each, Message))
        else:
            yield one


def content_of(part: Part) -> bytes:
    """Return the content of a part as it was before it was packed for the way; of a mail within the mail its source."""
    if part.is_multipart():
        inner = part.get_payload()
        return b"\n".join(each.as_bytes() for each in inner if isinstance(each, Message)) if isinstance(inner, list) else b""
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""
