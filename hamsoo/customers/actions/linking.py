"""Taking a record out of a customer, and back in: decisions of `identity`, several at once where several tie it."""

from datetime import datetime

from django.db import transaction

from hamsoo.customers import events, rules
from hamsoo.identity import actions as identity
from hamsoo.identity import queries
from hamsoo.identity.models import Decision, SourceRecord
from hamsoo.ledger.actions import record
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person


@transaction.atomic
def take_out(*, actor: Person, source: SourceRecord, at: datetime) -> list[Decision]:
    """Take back every decision that ties a record to others of its customer; return them. The others stay one as far as they are.

    What decisions about hidden records tie stays tied. Raises `NotLinked` where there is none, `NotAllowed` for who may not decide.
    """
    links = [link for link in queries.links_of(person=actor, customer=source.customer) if source.pk in link.pair]
    if not links:
        raise rules.NotLinked
    for link in links:
        identity.retract(actor=actor, decision=link, at=at)
    # Of three alike the model links the second and the third to the first: without it nothing would hold the two.
    others = {pk for link in links if link.is_automatic for pk in link.pair} - {source.pk}
    if len(others) > 1:
        identity.compare_again(ids=sorted(others), at=at)
    fact = events.RecordTakenOut(record_id=source.pk, decision_ids=tuple(sorted(link.pk for link in links)))
    record(fact, actor=actor, objects=[Ref("source_record", source.pk)], spaces=[source.system.space_id], at=at)
    return links


def join(*, actor: Person, own: SourceRecord, other: SourceRecord, at: datetime) -> Decision:
    """Say that two records are one customer; it can be taken back at any time."""
    return identity.decide(actor=actor, a=own, b=other, is_one=True, at=at)
