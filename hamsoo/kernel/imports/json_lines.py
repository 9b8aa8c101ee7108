"""Rows of a file of JSON lines: an object a line, read as a stream."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_noop as _

from hamsoo.kernel.imports.encodings import encoding_of
from hamsoo.kernel.imports.importer import Meter
from hamsoo.kernel.imports.problems import Problem, Unreadable
from hamsoo.kernel.json_text import json_text

LONGEST_LINE = 1_000_000
"""Characters of one object."""
_BEGINNING = 64


def is_json_lines(path: Path) -> bool:
    """Return whether the file begins with an object, whatever its encoding."""
    with path.open("rb") as file:
        begin = file.read(_BEGINNING)
    return begin.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"{")


def objects_of(path: Path, *, name: str, meter: Meter) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Yield (line, object); raise `Unreadable` for the first line that holds something else."""
    encoding = encoding_of(path, name=name)
    number = 0
    try:
        with path.open(encoding=encoding) as file:
            while line := file.readline(LONGEST_LINE + 1):
                number += 1
                meter(len(line))
                if len(line) > LONGEST_LINE:
                    raise Unreadable(
                        Problem(name, number, "", _("This line is longer than %(count)s characters."), "", {"count": LONGEST_LINE})
                    )
                if line.strip():
                    yield number, _object(line, name, number)
    except UnicodeError as error:
        reason, fix = _("The file is damaged: from here on it is no text."), _("Save it again as UTF-8.")
        raise Unreadable(Problem(name, number + 1, "", reason, fix)) from error


def _object(line: str, name: str, number: int) -> Mapping[str, Any]:
    try:
        found = json.loads(line)
        kept = json_text(found)
    except (ValueError, RecursionError) as error:
        detail = error.msg if isinstance(error, json.JSONDecodeError) else type(error).__name__
        reason, fix = _("This line is no JSON: %(detail)s"), _('Write one object a line: {"key": …}.')
        raise Unreadable(Problem(name, number, "", reason, fix, {"detail": detail})) from None
    if not isinstance(found, dict):
        raise Unreadable(Problem(name, number, "", _("This line holds no object."), _('Write one object a line: {"key": …}.')))
    # Read again only where something was left out.
    return json.loads(kept) if "\\u0000" in line else found
