"""Which records are worth comparing with one, and what is known of them: few statements, whatever the number of records."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import F

from hamsoo.identity.models import Decision, GenericValue, SourceRecord, WeightModel
from hamsoo.identity.resolution import Model
from hamsoo.identity.resolution.blocking import MOST_IN_BLOCK
from hamsoo.identity.thresholds import GENERIC_CUSTOMERS, MOST_CANDIDATES

VALUES = {"email": "emails", "phone": "phones", "number": "number", "domain": "domains"}
"""Kinds of keys that hold a value as such, and the column of the normal form it stands in: such a value can become generic."""

# Of each key so many records, and one more that tells that there are too many; the planner must not read a whole block.
_BLOCKS = """
SELECT wanted.key, found.record_id, found.customer_id
FROM unnest(%s::text[]) AS wanted (key)
CROSS JOIN LATERAL (
    SELECT shared.record_id, record.customer_id
    FROM identity_blockingkey AS shared JOIN identity_sourcerecord AS record ON record.id = shared.record_id
    WHERE shared.key = wanted.key AND record.entity = %s LIMIT %s) AS found
"""
_BARRED = """
SELECT link.a_id, link.b_id FROM identity_decision AS link
JOIN identity_decision AS undone ON undone.undoes_id = link.id
WHERE link.a_id = ANY(%s) AND link.b_id = ANY(%s) AND link.kind = 'link' AND link.is_automatic AND undone.by_id IS NOT NULL
"""


@dataclass(frozen=True, slots=True)
class Compared:
    """What is asked of a record when it is compared."""

    id: int
    customer: int
    source: int | None
    """The system, where it holds nobody twice."""
    normal: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Blocks:
    """Records that share keys with one, those that share most first, and which of its keys are too common to say anything."""

    record_ids: tuple[int, ...]
    crowded: frozenset[str]


def blocks(*, record_id: int, entity: str, keys: Collection[str], generic: Collection[str]) -> Blocks:
    """Return who shares keys with a record. `crowded` are keys of values that so many customers share that they become generic."""
    wanted = sorted(set(keys) - set(generic))
    customers: dict[str, set[int]] = {}
    records: dict[str, list[int]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_BLOCKS, [wanted, entity, MOST_IN_BLOCK + 1])
        for key, found, customer in cursor.fetchall():
            customers.setdefault(key, set()).add(customer)
            records.setdefault(key, []).append(found)
    crowded = {key for key, shared in customers.items() if key.partition(":")[0] in VALUES and len(shared) > GENERIC_CUSTOMERS}
    usable = [ids for key, ids in records.items() if key not in crowded and len(ids) <= MOST_IN_BLOCK]
    shares = Counter(found for ids in usable for found in ids if found != record_id)
    ordered = sorted(shares, key=lambda found: (-shares[found], found))
    return Blocks(tuple(ordered[:MOST_CANDIDATES]), frozenset(crowded))


def generic_among(keys: Iterable[str]) -> frozenset[str]:
    """Return which of these keys are known to be generic."""
    return frozenset(GenericValue.objects.filter(key__in=list(keys)).values_list("key", flat=True))


def without(normal: Mapping[str, Any], generic: Collection[str]) -> Mapping[str, Any]:
    """Return a normal form without the values of generic keys."""
    if not generic:
        return normal
    dropped: dict[str, set[str]] = {}
    for key in generic:
        kind, _sign, value = key.partition(":")
        dropped.setdefault(VALUES[kind], set()).add(value)
    found = {}
    for column, value in normal.items():
        gone = dropped.get(column, set())
        kept: Any = [one for one in value if one not in gone] if isinstance(value, list) else "" if value in gone else value
        if kept:
            found[column] = kept
    return found


def value_keys(normal: Mapping[str, Any]) -> set[str]:
    """Return the keys of all values of a normal form that could be generic."""
    found = set()
    for kind, column in VALUES.items():
        value = normal.get(column, [])
        found |= {f"{kind}:{one}" for one in (value if isinstance(value, list) else [value])}
    return found


def compared(ids: Iterable[int]) -> dict[int, Compared]:
    """Return records as they are compared, by id."""
    return _compared(SourceRecord.objects.filter(pk__in=list(ids)))


def members(customers: Iterable[int], *, limit: int) -> dict[int, Compared]:
    """Return up to `limit` records of these customers."""
    return _compared(SourceRecord.objects.filter(customer__in=list(customers)).order_by("pk")[:limit])


def _compared(rows: Any) -> dict[int, Compared]:
    found = rows.annotate(duplicate_free=F("system__is_duplicate_free"))
    return {
        pk: Compared(pk, customer, system if duplicate_free else None, normal)
        for pk, customer, system, duplicate_free, normal in found.values_list("pk", "customer", "system", "duplicate_free", "normal")
    }


def barred(ids: Collection[int]) -> set[tuple[int, int]]:
    """Return the pairs of these records that the model had linked and somebody took apart again: it asks, and links them no more."""
    with connection.cursor() as cursor:
        cursor.execute(_BARRED, [list(ids), list(ids)])
        return {(a, b) for a, b in cursor.fetchall()}


def automatic_links_of(record_id: int) -> list[Decision]:
    """Return the effective links of the model that a record is part of."""
    links = Decision.objects.effective().filter(kind=Decision.Kind.LINK, is_automatic=True)
    return [*links.filter(a=record_id), *links.filter(b=record_id)]


def automatic_links_on(key: str) -> list[Decision]:
    """Return the effective links of the model between records that share a key."""
    links = Decision.objects.effective().filter(kind=Decision.Kind.LINK, is_automatic=True)
    return list(links.filter(a__blocking_keys__key=key, b__blocking_keys__key=key).order_by("pk"))


def current_model(entity: str) -> Model:
    """Return the weights that hold now: those learned last, else the ones to begin with."""
    return learned_model(entity) or _default(entity)


def learned_model(entity: str) -> Model | None:
    """Return the weights that were learned last; None before any were."""
    pk = WeightModel.objects.filter(entity=entity).order_by("-trained_at", "-pk").values_list("pk", flat=True).first()
    return None if pk is None else _read(pk)


@lru_cache(maxsize=2)
def _default(entity: str) -> Model:
    return Model.default(entity)  # type: ignore[arg-type]


@lru_cache(maxsize=2)
def _read(pk: int) -> Model:
    """Return a model that was kept: none changes, so a process reads each once."""
    return Model.from_json(WeightModel.objects.values_list("data", flat=True).get(pk=pk))
