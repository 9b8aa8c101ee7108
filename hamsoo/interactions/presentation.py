"""How facts about contacts are said to a reader, and correspondence as something that files hang on."""

from collections.abc import Mapping, Sequence
from typing import Any

from hamsoo.identity.models import SourceRecord
from hamsoo.interactions import events
from hamsoo.interactions.models import Correspondence, Interaction
from hamsoo.kernel.addresses import address
from hamsoo.ledger.facts import Fact
from hamsoo.ledger.presentation import Details
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.people.queries import names_of
from hamsoo.spaces.models import Placement
from hamsoo.threads.targets import Target

EVENTS = (
    events.InteractionReceived,
    events.InteractionSent,
    events.DeliveryFailed,
    events.CorrespondenceJoined,
    events.CorrespondenceWanted,
)


def details(facts: Sequence[Fact], person: Person) -> Mapping[int, Details]:
    """Tell facts about contacts whose correspondence the reader sees now: who does not, hears nothing of them."""
    ids = {_event(fact).correspondence_id for fact in facts}
    rows = Correspondence.objects.visible_to(person).select_related("unit").in_bulk(ids)
    # The name that a system has for a customer is for who reads that system.
    ids = {row.record_id for row in rows.values() if row.record_id}
    known = SourceRecord.objects.visible_to(person).in_bulk(ids) if ids else {}
    people = names_of({fact.actor.id for fact in facts if fact.actor.type == "person" and fact.actor.id})
    found = {}
    for fact in facts:
        row = rows.get(_event(fact).correspondence_id)
        if row is None:
            continue
        actor = people.get(fact.actor.id or 0) if fact.actor.type == "person" else None
        record = known.get(row.record_id or 0)
        contact = row.contact_name or row.contact_address or str(record or "—")
        words = {
            "actor": actor.name if actor else contact,
            "contact": contact,
            "customer": str(record or contact),
            "unit": row.unit.name,
            "subject": row.subject or "—",
        }
        found[fact.id] = Details(words=words, url=address("interactions:correspondence", row.pk), person=actor)
    return found


def resolve_many(person: Person, ids: Sequence[int]) -> dict[int, Target]:
    """Find correspondence that `person` reads."""
    rows = Correspondence.objects.visible_to(person).in_bulk(list(ids))
    places = _places(rows)
    return {
        pk: Target(Ref("correspondence", pk), places.get(pk, ()), str(row), address("interactions:correspondence", pk), ())
        for pk, row in rows.items()
    }


def resolve(person: Person, pk: int) -> Target | None:
    """Find one correspondence."""
    return resolve_many(person, [pk]).get(pk)


def resolve_interactions(person: Person, ids: Sequence[int]) -> dict[int, Target]:
    """Find contacts that `person` reads; they have no talk of their own."""
    rows = Interaction.objects.visible_to(person).select_related("correspondence").in_bulk(list(ids))
    return {
        pk: Target(Ref("interaction", pk), (), str(row.correspondence), address("interactions:correspondence", row.correspondence_id), ())
        for pk, row in rows.items()
    }


def resolve_interaction(person: Person, pk: int) -> Target | None:
    """Find one contact."""
    return resolve_interactions(person, [pk]).get(pk)


def _places(ids: Mapping[int, Any]) -> dict[int, tuple[int, ...]]:
    found: dict[int, tuple[int, ...]] = {}
    for object_id, space_id in Placement.objects.filter(type="correspondence", object_id__in=ids).values_list("object_id", "space_id"):
        found[object_id] = (*found.get(object_id, ()), space_id)
    return found


def _event(fact: Fact) -> Any:
    return fact.event
