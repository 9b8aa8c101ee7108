"""Rows of a file as payloads by column, whatever its form: CSV, Excel or JSON lines."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_noop as _

from hamsoo.kernel.imports import Meter, Problem, Unreadable, tables
from hamsoo.kernel.imports.json_lines import is_json_lines, objects_of

MOST_ROWS = 20_000_000
MOST_BYTES = 20 * 1024**3
_SAMPLE = 200


def payloads_of(path: Path, *, name: str, meter: Meter) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Yield (line, payload) of each row; raise `Unreadable`. Cells of a table without text are left out."""
    if not path.is_file():
        raise Unreadable(Problem(name, 0, "", _("The file is not there."), _("Name another file.")))
    if is_json_lines(path):
        yield from objects_of(path, name=name, meter=meter)
        return
    lines = tables.lines_of(path, name=name, meter=meter, most_rows=MOST_ROWS, most_bytes=MOST_BYTES)
    headers = told_apart(next(lines).cells)
    for line in lines:
        if len(line.cells) > len(headers) and any(line.cells[len(headers) :]):
            reason, fix = _("This row has more cells than there are headers."), _("Look whether a separator stands within a cell.")
            raise Unreadable(Problem(name, line.number, "", reason, fix))
        yield line.number, {header: cell for header, cell in zip(headers, line.cells, strict=False) if cell}


def headers_of(path: Path, *, name: str) -> Sequence[str]:
    """Return the columns: the headers of a table, or all names in the first objects."""
    if path.is_file() and is_json_lines(path):
        first = islice(objects_of(path, name=name, meter=_deaf), _SAMPLE)
        columns = list(dict.fromkeys(column for _line, payload in first for column in payload))
    else:
        columns = told_apart(tables.first_lines(path, name=name, count=0)[0].cells)
    tables.check_width(columns, name=name, line=1, longest=tables.LONGEST_NAME)
    return columns


def first_payloads(path: Path, *, name: str, count: int) -> list[Mapping[str, Any]]:
    """Return the first rows, for a preview."""
    return [payload for _line, payload in islice(payloads_of(path, name=name, meter=_deaf), count)]


def told_apart(headers: Sequence[str]) -> list[str]:
    """Return headers of which none is empty and no two are alike: "phone", "phone (2)", "column 3"."""
    found: list[str] = []
    for number, header in enumerate(headers, 1):
        name, turn = header or f"column {number}", 1
        while name in found:
            turn += 1
            name = f"{header or 'column'} ({turn})"
        found.append(name)
    return found


def _deaf(_bytes: int) -> None:
    """Hear nothing of how far the reading is."""
