"""The log, sorted by who is told."""

from collections.abc import Iterable, Sequence
from typing import cast

from hamsoo.ledger.facts import Fact
from hamsoo.ledger.projections import Projection
from hamsoo.ledger.traits import Notifies, Told
from hamsoo.notices.models import InboxItem


class Inbox(Projection):
    """Put each fact that carries `Notifies` into the inboxes of those it tells; never into its actor's own."""

    name = "notices.inbox"
    reads = (Notifies,)

    def apply(self, batch: Sequence[Fact]) -> None:
        """Add the notices of `batch`, then settle those that a fact of it has dealt with."""
        InboxItem.objects.bulk_create((item for fact in batch for item in _items(fact)), ignore_conflicts=True)
        for fact in batch:
            for told, subject in cast("Notifies", fact.event).settles():
                InboxItem.objects.filter(
                    person=told.person_id,
                    kind=told.kind,
                    subject_type=subject.type,
                    subject_id=subject.id,
                    position__lt=fact.position,
                ).update(is_settled=True)

    def reset(self) -> None:
        """Empty all inboxes; marks stay."""
        InboxItem.objects.all().delete()

    def topics(self, batch: Sequence[Fact]) -> Iterable[tuple[str, int]]:
        """Let those look again who were told, or whose notices were settled."""
        for fact in batch:
            settled = (told.person_id for told, _subject in cast("Notifies", fact.event).settles())
            for person_id in (*(told.person_id for told in _told(fact)), *settled):
                yield f"inbox:{person_id}", fact.id


def _told(fact: Fact) -> list[Told]:
    """Return who is told, once each (the first reason counts), without the actor."""
    actor_id = fact.actor.id if fact.actor.type == "person" else None
    first: dict[int, Told] = {}
    for told in cast("Notifies", fact.event).told():
        if told.person_id != actor_id:
            first.setdefault(told.person_id, told)
    return list(first.values())


def _items(fact: Fact) -> list[InboxItem]:
    subject = cast("Notifies", fact.event).notice_subject()
    return [
        InboxItem(
            person_id=told.person_id,
            entry_id=fact.id,
            position=fact.position,
            kind=told.kind,
            subject_type=subject.type if subject else "",
            subject_id=subject.id if subject else None,
            at=fact.happened_at,
        )
        for told in _told(fact)
    ]
