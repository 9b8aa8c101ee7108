"""The log, sorted by the things it speaks of."""

from collections.abc import Sequence
from typing import cast

from django.db import connection

from hamsoo.ledger.facts import Fact
from hamsoo.ledger.projections import Projection
from hamsoo.ledger.traits import Timeline
from hamsoo.timeline.models import Facet, Moment

# A fact speaks of several things, so a batch is thousands of rows: columns as arrays are sent many times faster than a row each.
_INSERT = """
INSERT INTO timeline_moment (type, object_id, entry_id, position, at, space_ids, unit_id, channel, kind)
SELECT type, object_id, entry_id, position, at, string_to_array(spaces, ',')::bigint[], unit_id, channel, kind
FROM unnest(%s::text[], %s::bigint[], %s::bigint[], %s::bigint[], %s::timestamptz[], %s::text[], %s::bigint[], %s::text[], %s::text[])
    AS row (type, object_id, entry_id, position, at, spaces, unit_id, channel, kind)
ON CONFLICT DO NOTHING
"""
# In an order, so that two processes that add the same never wait for one another in a circle.
_FACETS = """
INSERT INTO timeline_facet (type, object_id, unit_id, channel, kind)
SELECT DISTINCT type, object_id, unit_id, channel, kind
FROM unnest(%s::text[], %s::bigint[], %s::bigint[], %s::text[], %s::text[]) AS row (type, object_id, unit_id, channel, kind)
ORDER BY 1, 2, 3, 4, 5
ON CONFLICT DO NOTHING
"""
_COLUMNS = 9


class Timelines(Projection):
    """Put each fact that carries `Timeline` on the timelines of all its objects."""

    name = "timeline.moments"
    reads = (Timeline,)
    version = 2

    def apply(self, batch: Sequence[Fact]) -> None:
        """Add the moments of `batch`."""
        rows = [row for fact in batch for row in _moments(fact)]
        columns = [list(column) for column in zip(*rows, strict=True)] if rows else [[]] * _COLUMNS
        with connection.cursor() as cursor:
            cursor.execute(_INSERT, columns)
            cursor.execute(_FACETS, [*columns[:2], *columns[-3:]])

    def reset(self) -> None:
        """Forget all moments."""
        Moment.objects.all().delete()
        Facet.objects.all().delete()


def _moments(fact: Fact) -> list[tuple[object, ...]]:
    # A thing may be named twice in one fact, in two parts: it gets one moment.
    things = dict.fromkeys((type_, object_id) for type_, object_id, _qualifier in fact.objects)
    spaces = ",".join(map(str, fact.space_ids))
    filed = cast("Timeline", fact.event).filed()
    unit_id = (fact.actor.unit_id if filed.unit_id is None else filed.unit_id) or 0
    facet = (unit_id, filed.channel, filed.kind)
    return [(type_, object_id, fact.id, fact.position, fact.happened_at, spaces, *facet) for type_, object_id in things]
