"""Fields that need a right of their own: what a reader may not see of the records that they read."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from hamsoo.identity.models import Mapping as Columns
from hamsoo.identity.models import SourceRecord, System
from hamsoo.identity.resolution.blocking import KEYS
from hamsoo.identity.rules import kinds_hidden_from
from hamsoo.people.models import Person

Place = tuple[int, str]
"""A system and a kind of its records: fields are marked there."""

_COLUMNS: Mapping[str, frozenset[str]] = {
    "emails": frozenset({"email"}),
    "phones": frozenset({"phone", "landline"}),
    "number": frozenset({"national_id", "registration_id", "economic_code"}),
    "national_id": frozenset({"national_id"}),
    "registration_id": frozenset({"registration_id"}),
    "economic_code": frozenset({"economic_code"}),
    "domains": frozenset({"domain", "email"}),
    "birth": frozenset({"birth_date"}),
    "city": frozenset({"city"}),
    "postcode": frozenset({"postcode", "address"}),
}
"""From which fields the columns of a normal form come; those that are made of names are never hidden."""
KEY_FIELDS: Mapping[str, frozenset[str]] = {
    key.kind: frozenset().union(*(_COLUMNS.get(part.column, frozenset()) for part in key.parts)) for kinds in KEYS.values() for key in kinds
}
"""From which fields the keys of each kind come."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """What is hidden: by place the fields with their kinds, and the columns that hold them. Depends on no record's values."""

    fields: Mapping[Place, Mapping[str, str]] = field(default_factory=dict)
    columns: Mapping[Place, frozenset[str]] = field(default_factory=dict)

    def of(self, record: SourceRecord) -> Mapping[str, str]:
        """Return the fields of a record that are hidden, be there a value or not, with their kinds."""
        return self.fields.get((record.system_id, record.entity), {})

    def values(self, record: SourceRecord) -> dict[str, Any]:
        """Return what is left of the values of a record."""
        gone = self.of(record)
        return {name: value for name, value in record.values.items() if name not in gone} if gone else record.values

    def payload(self, payload: Mapping[str, Any], record: SourceRecord) -> dict[str, Any]:
        """Return what is left of a row as it came."""
        gone = self.columns.get((record.system_id, record.entity), frozenset())
        return {column: value for column, value in payload.items() if column not in gone}

    def all_of(self, records: Iterable[SourceRecord]) -> dict[str, str]:
        """Return all fields that are hidden in any of these records, with their kinds."""
        return {name: kind for record in records for name, kind in self.of(record).items()}

    def hides_key(self, key: str, place: Place) -> bool:
        """Return whether a key of a record at this place would tell of a hidden value."""
        return not KEY_FIELDS[key.partition(":")[0]].isdisjoint(self.fields.get(place, {}))


NOTHING = Hidden()


def hidden_from(person: Person | None) -> Hidden:
    """Return what is hidden from `person`; one query, none for who may see everything."""
    kinds = kinds_hidden_from(person)
    if not kinds:
        return NOTHING
    fields: dict[Place, dict[str, str]] = defaultdict(dict)
    columns: dict[Place, frozenset[str]] = {}
    rows = Columns.objects.exclude(sensitive={}).values_list("system", "entity", "columns", "sensitive")
    for system_id, entity, mapped, marked in rows:
        gone = {name: kind for name, kind in marked.items() if kind in kinds}
        if gone:
            fields[system_id, entity] = gone
            columns[system_id, entity] = frozenset({column for column, name in mapped.items() if name in gone} | gone.keys())
    return Hidden(fields, columns)


def marked_in(systems: Iterable[int]) -> dict[Place, frozenset[str]]:
    """Return by place all fields that need a right, whoever asks: what everybody's search must not know."""
    rows = Columns.objects.filter(system__in=list(systems)).exclude(sensitive={}).values_list("system", "entity", "sensitive")
    return {(system_id, entity): frozenset(marked) for system_id, entity, marked in rows}


def marks_of(system: System) -> dict[str, dict[str, str]]:
    """Return by kind of record the fields of a system that need a right, each with which."""
    return dict(Columns.objects.filter(system=system).values_list("entity", "sensitive"))
