"""A file of what a system knows of its customers, on its way through `kernel.imports`: one thing a row, customers by their keys there."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import ClassVar

from django.db import transaction
from django.utils.translation import gettext_noop
from django_stubs_ext import StrPromise

from hamsoo.customers import actions
from hamsoo.identity.models import Entity, System
from hamsoo.identity.queries import StaysOut
from hamsoo.identity.rules import WasForgotten
from hamsoo.kernel import numbers
from hamsoo.kernel.errors import Invalid
from hamsoo.kernel.imports import MISSING, Flaw, Importer, Meter, Problem, Row, Sheet, Staged, Unreadable, tables
from hamsoo.kernel.imports.moments import instant
from hamsoo.kernel.text import fold
from hamsoo.ledger.actors import Acts, through

CHANNEL = "import"


class FileOfSystem(Importer):
    """What a system knows, in a CSV file or a workbook; `left_out` are the lines that name who was forgotten."""

    batch_size: ClassVar[int] = actions.MOST_ROWS
    title: ClassVar[StrPromise]
    headings: ClassVar[Mapping[str, tuple[str, ...]]]
    """Under which headings each part of a row is found, in either language."""
    required: ClassVar[tuple[str, ...]]

    def __init__(self, path: Path, *, name: str, system: System, actor: Acts, at: datetime) -> None:
        """Read `path`, called `name`; what is told of lies before `at`."""
        super().__init__(source=name, origin=f"{self.kind}:{system.pk}")
        self.sheets = (Sheet(self.kind, self.title, name),)  # type: ignore[misc] # the file has its own name
        self._path, self._name, self._system, self._actor, self._at = path, name, system, actor, at
        self._stays_out = StaysOut(system, Entity.values)
        self._folded = {fold(heading): part for part, headings in self.headings.items() for heading in headings}

    def take(self, rows: Sequence[Staged]) -> actions.Taken:
        """Take rows over, all or nothing."""
        raise NotImplementedError

    def files(self) -> Sequence[Path]:
        """Return the one file that is read."""
        return [self._path]

    def read(self, meter: Meter) -> Iterator[Row]:
        """Yield the rows; raise `Unreadable` when a column that is needed is not there."""
        lines = tables.lines_of(self._path, name=self._name, meter=meter, most_rows=20_000_000, most_bytes=20 * 1024**3)
        parts = [self._folded.get(fold(heading)) for heading in next(lines).cells]
        for part in self.required:
            if part not in parts:
                fix = gettext_noop("Name the columns in the first row.")
                raise Unreadable(Problem(self._name, 1, part, MISSING, fix, {"column": part}))
        for line in lines:
            data = {part: cell for part, cell in zip(parts, line.cells, strict=False) if part}
            if self._stays_out.names(data.get("customer", ""), data.get("entity", "")):
                self.left_out.append(line.number)
                continue
            # The same number of two customers is two things.
            yield Row(self.kind, line.number, f"{data.get('entity', '')}/{data.get('customer', '')}/{data.get('key', '')}", data)

    def check(self, row: Row) -> Iterator[Flaw]:
        """Yield what is wrong with a row in itself."""
        for part in self.required:
            if not str(row.data.get(part) or ""):
                yield Flaw(part, MISSING, values={"column": part})
        at = str(row.data.get("at") or "")
        if at and instant(at, self._at.date()) is None:
            yield Flaw("at", gettext_noop("“%(value)s” is no day or time."), gettext_noop("Write it like 1405-08-30 14:20."), {"value": at})

    def apply(self, sheet: str, batch: Sequence[Staged]) -> Iterator[int]:  # noqa: ARG002 - there is one sheet
        """Take rows over; where one is refused, each is taken by itself, so that the right one is named."""
        with through(CHANNEL):
            try:
                with transaction.atomic():
                    ids = self._taken(batch)
            except (Invalid, WasForgotten):
                for row in batch:
                    yield from self._taken([row])
            else:
                yield from ids

    def _taken(self, batch: Sequence[Staged]) -> list[int]:
        taken = self.take(batch)
        if taken.forgotten_count:
            # Between reading the file and this moment.
            raise WasForgotten
        return taken.ids

    def moment(self, row: Staged) -> datetime:
        """Return when a row says that it was."""
        return instant(row.text("at"), self._at.date()) or self._at


def number(text: str) -> Decimal | None:
    """Return a number as people write it; None where it is none."""
    try:
        return numbers.parse_number(text) if text else None
    except numbers.NotANumber:
        return None
