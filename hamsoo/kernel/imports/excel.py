"""Rows of an Excel workbook, read as a stream; values of formulas, never the formulas.

A workbook is a ZIP archive from outside. What it unpacks to is known before anything is unpacked (Python reads no more of a member
than it announces) and bounded; a document type in it is refused, so no entity is ever expanded.
"""

import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext_noop as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from hamsoo.kernel.imports.problems import Problem, Unreadable

MOST_UNPACKED = 200 * 1024**2
_MOST_MEMBERS = 5_000
_BEGINNING = 4_096
# What the parts of openpyxl raise for archives and sheets that are cut off or were tampered with.
_BROKEN = (
    BadZipFile,
    ParseError,
    InvalidFileException,
    zlib.error,
    EOFError,
    OSError,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
)


def rows_of(path: Path, *, name: str, most_columns: int) -> Iterator[tuple[int, list[str]]]:
    """Yield (line, cells as text) of the first visible sheet; raise `Unreadable` for what is no whole workbook."""
    line = 0
    try:
        _check(path, name)
        book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
        try:
            sheet = next(sheet for sheet in book.worksheets if sheet.sheet_state == "visible")
            # Some programs write a wrong size into the sheet, and only that much would be read.
            sheet.reset_dimensions()
            for line, cells in enumerate(sheet.iter_rows(values_only=True, max_col=most_columns), 1):
                yield line, [_text(value) for value in cells]
        finally:
            book.close()
    except StopIteration:
        raise Unreadable(Problem(name, 0, "", _("The workbook has no sheet that is shown."))) from None
    except _BROKEN as error:
        reason, fix = _("The workbook is damaged or incomplete."), _("Open it in Excel, save it again and send that file.")
        raise Unreadable(Problem(name, line, "", reason, fix)) from error


def _check(path: Path, name: str) -> None:
    """Refuse an archive that would unpack to too much, or whose parts declare a document type."""
    with ZipFile(path) as archive:
        members = archive.infolist()
        if len(members) > _MOST_MEMBERS or sum(member.file_size for member in members) > MOST_UNPACKED:
            reason = _("The workbook unpacks to more than %(size)s MB.")
            fix = _("Save only the sheet that matters, as “CSV UTF-8”.")
            raise Unreadable(Problem(name, 0, "", reason, fix, {"size": MOST_UNPACKED // 1024**2}))
        for member in members:
            if member.filename.endswith((".xml", ".rels")):
                with archive.open(member) as part:
                    begin = part.read(_BEGINNING)
                if b"<!DOCTYPE" in begin or b"<!ENTITY" in begin or b"<\x00!\x00" in begin:
                    reason = _("A document type (<!DOCTYPE …>) is not allowed here.")
                    raise Unreadable(Problem(name, 0, "", reason, _("Open it in Excel, save it again and send that file.")))


def _text(value: Any) -> str:
    """Return a cell as text: days as 2026-11-21, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
