"""Lists of a system's records, and what has happened to one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Count, OuterRef, Q, Subquery

from hamsoo.identity.models import Decision, RecordFile, SourceRecord, SourceVersion, System
from hamsoo.identity.queries.review import veil
from hamsoo.identity.queries.sensitive import Hidden
from hamsoo.kernel.cursors import read_cursor
from hamsoo.kernel.errors import Invalid, NotFound
from hamsoo.kernel.text import sort_key
from hamsoo.people.models import Person

SHOWN, MOST_COUNTED, VERSIONS = 30, 10_000, 20

# However many there are, no more than so many are counted: who wants to know more wants another question.
_COUNTS = """
SELECT system.id,
    (SELECT count(*) FROM (SELECT FROM identity_sourcerecord AS record WHERE record.system_id = system.id LIMIT %s) AS counted),
    (SELECT max(record.changed_at) FROM identity_sourcerecord AS record WHERE record.system_id = system.id)
FROM identity_system AS system WHERE system.id = ANY(%s)
"""


@dataclass(frozen=True, slots=True)
class SystemRow:
    """A system in the list: how many records it has (counted up to `MOST_COUNTED`), and when the last one came or changed."""

    system: System
    record_count: int
    changed_at: datetime | None

    @property
    def is_more(self) -> bool:
        """Return whether there are more than were counted."""
        return self.record_count > MOST_COUNTED


def systems_with_counts(*, person: Person | None) -> list[SystemRow]:
    """Return the systems that `person` sees, each with its size."""
    rows = list(System.objects.visible_to(person).select_related("space"))
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS, [MOST_COUNTED + 1, [row.pk for row in rows]])
        counts = {pk: (count, at) for pk, count, at in cursor.fetchall()}
    return [SystemRow(row, *counts[row.pk]) for row in rows]


@dataclass(frozen=True, slots=True)
class Records:
    """A part of a list of records; `next` is what to ask for the following part with, empty at the end.

    Each record has `together`: how many records its reader sees of its customer, itself among them.
    """

    rows: Sequence[SourceRecord]
    next: str


def records(*, person: Person | None, system: System, entity: str = "", words: str = "", after: str = "") -> Records:
    """Return records of a system that `person` sees: the latest first, or those whose name begins with `words`, by the alphabet."""
    visible = SourceRecord.objects.visible_to(person)
    together = visible.filter(customer=OuterRef("customer")).order_by().values("customer").annotate(many=Count("pk")).values("many")
    rows = visible.filter(system=system).annotate(together=Subquery(together))
    if entity:
        rows = rows.filter(entity=entity)
    key = sort_key(words)
    if words.strip():
        return _by_name(rows.filter(Q(sort_key__startswith=key) if key else Q(pk=None)), after)
    if after:
        try:
            at, pk = read_cursor(after)
        except ValueError:
            raise Invalid(field="after") from None
        rows = rows.filter(Q(changed_at__lt=at) | Q(changed_at=at, pk__lt=pk), changed_at__lte=at)
    found = list(rows.order_by("-changed_at", "-pk")[: SHOWN + 1])
    shown = found[:SHOWN]
    return Records(shown, f"{shown[-1].changed_at.isoformat()}_{shown[-1].pk}" if len(found) > SHOWN else "")


def _by_name(rows: Any, after: str) -> Records:
    if after:
        key, _mark, number = after.rpartition("_")
        if not number.isascii() or not number.isdecimal() or len(number) > 18:
            raise Invalid(field="after")
        rows = rows.filter(Q(sort_key__gt=key) | Q(sort_key=key, pk__gt=int(number)))
    found = list(rows.order_by("sort_key", "pk")[: SHOWN + 1])
    shown = found[:SHOWN]
    return Records(shown, f"{shown[-1].sort_key}_{shown[-1].pk}" if len(found) > SHOWN else "")


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a record, and which columns it changed: (column, before, now)."""

    number: int
    at: datetime
    changes: tuple[tuple[str, Any, Any], ...]


def versions_of(*, record: SourceRecord, hidden: Hidden) -> list[Version]:
    """Return the latest versions of a record that the reader sees, the newest first; the first version names every column as new.

    What is `hidden` from the reader stands in none, changed or not.
    """
    rows = list(SourceVersion.objects.filter(record=record).order_by("-number")[: VERSIONS + 1])
    found = []
    for row, before in zip(rows, [*rows[1:], None], strict=True):
        said, now = hidden.payload(before.payload if before else {}, record), hidden.payload(row.payload, record)
        changes = [(column, said.get(column), now.get(column)) for column in sorted(now.keys() | said.keys())]
        changes = [change for change in changes if change[1] != change[2]]
        found.append(Version(row.number, row.at, tuple(changes)))
    return found[:VERSIONS]


def decisions_about(*, person: Person | None, record: SourceRecord, hidden: Hidden) -> list[Decision]:
    """Return what was decided of a record and others that the reader sees too, the newest first; each says whether it was taken back."""
    visible = SourceRecord.objects.visible_to(person)
    rows = Decision.objects.filter(Q(a=record) | Q(b=record), a__in=visible, b__in=visible)
    found = list(rows.select_related("a__system", "b__system", "by__unit", "retraction").order_by("-at", "-pk")[:50])
    for decision in found:
        veil(decision, hidden=hidden)
    return found


def file(*, person: Person | None, pk: int) -> RecordFile:
    """Return a file of a system whose records `person` reads, or raise `NotFound`."""
    systems = System.objects.visible_to(person)
    found = RecordFile.objects.filter(pk=pk, system__in=systems).select_related("system", "by__unit").first()
    if found is None:
        raise NotFound
    return found


def files(*, system: System) -> list[RecordFile]:
    """Return the latest files of a system that the reader sees."""
    return list(RecordFile.objects.filter(system=system).select_related("by__unit").order_by("-uploaded_at", "-pk")[:10])
