"""Which records are worth comparing with one, and what is known of them: few statements, whatever the number of records."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db import connection

from hamsoo.identity.models import Decision, GenericValue, WeightModel
from hamsoo.identity.resolution import Model
from hamsoo.identity.resolution.blocking import MOST_IN_BLOCK
from hamsoo.identity.resolution.fields import ORIGIN
from hamsoo.identity.thresholds import GENERIC_CUSTOMERS, MOST_CANDIDATES

VALUES = {"email": "emails", "phone": "phones", "number": "number", "domain": "domains"}
"""Kinds of keys that hold a value as such, and the column of the normal form it stands in: such a value can become generic."""

# What a record that comes is asked of in one statement: who shares its keys, the links of the model on it, what is open about it.
# Of each key so many records, of generic ones none, and one more that tells that there are too many; the planner must not read a whole
# block.
_BLOCKS = """
SELECT own.key, known.key IS NOT NULL, found.record_id
FROM identity_blockingkey AS own
LEFT JOIN identity_genericvalue AS known ON known.key = own.key AND known.entity = %(entity)s
LEFT JOIN LATERAL (
    SELECT shared.record_id FROM identity_blockingkey AS shared WHERE shared.key = own.key AND known.key IS NULL LIMIT %(most)s
) AS found ON TRUE
WHERE own.record_id = %(record)s
UNION ALL
SELECT 'link', NULL, held.id FROM (
    SELECT id FROM identity_decision WHERE a_id = %(record)s AND kind = 'link' AND is_automatic
    UNION ALL
    SELECT id FROM identity_decision WHERE b_id = %(record)s AND kind = 'link' AND is_automatic) AS held
WHERE NOT EXISTS (SELECT FROM identity_decision AS undone WHERE undone.undoes_id = held.id)
UNION ALL
SELECT 'asked', NULL, id FROM identity_reviewpair WHERE a_id = %(record)s AND state = 'open'
UNION ALL
SELECT 'asked', NULL, id FROM identity_reviewpair WHERE b_id = %(record)s AND state = 'open'
"""
_CUSTOMERS = "SELECT id, customer_id FROM identity_sourcerecord WHERE id = ANY(%s) AND entity = %s"
_LEARNED = "SELECT id FROM identity_weightmodel WHERE entity = %s ORDER BY trained_at DESC, id DESC LIMIT 1"
_WAITING = """
SELECT waiting.entity, (
    SELECT learned.id FROM identity_weightmodel AS learned WHERE learned.entity = waiting.entity
    ORDER BY learned.trained_at DESC, learned.id DESC LIMIT 1)
FROM (SELECT DISTINCT entity FROM identity_sourcerecord WHERE id = ANY(%s) AND is_due) AS waiting ORDER BY waiting.entity
"""
# Statements by hand: put together from expressions, each took longer than its answer, and a record that comes asks for a dozen.
_COMPARED = """
SELECT record.id, record.customer_id, record.system_id, system.is_duplicate_free, record.normal
FROM identity_sourcerecord AS record JOIN identity_system AS system ON system.id = record.system_id
"""
_OF_EACH = """
JOIN unnest(%s::bigint[]) WITH ORDINALITY AS asked (number, place) ON asked.number = record.customer_id
WHERE record.id IN (SELECT id FROM identity_sourcerecord WHERE customer_id = asked.number ORDER BY id LIMIT %s)
ORDER BY asked.place, record.id LIMIT %s
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
    """Records that share keys with one, those that share most first.

    Of its keys, those that were known to be `generic`, and those that came to be so just now: `crowded`. Of what is known of it already,
    the `links` of the model that hold, and whether anything open is asked about it.
    """

    record_ids: tuple[int, ...]
    generic: frozenset[str]
    crowded: frozenset[str]
    links: tuple[int, ...]
    is_asked: bool


