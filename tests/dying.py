"""An importer that waits to be killed: for processes that tests end in the middle of a batch."""

import time
from collections.abc import Iterator, Sequence

from hamsoo.kernel.imports import Importer, Staged


class Dying(Importer):
    """Put before an importer: says "here" after `rows_left` rows, in the transaction of a small batch, and waits."""

    batch_size = 7
    rows_left: int

    def apply(self, sheet: str, batch: Sequence[Staged]) -> Iterator[int]:
        """Apply as the importer does, but for waiting."""
        for object_id in super().apply(sheet, batch):
            yield object_id
            self.rows_left -= 1
            if not self.rows_left:
                print("here", flush=True)
                time.sleep(600)
