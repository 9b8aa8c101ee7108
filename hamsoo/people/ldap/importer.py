"""Taking over people and units from the directory, through one file and the way of all files of people."""

import json
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, ClassVar

from hamsoo.kernel.imports import Flaw, Meter, Row
from hamsoo.ledger.actors import Acts
from hamsoo.people.importers.cells import LONGEST_UNIT, Record, plain_text, record_of
from hamsoo.people.importers.known import Known, active_codes
from hamsoo.people.importers.people import PeopleImporter
from hamsoo.people.importers.planning import Choices
from hamsoo.people.ldap.config import LdapConfig
from hamsoo.people.ldap.reading import DISABLING, connected, first_text, is_disabled, search, texts, units_of

KIND = "ldap"
_UNITS = "(objectClass=organizationalUnit)"


@contextmanager
def fetched(config: LdapConfig) -> Iterator[Path]:
    """Read the whole directory into a file, which is there for the block; raise `DirectoryFailed`, and nothing was changed."""
    with tempfile.TemporaryDirectory(prefix="hamsoo-ldap-") as folder:
        path = Path(folder) / "directory.jsonl"
        with path.open("w", encoding="utf-8") as file, connected(config) as connection:
            attributes = [name for name in config.attributes.values() if name != "dn"]
            entries = search(config, connection, config.people_filter, [*attributes, *DISABLING])
            lines = sorted((_entry(config, dn, values) for dn, values in entries), key=lambda entry: str(entry["dn"]))
            units = sorted(units_of(dn, config.base) for dn, _values in search(config, connection, _UNITS, ["ou"]))
            for line in [*lines, *({"unit": list(names)} for names in units if names and config.attributes.get("unit") == "dn")]:
                file.write(json.dumps(line, sort_keys=True, ensure_ascii=False) + "\n")
        yield path


def _entry(config: LdapConfig, dn: str, values: dict[str, list[Any]]) -> dict[str, Any]:
    cells = {field: first_text(values, attribute) for field, attribute in config.attributes.items() if attribute != "dn"}
    if config.attributes.get("unit") == "dn":
        cells["unit"] = "\x1f".join(units_of(dn, config.base))
    if "customers" in config.attributes:
        # A directory knows no attribute without a value: without one there is no customer any more.
        cells["customers"] = "\n".join(texts(values, config.attributes["customers"])) or "-"
    return {"dn": dn, "cells": {field: text for field, text in cells.items() if text}, "is_disabled": is_disabled(values)}


class DirectoryOfPeople(PeopleImporter):
    """What was fetched from a directory. Only people whom it brought are missing when it does not hold them any more."""

    kind: ClassVar[str] = KIND
    source_name: ClassVar[str] = "ldap"

    def __init__(self, path: Path, *, config: LdapConfig, allows_many: bool, actor: Acts, at: datetime, today: date) -> None:
        """Take over the file that `fetched` made."""
        choices = Choices(missing_leave=config.missing_leave, allows_many=allows_many)
        super().__init__(path, name=config.url, choices=choices, actor=actor, at=at, today=today)
        self._attributes = config.attributes
        self._dns: dict[int, str] = {}

    def own(self, known: Known) -> frozenset[str]:
        """Return the codes of those who came from the directory and work here."""
        return active_codes(known.people.values()) & known.brought_by(kind=KIND)

    def column(self, field: str) -> str:
        """Return the attribute of a field."""
        return self._attributes.get(field, field)

    def records(self, meter: Meter) -> Iterator[Record]:
        """Yield every entry; managers, named by their DN, are told by their personnel number."""
        codes: dict[str, str] = {}
        lines = list(self._lines(meter))
        for line in lines:
            if "dn" in line:
                codes[line["dn"].lower()] = line["cells"].get("code", "")
        for number, line in enumerate(lines, 1):
            if "dn" in line:
                self._dns[number] = line["dn"]
                yield self._record(number, line, codes)

    def units(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Yield the organizational units, those without people too."""
        for number, line in enumerate(self._lines(lambda _bytes: None), 1):
            if "unit" in line:
                yield number, _names(line["unit"])

    def check(self, row: Row) -> Iterator[Flaw]:
        """Yield what is wrong, and name the entry in the report."""
        before = len(self.flaws)
        yield from super().check(row)
        dn = self._dns.get(row.line)
        self.flaws[before:] = [replace(problem, file=dn or problem.file) for problem in self.flaws[before:]]

    def _lines(self, meter: Meter) -> Iterator[dict[str, Any]]:
        with self._path.open("rb") as file:
            for text in file:
                meter(len(text))
                yield json.loads(text)

    def _record(self, number: int, line: dict[str, Any], codes: dict[str, str]) -> Record:
        cells = dict(line["cells"])
        unit, manager = cells.pop("unit", ""), cells.pop("manager", "")
        if manager:
            cells["manager"] = codes.get(manager.lower()) or manager
        if unit and "\x1f" not in unit and self._attributes.get("unit") != "dn":
            cells["unit"] = unit
        record = record_of(number, cells, today=self._today)
        if self._attributes.get("unit") == "dn" and unit:
            record.unit = _names(unit.split("\x1f"))
        if line["is_disabled"]:
            record.left_on = self._today
        return record


def _names(units: Sequence[str]) -> tuple[str, ...]:
    """Return the names of units as a way: what stands between the names of a way cannot stand within one."""
    return tuple(filter(None, (plain_text(name.replace("/", "-"))[:LONGEST_UNIT] for name in units)))
