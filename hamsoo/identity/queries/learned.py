"""What stands of all decisions about an entity: what a batch begins with."""

from django.db import connection

from hamsoo.identity.components import Pair

# Of two decisions on a pair the one by hand holds, and of two by hand the later.
_BY_HAND = """
SELECT DISTINCT ON (held.a_id, held.b_id) held.a_id, held.b_id, held.kind
FROM identity_decision AS held JOIN identity_sourcerecord AS record ON record.id = held.a_id
WHERE record.entity = %s AND NOT held.is_automatic AND held.kind IN ('link', 'apart')
AND NOT EXISTS (SELECT FROM identity_decision AS undone WHERE undone.undoes_id = held.id)
ORDER BY held.a_id, held.b_id, held.id DESC
"""
# What the model had linked and somebody took apart again is not linked by it once more.
_BARRED = """
SELECT link.a_id, link.b_id FROM identity_decision AS link
JOIN identity_decision AS undone ON undone.undoes_id = link.id
JOIN identity_sourcerecord AS record ON record.id = link.a_id
WHERE record.entity = %s AND link.kind = 'link' AND link.is_automatic AND undone.by_id IS NOT NULL
"""
_LINKS = """
SELECT held.id, held.a_id, held.b_id, held.is_automatic
FROM identity_decision AS held JOIN identity_sourcerecord AS record ON record.id = held.a_id
WHERE record.entity = %s AND held.kind = 'link'
AND NOT EXISTS (SELECT FROM identity_decision AS undone WHERE undone.undoes_id = held.id)
ORDER BY held.id
"""


def by_hand(entity: str) -> tuple[list[Pair], list[Pair]]:
    """Return the pairs that were linked by hand, and those that the model may not link."""
    with connection.cursor() as cursor:
        cursor.execute(_BY_HAND, [entity])
        rows = cursor.fetchall()
        cursor.execute(_BARRED, [entity])
        barred = cursor.fetchall()
    must = [(a, b) for a, b, kind in rows if kind == "link"]
    return must, sorted({(a, b) for a, b, kind in rows if kind == "apart"} | set(barred) - set(must))


def links(entity: str) -> list[tuple[int, Pair, bool]]:
    """Return the effective links: the decision, its pair, and whether the model made it."""
    with connection.cursor() as cursor:
        cursor.execute(_LINKS, [entity])
        return [(pk, (a, b), is_automatic) for pk, a, b, is_automatic in cursor.fetchall()]
