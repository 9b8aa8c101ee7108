"""Reading records again that stand as they came: after columns came to mean something else, or a system's records to other readers."""

from datetime import datetime

from django.db import transaction

from hamsoo.identity import events
from hamsoo.identity.actions.receiving import keep_keys, understand
from hamsoo.identity.models import BlockingKey, Mapping, Relation, SourceRecord, SourceVersion, System
from hamsoo.ledger.actions import record
from hamsoo.ledger.actors import SYSTEM
from hamsoo.ledger.traits import Ref

READ_AT_ONCE = 50
"""So many records one fact has read again: they are compared in one transaction, and other news goes between them."""
_WRITTEN = ("name", "sort_key", "values", "normal", "is_due")


@transaction.atomic
def read_again(*, system_id: int, after: int, cause: int, at: datetime) -> None:
    """Read the next records of a system, those after an id, from their latest versions; nothing when there are no more.

    No version is added, as the system has said nothing new. The followup of the fact has those compared that mean something else now, and
    goes on with the next.
    """
    rows = list(SourceRecord.objects.select_for_update().filter(system=system_id, pk__gt=after).order_by("pk")[:READ_AT_ONCE])
    if not rows:
        return
    payloads = {
        (version.record_id, version.number): version.payload for version in SourceVersion.objects.filter(record__in=rows).order_by("pk")
    }
    mappings = {found.entity: found for found in Mapping.objects.filter(system=system_id)}
    changed = {}
    for row in rows:
        before, name = (row.values, row.normal), row.name
        keys = understand(row, payloads[row.pk, row.version_count], mappings.get(row.entity, Mapping()))
        if (row.values, row.normal) != before:
            row.is_due = True
        elif row.name == name:
            continue
        changed[row] = keys
    BlockingKey.objects.filter(record__in=changed).delete()
    Relation.objects.filter(record__in=changed).delete()
    SourceRecord.objects.bulk_update(list(changed), _WRITTEN)
    keep_keys(changed)
    fact = events.RecordsReadAgain(
        system_id=system_id, record_ids=tuple(row.pk for row in rows), changed_ids=tuple(row.pk for row in changed), until=rows[-1].pk
    )
    place = System.objects.values_list("space", flat=True).get(pk=system_id)
    record(fact, actor=SYSTEM, objects=[Ref("source_system", system_id)], spaces=[place], at=at, cause=cause)
