"""Mails that no person wrote: answers by themselves, lists, and what comes back."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email.message import Message
from typing import Literal

from hamsoo.kernel.mail.letters import words_of
from hamsoo.kernel.mail.parsing import Part, content_of, headers_of, parts_of

Headers = Mapping[str, Sequence[str]]

Writer = Literal["person", "list", "machine", "answer"]

_FOR_MANY = frozenset(("bulk", "list", "junk"))
_MACHINES = re.compile(r"^(mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?)([+._-].*)?@", re.IGNORECASE)
_NAMES_ITSELF = re.compile(r"^message-id:[ \t]*(<[^<>\s]{1,240}>)", re.IGNORECASE | re.MULTILINE)
_REPORTS = frozenset(("multipart/report", "message/delivery-status"))
_LONGEST_REASON = 300


@dataclass(frozen=True, slots=True)
class Bounce:
    """A mail of ours that did not arrive: for whom, which one, why, and whether that is the last word."""

    recipient: str
    message_id: str
    reason: str
    is_final: bool


def writer_of(headers: Headers, kind: str, sender: str) -> Writer:
    """Return who wrote it: a person, or a machine that answers by itself (RFC 3834), for many, or whatever else no person answers."""
    said = {name: _first(headers, name).lower() for name in ("auto-submitted", "precedence", "return-path", "x-autoreply")}
    by_itself = said["auto-submitted"].partition(";")[0].strip()
    if by_itself == "auto-replied" or said["precedence"] == "auto_reply" or said["x-autoreply"]:
        return "answer"
    if said["return-path"] == "<>" or kind in _REPORTS:
        return "answer"
    if said["precedence"] in _FOR_MANY or "list-id" in headers:
        return "list"
    if by_itself not in ("", "no") or "x-auto-response-suppress" in headers or _MACHINES.match(sender):
        return "machine"
    return "person"


def bounce_in(mail: Part) -> Bounce | None:
    """Return what a report of a mail server says (RFC 3464) of the first mail that it names; None for other mails."""
    if mail.get_content_type() != "multipart/report":
        return None
    report, message_id = None, ""
    for part in parts_of(mail):
        kind = part.get_content_type()
        if kind == "message/delivery-status" and report is None:
            report = _report(part)
        elif kind in ("message/rfc822", "text/rfc822-headers", "message/rfc822-headers") and not message_id:
            found = _NAMES_ITSELF.search(content_of(part)[:65_536].decode("utf-8", errors="replace").replace("\r\n", "\n"))
            message_id = found[1] if found else ""
    if report is None:
        return None
    recipient = _first(report, "final-recipient") or _first(report, "original-recipient")
    reason = " ".join(filter(None, (_first(report, "status"), _first(report, "diagnostic-code").partition(";")[2].strip())))
    return Bounce(
        recipient=recipient.rpartition(";")[2].strip().strip("<>").lower()[:254],
        message_id=message_id,
        reason=words_of(reason)[:_LONGEST_REASON],
        is_final=_first(report, "action").lower() == "failed",
    )


def _report(part: Part) -> Headers | None:
    """Return what is said of one recipient: the block that has an action."""
    blocks = part.get_payload()
    found = [headers_of(block) for block in blocks if isinstance(block, Message)] if isinstance(blocks, list) else []
    return next((block for block in found if "action" in block), None)


def _first(headers: Headers, name: str) -> str:
    return headers.get(name, [""])[0].strip()
