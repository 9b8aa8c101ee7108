"""Reading a mail that came in: who wrote what to which addresses, without what was quoted. No database.

A mail may be anything: huge, broken, a thousand parts deep, written by a machine that answers machines. What is no answer of a person is
said to be none; what cannot be read is refused.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import getaddresses
from hashlib import sha256
from typing import cast

from django.utils.translation import gettext_lazy as _
from lxml import etree, html

from hamsoo.kernel.errors import DomainError

LARGEST = 10 * 1024**2
MARK = "···"
"""What the line begins with above which an answer is written."""
_MOST_PARTS = 60
_MOST_TEXT = 200_000
_TO = ("To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To")
_FOR_MANY = frozenset(("bulk", "list", "junk", "auto_reply"))
_MACHINES = re.compile(r"^(mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?)([+._-].*)?@", re.IGNORECASE)

_WROTE = r"(wrote|نوشت|نوشته است|نوشته‌اند)\s*:\s*$"
_ATTRIBUTION = re.compile(rf"^(on|در)\b.{{4,300}}\b{_WROTE}", re.IGNORECASE)
_ADDRESSED = re.compile(rf"^.{{0,200}}<[^<>\s]+@[^<>\s]+>.{{0,80}}{_WROTE}", re.IGNORECASE)
_DIVIDERS = re.compile(r"^\s*(-{2,}\s*(original message|پیام اصلی|forwarded message)\s*-{2,}|_{20,}|-{20,})\s*$", re.IGNORECASE)
_HEADER = re.compile(r"^\s*\*?(from|sent|to|subject|date|از|فرستنده|فرستاده‌شده|به|موضوع|تاریخ)\s*:\*?\s", re.IGNORECASE)
_SIGNATURE = re.compile(r"^(-- ?|sent from my .{1,60}|get outlook for .{1,60}|ارسال‌? ?شده از .{1,60})$", re.IGNORECASE)


class Refused(DomainError):
    """The mail is not taken; its sender's server is told why."""

    status = 422
    default = _("This mail cannot be read.")


class Ignored(Exception):
    """The mail is no answer of a person: nobody is told, so that no machine answers a machine."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A mail as it is understood: who wrote it (one address), to which addresses, the answer alone, and what tells it from others."""

    sender: str
    recipients: tuple[str, ...]
    text: str
    digest: str


def read(raw: bytes, *, envelope: Iterable[str] = ()) -> Incoming:
    """Understand a mail; `envelope` are the addresses that its server was given. Raise `Refused` or `Ignored`."""
    if len(raw) > LARGEST:
        raise Refused(_("This mail is too large: an answer may have 10 MB."))
    try:
        mail = cast("EmailMessage", message_from_bytes(raw, policy=default))
        _check_is_personal(mail)
        sender = _sender(mail)
        given = [str(value) for name in _TO for value in mail.get_all(name, [])]
        recipients = tuple(dict.fromkeys([*envelope, *(address for _name, address in getaddresses(given) if address)]))
        text = answer_in(_text(mail))
        identity = str(mail["Message-ID"] or "").strip().encode() or raw
    # The standard library's reader knows broken mails, and yet falls over some: deep nesting, headers that say two things.
    except (RecursionError, ValueError, LookupError, AttributeError, TypeError, AssertionError, IndexError) as error:
        raise Refused from error
    return Incoming(sender, recipients, text, sha256(identity).hexdigest())


def _check_is_personal(mail: EmailMessage) -> None:
    """Raise `Ignored` for what a machine wrote: answers by itself, bounces, lists."""
    said = {name: str(mail.get(name, "")).strip().lower() for name in ("Auto-Submitted", "Precedence", "Return-Path", "X-Autoreply")}
    is_automatic = said["Auto-Submitted"].partition(";")[0].strip() not in ("", "no")
    is_for_many = said["Precedence"] in _FOR_MANY or any(mail.get(name) is not None for name in ("List-Id", "X-Auto-Response-Suppress"))
    is_bounce = said["Return-Path"] == "<>" or mail.get_content_type() in ("multipart/report", "message/delivery-status")
    if is_automatic or is_for_many or is_bounce or said["X-Autoreply"] or _MACHINES.match(_sender(mail)):
        raise Ignored


def _sender(mail: EmailMessage) -> str:
    """Return the one address that the mail says to be from; raise `Refused` for none and for several: then it is nobody's."""
    found = getaddresses([str(value) for value in mail.get_all("From", [])])
    if len(mail.get_all("From", [])) != 1 or len(found) != 1 or "@" not in found[0][1]:
        raise Refused(_("It is not clear who has written this mail."))
    return found[0][1].lower()


def _text(mail: EmailMessage) -> str:
    """Return the first text of the mail that is no attachment, as plain text; of HTML what is to be read."""
    plain, rich = "", ""
    for number, part in enumerate(mail.walk()):
        if number >= _MOST_PARTS:
            raise Refused(_("This mail has too many parts."))
        kind = part.get_content_type()
        if part.is_multipart() or part.get_content_disposition() == "attachment" or kind not in ("text/plain", "text/html"):
            continue
        content = _decoded(cast("EmailMessage", part))
        if kind == "text/plain":
            plain = plain or content
        else:
            rich = rich or content
    return plain if plain.strip() else _without_markup(rich)


def _decoded(part: EmailMessage) -> str:
    content = cast("bytes", part.get_payload(decode=True) or b"")[:_MOST_TEXT]
    charset = part.get_content_charset("utf-8")
    try:
        return content.decode(charset, errors="replace")
    except LookupError:
        return content.decode("utf-8", errors="replace")


def _without_markup(markup: str) -> str:
    """Return what a person reads of HTML, without what it quotes; nothing of scripts, styles and pictures."""
    if not markup.strip():
        return ""
    try:
        page = html.document_fromstring(markup.replace("\x00", ""), parser=html.HTMLParser(huge_tree=False, no_network=True))
    except (etree.LxmlError, ValueError):
        return ""
    for gone in page.xpath("//script|//style|//head|//blockquote|//*[@id='divRplyFwdMsg']|//*[contains(@class,'gmail_quote')]"):
        gone.drop_tree()
    for line in page.xpath("//br|//p|//div|//li|//tr"):
        line.tail = f"\n{line.tail or ''}"
    return str(page.text_content())


def answer_in(text: str) -> str:
    """Return what was written above the quotation, without a signature."""
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").split("\n")]
    kept: list[str] = []
    for number, line in enumerate(lines):
        if _ends(line, lines[number : number + 3]):
            break
        kept.append(line)
    while kept and (not kept[-1].strip() or kept[-1].startswith(">")):
        kept.pop()
    return "\n".join(kept).strip()


def _ends(line: str, ahead: list[str]) -> bool:
    """Return whether the quotation or the signature begins with this line; who is quoted may stand in up to three lines."""
    if line.lstrip("> ").startswith(MARK) or _DIVIDERS.match(line) or _SIGNATURE.match(line.strip()):
        return True
    if _ADDRESSED.match(line) or any(_ATTRIBUTION.match(" ".join(ahead[:count])[:700]) for count in (1, 2, 3) if all(ahead[:count])):
        return True
    return len(ahead) == 3 and all(_HEADER.match(part) for part in ahead)
