"""Taking rows over: each becomes a record or a new version of one; the same row again changes nothing."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from hamsoo.identity import events, fields, rules
from hamsoo.identity.models import BlockingKey, Customer, Entity, Relation, SourceRecord, SourceVersion, System
from hamsoo.identity.models import Mapping as Columns
from hamsoo.identity.models.sources import KEY_LENGTH, NAME_LENGTH
from hamsoo.identity.queries.forgotten import forgotten_among
from hamsoo.identity.resolution import keys, normalise
from hamsoo.kernel.errors import Invalid, NotFound
from hamsoo.kernel.json_text import json_text
from hamsoo.kernel.text import sort_key
from hamsoo.ledger.actions import Statement, record_all
from hamsoo.ledger.actors import Acts
from hamsoo.ledger.traits import Ref

MOST_ROWS = 1_000
"""Rows of one call, which is one transaction."""
IN_ONE_FACT = 50
"""Records of one fact: so many are compared with others in one transaction."""
LONGEST_PAYLOAD = 100_000
# Who comes back to itself going up from parent to parent; a chain that ends, or joins a circle of others, does not.
_CIRCLES = """
WITH RECURSIVE above(start, id) AS (
    SELECT record.id, record.id FROM identity_sourcerecord AS record
    WHERE record.id = ANY(%s) AND EXISTS (SELECT FROM identity_relation WHERE record_id = record.id AND kind = 'subsidiary')
    UNION
    SELECT above.start, parent.id FROM above
    JOIN identity_sourcerecord AS child ON child.id = above.id
    JOIN identity_relation AS relation ON relation.record_id = child.id AND relation.kind = 'subsidiary'
    JOIN identity_sourcerecord AS parent
        ON parent.system_id = child.system_id AND parent.entity = 'company' AND parent.key = relation.key
)
SELECT DISTINCT start_record.key FROM above
JOIN identity_sourcerecord AS start_record ON start_record.id = above.start
JOIN identity_relation AS relation ON relation.record_id = above.id AND relation.kind = 'subsidiary' AND relation.key = start_record.key
"""
_WRITTEN = ("name", "sort_key", "values", "normal", "version_count", "digest", "changed_at", "removed_at", "is_due")


@dataclass(frozen=True, slots=True)
class Row:
    """A row as a system sends it: `payload` is all it says, by column; `is_removed`: the system does not have it any more."""

    key: str
    payload: Mapping[str, Any]
    is_removed: bool = False


@dataclass(slots=True)
class Received:
    """What became of rows: ids of records by what happened to them, and all of them in the order of the rows.

    `forgotten` are the keys of rows that were left out, as what they name was forgotten.
    """

    new: list[int] = field(default_factory=list)
    changed: list[int] = field(default_factory=list)
    removed: list[int] = field(default_factory=list)
    ids: list[int] = field(default_factory=list)
    forgotten: list[str] = field(default_factory=list)


def counts_of(received: Received, rows: Sequence[Row]) -> dict[str, int]:
    """Return how many of the rows were new, changed, removed and as before; those that were left out are none of these."""
    counts = {"new": len(received.new), "changed": len(received.changed), "removed": len(received.removed)}
    return {**counts, "unchanged": len(rows) - sum(counts.values()) - len(received.forgotten)}


@transaction.atomic
def receive(*, actor: Acts, system: System, entity: str, rows: Sequence[Row], at: datetime, awaits_batch: bool = False) -> Received:
    """Take up to `MOST_ROWS` rows over, all or nothing. A row with the same payload as before makes no new version.

    Records are compared with others by a followup of the fact, or by the next batch when `awaits_batch`. What was forgotten stays out, and
    is named. Raises `Invalid` with the number of the row (from 1) in its message for a row that cannot be kept.
    """
    rules.require_keeps_systems(actor)
    if not rules.sees_system(actor, system):
        raise NotFound
    if entity not in Entity.values:
        raise Invalid(_("Choose whether these are persons or companies."), field="entity")
    # One at a time a system, so that nobody makes the same record twice.
    locked = System.objects.select_for_update(no_key=True).get(pk=system.pk)
    texts = _checked(rows)
    forgotten = forgotten_among(locked, entity, (row.key for row in rows))
    known = {
        record.key: record
        for record in SourceRecord.objects.select_for_update()
        .filter(system=system, entity=entity, key__in=[row.key for row in rows])
        .order_by("pk")
    }
    mapping = Columns.objects.filter(system=system, entity=entity).first() or Columns(system=system, entity=entity)
    writer = _Writer(system, entity, mapping, at)
    for row, text in zip(rows, texts, strict=True):
        if row.key not in forgotten:
            writer.take(row, text, known.get(row.key))
    received = writer.write()
    if entity == Entity.COMPANY:
        _refuse_circles(rows, [*received.new, *received.changed])
    received.forgotten = [row.key for row in rows if row.key in forgotten]
    record_all([*_facts(actor, system, received, at, awaits_batch=awaits_batch)])
    return received


def _checked(rows: Sequence[Row]) -> list[str]:
    """Return the payloads as JSON, the same for the same payload; refuse what cannot be kept."""
    if len(rows) > MOST_ROWS:
        raise Invalid(_("Send up to %(count)s rows at once.") % {"count": MOST_ROWS}, field="rows")
    texts, seen = [], set()
    for number, row in enumerate(rows, 1):
        if not row.key.strip() or len(row.key) > KEY_LENGTH:
            raise Invalid(_("Row %(row)s has no key, or one longer than %(count)s characters.") % {"row": number, "count": KEY_LENGTH})
        if row.key in seen:
            raise Invalid(_("Row %(row)s has the same key as another row: %(key)s.") % {"row": number, "key": row.key})
        seen.add(row.key)
        text = _kept(number, row)
        if len(text) > LONGEST_PAYLOAD:
            raise Invalid(_("Row %(row)s is longer than %(count)s characters.") % {"row": number, "count": LONGEST_PAYLOAD})
        texts.append(text)
    return texts


def _refuse_circles(rows: Sequence[Row], written: Sequence[int]) -> None:
    """Refuse a company that stands below itself by what its system says of it and of the companies above it."""
    with connection.cursor() as cursor:
        cursor.execute(_CIRCLES, [list(written)])
        found = {key for (key,) in cursor.fetchall()}
    for number, row in enumerate(rows, 1):
        if row.key in found:
            words = {"row": number, "key": row.key}
            raise Invalid(_("Row %(row)s: the company “%(key)s” would stand below itself. Correct its parent.") % words, field="parent_key")


def _kept(number: int, row: Row) -> str:
    """Return the payload of a row as it is kept; refuse signs and numbers that no database keeps."""
    try:
        row.key.encode()
        text = json_text(row.payload)
    except ValueError:
        text = ""
    if not text or "\x00" in row.key:
        raise Invalid(_("Row %(row)s holds a sign or a number that cannot be kept.") % {"row": number}, field="records")
    return text


class _Writer:
    """Collects what rows change and writes it in a few statements, however many rows there are."""

    def __init__(self, system: System, entity: str, mapping: Columns, at: datetime) -> None:
        self._system, self._entity, self._mapping, self._at = system, entity, mapping, at
        self._new: list[SourceRecord] = []
        self._changed: list[SourceRecord] = []
        self._removed: list[SourceRecord] = []
        self._payloads: dict[str, str] = {}
        self._keys: dict[str, list[str]] = {}
        self._in_order: list[SourceRecord] = []

    def take(self, row: Row, text: str, record: SourceRecord | None) -> None:
        """Note what a row changes."""
        digest = hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()
        if record is None and row.is_removed:
            return
        if record is None:
            record = SourceRecord(system=self._system, entity=self._entity, key=row.key, version_count=0, first_at=self._at)
            self._new.append(record)
        elif row.is_removed:
            if record.removed_at is None:
                record.removed_at = self._at
                self._removed.append(record)
            self._in_order.append(record)
            return
        elif record.digest == digest and record.removed_at is None:
            self._in_order.append(record)
            return
        else:
            self._changed.append(record)
        self._in_order.append(record)
        if record.digest != digest:
            self._fill(record, json.loads(text), digest)
            self._payloads[row.key] = text
        record.removed_at = None

    def _fill(self, record: SourceRecord, payload: dict[str, Any], digest: str) -> None:
        self._keys[record.key] = understand(record, payload, self._mapping)
        record.digest, record.changed_at, record.is_due = digest, self._at, True
        record.version_count += 1

    def write(self) -> Received:
        """Write all of it; return what became of the rows."""
        owned = Customer.objects.bulk_create([Customer(entity=self._entity, since=self._at) for _record in self._new])
        for record, own in zip(self._new, owned, strict=True):
            record.own, record.customer = own, own
        SourceRecord.objects.bulk_create(self._new)
        if changed := [*self._changed, *self._removed]:
            SourceRecord.objects.bulk_update(changed, _WRITTEN)
        self._write_versions()
        return Received(
            new=[record.pk for record in self._new],
            changed=[record.pk for record in self._changed],
            removed=[record.pk for record in self._removed],
            ids=[record.pk for record in self._in_order],
        )

    def _write_versions(self) -> None:
        filled = [record for record in (*self._new, *self._changed) if record.key in self._payloads]
        SourceVersion.objects.bulk_create(
            SourceVersion(record=record, number=record.version_count, payload=json.loads(self._payloads[record.key]), at=self._at)
            for record in filled
        )
        known = [record.pk for record in self._changed if record.key in self._payloads]
        if known:
            BlockingKey.objects.filter(record__in=known).delete()
            Relation.objects.filter(record__in=known).delete()
        keep_keys({record: self._keys[record.key] for record in filled})


def understand(record: SourceRecord, payload: Mapping[str, Any], mapping: Columns) -> list[str]:
    """Read a payload into the fields of a record that is saved later; return its blocking keys."""
    values = fields.read(payload, mapping.columns, entity=record.entity)
    normal = normalise(values, entity=record.entity)  # type: ignore[arg-type]
    record.values, record.normal = values, dict(normal)
    record.name = fields.name_of(values, entity=record.entity, hidden=mapping.sensitive)[:NAME_LENGTH]
    record.sort_key = sort_key(record.name)[: NAME_LENGTH * 2]
    return keys(normal, entity=record.entity)  # type: ignore[arg-type]


def keep_keys(found: Mapping[SourceRecord, list[str]]) -> None:
    """Write the keys and relations of records that have none."""
    BlockingKey.objects.bulk_create(BlockingKey(record=record, key=key) for record, texts in found.items() for key in sorted(set(texts)))
    Relation.objects.bulk_create(relation for record in found for relation in _relations(record))


def _relations(record: SourceRecord) -> Iterator[Relation]:
    for name, kind in fields.RELATIONS.items():
        for key in fields.texts(record.values, name):
            if len(key) > KEY_LENGTH:
                # No record is called so.
                continue
            role = (fields.texts(record.values, "role") or [""])[0] if kind == Relation.Kind.CONTACT else ""
            yield Relation(record=record, kind=kind, key=key, role=role[:120])


def _facts(actor: Acts, system: System, received: Received, at: datetime, *, awaits_batch: bool) -> Iterator[Statement]:
    """Yield the facts, each of so many records as are compared at once."""
    kinds = [("new_ids", pk) for pk in received.new]
    kinds += [("changed_ids", pk) for pk in received.changed] + [("removed_ids", pk) for pk in received.removed]
    for part in _parts(kinds):
        ids: dict[str, tuple[int, ...]] = {
            name: tuple(pk for kind, pk in part if kind == name) for name in ("new_ids", "changed_ids", "removed_ids")
        }
        fact = events.RecordsReceived(system_id=system.pk, awaits_batch=awaits_batch, **ids)
        yield Statement(fact, actor, [Ref("source_record", pk) for _kind, pk in part], [system.space_id], at)


def _parts(items: Sequence[tuple[str, int]]) -> Iterable[Sequence[tuple[str, int]]]:
    return (items[begin : begin + IN_ONE_FACT] for begin in range(0, len(items), IN_ONE_FACT))