def blocks(*, record_id: int, entity: str) -> Blocks:
    """Return who shares keys with a record, first who shares many and rare ones: one statement, two where a value may be too common."""
    records: dict[str, list[int]] = defaultdict(list)
    known: dict[str, list[int]] = {"link": [], "asked": []}
    generic = set()
    with connection.cursor() as cursor:
        cursor.execute(_BLOCKS, {"entity": entity, "most": MOST_IN_BLOCK + 1, "record": record_id})
        for key, is_generic, found in cursor.fetchall():
            if key in known:
                known[key].append(found)
            elif is_generic:
                generic.add(key)
            elif found is not None:
                records[key].append(found)
    crowded = _crowded(records, entity)
    shares: dict[int, float] = defaultdict(float)
    for key, ids in records.items():
        if key not in crowded and len(ids) <= MOST_IN_BLOCK:
            for found in ids:
                # What few share says more than what many do.
                shares[found] += 1 / len(ids)
    shares.pop(record_id, None)
    ordered = sorted(shares, key=lambda found: (-shares[found], found))
    rest = frozenset(generic), frozenset(crowded), tuple(known["link"]), bool(known["asked"])
    return Blocks(tuple(ordered[:MOST_CANDIDATES]), *rest)


def _crowded(records: Mapping[str, Sequence[int]], entity: str) -> set[str]:
    """Return the keys of values that more customers share than say anything; most values few records have, and nobody is asked."""
    doubtful = {key: ids for key, ids in records.items() if key.partition(":")[0] in VALUES and len(ids) > GENERIC_CUSTOMERS}
    if not doubtful:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(_CUSTOMERS, [sorted({pk for ids in doubtful.values() for pk in ids}), entity])
        customer = dict(cursor.fetchall())
    return {key for key, ids in doubtful.items() if len({customer[pk] for pk in ids if pk in customer}) > GENERIC_CUSTOMERS}


def waiting_kinds(ids: Iterable[int]) -> list[tuple[str, Model]]:
    """Return of which kinds those of these records are that wait to be compared, in order, each with the weights that hold now."""
    with connection.cursor() as cursor:
        cursor.execute(_WAITING, [list(ids)])
        rows = cursor.fetchall()
    return [(entity, _read(pk) if pk else _default(entity)) for entity, pk in rows]


def generic_among(keys: Iterable[str], *, entity: str) -> frozenset[str]:
    """Return which of these keys are known to be generic."""
    return frozenset(GenericValue.objects.filter(entity=entity, key__in=list(keys)).values_list("key", flat=True))


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


def compared(ids: Iterable[int], *, entity: str) -> dict[int, Compared]:
    """Return records of an entity as they are compared, by id: a person and a company may share a key."""
    return _compared("WHERE record.id = ANY(%s) AND record.entity = %s", [list(ids), entity])


def members(customers: Sequence[int], *, of_each: int, limit: int) -> dict[int, Compared]:
    """Return records of these customers, one customer after the other: so many of each, and no more than `limit` of all."""
    return _compared(_OF_EACH, [list(customers), of_each, limit])


def _compared(rest: str, values: Sequence[Any]) -> dict[int, Compared]:
    with connection.cursor() as cursor:
        cursor.execute(_COMPARED + rest, values)
        return {
            pk: Compared(pk, customer, system if is_duplicate_free else None, {**json.loads(normal), ORIGIN: str(system)})
            for pk, customer, system, is_duplicate_free, normal in cursor.fetchall()
        }


def barred(ids: Collection[int]) -> set[tuple[int, int]]:
    """Return the pairs of these records that the model had linked and somebody took apart again: it asks, and links them no more."""
    with connection.cursor() as cursor:
        cursor.execute(_BARRED, [list(ids), list(ids)])
        return {(a, b) for a, b in cursor.fetchall()}


def still_holding(links: Sequence[int]) -> list[Decision]:
    """Return those of these decisions that were not taken back since they were read."""
    return list(Decision.objects.effective().filter(pk__in=links).order_by("pk")) if links else []


def automatic_links_on(key: str, *, entity: str) -> list[Decision]:
    """Return the effective links of the model between records of an entity that share a key."""
    links = Decision.objects.effective().filter(kind=Decision.Kind.LINK, is_automatic=True)
    return list(links.filter(a__entity=entity, a__blocking_keys__key=key, b__blocking_keys__key=key).order_by("pk"))


def learned_model(entity: str) -> Model | None:
    """Return the weights that were learned last; None before any were."""
    with connection.cursor() as cursor:
        cursor.execute(_LEARNED, [entity])
        found = cursor.fetchone()
    return _read(found[0]) if found else None


@lru_cache(maxsize=2)
def _default(entity: str) -> Model:
    return Model.default(entity)  # type: ignore[arg-type]


@lru_cache(maxsize=2)
def _read(pk: int) -> Model:
    """Return a model that was kept: none changes, so a process reads each once."""
    return Model.from_json(WeightModel.objects.values_list("data", flat=True).get(pk=pk))
