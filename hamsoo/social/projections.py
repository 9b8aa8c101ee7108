"""The log, sorted by where it can be read: the feed."""

from collections.abc import Iterable, Sequence
from typing import cast

from django.db import connection

from hamsoo.ledger.facts import Fact
from hamsoo.ledger.projections import Projection
from hamsoo.ledger.traits import InFeed
from hamsoo.social.models import FeedItem

# The newer fact wins by when it happened, then by its place in the log: so the order of arrival does not matter, and an import of
# old facts does not push today's aside.
_UPSERT = """
INSERT INTO social_feeditem AS item (space_id, subject_type, subject_id, entry_id, position, at, weight, actor_id, unit_id)
SELECT * FROM unnest(
    %s::bigint[], %s::text[], %s::bigint[], %s::bigint[], %s::bigint[], %s::timestamptz[], %s::smallint[], %s::bigint[], %s::bigint[])
ON CONFLICT (space_id, subject_type, subject_id) DO UPDATE SET
    entry_id = excluded.entry_id, position = excluded.position, at = excluded.at, weight = excluded.weight,
    actor_id = excluded.actor_id, unit_id = excluded.unit_id
WHERE (excluded.at, excluded.position) > (item.at, item.position)
"""


class Feed(Projection):
    """Put each fact that carries `InFeed` into the spaces where it may be read, in place of older ones about its subject."""

    name = "social.feed"
    reads = (InFeed,)

    def apply(self, batch: Sequence[Fact]) -> None:
        """Bring the feeds up to the end of `batch`: one statement, however many people read them."""
        newest: dict[tuple[int, str, int], Fact] = {}
        for fact in batch:
            for space_id in fact.space_ids:
                key = (space_id, *cast("InFeed", fact.event).feed_subject())
                known = newest.get(key)
                if known is None or (known.happened_at, known.position) < (fact.happened_at, fact.position):
                    newest[key] = fact
        if newest:
            rows = [(*key, *_columns(fact)) for key, fact in newest.items()]
            with connection.cursor() as cursor:
                cursor.execute(_UPSERT, [list(column) for column in zip(*rows, strict=True)])

    def reset(self) -> None:
        """Empty all feeds."""
        FeedItem.objects.all().delete()

    def topics(self, batch: Sequence[Fact]) -> Iterable[tuple[str, int]]:
        """Let those look again who have the feed of such a space open."""
        for fact in batch:
            for space_id in fact.space_ids:
                yield f"feed:{space_id}", fact.id


def _columns(fact: Fact) -> tuple[object, ...]:
    actor = fact.actor
    weight = cast("InFeed", fact.event).feed_weight
    return fact.id, fact.position, fact.happened_at, weight, actor.id if actor.type == "person" else None, actor.unit_id
