"""Importing people: a source says who they are, all else (planning, staging, applying) is the same for files and directories."""

import json
from abc import abstractmethod
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.imports import Flaw, Importer, Meter, Problem, Row, Sheet, Staged, tables
from hamsoo.ledger.actors import Acts, through
from hamsoo.people import actions
from hamsoo.people.actions.taking_in import Entered, take_in
from hamsoo.people.importers.cells import Record, is_persian, record_of
from hamsoo.people.importers.fields import FIELDS, Columns
from hamsoo.people.importers.known import Known, KnownUnits, active_codes
from hamsoo.people.importers.planning import JOIN, LEAVERS, PEOPLE, RETURN, UNITS, Choices, Plan
from hamsoo.people.models import Person, Unit

CHANNEL = "import"
MOST_FLAWS = 10_000
_RECORD = ("name_fa", "name_en", "position_fa", "position_en", "level", "mail", "phone", "office_fa", "office_en", "joined_on")


class PeopleImporter(Importer):
    """Takes people over from a source. Before `run_import` nothing is known; after it `counts`, `missing` and `flaws` are."""

    kind: ClassVar[str] = "people"
    source_name: ClassVar[str] = "file"
    """What the record names as the source of a field."""

    def __init__(self, path: Path, *, name: str, choices: Choices, actor: Acts, at: datetime, today: date) -> None:
        """Read `path`, called `name` where it is spoken of; `actor` is who enters people, `today` the day on which they leave."""
        super().__init__(source=name)
        sheets = ((UNITS, _("units")), (PEOPLE, _("people")), (LEAVERS, _("leavers")))
        self.sheets = tuple(Sheet(code, title, name) for code, title in sheets)  # type: ignore[misc] # the file has its own name
        self._path, self._name, self._choices = path, name, choices
        self._actor, self._at, self._today = actor, at, today
        self._found: list[Flaw] = []
        self._units: KnownUnits | None = None
        self.flaws: list[Problem] = []
        self.counts: dict[str, int] = {}
        self.missing: list[str] = []

    @abstractmethod
    def records(self, meter: Meter) -> Iterator[Record]:
        """Yield everybody in the source."""

    def units(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Yield the units that the source has besides those of its people, each with its line: none, usually."""
        yield from ()

    def own(self, known: Known) -> frozenset[str]:
        """Return the codes of those who are missing when the source does not hold them: everybody who works here."""
        return active_codes(known.people.values())

    def column(self, field: str) -> str:
        """Return what the source calls a field."""
        return str(FIELDS[field].label) if field in FIELDS else field

    def files(self) -> Sequence[Path]:
        """Return the one file that is read."""
        return [self._path]

    def options(self) -> str:
        """Return the choices."""
        return json.dumps(self._choices.as_json(), sort_keys=True)

    def read(self, meter: Meter) -> Iterator[Row]:
        """Yield what is to be done, after all of the source was read and compared with the record."""
        known = self._known
        person = self._actor if isinstance(self._actor, Person) else None
        spared = frozenset({person.code} if person else ())
        plan = Plan(known, self._choices, today=self._today, stamp=self._at.isoformat(), own=self._own, spared=spared)
        for record in self.records(meter):
            plan.add(record)
        for line, names in self.units():
            plan.add_unit(line, names)
        for row, flaws in plan.rows():
            self._found = flaws
            yield row
        self.counts, self.missing = dict(plan.counts), plan.missing

    def size(self) -> int:
        """Return the bytes to read. The record is read here too: once the rows run into the database, nothing else can be asked."""
        self._known = Known(self.source_name)
        self._own = self.own(self._known)
        return super().size()

    def check(self, row: Row) -> Iterator[Flaw]:
        """Yield what the plan found wrong with the row, and keep it for the report."""
        for flaw in self._found:
            named = Flaw(self.column(flaw.column), flaw.reason, flaw.fix, flaw.values)
            if len(self.flaws) < MOST_FLAWS:
                self.flaws.append(Problem(self._name, row.line, named.column, named.reason, named.fix, named.values, row.sheet))
            yield named

    def apply(self, sheet: str, batch: Sequence[Staged]) -> Iterator[int]:
        """Do what the rows say, through the actions."""
        steps = {UNITS: self._make_units, PEOPLE: self._enter, LEAVERS: self._leave}
        with through(CHANNEL):
            yield from steps[sheet](batch)

    def _make_units(self, batch: Sequence[Staged]) -> Iterator[int]:
        known = KnownUnits()
        for row in batch:
            names = row.text("names").split(" / ")
            unit = known.called(names)
            if unit is None:
                unit = self._make_unit(names, known.called(names[:-1]) if names[1:] else None)
                known.add(unit)
            yield unit.pk

    def _make_unit(self, names: Sequence[str], parent: Unit | None) -> Unit:
        name, above = names[-1], parent.code if parent else "unit"
        number = Unit.objects.filter(parent=parent).count() + 1
        while Unit.objects.filter(code=(code := f"{above[-50:]}-{number}".strip("-"))).exists():
            number += 1
        name_en = "" if is_persian(name) else name
        return actions.create_unit(actor=self._actor, code=code, name_fa=name, name_en=name_en, parent=parent, at=self._at)

    def _enter(self, batch: Sequence[Staged]) -> Iterator[int]:
        """Take in who is new at once, and change the others one by one."""
        units = self._units_of(batch)
        known = {person.code: person for person in Person.objects.filter(code__in=[row.key for row in batch])}
        new = [row for row in batch if row.data["act"] == JOIN and row.key not in known]
        entered = [Entered(row.key, _values(row), units.get(row.key), row.text("manager")) for row in new]
        joined = take_in(
            actor=self._actor, entered=entered, source=self.source_name, opens_accounts=self._choices.opens_accounts, at=self._at
        )
        codes = {row.text("manager") for row in batch if row.key in known} - {""}
        managers = {person.code: person for person in Person.objects.filter(code__in=codes)}
        people = [joined.get(row.key) or self._change(row, known[row.key], units, managers) for row in batch]
        said = {person.pk: row.text("customers").split("\n") for row, person in zip(batch, people, strict=True) if "customers" in row.data}
        named = {pk: list(filter(None, names)) for pk, names in said.items()}
        actions.record_customers(actor=self._actor, named=named, source=self.source_name, at=self._at)
        yield from (person.pk for person in people)

    def _change(self, row: Staged, person: Person, units: dict[str, Unit], managers: dict[str, Person]) -> Person:
        changes = _values(row)
        if row.data["act"] == RETURN and not person.is_active:
            person = actions.come_back(actor=self._actor, person=person, mail=row.text("mail") if "mail" in changes else None, at=self._at)
        if row.key in units:
            changes["unit"] = units[row.key]
        if "manager" in row.data:
            changes["manager"] = managers.get(row.text("manager"))
        return actions.change_record(actor=self._actor, person=person, changes=changes, source=self.source_name, at=self._at)

    def _units_of(self, batch: Sequence[Staged]) -> dict[str, Unit]:
        """Return by code the unit that a row names, those made just before included."""
        if self._units is None:
            self._units = KnownUnits()
        known = Unit.objects.in_bulk([int(row.text("unit")) for row in batch if row.text("unit")])
        found = {row.key: known[int(row.text("unit"))] for row in batch if row.text("unit")}
        for row in batch:
            if path := row.text("new_unit"):
                unit = self._units.called(path.split(" / "))
                if unit is not None:
                    found[row.key] = unit
        return found

    def _leave(self, batch: Sequence[Staged]) -> Iterator[int]:
        people = {person.code: person for person in Person.objects.filter(code__in=[row.key for row in batch])}
        for row in batch:
            person = people[row.key]
            if person.is_active:
                actions.leave(actor=self._actor, person=person, left_on=date.fromisoformat(row.text("on")), at=self._at)
            yield person.pk


class FileOfPeople(PeopleImporter):
    """A CSV file or a workbook, whose columns fill the fields of `columns`."""

    def __init__(
        self, path: Path, *, name: str, headers: Sequence[str], columns: Columns, choices: Choices, actor: Acts, at: datetime, today: date
    ) -> None:
        """Read the columns of `headers` that `columns` names; the rest is as in `PeopleImporter`."""
        super().__init__(path, name=name, choices=choices, actor=actor, at=at, today=today)
        self._columns = columns
        self._headers = {field: headers[column] for column, field in columns.items() if column < len(headers)}

    def column(self, field: str) -> str:
        """Return the header of a field's column."""
        return self._headers.get(field) or super().column(field)

    def options(self) -> str:
        """Return the choices and the columns."""
        return f"{super().options()} {json.dumps(self._columns, sort_keys=True)}"

    def records(self, meter: Meter) -> Iterator[Record]:
        """Yield every row below the headers."""
        lines = tables.lines_of(self._path, name=self._name, meter=meter)
        next(lines)
        for line in lines:
            cells = {field: line.cells[column] for column, field in self._columns.items() if column < len(line.cells)}
            yield record_of(line.number, cells, today=self._today)


def _values(row: Staged) -> dict[str, object]:
    """Return the fields of the record that a row holds, days as days."""
    values: dict[str, object] = {name: row.data[name] for name in _RECORD if name in row.data}
    if values.get("joined_on"):
        values["joined_on"] = date.fromisoformat(str(values["joined_on"]))
    return values
