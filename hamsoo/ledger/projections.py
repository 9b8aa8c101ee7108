"""Tables that follow the log: pure, rebuildable, in batches.

class Inbox(Projection):
    name = "notices.inbox"
    reads = (Notifies,)

    def apply(self, batch): ...      # bulk inserts from the facts alone; the same batch twice must change nothing more
    def reset(self): ...             # empty the table
    def topics(self, batch): ...     # optional: who should look again, told after commit and never by a rebuild

register(Inbox())                    # in the app's AppConfig.ready
"""

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from django.db import transaction

from hamsoo.kernel import live
from hamsoo.ledger.events import names_of
from hamsoo.ledger.facts import Fact, facts_between, last_position
from hamsoo.ledger.models import Bookmark

BATCH = 1000


class Projection:
    """A reader of the line that keeps a table. Subclasses set `name` and `reads`; raise `version` to have it rebuilt."""

    name: ClassVar[str]
    reads: ClassVar[tuple[type, ...]]
    version: ClassVar[int] = 1
    lane: ClassVar[str] = "fast"
    """Lanes run beside one another: `fast` for tables, `search` for what is slower to commit."""

    def apply(self, batch: Sequence[Fact]) -> None:
        """Bring the table up to the end of `batch` (facts in order)."""
        raise NotImplementedError

    def reset(self) -> None:
        """Empty the table."""
        raise NotImplementedError

    def weight(self, fact: Fact) -> int:  # noqa: ARG002 - for subclasses
        """Return how much work a fact makes: one batch is given `BATCH` of it at most, or one fact that alone weighs more."""
        return 1

    def topics(self, batch: Sequence[Fact]) -> Iterable[tuple[str, int]]:  # noqa: ARG002 - for subclasses
        """Return live news (topic, id) of a batch; after commit the last of each topic is published."""
        return ()


_projections: dict[str, Projection] = {}


def register(projection: Projection) -> None:
    """Let the runner keep this projection; called from `AppConfig.ready`."""
    _projections[projection.name] = projection


def projections(lane: str | None = None) -> list[Projection]:
    """Return all projections, or those of one lane."""
    return [item for item in _projections.values() if lane in (None, item.lane)]


def projection(name: str) -> Projection:
    """Return the projection called `name`; raise KeyError if there is none."""
    return _projections[name]


def position_of(name: str) -> int:
    """Return the place in the line up to which a projection has read; 0 before it began."""
    return Bookmark.objects.filter(reader=name).values_list("position", flat=True).first() or 0


def behind() -> list[Projection]:
    """Return the projections that have not read to the end of the line, or not as their code reads it now: in one look at all bookmarks."""
    end = last_position()
    at_end = set(Bookmark.objects.filter(position=end).values_list("reader", "version"))
    return [item for item in _projections.values() if (item.name, item.version) not in at_end]


def catch_up(target: Projection, *, batch_size: int = BATCH) -> int:
    """Apply the next batch and move the bookmark, in one transaction; return how far (in positions) it moved.

    Return 0 when there is nothing new or when another process is at it. A projection whose code has another version than its
    bookmark is emptied and begins again.
    """
    with transaction.atomic():
        Bookmark.objects.get_or_create(reader=target.name, defaults={"version": target.version})
        bookmark = Bookmark.objects.select_for_update(skip_locked=True).filter(reader=target.name).first()
        if bookmark is None:
            return 0
        if bookmark.version != target.version:
            target.reset()
            bookmark.version, bookmark.position = target.version, 0
            bookmark.save()
        until = min(bookmark.position + batch_size, last_position())
        moved = until - bookmark.position
        if moved <= 0:
            return 0
        batch, until = _bounded(target, facts_between(after=bookmark.position, until=until, names=names_of(target.reads)), until)
        moved = until - bookmark.position
        if batch:
            target.apply(batch)
        bookmark.position = until
        bookmark.save()
    # Once a topic: whoever listens fetches all that is new anyway.
    for topic, object_id in dict(target.topics(batch)).items():
        live.publish(topic, object_id)
    return moved


def rebuild(target: Projection, *, progress: Callable[[int, int], None] | None = None) -> int:
    """Empty the projection and apply the whole line again; return the number of positions read.

    `progress` is called with (done, of). Nothing is told to the live bus: a rebuild is no news.
    """
    with transaction.atomic():
        Bookmark.objects.get_or_create(reader=target.name)
        Bookmark.objects.select_for_update().get(reader=target.name)
        target.reset()
        Bookmark.objects.filter(reader=target.name).update(position=0, version=target.version)
    end, names, position = last_position(), names_of(target.reads), 0
    while position < end:
        with transaction.atomic():
            # The worker may go on with it meanwhile.
            bookmark = Bookmark.objects.select_for_update().get(reader=target.name)
            until = min(bookmark.position + BATCH, end)
            batch, until = _bounded(target, facts_between(after=bookmark.position, until=until, names=names), until)
            if bookmark.position < until:
                target.apply(batch)
                bookmark.position = until
                bookmark.save()
            position = bookmark.position
        if progress:
            progress(min(position, end), end)
    return end


def _bounded(target: Projection, batch: Sequence[Fact], until: int) -> tuple[Sequence[Fact], int]:
    """Return as much of `batch` as weighs no more than `BATCH`, and the position that it reaches: all of it up to `until`."""
    total = 0
    for number, fact in enumerate(batch):
        total += target.weight(fact)
        if number and total > BATCH:
            return batch[:number], batch[number - 1].position
    return batch, until
