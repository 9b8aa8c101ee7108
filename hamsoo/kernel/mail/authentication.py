"""Whether a mail is from whom it says to be: what the organisation's own mail server found out (RFC 8601), and nobody else."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_METHOD = re.compile(r"^\s*(dkim|spf|dmarc)\s*=\s*([a-z]+)", re.IGNORECASE)
_PROPERTY = re.compile(r"(header\.d|header\.from|smtp\.mailfrom)\s*=\s*([^\s;]{1,254})", re.IGNORECASE)
_LONGEST = 8_000
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Authentication:
    """What was found: `pass`, `fail`, `none` … of each method, `unknown` when no server of ours said; and whether the sender is proven."""

    dkim: str = UNKNOWN
    spf: str = UNKNOWN
    dmarc: str = UNKNOWN
    is_proven: bool = False


def authentication(values: Sequence[str], *, server: str, host: str) -> Authentication:
    """Return what `server` found of a mail from `host`. Of its headers the topmost counts: what stands below may have come with the mail.

    It is proven by DMARC, or by a signature (DKIM) or an envelope (SPF) of the very domain that the mail says to be from, or one above it.
    """
    said = next((value for value in values if server and _speaker(value) == server.lower()), None)
    if said is None:
        return Authentication()
    found = {"dkim": "none", "spf": "none", "dmarc": "none"}
    is_proven = False
    for statement in _bare(said[:_LONGEST]).split(";")[1:]:
        method = _METHOD.match(statement)
        if method is None:
            continue
        name, result = method[1].lower(), method[2].lower()
        domain = next((value.rpartition("@")[2].lower().rstrip(".") for _key, value in _PROPERTY.findall(statement)), "")
        if result == "pass" and _aligned(name, domain, host):
            is_proven = True
        if found[name] != "pass":
            found[name] = result[:16]
    return Authentication(**found, is_proven=is_proven and found["dmarc"] != "fail")


def _aligned(method: str, domain: str, host: str) -> bool:
    if method == "dmarc":
        return domain in ("", host)
    return bool(domain) and "." in domain and (host == domain or host.endswith(f".{domain}"))


def _speaker(value: str) -> str:
    words = _bare(value[:_LONGEST]).partition(";")[0].split()
    return words[0].lower() if words else ""


def _bare(value: str) -> str:
    """Return the value without comments and without what stands in quotation marks; nothing when either does not end.

    A sender chooses what stands before the `@` of an envelope: in quotation marks that may look like another statement.
    """
    kept, depth, is_quoted, is_escaped = list[str](), 0, False, False
    for letter in value:
        if is_escaped or (letter == "\\" and (is_quoted or depth)):
            is_escaped = not is_escaped
        elif letter == '"' and not depth:
            is_quoted = not is_quoted
        elif not is_quoted and letter in "()":
            depth = max(0, depth + (1 if letter == "(" else -1))
            kept.append(" ")
        elif not is_quoted and not depth:
            kept.append(letter)
    return "" if is_quoted or depth else "".join(kept)
