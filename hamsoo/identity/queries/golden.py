"""Golden values: what is believed of a customer, worked out when it is read, each value with where it comes from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from hamsoo.identity.fields import known_fields, texts
from hamsoo.identity.models import Customer, SourceRecord, System
from hamsoo.identity.queries.customers import records_of
from hamsoo.identity.queries.sensitive import Hidden, hidden_from
from hamsoo.kernel.text import fold
from hamsoo.people.models import Person


@dataclass(frozen=True, slots=True)
class Origin:
    """A value as a record has it."""

    value: str
    record: SourceRecord
    system: System
    since: datetime


@dataclass(frozen=True, slots=True)
class Golden:
    """What is believed of a field, who else says the same, and what the others say."""

    field: str
    best: Origin
    agreeing: tuple[Origin, ...]
    others: tuple[Origin, ...]

    @property
    def value(self) -> str:
        """Return the value that is believed."""
        return self.best.value


def golden(*, person: Person | None, customer: Customer) -> dict[str, Golden]:
    """Return by field what is believed of a customer, from the records that `person` sees alone.

    The system of the smallest rank is believed, of its records the one that changed last; what a system has removed counts last.
    """
    return golden_of(records_of(person=person, customer=customer), entity=customer.entity, hidden=hidden_from(person))


def golden_of(records: Iterable[SourceRecord], *, entity: str, hidden: Hidden) -> dict[str, Golden]:
    """Return the golden values of records that were read with their systems, but of what is `hidden` from their reader."""
    order = {field: number for number, field in enumerate(known_fields(entity))}
    said: dict[str, list[Origin]] = {}
    for record in sorted(records, key=_trust):
        values = hidden.values(record)
        for field in values:
            for value in texts(values, field):
                said.setdefault(field, []).append(Origin(value, record, record.system, record.changed_at))
    found = {}
    for field in sorted(said, key=lambda name: (order.get(name, len(order)), name)):
        best, *rest = said[field]
        same = fold(best.value)
        agreeing = tuple(one for one in rest if fold(one.value) == same)
        found[field] = Golden(field, best, agreeing, tuple(one for one in rest if fold(one.value) != same))
    return found


def _trust(record: SourceRecord) -> tuple[bool, int, int, float, int]:
    return record.removed_at is not None, record.system.rank, record.system_id, -record.changed_at.timestamp(), record.pk
