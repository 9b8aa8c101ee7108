"""What the source of an import has to say; how it is staged, validated and applied is the same for all.

    class Contacts(Importer):
        kind, sheets = "contacts", (Sheet("people", _("people"), "contacts.csv"),)

        def files(self): ...            # paths
        def read(self, meter): ...      # a stream of rows; raises Unreadable
        def check(self, row): ...       # what is wrong with one row
        def apply(self, sheet, batch): ...   # yields the id of what each row became

    report = run_import(Contacts(...), progress=show)

`read` and `check` touch no database; `apply` writes through actions only.
"""

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import ClassVar

from django.utils.translation import gettext_noop as _

from hamsoo.kernel.imports.problems import Flaw, Problem, Unreadable
from hamsoo.kernel.imports.rows import Row, Sheet, Staged

Meter = Callable[[int], None]
"""Told how many bytes were read since it was told last."""

_BLOCK = 1 << 20


class Importer(ABC):
    """One source. `kind` names its form, `origin` the system whose keys it holds: the same key of two origins is two things."""

    kind: ClassVar[str]
    sheets: ClassVar[tuple[Sheet, ...]]
    """In the order in which they are applied: a row may name rows of earlier sheets."""
    batch_size: ClassVar[int] = 1000
    """Rows of one transaction, at most."""

    def __init__(self, *, source: str, origin: str = "") -> None:
        self.source = source
        self.origin = origin
        self.left_out: list[int] = []
        """Lines that were read and are nothing to take over, as the importer found."""

    @abstractmethod
    def files(self) -> Sequence[Path]:
        """Return the files that are read."""

    @abstractmethod
    def read(self, meter: Meter) -> Iterator[Row]:
        """Yield every row, in the order of the file within a sheet, without holding them; raise `Unreadable`."""

    @abstractmethod
    def check(self, row: Row) -> Iterator[Flaw]:
        """Yield what is wrong with a row in itself; links and double keys are checked for every importer."""

    @abstractmethod
    def apply(self, sheet: str, batch: Sequence[Staged]) -> Iterator[int]:
        """Do what each row says, through actions, in the transaction at hand; yield the id of each thing, in order.

        May refuse a row with a `DomainError`: the batch is undone, and the run ends there.
        """

    def options(self) -> str:
        """Return what was chosen for this import: a run that was cut off is only resumed with the same choice."""
        return ""

    def size(self) -> int:
        """Return the bytes to read; raise `Unreadable` for a file that is not there."""
        return sum(self._size_of(path) for path in self.files())

    def digest(self) -> str:
        """Return 64 hexadecimal digits for the content of all files and the options."""
        total = hashlib.sha256(f"{self.kind}\n{self.origin}\n{self.options()}\n".encode())
        for path in self.files():
            total.update(f"{path.name}\n{self._size_of(path)}\n".encode())
            with path.open("rb") as file:
                while block := file.read(_BLOCK):
                    total.update(block)
        return total.hexdigest()

    @staticmethod
    def _size_of(path: Path) -> int:
        if not path.is_file():
            raise Unreadable(Problem(path.name, 0, "", _("The file is not there."), _("Put it beside the others, or name another folder.")))
        return path.stat().st_size
