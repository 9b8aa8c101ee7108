"""Forgetting records for ever: what their systems said, what was made of it, and files that hold them. It cannot be undone."""

import secrets
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from hamsoo.identity import events, rules
from hamsoo.identity.actions.recomputing import one_at_a_time, reach_of, recompute, recount
from hamsoo.identity.actions.resolving import compare_again
from hamsoo.identity.erasing import erase_all
from hamsoo.identity.importers import holding
from hamsoo.identity.models import BlockingKey, Forgotten, SourceRecord, SourceVersion, System
from hamsoo.identity.models.sources import BUILTIN
from hamsoo.identity.queries.forgotten import digest_of
from hamsoo.kernel.errors import NotAllowed, NotFound
from hamsoo.kernel.models import ImportedThing, ImportRow, ImportRun
from hamsoo.ledger.actions import forget, record
from hamsoo.ledger.actors import Acts
from hamsoo.ledger.traits import Ref

IMPORTED = "records"
_GENERIC = """
DELETE FROM identity_genericvalue AS generic WHERE generic.entity = %s AND generic.key = ANY(%s)
AND NOT EXISTS (SELECT FROM identity_blockingkey AS held WHERE held.key = generic.key)
"""


@dataclass(frozen=True, slots=True)
class Erased:
    """How much was erased."""

    record_count: int
    version_count: int
    file_count: int


@transaction.atomic
def forget_records(*, actor: Acts, records: Collection[SourceRecord], at: datetime) -> Erased:
    """Erase records of one kind with all that hangs on them, in every app; return how much. Nobody can undo it.

    What was one customer with them by links that go stays or parts as the others say; facts keep their numbers, so the log is countable.
    Their systems may send them again: they are left out then, known by digests of their keys.
    """
    rules.require_forgets(actor)
    if not records or not rules.sees(actor, *records):
        raise NotFound
    if not rules.writes(actor, *records):
        raise NotAllowed
    ids = sorted(each.pk for each in records)
    [entity] = {each.entity for each in records}
    # In the order of everybody else: first systems, whose rows nobody takes over meanwhile, then who is one customer.
    systems = {each.pk: each for each in _locked(ids)}
    one_at_a_time(entity)
    rows = list(SourceRecord.objects.select_for_update().filter(pk__in=ids).order_by("pk"))
    if len(rows) < len(ids):
        raise NotFound
    others = sorted(set(reach_of(ids)) - set(ids))
    version_count = SourceVersion.objects.filter(record__in=ids).count()
    erase_all(records=rows, at=at)
    file_ids = _drop_copies(rows, systems)
    _stay_out(rows, systems, at)
    keys = list(BlockingKey.objects.filter(record__in=ids).values_list("key", flat=True).distinct())
    numbers = {number for row in rows for number in (row.own_id, row.customer_id)}
    SourceRecord.objects.filter(pk__in=ids).delete()
    _close_up(others, numbers, entity, keys, at)
    forget(refs=[Ref("source_record", pk) for pk in ids])
    fact = events.RecordsForgotten(record_ids=tuple(ids), version_count=version_count, file_ids=tuple(file_ids))
    places = {system.space_id for system in systems.values()}
    record(fact, actor=actor, objects=[Ref("source_record", pk) for pk in ids], spaces=places, at=at)
    return Erased(len(ids), version_count, len(file_ids))


@transaction.atomic
def let_in(*, actor: Acts, system: System, at: datetime) -> int:
    """Let all forgotten records of a system come in again when it sends them; return how many. What was erased stays erased."""
    rules.require_forgets(actor)
    if not rules.sees_system(actor, system):
        raise NotFound
    System.objects.select_for_update(no_key=True).get(pk=system.pk)
    count, _by_model = Forgotten.objects.filter(system=system.pk).delete()
    if count:
        fact = events.RecordsLetIn(system_id=system.pk, count=count)
        record(fact, actor=actor, objects=[Ref("source_system", system.pk)], spaces=[system.space_id], at=at)
    return count


def _locked(ids: Sequence[int]) -> list[System]:
    wanted = SourceRecord.objects.filter(pk__in=ids).values("system")
    return list(System.objects.select_for_update(no_key=True).filter(pk__in=wanted).order_by("pk"))


def _drop_copies(rows: Sequence[SourceRecord], systems: dict[int, System]) -> list[int]:
    """Drop uploaded files in which a row stands, what imports know of it, and what earlier files were told of it."""
    keys: dict[tuple[int, str], set[str]] = defaultdict(set)
    for row in rows:
        keys[row.system_id, row.entity].add(row.key)
        origin = f"{row.system_id}:{row.entity}"
        ImportedThing.objects.filter(kind=IMPORTED, origin=origin, object_id=row.pk).delete()
        ImportRow.objects.filter(run__kind=IMPORTED, run__origin=origin, key=row.key).delete()
    origins = [f"{system_id}:{entity}" for system_id, entity in keys]
    ImportRun.objects.filter(kind=IMPORTED, origin__in=origins).exclude(problems=[]).update(problems=[])
    return [
        pk for (system_id, entity), wanted in keys.items() for pk in holding.drop(system=systems[system_id], entity=entity, keys=wanted)
    ]


def _stay_out(rows: Sequence[SourceRecord], systems: dict[int, System], at: datetime) -> None:
    """Keep of each record the digest that tells it again; what was written here by hand has a key that never comes again."""
    for system in systems.values():
        if not system.salt and system.code != BUILTIN:
            system.salt = secrets.token_hex(32)
            system.save(update_fields=["salt"])
    Forgotten.objects.bulk_create(
        [
            Forgotten(system_id=row.system_id, entity=row.entity, digest=digest_of(systems[row.system_id], row.key), at=at)
            for row in rows
            if systems[row.system_id].code != BUILTIN
        ],
        ignore_conflicts=True,
    )


def _close_up(others: Sequence[int], numbers: Collection[int], entity: str, keys: Sequence[str], at: datetime) -> None:
    """Give who was tied to the records the customers that are left, and drop values that nobody has any more."""
    if others:
        recompute(others)
        compare_again(ids=others, at=at)
    recount(numbers)
    with connection.cursor() as cursor:
        cursor.execute(_GENERIC, [entity, list(keys)])
