"""A table in a file, whatever the form: headers, and rows of text with the line they stand in."""

import csv
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from django.utils.translation import gettext_noop as _

from hamsoo.kernel.imports import excel
from hamsoo.kernel.imports.encodings import encoding_of
from hamsoo.kernel.imports.importer import Meter
from hamsoo.kernel.imports.problems import Problem, Unreadable

MOST_BYTES = 100 * 1024**2
MOST_ROWS = 200_000
MOST_COLUMNS = 200
LONGEST_CELL = 10_000
LONGEST_NAME = 200
"""Signs of what a column is called."""
_SEPARATORS = (",", ";", "\t", "|")
_WORKBOOK, _OLD_WORKBOOK = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table: its line in the file (from 1) and its cells as text."""

    number: int
    cells: Sequence[str]


def lines_of(path: Path, *, name: str, meter: Meter, most_rows: int = MOST_ROWS, most_bytes: int = MOST_BYTES) -> Iterator[Line]:
    """Yield the rows of a CSV file or a workbook (its first sheet), the headers first; rows without text are left out.

    Raises `Unreadable` where the file ends too early, holds too much, or is something else.
    """
    _check_size(path, name, most_bytes)
    with path.open("rb") as file:
        begin = file.read(4)
    if begin == _OLD_WORKBOOK:
        fix = _("Open it in Excel and save it as an Excel workbook (.xlsx) or as “CSV UTF-8”.")
        raise Unreadable(Problem(name, 0, "", _("This is a workbook of an Excel before 2007 (.xls)."), fix))
    rows = excel.rows_of(path, name=name, most_columns=MOST_COLUMNS) if begin == _WORKBOOK else _csv_rows(path, name)
    meter(path.stat().st_size)
    count = 0
    for number, cells in rows:
        trimmed = [cell.strip() for cell in cells]
        if not any(trimmed):
            continue
        count += 1
        if count > most_rows + 1:
            reason, fix = _("The table has more than %(count)s rows."), _("Split it into several files.")
            raise Unreadable(Problem(name, number, "", reason, fix, {"count": most_rows}))
        check_width(trimmed, name=name, line=number, longest=LONGEST_CELL)
        yield Line(number, trimmed)
    if not count:
        raise Unreadable(
            Problem(name, 0, "", _("The table is empty."), _("Its first row names the columns, each further row is one entry."))
        )


def check_width(cells: Collection[str], *, name: str, line: int, longest: int) -> None:
    """Raise `Unreadable` for a row of too many columns, or with a cell of more than `longest` signs."""
    if len(cells) > MOST_COLUMNS or max(map(len, cells), default=0) > longest:
        reason = _("This row has more than %(columns)s columns, or a cell of more than %(signs)s characters.")
        fix = _("Look whether a quotation mark is missing in it.")
        raise Unreadable(Problem(name, line, "", reason, fix, {"columns": MOST_COLUMNS, "signs": longest}))


def first_lines(path: Path, *, name: str, count: int) -> list[Line]:
    """Return the headers and the first `count` rows, for a preview."""
    return list(islice(lines_of(path, name=name, meter=lambda _bytes: None), count + 1))


def _check_size(path: Path, name: str, most_bytes: int) -> None:
    if not path.is_file():
        raise Unreadable(Problem(name, 0, "", _("The file is not there."), _("Name another file.")))
    if path.stat().st_size > most_bytes:
        reason, fix = _("The file is larger than %(size)s MB."), _("Leave out columns that are not needed, or split it.")
        raise Unreadable(Problem(name, 0, "", reason, fix, {"size": most_bytes // 1024**2}))


def _csv_rows(path: Path, name: str) -> Iterator[tuple[int, list[str]]]:
    """Yield (line, cells) of a CSV file. Strict, so that a missing quotation mark does not swallow the rest of the file."""
    encoding = encoding_of(path, name=name)
    line = 1
    try:
        with path.open(encoding=encoding, newline="") as file:
            separator = _separator(file.readline())
            file.seek(0)
            reader = csv.reader(file, delimiter=separator, strict=True)
            for cells in reader:
                yield line, cells
                line = reader.line_num + 1
    except csv.Error as error:
        fix = _("Look for a quotation mark that is missing or stands within a cell; inside a cell it is written twice.")
        raise Unreadable(Problem(name, line, "", _("This row cannot be read: %(detail)s"), fix, {"detail": str(error)})) from error
    except UnicodeError as error:
        reason, fix = _("The file is damaged: from here on it is no text."), _("Save it again as “CSV UTF-8”.")
        raise Unreadable(Problem(name, line, "", reason, fix)) from error


def _separator(headers: str) -> str:
    """Return the sign that separates the headers: the most frequent one outside of quotation marks; a comma where there is none."""
    outside = "".join(headers.split('"')[::2])
    return max(_SEPARATORS, key=outside.count)
