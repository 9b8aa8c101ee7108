"""What happened with customers."""

from collections.abc import Mapping
from datetime import datetime

from django.db import connection

from hamsoo.kernel.arrays import array

# By the index of the newest of each record: a customer may have hundreds of thousands.
_LAST = """
SELECT record.customer_id, max(newest.at)
FROM identity_sourcerecord AS record
CROSS JOIN LATERAL (
    SELECT at FROM customers_activity WHERE record_id = record.id ORDER BY at DESC, id DESC LIMIT 1
) AS newest
WHERE record.id = ANY(%s::bigint[])
GROUP BY record.customer_id
"""


def last_contacts_by(owner: Mapping[int, int]) -> dict[int, datetime]:
    """Return by number when something last happened with customers, of records that the reader sees, each id with that number."""
    if not owner:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_LAST, [array(owner)])
        return dict(cursor.fetchall())
