"""How facts about customers are said to a reader."""

from collections.abc import Mapping, Sequence

from hamsoo.customers import events
from hamsoo.identity.models import SourceRecord
from hamsoo.kernel.addresses import address
from hamsoo.ledger.facts import Fact
from hamsoo.ledger.presentation import Details
from hamsoo.people.models import Person

EVENTS = (events.CustomerAdded, events.RecordTakenOut)


def details(facts: Sequence[Fact], person: Person) -> Mapping[int, Details]:
    """Tell facts about customers whose record the reader sees now."""
    ids = {_record_id(fact) for fact in facts}
    records = SourceRecord.objects.visible_to(person).in_bulk(ids)
    actors = Person.objects.with_unit().in_bulk({fact.actor.id for fact in facts if fact.actor.type == "person" and fact.actor.id})
    found = {}
    for fact in facts:
        record, actor = records.get(_record_id(fact)), actors.get(fact.actor.id or 0)
        if record is not None:
            words = {"actor": actor.name if actor else "", "customer": str(record)}
            found[fact.id] = Details(words=words, url=address("customers:single", record.customer_id), person=actor)
    return found


def _record_id(fact: Fact) -> int:
    return int(getattr(fact.event, "record_id"))  # noqa: B009 - all of `EVENTS` have it
