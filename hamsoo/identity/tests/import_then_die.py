"""Import a file in a process of its own, and wait to be killed after so many rows: python -m ... FILE SYSTEM ROWS.

Says "here" when it has come so far, in the middle of the transaction of a batch.
"""

import sys
from pathlib import Path

import django

django.setup()

from hamsoo.identity.importers.records import FileOfRecords  # noqa: E402 - models exist only now
from hamsoo.identity.models import Mapping, System  # noqa: E402
from hamsoo.kernel.imports import run_import  # noqa: E402
from hamsoo.ledger.actors import SYSTEM  # noqa: E402
from tests.dying import Dying  # noqa: E402
from tests.world import NOON  # noqa: E402


class Killed(Dying, FileOfRecords):
    """The importer, but for waiting."""

    rows_left = int(sys.argv[3])


if __name__ == "__main__":
    path, system = Path(sys.argv[1]), System.objects.get(pk=sys.argv[2])
    saved = Mapping.objects.get(system=system)
    run_import(
        Killed(
            path,
            name=path.name,
            system=system,
            entity="person",
            key_column=saved.key_column,
            columns=saved.columns,
            actor=SYSTEM,
            at=NOON,
            today=NOON.date(),
        )
    )
