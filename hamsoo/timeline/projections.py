"""The log, sorted by the things it speaks of."""

from collections.abc import Sequence

from hamsoo.ledger.facts import Fact
from hamsoo.ledger.projections import Projection
from hamsoo.ledger.traits import Timeline
from hamsoo.timeline.models import Moment


class Timelines(Projection):
    """Put each fact that carries `Timeline` on the timelines of all its objects."""

    name = "timeline.moments"
    reads = (Timeline,)

    def apply(self, batch: Sequence[Fact]) -> None:
        """Add the moments of `batch`."""
        Moment.objects.bulk_create((moment for fact in batch for moment in _moments(fact)), ignore_conflicts=True)

    def reset(self) -> None:
        """Forget all moments."""
        Moment.objects.all().delete()


def _moments(fact: Fact) -> list[Moment]:
    # A thing may be named twice in one fact, in two parts: it gets one moment.
    things = dict.fromkeys((type_, object_id) for type_, object_id, _qualifier in fact.objects)
    return [
        Moment(
            type=type_,
            object_id=object_id,
            entry_id=fact.id,
            position=fact.position,
            at=fact.happened_at,
            space_ids=list(fact.space_ids),
        )
        for type_, object_id in things
    ]
