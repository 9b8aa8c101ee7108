"""What is wrong with a file, as a table that can be taken to whoever keeps it."""

import csv
import io
from collections.abc import Iterable

from django.utils.translation import gettext as _

from hamsoo.kernel.imports.problems import Problem

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(problems: Iterable[Problem]) -> str:
    """Return problems as CSV with a byte order mark, which Excel needs to read Persian. No cell of it is ever taken for a formula."""
    text = io.StringIO()
    text.write("\ufeff")
    table = csv.writer(text)
    table.writerow([_("File"), _("Line"), _("Column"), _("What is wrong"), _("What to do")])
    for problem in problems:
        cells = (problem.file, str(problem.line or ""), problem.column, problem.said_reason(), problem.said_fix())
        table.writerow([harmless(cell) for cell in cells])
    return text.getvalue()


def harmless(cell: str) -> str:
    """Return a cell that a spreadsheet shows as it is: what would be read as a formula gets a quotation mark before it."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
