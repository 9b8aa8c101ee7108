"""Who is one customer, worked out again from the decisions after some were added: in their transaction."""

from collections.abc import Collection, Iterable

from django.db import connection

from hamsoo.identity.components import Held, Outcome, components

# Whatever moves records between customers goes one at a time; the number only has to differ from other advisory locks of ours.
_LOCK = 7_240_020
_ENTITIES = {"person": 1, "company": 2}

# All records that links, whether they hold or not, tie to some.
_REACH = """
WITH RECURSIVE reach(id) AS (
    SELECT unnest(%s::bigint[])
    UNION
    SELECT next.id FROM reach CROSS JOIN LATERAL (
        SELECT link.b_id AS id FROM identity_decision AS link WHERE link.a_id = reach.id AND link.kind = 'link'
            AND NOT EXISTS (SELECT FROM identity_decision AS undone WHERE undone.undoes_id = link.id)
        UNION ALL
        SELECT link.a_id FROM identity_decision AS link WHERE link.b_id = reach.id AND link.kind = 'link'
            AND NOT EXISTS (SELECT FROM identity_decision AS undone WHERE undone.undoes_id = link.id)
    ) AS next
)
SELECT id FROM reach ORDER BY id
"""
_DECISIONS = """
SELECT held.id, held.a_id, held.b_id, held.kind, held.is_automatic, coalesce(held.weight, 0)
FROM identity_decision AS held
WHERE held.a_id = ANY(%s) AND held.b_id = ANY(%s) AND held.kind IN ('link', 'apart')
AND NOT EXISTS (SELECT FROM identity_decision AS undone WHERE undone.undoes_id = held.id)
"""
_HELD_ROWS = """
SELECT record.id, record.own_id, record.customer_id,
    EXISTS (SELECT FROM identity_reviewpair AS pair WHERE pair.a_id = record.id)
    OR EXISTS (SELECT FROM identity_reviewpair AS pair WHERE pair.b_id = record.id)
FROM identity_sourcerecord AS record WHERE record.id = ANY(%s) ORDER BY record.id FOR NO KEY UPDATE OF record
"""
_MOVE = """
UPDATE identity_sourcerecord AS record SET customer_id = moved.customer_id
FROM unnest(%s::bigint[], %s::bigint[]) AS moved (id, customer_id) WHERE record.id = moved.id
"""
_COUNT = """
UPDATE identity_customer AS customer
SET record_count = (SELECT count(*) FROM identity_sourcerecord AS record WHERE record.customer_id = customer.number)
WHERE customer.number = ANY(%s)
"""
# A pair is settled when its records are one customer, or somebody said of the two customers that they are two; nobody is asked again.
_PAIRS = """
UPDATE identity_reviewpair AS pair SET state = now.state
FROM (
    SELECT pair.id, CASE
        WHEN a.customer_id = b.customer_id THEN 'settled'
        WHEN EXISTS (
            SELECT FROM identity_sourcerecord AS one
            JOIN identity_decision AS held ON one.id IN (held.a_id, held.b_id)
            JOIN identity_sourcerecord AS other ON other.id IN (held.a_id, held.b_id) AND other.id <> one.id
            WHERE one.customer_id = a.customer_id AND other.customer_id = b.customer_id AND held.kind = 'apart' AND NOT held.is_automatic
            AND NOT EXISTS (SELECT FROM identity_decision AS undone WHERE undone.undoes_id = held.id)) THEN 'settled'
        WHEN EXISTS (
            SELECT FROM identity_decision AS held WHERE held.a_id = pair.a_id AND held.b_id = pair.b_id AND held.kind = 'later'
            AND NOT EXISTS (SELECT FROM identity_decision AS undone WHERE undone.undoes_id = held.id)) THEN 'later'
        ELSE 'open' END AS state
    FROM identity_reviewpair AS pair
    JOIN identity_sourcerecord AS a ON a.id = pair.a_id
    JOIN identity_sourcerecord AS b ON b.id = pair.b_id
    WHERE pair.a_id = ANY(%s) OR pair.b_id = ANY(%s)) AS now
WHERE now.id = pair.id AND now.state <> pair.state
"""


def one_at_a_time(entity: str) -> None:
    """Keep everybody else from moving records of this entity until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s::int, %s::int)", [_LOCK, _ENTITIES[entity]])


def reach_of(record_ids: Iterable[int]) -> list[int]:
    """Return these records and all that effective links tie to them."""
    with connection.cursor() as cursor:
        cursor.execute(_REACH, [sorted(set(record_ids))])
        return [row[0] for row in cursor.fetchall()]


def decided(record_ids: Collection[int]) -> list[Held]:
    """Return the effective decisions between these records."""
    ids = list(record_ids)
    with connection.cursor() as cursor:
        cursor.execute(_DECISIONS, [ids, ids])
        return [Held(pk, (a, b), kind == "link", automatic, weight) for pk, a, b, kind, automatic, weight in cursor.fetchall()]


def recount(numbers: Iterable[int]) -> None:
    """Count the records of these customers again."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [sorted(set(numbers))])


def recompute(record_ids: Iterable[int]) -> Outcome:
    """Give each of these records, and all tied to them, the customer that the decisions say; the caller holds `one_at_a_time`.

    Records that were one customer because of a decision that has just been undone must all be reached from `record_ids`: name both
    records of every decision that was added or undone.
    """
    ids = reach_of(record_ids)
    outcome = components(ids, decided(ids))
    with connection.cursor() as cursor:
        cursor.execute(_HELD_ROWS, [ids])
        rows = cursor.fetchall()
        own = {pk: own_id for pk, own_id, _customer, _asked in rows}
        moved = [(pk, customer, own[outcome.first[pk]]) for pk, _own, customer, _asked in rows if customer != own[outcome.first[pk]]]
        if moved:
            cursor.execute(_MOVE, [[pk for pk, _old, _new in moved], [new for _pk, _old, new in moved]])
            cursor.execute(_COUNT, [sorted({number for _pk, old, new in moved for number in (old, new)})])
        if any(is_asked for _pk, _own, _customer, is_asked in rows):
            cursor.execute(_PAIRS, [ids, ids])
    return outcome
