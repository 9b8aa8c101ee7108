"""A file of records on its way through `kernel.imports`: staged and checked as a whole, then taken over in transactions."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import chain
from pathlib import Path
from typing import ClassVar

from django.utils.translation import gettext_lazy, gettext_noop

from hamsoo.identity import actions, rules
from hamsoo.identity.importers import rows
from hamsoo.identity.importers.checking import flaws_of, flaws_of_size
from hamsoo.identity.models import System
from hamsoo.identity.queries.forgotten import StaysOut
from hamsoo.kernel.imports import Flaw, Importer, Meter, Problem, Row, Sheet, Staged, Unreadable
from hamsoo.kernel.json_text import json_text
from hamsoo.ledger.actors import Acts, through

CHANNEL = "import"
SHEET = "records"
MOST_FLAWS = 10_000


class FileOfRecords(Importer):
    """The records of one kind in a file of a system. After `run_import`, `flaws` are all that is wrong with its rows.

    `left_out` are the lines of rows that name what was forgotten: they are read no further.
    """

    kind: ClassVar[str] = "records"
    batch_size: ClassVar[int] = actions.MOST_ROWS

    def __init__(
        self,
        path: Path,
        *,
        name: str,
        system: System,
        entity: str,
        key_column: str,
        columns: Mapping[str, str],
        actor: Acts,
        at: datetime,
        today: date,
        awaits_batch: bool = False,
    ) -> None:
        """Read `path`, called `name`: `key_column` names each row, `columns` are {column: field} as they were saved for the system."""
        super().__init__(source=name, origin=f"{system.pk}:{entity}")
        self.sheets = (Sheet(SHEET, gettext_lazy("records"), name),)  # type: ignore[misc] # the file has its own name
        self._path, self._name, self._system, self._entity = path, name, system, entity
        self._key_column, self._columns = key_column, dict(columns)
        self._actor, self._at, self._today, self._awaits_batch = actor, at, today, awaits_batch
        self.flaws: list[Problem] = []
        self._stays_out = StaysOut(system, [entity])

    def files(self) -> Sequence[Path]:
        """Return the one file that is read."""
        return [self._path]

    def options(self) -> str:
        """Return the key and the columns."""
        return json.dumps([self._key_column, self._columns], sort_keys=True, ensure_ascii=False)

    def read(self, meter: Meter) -> Iterator[Row]:
        """Yield the rows; raise `Unreadable` when a column that is wanted is not there."""
        headers = rows.headers_of(self._path, name=self._name)
        for column in (self._key_column, *sorted(self._columns)):
            if column not in headers:
                reason = gettext_noop("The column “%(column)s”, which was chosen for this system, is not in the file.")
                fix = gettext_noop("Choose the columns again, or send the file as it was before.")
                raise Unreadable(Problem(self._name, 1, column, reason, fix, {"column": column}))
        for line, payload in rows.payloads_of(self._path, name=self._name, meter=meter):
            key = str(payload.get(self._key_column) or "").strip()
            if self._stays_out.names(key):
                self.left_out.append(line)
                continue
            yield Row(SHEET, line, key, {"payload": json_text(payload)})

    def check(self, row: Row) -> Iterator[Flaw]:
        """Yield what is wrong with a row, and keep it for the report."""
        text = str(row.data["payload"])
        said = flaws_of(json.loads(text), self._columns, entity=self._entity, key_column=self._key_column, today=self._today)
        for flaw in chain(flaws_of_size(text), said):
            if len(self.flaws) < MOST_FLAWS:
                values = {"column": flaw.column, **flaw.values}
                self.flaws.append(Problem(self._name, row.line, flaw.column, flaw.reason, flaw.fix, values, SHEET))
            yield flaw

    def apply(self, sheet: str, batch: Sequence[Staged]) -> Iterator[int]:  # noqa: ARG002 - there is one sheet
        """Hand the rows over."""
        taken = [actions.Row(row.key, json.loads(row.text("payload"))) for row in batch]
        with through(CHANNEL):
            received = actions.receive(
                actor=self._actor, system=self._system, entity=self._entity, rows=taken, at=self._at, awaits_batch=self._awaits_batch
            )
        ids, forgotten = iter(received.ids), set(received.forgotten)
        for row in batch:
            if row.key in forgotten:
                # Between reading the file and this moment.
                raise rules.WasForgotten
            yield next(ids)
