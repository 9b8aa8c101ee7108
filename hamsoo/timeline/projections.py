"""The log, sorted by the things it speaks of."""

from collections.abc import Sequence

from django.db import connection

from hamsoo.ledger.facts import Fact
from hamsoo.ledger.projections import Projection
from hamsoo.ledger.traits import Timeline
from hamsoo.timeline.models import Moment

# A fact speaks of several things, so a batch is thousands of rows: columns as arrays are sent many times faster than a row each.
_INSERT = """
INSERT INTO timeline_moment (type, object_id, entry_id, position, at, space_ids)
SELECT type, object_id, entry_id, position, at, string_to_array(spaces, ',')::bigint[]
FROM unnest(%s::text[], %s::bigint[], %s::bigint[], %s::bigint[], %s::timestamptz[], %s::text[])
    AS row (type, object_id, entry_id, position, at, spaces)
ON CONFLICT DO NOTHING
"""


class Timelines(Projection):
    """Put each fact that carries `Timeline` on the timelines of all its objects."""

    name = "timeline.moments"
    reads = (Timeline,)

    def apply(self, batch: Sequence[Fact]) -> None:
        """Add the moments of `batch`."""
        rows = [row for fact in batch for row in _moments(fact)]
        with connection.cursor() as cursor:
            cursor.execute(_INSERT, [list(column) for column in zip(*rows, strict=True)] if rows else [[]] * 6)

    def reset(self) -> None:
        """Forget all moments."""
        Moment.objects.all().delete()


def _moments(fact: Fact) -> list[tuple[object, ...]]:
    # A thing may be named twice in one fact, in two parts: it gets one moment.
    things = dict.fromkeys((type_, object_id) for type_, object_id, _qualifier in fact.objects)
    spaces = ",".join(map(str, fact.space_ids))
    return [(type_, object_id, fact.id, fact.position, fact.happened_at, spaces) for type_, object_id in things]
