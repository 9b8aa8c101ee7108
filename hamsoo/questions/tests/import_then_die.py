"""Import a dump in a process of its own, and wait to be killed after so many rows: python -m ... FOLDER ROWS.

Says "here" when it has come so far, in the middle of the transaction of a batch.
"""

import sys
from pathlib import Path

import django

django.setup()

from hamsoo.kernel.imports import run_import  # noqa: E402 - models exist only now
from hamsoo.questions.importers.stackexchange import StackExchange  # noqa: E402
from tests.dying import Dying  # noqa: E402
from tests.world import NOON  # noqa: E402


class Killed(Dying, StackExchange):
    """The importer, but for waiting."""

    rows_left = int(sys.argv[2])


if __name__ == "__main__":
    run_import(Killed(Path(sys.argv[1]), at=NOON))
