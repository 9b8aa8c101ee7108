"""A file of activities on its way through `kernel.imports`: one activity a row, of records of one system, named by their keys there."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import ClassVar

from django.db import transaction
from django.utils.translation import gettext_lazy, gettext_noop

from hamsoo.customers import actions
from hamsoo.customers.models import Activity
from hamsoo.identity.models import Entity, System
from hamsoo.identity.queries import StaysOut
from hamsoo.identity.rules import WasForgotten
from hamsoo.kernel import numbers
from hamsoo.kernel.errors import Invalid
from hamsoo.kernel.imports import MISSING, Flaw, Importer, Meter, Problem, Row, Sheet, Staged, Unreadable, tables
from hamsoo.kernel.imports.moments import instant
from hamsoo.kernel.text import fold
from hamsoo.ledger.actors import Acts, through

CHANNEL, SHEET = "import", "activities"
_HEADERS = {
    "customer": ("customer", "customer key", "مشتری", "کد مشتری"),
    "key": ("key", "id", "number", "شماره", "کلید"),
    "kind": ("kind", "type", "گونه", "نوع"),
    "at": ("at", "date", "time", "تاریخ", "زمان"),
    "channel": ("channel", "کانال"),
    "text": ("text", "note", "subject", "متن", "شرح", "موضوع"),
    "amount": ("amount", "total", "مبلغ"),
    "minutes": ("minutes", "duration", "مدت", "دقیقه"),
    "unit": ("unit", "department", "واحد", "بخش"),
    "entity": ("entity", "گونهٔ مشتری"),
}
"""Under which headings each part of an activity is found, in either language."""
_REQUIRED = ("customer", "key", "kind", "at")
_FOLDED = {fold(heading): part for part, headings in _HEADERS.items() for heading in headings}


class FileOfActivities(Importer):
    """The activities that a system knows of, in a CSV file or a workbook; `left_out` are the lines that name who was forgotten."""

    kind: ClassVar[str] = "activities"
    batch_size: ClassVar[int] = actions.MOST_ROWS

    def __init__(self, path: Path, *, name: str, system: System, actor: Acts, at: datetime) -> None:
        """Read `path`, called `name`; activities lie before `at`."""
        super().__init__(source=name, origin=f"activities:{system.pk}")
        self.sheets = (Sheet(SHEET, gettext_lazy("activities"), name),)  # type: ignore[misc] # the file has its own name
        self._path, self._name, self._system, self._actor, self._at = path, name, system, actor, at
        self._stays_out = StaysOut(system, Entity.values)
        self._kinds = {fold(word): value for value, label in Activity.Kind.choices for word in (value, str(label))}

    def files(self) -> Sequence[Path]:
        """Return the one file that is read."""
        return [self._path]

    def read(self, meter: Meter) -> Iterator[Row]:
        """Yield the rows; raise `Unreadable` when a column that is needed is not there."""
        lines = tables.lines_of(self._path, name=self._name, meter=meter, most_rows=20_000_000, most_bytes=20 * 1024**3)
        parts = [_FOLDED.get(fold(heading)) for heading in next(lines).cells]
        for part in _REQUIRED:
            if part not in parts:
                fix = gettext_noop("Name the columns in the first row.")
                raise Unreadable(Problem(self._name, 1, part, MISSING, fix, {"column": part}))
        for line in lines:
            data = {part: cell for part, cell in zip(parts, line.cells, strict=False) if part}
            if self._stays_out.names(data.get("customer", ""), data.get("entity", "")):
                self.left_out.append(line.number)
                continue
            # The same number of two customers is two activities.
            yield Row(SHEET, line.number, f"{data.get('entity', '')}/{data.get('customer', '')}/{data.get('key', '')}", data)

    def check(self, row: Row) -> Iterator[Flaw]:
        """Yield what is wrong with a row in itself."""
        for part in _REQUIRED:
            if not str(row.data.get(part) or ""):
                yield Flaw(part, MISSING, values={"column": part})
        kind, at = str(row.data.get("kind") or ""), str(row.data.get("at") or "")
        if kind and fold(kind) not in self._kinds:
            kinds = ", ".join(Activity.Kind.values)
            yield Flaw(
                "kind", gettext_noop("“%(value)s” is no kind of activity; there are: %(kinds)s."), values={"value": kind, "kinds": kinds}
            )
        if at and instant(at, self._at.date()) is None:
            yield Flaw("at", gettext_noop("“%(value)s” is no day or time."), gettext_noop("Write it like 1405-08-30 14:20."), {"value": at})
        for part in ("amount", "minutes"):
            text = str(row.data.get(part) or "")
            if text and _number(text) is None:
                yield Flaw(part, gettext_noop("“%(value)s” is no number."), values={"value": text})

    def apply(self, sheet: str, batch: Sequence[Staged]) -> Iterator[int]:  # noqa: ARG002 - there is one sheet
        """Note what happened; where a row is refused, each is taken by itself, so that the right one is named."""
        with through(CHANNEL):
            try:
                with transaction.atomic():
                    ids = self._take(batch)
            except (Invalid, WasForgotten):
                for row in batch:
                    yield from self._take([row])
            else:
                yield from ids

    def _take(self, batch: Sequence[Staged]) -> list[int]:
        rows = [self._noted(row) for row in batch]
        taken = actions.take(actor=self._actor, system=self._system, rows=rows, at=self._at)
        if taken.forgotten_count:
            # Between reading the file and this moment.
            raise WasForgotten
        return taken.ids

    def _noted(self, row: Staged) -> actions.Noted:
        minutes = _number(row.text("minutes"))
        return actions.Noted(
            customer=row.text("customer"),
            key=row.text("key"),
            kind=self._kinds[fold(row.text("kind"))],
            at=instant(row.text("at"), self._at.date()) or self._at,
            channel=row.text("channel"),
            text=row.text("text"),
            amount=_number(row.text("amount")),
            minutes=int(minutes) if minutes is not None else None,
            unit=row.text("unit"),
            entity=row.text("entity"),
        )


def _number(text: str) -> Decimal | None:
    try:
        return numbers.parse_number(text) if text else None
    except numbers.NotANumber:
        return None
