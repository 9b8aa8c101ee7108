"""The one path of all imports: rows are staged, validated as a whole, then applied in batches that can be gone on with.

Nothing is applied while anything is wrong; what is wrong is said by file, line and column. The same source twice changes nothing.
"""

from hamsoo.kernel.imports.importer import Importer, Meter
from hamsoo.kernel.imports.problems import MISSING, Flaw, Problem, Unreadable
from hamsoo.kernel.imports.rows import Link, Row, Sheet, Staged
from hamsoo.kernel.imports.running import ImportIsRunning, Progress, Report, Stage, run_import
from hamsoo.kernel.imports.xml import xml_rows

__all__ = [
    "MISSING",
    "Flaw",
    "ImportIsRunning",
    "Importer",
    "Link",
    "Meter",
    "Problem",
    "Progress",
    "Report",
    "Row",
    "Sheet",
    "Stage",
    "Staged",
    "Unreadable",
    "run_import",
    "xml_rows",
]
