"""Passwords that are known to have leaked, looked up on this machine alone.

The file holds the first eight bytes of the SHA-1 of each, sorted, behind a mark: 8 GB for a thousand million passwords, 25 reads to look
one up. It is made from the list that Have I Been Pwned publishes (`HASH:count` a line, sorted by hash), which is read as a stream.
"""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from hamsoo.kernel.errors import Invalid

MARK = b"HAMSOO-LEAKED-1\n"
_WIDTH, _HEX = 8, 40
_BUFFERED = 1 << 20

Told = Callable[[int], None]


def is_leaked(password: str, *, path: Path) -> bool:
    """Return whether the file holds this password; without a file nothing is known to have leaked."""
    try:
        with path.open("rb") as file:
            return _find(file.fileno(), _beginning(password))
    except FileNotFoundError:
        return False


def load(*, source: Path, target: Path, told: Told = lambda _bytes: None) -> int:
    """Make `target` anew from the list `source`; return how many passwords it holds. `told` hears of every megabyte read.

    Raises:
        Invalid: a line is no hash, or they are not sorted; the message names the line. The file that was there stays.
    """
    draft = target.with_name(f"{target.name}.{os.getpid()}")
    try:
        with source.open("rb") as lines, draft.open("wb", buffering=_BUFFERED) as file:
            file.write(MARK)
            count = _write(_hashes(_said(lines, told)), file.write)
            file.flush()
            os.fsync(file.fileno())
        if not count:
            raise Invalid(_("The file holds no hash. Give the list of SHA-1 hashes, a line each."), field="file")
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    return count


def _said(lines: Iterable[bytes], told: Told) -> Iterator[bytes]:
    read = 0
    for line in lines:
        read += len(line)
        if read >= _BUFFERED:
            told(read)
            read = 0
        yield line


def _hashes(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Yield what is kept of each line, in order, and refuse what cannot be read or is out of order."""
    last = b""
    for number, line in enumerate(lines, 1):
        text = line.partition(b":")[0].strip()
        if not text:
            continue
        try:
            kept = bytes.fromhex(text.decode("ascii"))[:_WIDTH] if len(text) == _HEX else b""
        except ValueError:
            kept = b""
        if not kept:
            raise Invalid(_("Line %(line)s is no SHA-1 hash of 40 signs.") % {"line": number}, field="file")
        if kept < last:
            raise Invalid(_("Line %(line)s is out of order. Give the list that is ordered by hash.") % {"line": number}, field="file")
        if kept != last:
            yield kept
        last = kept


def _write(hashes: Iterable[bytes], write: Callable[[bytes], int]) -> int:
    count = 0
    for count, kept in enumerate(hashes, 1):  # noqa: B007 - the last number is the count
        write(kept)
    return count


def _beginning(password: str) -> bytes:
    return hashlib.sha1(password.encode("utf-8", "surrogatepass"), usedforsecurity=False).digest()[:_WIDTH]


def _find(descriptor: int, wanted: bytes) -> bool:
    if os.pread(descriptor, len(MARK), 0) != MARK:
        return False
    low, high = 0, (os.fstat(descriptor).st_size - len(MARK)) // _WIDTH
    while low < high:
        middle = (low + high) // 2
        found = os.pread(descriptor, _WIDTH, len(MARK) + middle * _WIDTH)
        if found == wanted:
            return True
        low, high = (middle + 1, high) if found < wanted else (low, middle)
    return False
