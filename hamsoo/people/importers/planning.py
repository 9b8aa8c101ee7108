"""What a table of people means for the record: who joins, changes, comes back, leaves; and what is wrong between its rows.

The plan is made of the whole table, because a row may name a manager who stands further down, and circles are seen only in the end.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date

from django.utils.translation import gettext_noop as _

from hamsoo.kernel.imports import Flaw, Row
from hamsoo.kernel.imports.rows import Value
from hamsoo.kernel.text import fold
from hamsoo.people.importers.cells import Record
from hamsoo.people.importers.known import AmbiguousUnit, Known, KnownPerson, active_codes
from hamsoo.people.importers.managers import Managers

UNITS, PEOPLE, LEAVERS = "units", "people", "leavers"
JOIN, CHANGE, RETURN = "join", "change", "return"
_MISSING_SHOWN = 500
# So many may always leave at once; more only when they are less than a third of all, or when that was said to be meant.
_FEW, _SHARE = 10, 3


@dataclass(frozen=True, slots=True)
class Choices:
    """What is chosen for an import, besides the columns."""

    creates_units: bool = True
    opens_accounts: bool = True
    missing_leave: bool = False
    allows_many: bool = False

    def as_json(self) -> dict[str, bool]:
        """Return the choices as plain values."""
        return asdict(self)


class Plan:
    """Takes all records of a source, then yields the rows to stage. `counts` and `missing` are complete when the rows are."""

    def __init__(self, known: Known, choices: Choices, *, today: date, stamp: str, own: frozenset[str], spared: frozenset[str]) -> None:
        """Compare with `known`; of the codes in `own`, those that the source does not hold are missing; `spared` never leave so."""
        self._known, self._choices, self._today, self._stamp = known, choices, today, stamp
        self._own, self._spared = own, spared
        self._records: dict[str, Record] = {}
        self._doubles: list[Record] = []
        self._mails: dict[str, int] = {}
        self._managers = Managers(known)
        self._new_units: dict[tuple[str, ...], tuple[int, tuple[str, ...]]] = {}
        self.counts: Counter[str] = Counter(joined=0, changed=0, left=0, same=0, missing=0, units=0, customers=0)
        self.missing: list[str] = []

    def add(self, record: Record) -> None:
        """Take a record, and note what is wrong with it beside those before."""
        if not record.code:
            self._doubles.append(record)
            return
        first = self._records.get(record.code)
        if first is not None:
            reason, fix = _("Line %(first)s has the personnel number %(code)s too."), _("Keep one of the two lines, or correct the number.")
            record.flaws.append(Flaw("code", reason, fix, {"first": first.line, "code": record.code}))
            self._doubles.append(record)
            return
        self._records[record.code] = record
        self._managers.note(record)
        self._check_mail(record)

    def add_unit(self, line: int, names: tuple[str, ...]) -> None:
        """Take a unit that the source has, with or without people."""
        if names:
            self._note_unit(line, names)

    def rows(self) -> Iterator[tuple[Row, list[Flaw]]]:
        """Yield every row that is to be staged with what is wrong with it: new units, then people from the top down, then leavers."""
        self._managers.settle(self._records, leaving=frozenset(code for code, record in self._records.items() if self._leaves(record)))
        people = [found for record in self._records.values() if (found := self._person(record)) is not None]
        for line, names in self._new_units.values():
            self.counts["units"] += 1
            path = " / ".join(names)
            yield Row(UNITS, line, fold(path)[:200], {"names": path, "stamp": self._stamp}), []
        for record in self._doubles:
            yield Row(PEOPLE, record.line, f"#{record.line}", {}), record.flaws
        yield from sorted(people, key=lambda found: self._managers.depth(found[0].key))
        yield from self._leavers()

    def _check_mail(self, record: Record) -> None:
        mail = str(record.values.get("mail", ""))
        if not mail:
            return
        first, owner = self._mails.setdefault(mail, record.line), self._known.by_mail.get(mail, record.code)
        if first != record.line:
            reason, fix = (
                _("Line %(first)s has the address %(mail)s too."),
                _("Give each person an address of their own, or leave it empty."),
            )
            record.flaws.append(Flaw("mail", reason, fix, {"first": first, "mail": mail}))
        elif owner != record.code:
            reason = _("The address %(mail)s is that of %(name)s (%(code)s).")
            values: dict[str, str | int] = {"mail": mail, "name": self._known.people[owner].name, "code": owner}
            record.flaws.append(Flaw("mail", reason, _("Correct the address, or the personnel number."), values))
        elif mail in self._known.foreign_mails and self._choices.opens_accounts:
            reason = _("Somebody who is no colleague signs in with %(mail)s.")
            record.flaws.append(Flaw("mail", reason, _("Use the address that the company gave."), {"mail": mail}))

    def _leaves(self, record: Record) -> bool:
        return record.left_on is not None and record.left_on <= self._today

    def _person(self, record: Record) -> tuple[Row, list[Flaw]] | None:
        """Return the row of a person who is not on record as the source has them; None for those who are, and for leavers."""
        known = self._known.people.get(record.code)
        flaws = [*record.flaws, *self._managers.flaws.get(record.code, ())]
        if known is None and not record.values.keys() & {"name_fa", "name_en"} and "name" not in {flaw.column for flaw in flaws}:
            flaws.append(Flaw("name", _("The name is missing."), _("Everybody who is new needs a name.")))
        unit = self._unit(record, flaws)
        if self._leaves(record) and not flaws:
            self.counts["same"] += known is None or known.left_on is not None
            return None
        manager = self._managers.said(record.code)
        data = {**record.values, **unit, **({} if manager is None else {"manager": manager}), **self._customers(record, known)}
        act = JOIN if known is None else RETURN if known.left_on is not None else CHANGE
        if known is not None:
            data = {name: value for name, value in data.items() if not _stands(known, name, value)}
            if act == CHANGE and not data and not flaws:
                self.counts["same"] += 1
                return None
        self.counts["changed" if act == CHANGE else "joined"] += not flaws
        # The stamp makes the row new to the import: what differs from the record is put right however often it was before.
        return Row(PEOPLE, record.line, record.code, {**data, "act": act, "stamp": self._stamp}), flaws

    def _customers(self, record: Record, known: KnownPerson | None) -> dict[str, Value]:
        """Return the customers as a value of the row, where they are other ones than are known."""
        names = record.customers or ()
        turned = len(names) if known is None else known.turned_customers(names) if record.customers is not None else 0
        self.counts["customers"] += turned
        return {"customers": "\n".join(names)} if turned else {}

    def _unit(self, record: Record, flaws: list[Flaw]) -> dict[str, Value]:
        """Return the unit as a value of the row: its id, or the names of one that is to be made."""
        if record.unit is None:
            return {}
        try:
            unit = self._known.units.called(record.unit)
        except AmbiguousUnit:
            reason, fix = _("Several units are called “%(unit)s”."), _("Write the way from the top, as “Sales / North”.")
            flaws.append(Flaw("unit", reason, fix, {"unit": " / ".join(record.unit)}))
            return {}
        if unit is not None:
            return {"unit": unit.pk}
        if not self._choices.creates_units:
            reason, fix = _("There is no unit “%(unit)s”."), _("Correct its name, create it, or let unknown units be created.")
            flaws.append(Flaw("unit", reason, fix, {"unit": " / ".join(record.unit)}))
            return {}
        self._note_unit(record.line, record.unit)
        return {"new_unit": " / ".join(record.unit)}

    def _note_unit(self, line: int, names: tuple[str, ...]) -> None:
        """Note a unit that is not on record, after those above it."""
        for length in range(1, len(names) + 1):
            key = tuple(map(fold, names[:length]))
            if key not in self._new_units and not self._stands_alone(names[:length]):
                self._new_units[key] = (line, names[:length])

    def _stands_alone(self, names: tuple[str, ...]) -> bool:
        try:
            return self._known.units.called(names) is not None
        except AmbiguousUnit:
            return False

    def _leavers(self) -> Iterator[tuple[Row, list[Flaw]]]:
        """Yield who leaves: whom the source says to have left, and whom it does not hold, if that is chosen."""
        leaving = {code: record for code, record in self._records.items() if self._leaves(record)}
        for code, record in leaving.items():
            known = self._known.people.get(code)
            if known is not None and known.left_on is None and record.left_on is not None:
                self.counts["left"] += 1
                yield Row(LEAVERS, record.line, code, {"on": record.left_on.isoformat(), "stamp": self._stamp}), []
        here = active_codes(self._known.people.values()) & self._own
        missing = sorted(here - self._records.keys() - self._spared)
        self.counts["missing"] = len(missing)
        self.missing = [f"{self._known.people[code].name} ({code})" for code in missing[:_MISSING_SHOWN]]
        if not self._choices.missing_leave:
            return
        flaws = []
        if len(missing) > max(_FEW, len(here) // _SHARE) and not self._choices.allows_many:
            reason = _("%(count)s of %(all)s people are missing from the source and would leave.")
            fix = _("If the source is whole, say that so many may leave.")
            flaws.append(Flaw("", reason, fix, {"count": len(missing), "all": len(here)}))
        for number, code in enumerate(missing):
            self.counts["left"] += 1
            yield Row(LEAVERS, 0, code, {"on": self._today.isoformat(), "stamp": self._stamp}), flaws if number == 0 else []


def _stands(known: KnownPerson, name: str, value: Value) -> bool:
    """Return whether the record says this already."""
    if name == "unit":
        return known.unit_id == value
    if name == "manager":
        return known.manager == value
    return name not in ("new_unit", "customers") and known.values[name] == value
