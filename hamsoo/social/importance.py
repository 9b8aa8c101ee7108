"""Why a fact matters to one reader. Pure: the same facts and follows always give the same order.

Nothing is hidden and nothing is boosted by how many others reacted: within a day, what concerns the reader comes first, then the rest,
each newest first. The reason is shown with the item.
"""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import datetime, tzinfo
from enum import IntEnum

from hamsoo.ledger.facts import Fact
from hamsoo.ledger.traits import Notifies, Ref


class Reason(IntEnum):
    """Why an item stands where it stands; a higher one comes earlier."""

    NONE = 0
    WEIGHTY = 1
    CIRCLE = 2
    FOLLOWED_PERSON = 3
    FOLLOWED_THING = 4
    TOLD = 5


WEIGHTY_FROM = 40
"""From this `feed_weight` on, a fact matters to everybody who may read it: an announcement."""


@dataclass(frozen=True, slots=True)
class Reader:
    """What is known of a reader: who they are, the units and groups they write in, and what they follow."""

    person_id: int
    circle_ids: Set[int]
    followed: Set[Ref]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A fact that may be shown, about `subject`, in `space_ids`."""

    fact: Fact
    subject: Ref
    space_ids: tuple[int, ...]
    weight: int


def reason(candidate: Candidate, reader: Reader) -> Reason:
    """Return the best reason why `candidate` matters to `reader`. One's own doings are no news to oneself."""
    fact = candidate.fact
    actor_id = fact.actor.id if fact.actor.type == "person" else None
    if actor_id == reader.person_id:
        return Reason.NONE
    if isinstance(fact.event, Notifies) and any(told.person_id == reader.person_id for told in fact.event.told()):
        return Reason.TOLD
    if not _about(candidate).isdisjoint(reader.followed):
        return Reason.FOLLOWED_THING
    if actor_id is not None and Ref("person", actor_id) in reader.followed:
        return Reason.FOLLOWED_PERSON
    if not reader.circle_ids.isdisjoint(candidate.space_ids):
        return Reason.CIRCLE
    return Reason.WEIGHTY if candidate.weight >= WEIGHTY_FROM else Reason.NONE


def because(candidate: Candidate, reader: Reader) -> Ref | None:
    """Return what the reader follows of `candidate`: the thing itself before topics and places, then who did it; None for nothing."""
    followed = _about(candidate) & reader.followed
    if followed:
        return min(followed, key=lambda ref: (ref != candidate.subject, ref.type == "space", ref))
    actor = Ref("person", candidate.fact.actor.id or 0) if candidate.fact.actor.type == "person" else None
    return actor if actor in reader.followed else None


def _about(candidate: Candidate) -> set[Ref]:
    about = {candidate.subject, *(Ref(*part[:2]) for part in candidate.fact.objects if part[0] != "person")}
    return about | {Ref("space", space_id) for space_id in candidate.space_ids}


def ranked(candidates: Sequence[Candidate], reader: Reader, *, zone: tzinfo) -> list[Candidate]:
    """Return `candidates` by day in `zone` (newest first), within a day by reason, then newest first."""

    def key(candidate: Candidate) -> tuple[int, int, datetime, int]:
        at = candidate.fact.happened_at
        return at.astimezone(zone).toordinal(), reason(candidate, reader), at, candidate.fact.id

    return sorted(candidates, key=key, reverse=True)
