"""A file of histories on its way through `kernel.imports`: one row for each thing that happened to a case, the oldest of a case first."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from django.utils.translation import gettext_lazy, gettext_noop

from hamsoo.cases.actions import importing
from hamsoo.cases.models import Case
from hamsoo.identity.models import SourceRecord, System
from hamsoo.kernel.imports import MISSING, Flaw, Importer, Meter, Problem, Row, Sheet, Staged, Unreadable, tables
from hamsoo.kernel.imports.moments import instant
from hamsoo.kernel.text import fold
from hamsoo.ledger.actors import through
from hamsoo.people.models import Person, Unit

SHEET, CHANNEL = "cases", "import"
_HEADERS = {
    "case": ("case", "number", "case number", "پرونده", "شماره", "شمارهٔ پرونده"),
    "at": ("at", "time", "date", "updated at", "sys_updated_at", "زمان", "تاریخ"),
    "state": ("state", "status", "incident_state", "وضعیت", "حالت"),
    "group": ("group", "unit", "department", "assignment_group", "واحد", "بخش", "گروه"),
    "assignee": ("assignee", "assigned to", "owner", "مسئول"),
    "priority": ("priority", "اولویت"),
    "subject": ("subject", "title", "موضوع", "عنوان"),
    "customer": ("customer", "customer key", "مشتری", "کد مشتری"),
}
"""Under which headings each part is found, in either language."""
_REQUIRED = ("case", "at", "state", "group")
_FOLDED = {fold(heading): part for part, headings in _HEADERS.items() for heading in headings}
_STATES = {
    "new": ("new", "open", "جدید", "تازه"),
    "working": ("working", "active", "in progress", "در دست", "در حال کار"),
    "customer": ("customer", "pending", "awaiting user info", "waiting for customer", "در انتظار مشتری"),
    "other": ("other", "on hold", "awaiting problem", "awaiting vendor", "awaiting evidence", "در انتظار دیگران"),
    "resolved": ("resolved", "solved", "حل‌شده"),
    "closed": ("closed", "بسته"),
}
STATES = {fold(word): state for state, words in _STATES.items() for word in words} | {
    fold(str(label)): value for value, label in Case.State.choices
}


class FileOfHistories(Importer):
    """Cases with their histories, in a CSV file or a workbook. `groups` maps what the file calls a group to the code of a unit."""

    kind: ClassVar[str] = "cases"
    batch_size: ClassVar[int] = 500

    def __init__(
        self, path: Path, *, name: str, origin: str, at: datetime, groups: Mapping[str, str], system: System | None = None
    ) -> None:
        super().__init__(source=name, origin=f"cases:{origin}"[:40])
        self.sheets = (Sheet(SHEET, gettext_lazy("cases"), name),)  # type: ignore[misc] # the file has its own name
        self._path, self._name, self._from, self._at, self._system = path, name, origin, at, system
        units = {unit.code: unit for unit in Unit.objects.open()}
        by_name = {fold(word): unit for unit in units.values() for word in (unit.code, unit.name_fa, unit.name_en) if word}
        self._units = by_name | {fold(group): units[code] for group, code in groups.items() if code in units}
        self._people = {fold(word): one for one in Person.objects.active() for word in (one.code, one.mail) if word}

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
        counts: dict[str, int] = {}
        for line in lines:
            data = {part: cell for part, cell in zip(parts, line.cells, strict=False) if part}
            number = str(data.get("case") or "")
            counts[number] = counts.get(number, 0) + 1
            # What happened to a case is told by its place in the history.
            yield Row(SHEET, line.number, f"{number}/{counts[number]}", data)

    def check(self, row: Row) -> Iterator[Flaw]:
        """Yield what is wrong with a row in itself."""
        for part in _REQUIRED:
            if not str(row.data.get(part) or ""):
                yield Flaw(part, MISSING, values={"column": part})
        at, state, group = (str(row.data.get(part) or "") for part in ("at", "state", "group"))
        moment = instant(at, self._at.date()) if at else None
        if at and moment is None:
            yield Flaw("at", gettext_noop("“%(value)s” is no day or time."), gettext_noop("Write it like 1405-08-30 14:20."), {"value": at})
        if moment is not None and moment > self._at:
            yield Flaw("at", gettext_noop("“%(value)s” lies ahead."), values={"value": at})
        if state and fold(state) not in STATES:
            yield Flaw("state", gettext_noop("“%(value)s” is no state of a case."), values={"value": state})
        if group and fold(group) not in self._units:
            fix = gettext_noop("Map it to a unit: --group GROUP=CODE.")
            yield Flaw("group", gettext_noop("There is no unit “%(value)s”."), fix, {"value": group})
        if str(row.data.get("priority") or "") and self._priority(row.data.get("priority")) is None:
            yield Flaw("priority", gettext_noop("A priority is 1 (urgent) to 4 (low)."))

    def apply(self, sheet: str, batch: Sequence[Staged]) -> Iterator[int]:  # noqa: ARG002 - there is one sheet
        """Take what happened over."""
        with through(CHANNEL):
            records = self._records(batch)
            yield from importing.take_histories(origin=self._from, rows=[self._happened(row, records) for row in batch], at=self._at)

    def _records(self, batch: Sequence[Staged]) -> dict[str, SourceRecord]:
        if self._system is None:
            return {}
        found = SourceRecord.objects.filter(system=self._system, key__in={row.text("customer") for row in batch} - {""})
        return {record.key: record for record in found.select_related("system")}

    def _happened(self, row: Staged, records: Mapping[str, SourceRecord]) -> importing.Happened:
        return importing.Happened(
            key=row.text("case"),
            at=instant(row.text("at"), self._at.date()) or self._at,
            state=STATES[fold(row.text("state"))],
            unit=self._units[fold(row.text("group"))],
            priority=self._priority(row.text("priority")) or Case.Priority.USUAL,
            subject=row.text("subject"),
            assignee=self._people.get(fold(row.text("assignee"))),
            record=records.get(row.text("customer")),
        )

    @staticmethod
    def _priority(value: object) -> int | None:
        first = str(value or "").strip()[:1]
        return int(first) if first in ("1", "2", "3", "4") else None
