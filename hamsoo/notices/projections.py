"""The log, sorted by who is told: directly, or because they follow what a fact is about."""

from collections.abc import Iterable, Iterator, Sequence

from hamsoo.ledger.facts import Fact
from hamsoo.ledger.projections import Projection
from hamsoo.ledger.traits import Notifies, Ref, Told, Tracked
from hamsoo.notices import audience
from hamsoo.notices.models import INBOX, InboxItem, Listening

TRACKED = "tracked"
"""The kind of notices that come from following."""


class Inbox(Projection):
    """Put each fact into the inboxes of those it tells and of those who follow; never into its actor's own.

    Whoever is told directly is not told again as a follower.
    """

    name = INBOX
    reads = (Notifies, Tracked, *audience.FOLLOWS)
    version = 2

    def apply(self, batch: Sequence[Fact]) -> None:
        """Note who follows, add the notices of `batch`, then settle those that a fact of it has dealt with."""
        audience.note_follows(batch)
        heard = audience.listeners(batch)
        items = (item for fact in batch for item in _items(fact, heard.get(fact.id, ())))
        InboxItem.objects.bulk_create(items, ignore_conflicts=True, batch_size=2000)
        for fact in batch:
            for told, subject in _settled(fact):
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
        Listening.objects.all().delete()

    def topics(self, batch: Sequence[Fact]) -> Iterable[tuple[str, int]]:
        """Let those look again who were told, or whose notices were settled."""
        told = InboxItem.objects.filter(entry_id__in=[fact.id for fact in batch], delivery=InboxItem.Delivery.NOW)
        for person_id, entry_id in told.order_by("position").values_list("person_id", "entry_id"):
            yield f"inbox:{person_id}", entry_id
        for fact in batch:
            for told_before, _subject in _settled(fact):
                yield f"inbox:{told_before.person_id}", fact.id


def _settled(fact: Fact) -> Sequence[tuple[Told, Ref]]:
    return fact.event.settles() if isinstance(fact.event, Notifies) else ()


def _told(fact: Fact) -> list[Told]:
    """Return who is told directly, once each: the first reason counts."""
    first: dict[int, Told] = {}
    for told in fact.event.told() if isinstance(fact.event, Notifies) else ():
        first.setdefault(told.person_id, told)
    return list(first.values())


def _items(fact: Fact, heard: Iterable[audience.Heard]) -> Iterator[InboxItem]:
    subject = fact.event.notice_subject() if isinstance(fact.event, Notifies) else None
    # Nobody is told of their own doings.
    known = {fact.actor.id} if fact.actor.type == "person" else set()
    for told in _told(fact):
        if told.person_id not in known:
            yield _item(fact, told.person_id, told.kind, subject, InboxItem.Delivery.NOW)
            known.add(told.person_id)
    for one in heard:
        if one.person_id not in known:
            yield _item(fact, one.person_id, TRACKED, one.subject, one.delivery)


def _item(fact: Fact, person_id: int, kind: str, subject: Ref | None, delivery: str) -> InboxItem:
    return InboxItem(
        person_id=person_id,
        entry_id=fact.id,
        position=fact.position,
        kind=kind,
        subject_type=subject.type if subject else "",
        subject_id=subject.id if subject else None,
        at=fact.happened_at,
        delivery=delivery,
        space_ids=list(fact.space_ids),
    )
