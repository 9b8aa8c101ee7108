"""What is said to an IMAP server: to come in, find what waits, read it in pieces, mark it. No database."""

import base64
import imaplib
import re
import ssl
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

LARGEST = 60 * 1024**2
_PIECE = 256 * 1024
_TAKEN = "HamsooTaken"
# Numbers of mails in one answer: with ten digits each they stay below what one line of an answer may have.
_WINDOW = 50_000
_FEW = 500


class Unreachable(Exception):
    """The server is away, lets us not in, or does not speak as servers do."""


class TooLarge(ValueError):
    """A mail is larger than is read."""


class Unreadable(ValueError):
    """The server does not hand a mail out."""


@dataclass(frozen=True, slots=True)
class ImapMailbox:
    """A folder of a mailbox. Mails that were taken stay there, marked, or move into `taken_folder`."""

    host: str
    user: str
    password: str = field(repr=False)
    port: int = 993
    security: Literal["tls", "starttls", "none"] = "tls"
    folder: str = "INBOX"
    taken_folder: str = ""
    ca_file: Path | None = None
    timeout: float = 30.0
    """Seconds that an answer of the server may take."""

    @property
    def name(self) -> str:
        """Return what tells this mailbox from others; no secret."""
        return f"{self.user}@{self.host}:{self.port}/{self.folder}"[:300]


