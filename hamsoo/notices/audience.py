"""Who hears of a fact because they follow what it is about: a step of the inbox projection."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple, cast

from django.db.models import Q

from hamsoo.ledger.facts import Fact
from hamsoo.ledger.traits import Ref, Tracked
from hamsoo.notices.models import InboxItem, Listening
from hamsoo.threads import targets
from hamsoo.threads.events import FollowChosen, Followed, Unfollowed

FOLLOWS = (Followed, FollowChosen, Unfollowed)

_LOUDEST_FIRST = [delivery.value for delivery in InboxItem.Delivery]


class Heard(NamedTuple):
    """One person who hears of a fact, what they follow of it, and when they want to hear."""

    person_id: int
    subject: Ref
    delivery: str


def note_follows(batch: Sequence[Fact]) -> None:
    """Keep from where to where in the log people followed, as the facts of `batch` tell it; the same facts again change nothing."""
    for fact in batch:
        event = fact.event
        if not isinstance(event, FOLLOWS):
            continue
        # Only colleagues follow, so there always is an id.
        person_id = fact.actor.id or 0
        rows = Listening.objects.filter(person_id=person_id, target_type=event.target_type, target_id=event.target_id)
        rows.filter(since__lt=fact.position, until=None).update(until=fact.position)
        if not isinstance(event, Unfollowed):
            aspects = None if event.aspects is None else list(event.aspects)
            rows.get_or_create(
                since=fact.position,
                defaults={
                    "person_id": person_id,
                    "target_type": event.target_type,
                    "target_id": event.target_id,
                    "aspects": aspects,
                    "delivery": event.delivery,
                },
            )


def listeners(batch: Sequence[Fact]) -> dict[int, list[Heard]]:
    """Return by entry id who hears of the facts of `batch` because they follow; two queries however many facts."""
    about = {fact.id: list(_refs(fact)) for fact in batch if isinstance(fact.event, Tracked) and fact.event.touched()}
    rows = _rows({ref for refs in about.values() for ref in refs}) if about else {}
    offered = {ref.type: targets.aspects_of(ref.type) for ref in rows}
    found = {}
    for fact in batch:
        heard: dict[int, Heard] = {}
        for ref in about.get(fact.id, ()):
            for row in rows.get(ref, ()):
                if _hears(row, fact, offered[ref.type]) and _is_louder(row.delivery, heard.get(row.person_id)):
                    heard[row.person_id] = Heard(row.person_id, ref, row.delivery)
        if heard:
            found[fact.id] = list(heard.values())
    return found


def _refs(fact: Fact) -> Iterable[Ref]:
    """Return what of a fact can be followed: its objects (persons only in parts that count), what else it names, its spaces."""
    parts = ("person", *cast("Tracked", fact.event).heard_as)
    for type_, object_id, qualifier in fact.objects:
        if type_ != "person" or qualifier in parts:
            yield Ref(type_, object_id)
    yield from cast("Tracked", fact.event).also_about()
    for space_id in fact.space_ids:
        yield Ref("space", space_id)


def _rows(refs: Iterable[Ref]) -> dict[Ref, list[Listening]]:
    ids: dict[str, list[int]] = defaultdict(list)
    for ref in refs:
        ids[ref.type].append(ref.id)
    condition = Q()
    for type_, wanted in sorted(ids.items()):
        condition |= Q(target_type=type_, target_id__in=sorted(wanted))
    found: dict[Ref, list[Listening]] = defaultdict(list)
    for row in Listening.objects.filter(condition).order_by("id"):
        found[Ref(row.target_type, row.target_id)].append(row)
    return found


def _hears(row: Listening, fact: Fact, offered: Sequence[str]) -> bool:
    if not row.since < fact.position or (row.until is not None and row.until < fact.position):
        return False
    wanted = offered if row.aspects is None else row.aspects
    return not set(wanted).isdisjoint(cast("Tracked", fact.event).touched())


def _is_louder(delivery: str, than: Heard | None) -> bool:
    return than is None or _LOUDEST_FIRST.index(delivery) < _LOUDEST_FIRST.index(than.delivery)
