"""Give committed facts their place in the order.

Serial ids become visible out of order: a long transaction commits a low id late. So `record` also inserts into `Pending`, and one
sequencer at a time moves what is committed to `Line`. It never waits for an open transaction (of this or another database), needs
no transaction ids (which start again in a restored cluster), and positions have no holes, so a bookmark is a plain number.
"""

from django.db import connection, transaction

# One sequencer at a time per database; the number only has to differ from other advisory locks of ours.
_LOCK = 7_240_001

_MOVE = """
WITH taken AS (
    DELETE FROM ledger_pending
    WHERE entry_id IN (SELECT entry_id FROM ledger_pending ORDER BY entry_id LIMIT %s)
    RETURNING entry_id),
last AS (SELECT coalesce(max(position), 0) AS position FROM ledger_line)
INSERT INTO ledger_line (position, entry_id)
SELECT last.position + row_number() OVER (ORDER BY taken.entry_id), taken.entry_id FROM taken, last
"""


@transaction.atomic
def sequence(*, limit: int = 5000) -> int:
    """Move up to `limit` committed entries to the line, in id order; return how many.

    Return 0 at once when another sequencer is at work. The lock is taken in a statement of its own, so the move sees everything
    that the sequencer before it committed.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_LOCK])
        if not cursor.fetchone()[0]:
            return 0
        cursor.execute(_MOVE, [limit])
        return int(cursor.rowcount)


def anything_pending() -> bool:
    """Return whether committed facts wait for their place: what an idle sequencer asks."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM ledger_pending)")
        return bool(cursor.fetchone()[0])