class Session:
    """A connection that is signed in and has the folder open; every trouble with it is `Unreachable`."""

    def __init__(self, mailbox: ImapMailbox) -> None:
        self._mailbox = mailbox

    def __enter__(self) -> Self:
        with _said(self._mailbox):
            self._server = self._connected()
            try:
                self._sign_in()
                self._open()
            except BaseException:
                self._server.shutdown()
                raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        # What had to be marked is marked: who is away by now needs no farewell.
        with suppress(imaplib.IMAP4.error, OSError):
            self._server.logout()

    def waiting(self, *, limit: int, without: Collection[int]) -> list[int]:
        """Return up to `limit` mails that were not taken yet, the eldest first."""
        found: list[int] = []
        with _said(self._mailbox):
            for low in range(1, self._count + 1, _WINDOW):
                numbers = self._search(f"{low}:{min(low + _WINDOW - 1, self._count)} UNDELETED {self._untaken}")
                found += [uid for uid in numbers if uid not in without]
                if len(found) >= limit:
                    break
        return sorted(found)[:limit]

    def flagged(self, uids: Collection[int]) -> frozenset[int]:
        """Return those of these mails that are there and flagged."""
        known, found = sorted(uids), set[int]()
        with _said(self._mailbox):
            for begin in range(0, len(known), _FEW):
                found.update(self._search(f"UID {_set(known[begin : begin + _FEW])} FLAGGED"))
        return frozenset(found)

    def read(self, uid: int) -> bytes:
        """Return a whole mail, read in pieces; raise `TooLarge` or `Unreadable`. It is not marked as seen by that."""
        content = bytearray()
        with _said(self._mailbox):
            # What servers say of the size is not always true: what comes counts.
            while len(piece := self._piece(uid, len(content))) == _PIECE:
                content += piece
                if len(content) > LARGEST:
                    raise TooLarge
        content += piece
        if not content:
            raise Unreadable
        if len(content) > LARGEST:
            raise TooLarge
        return bytes(content)

    def mark(self, uid: int) -> None:
        """Mark a mail as taken: it is not found by `waiting` any more."""
        with _said(self._mailbox):
            if not self._mailbox.taken_folder:
                self._uid("STORE", str(uid), "+FLAGS.SILENT", self._marks)
                return
            folder = _quoted(self._mailbox.taken_folder)
            if "MOVE" in self._capabilities:
                self._uid("MOVE", str(uid), folder)
                return
            self._uid("COPY", str(uid), folder)
            self._uid("STORE", str(uid), "+FLAGS.SILENT", r"(\Deleted)")
            # Only this one, where a server can; elsewhere it goes with what others have deleted.
            if "UIDPLUS" in self._capabilities:
                self._uid("EXPUNGE", str(uid))

    def flag(self, uid: int) -> None:
        """Flag a mail, for who looks after the mailbox."""
        with _said(self._mailbox):
            self._uid("STORE", str(uid), "+FLAGS.SILENT", r"(\Flagged)")

    def _connected(self) -> imaplib.IMAP4:
        box = self._mailbox
        if box.security == "none":
            return imaplib.IMAP4(box.host, box.port, timeout=box.timeout)
        context = ssl.create_default_context(cafile=str(box.ca_file) if box.ca_file else None)
        if box.security == "tls":
            return imaplib.IMAP4_SSL(box.host, box.port, ssl_context=context, timeout=box.timeout)
        server = imaplib.IMAP4(box.host, box.port, timeout=box.timeout)
        try:
            server.starttls(context)
        except BaseException:
            server.shutdown()
            raise
        return server

    def _sign_in(self) -> None:
        box = self._mailbox
        if "AUTH=PLAIN" in self._server.capabilities:
            # Knows every letter; LOGIN knows those of ASCII.
            self._server.authenticate("PLAIN", lambda _challenge: f"\0{box.user}\0{box.password}".encode())
        else:
            self._server.login(box.user, box.password)
        # Some are offered to those alone who are in.
        _kind, answer = self._server.capability()
        self._capabilities = b" ".join(part for part in answer if part).decode("ascii", "replace").upper().split()

    def _open(self) -> None:
        kind, answer = self._server.select(_quoted(self._mailbox.folder))
        if kind != "OK" or not answer[0]:
            raise imaplib.IMAP4.error("the folder cannot be opened")
        self._count = int(answer[0])
        self.uid_validity = int((self._server.response("UIDVALIDITY")[1] or [b"0"])[0] or 0)
        permanent = b" ".join(part for part in self._server.response("PERMANENTFLAGS")[1] or [] if part).decode("ascii", "replace")
        has_keywords = r"\*" in permanent or _TAKEN.lower() in permanent.lower()
        self._untaken, self._marks = (f"UNKEYWORD {_TAKEN}", rf"(\Seen {_TAKEN})") if has_keywords else ("UNSEEN", r"(\Seen)")

    def _search(self, criteria: str) -> list[int]:
        return [int(number) for line in self._uid("SEARCH", criteria) if line for number in line.split()]

    def _piece(self, uid: int, begin: int) -> bytes:
        answer = self._uid("FETCH", str(uid), f"(BODY.PEEK[]<{begin}.{_PIECE}>)")
        return next((bytes(part[1]) for part in answer if isinstance(part, tuple) and b"BODY[]" in part[0].upper()), b"")

    def _uid(self, command: str, *arguments: str) -> list[Any]:
        kind, answer = self._server.uid(command, *arguments)
        if kind != "OK":
            raise imaplib.IMAP4.error(f"{command} was refused")
        return answer


@contextmanager
def _said(mailbox: ImapMailbox) -> Iterator[None]:
    """Say every trouble with a server in one way, and never with a password."""
    try:
        yield
    except (TooLarge, Unreadable):
        raise
    except (imaplib.IMAP4.error, OSError, ValueError) as error:
        raise Unreachable(f"{mailbox.host}:{mailbox.port}: {error}"[:500]) from error


def _set(numbers: list[int]) -> str:
    return ",".join(map(str, numbers))


def _quoted(folder: str) -> str:
    """Return the name of a folder as servers read it: modified UTF-7 (RFC 3501, section 5.1.3), in quotation marks."""
    if any(ord(letter) < 32 for letter in folder):
        raise ValueError("no name of a folder")

    def coded(match: re.Match[str]) -> str:
        if match[0] == "&":
            return "&-"
        return f"&{base64.b64encode(match[0].encode('utf-16-be')).decode().rstrip('=').replace('/', ',')}-"

    name = re.sub(r"&|[^\x20-\x7e]+", coded, folder)
    return '"{}"'.format(name.replace("\\", "\\\\").replace('"', '\\"'))
