"""What somebody's feed leaves out."""

from dataclasses import dataclass

from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.social.models import Mute
from hamsoo.spaces.queries import known_places
from hamsoo.threads import targets


@dataclass(frozen=True, slots=True)
class Muted:
    """What one feed leaves out: persons, spaces and topics by id, other things as they are."""

    person_ids: frozenset[int]
    space_ids: frozenset[int]
    topic_ids: frozenset[int]
    things: tuple[Ref, ...]


NOTHING = Muted(frozenset(), frozenset(), frozenset(), ())


@dataclass(frozen=True, slots=True)
class MutedThing:
    """Something that is muted, under its name; without one when its person may not see it any more."""

    ref: Ref
    title: str
    url: str


def muted(*, person: Person) -> Muted:
    """Return what the feed of `person` leaves out: one query."""
    refs = [Ref(*row) for row in Mute.objects.filter(person=person).values_list("target_type", "target_id")]

    def ids(type_: str) -> frozenset[int]:
        return frozenset(ref.id for ref in refs if ref.type == type_)

    things = tuple(ref for ref in refs if ref.type not in ("person", "space", "topic"))
    return Muted(ids("person"), ids("space"), ids("topic"), things)


def muted_things(*, person: Person) -> list[MutedThing]:
    """Return what `person` has muted, the newest first, under the names that they may still see."""
    rows = list(Mute.objects.filter(person=person).order_by("-at", "-pk"))
    places = known_places(person=person, ids=[row.target_id for row in rows if row.target_type == "space"])
    found = targets.find_many(person=person, refs=[row.ref for row in rows if row.target_type not in ("space", "topic")])
    return [_named(row, places.get(row.target_id) if row.target_type == "space" else None, found.get(row.ref)) for row in rows]


def _named(row: Mute, place: object, found: targets.Target | None) -> MutedThing:
    if row.words:
        return MutedThing(row.ref, row.words, "")
    if place is not None:
        return MutedThing(row.ref, str(place), place.get_absolute_url())  # type: ignore[attr-defined]
    return MutedThing(row.ref, found.title if found else "", found.url if found else "")
