"""In which encoding a text file was written, told by its bytes.

What offices here write: UTF-8 with or without a mark, UTF-16 ("Unicode text" of Excel), and Windows-1256, in which every sequence of
bytes is some text; so that one is believed only when what it says is mostly Persian or Arabic.
"""

import codecs
from pathlib import Path

from django.utils.translation import gettext_noop as _

from hamsoo.kernel.imports.problems import Problem, Unreadable

_BLOCK = 1 << 20
_SAMPLE = 1 << 16
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ARABIC_SHARE = 0.6


def encoding_of(path: Path, *, name: str) -> str:
    """Return the encoding of a text file, for `open`; raise `Unreadable` for what is no text, and for text in an unknown encoding."""
    with path.open("rb") as file:
        sample = file.read(_SAMPLE)
    for mark, encoding in _MARKS:
        if sample.startswith(mark):
            return encoding
    if b"\x00" in sample:
        return _without_mark(sample, name)
    if _is_utf8(path):
        return "utf-8"
    if _is_arabic(sample):
        return "cp1256"
    raise Unreadable(
        Problem(name, 0, "", _("The encoding of this file is not known."), _("Save it as “CSV UTF-8”, or as an Excel workbook (.xlsx)."))
    )


def _without_mark(sample: bytes, name: str) -> str:
    """Return which UTF-16 it is: separators, digits and line ends have a zero in one half of each pair of bytes."""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if even and not odd:
        return "utf-16-be"
    if odd and not even:
        return "utf-16-le"
    reason, fix = _("This is no table: the file holds something else than text."), _("Send a CSV file or an Excel workbook (.xlsx).")
    raise Unreadable(Problem(name, 0, "", reason, fix))


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _is_arabic(sample: bytes) -> bool:
    """Return whether the bytes above ASCII are, read as Windows-1256, mostly letters of the Arabic script."""
    high = [sign for sign in sample.decode("cp1256", errors="replace") if sign > "\x7f"]
    return bool(high) and sum("؀" <= sign <= "ۿ" for sign in high) / len(high) >= _ARABIC_SHARE
