"""Import a dump in a process of its own, and wait to be killed after so many rows: python -m ... FOLDER ROWS.

Says "here" when it has come so far, in the middle of the transaction of a batch.
"""

import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import django

django.setup()

from hamsoo.kernel.imports import Staged, run_import  # noqa: E402 - models exist only now
from hamsoo.questions.importers.stackexchange import StackExchange  # noqa: E402
from tests.world import NOON  # noqa: E402


class Dying(StackExchange):
    """The importer, but for waiting; in small batches."""

    batch_size = 7
    rows_left = int(sys.argv[2])

    def apply(self, sheet: str, batch: Sequence[Staged]) -> Iterator[int]:
        for object_id in super().apply(sheet, batch):
            yield object_id
            self.rows_left -= 1
            if not self.rows_left:
                print("here", flush=True)
                time.sleep(600)


if __name__ == "__main__":
    run_import(Dying(Path(sys.argv[1]), at=NOON))
