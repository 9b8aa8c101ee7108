"""Talking about customers in channels of their own."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from hamsoo.chat import actions as chat
from hamsoo.chat.models import Conversation
from hamsoo.customers import queries
from hamsoo.identity.models import SourceRecord
from hamsoo.kernel.errors import NotFound
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person


@transaction.atomic
def talk_about(*, actor: Person, record: SourceRecord, at: datetime) -> Conversation:
    """Take part in the channel about the customer of a record that `actor` sees; opened at the first call by who writes there.

    It hangs on a record, so that it parts from what turns out to be another customer; who reads the record reads it.
    """
    known = queries.channels_of(person=actor, record=record)
    if known.lines:
        return chat.join(actor=actor, conversation_id=known.lines[0].conversation.pk, at=at)
    if known.record is None:
        raise NotFound
    return chat.open_about(actor=actor, ref=Ref("source_record", known.record.pk), space_ids=[known.record.system.space_id], at=at)


def erase_talk(*, records: Sequence[SourceRecord], at: datetime) -> None:
    """Erase what was said in the channels about records that are about to go."""
    chat.drop_about(refs=[Ref("source_record", record.pk) for record in records], at=at)
