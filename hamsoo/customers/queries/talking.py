"""The channels about a customer."""

from collections.abc import Sequence
from dataclasses import dataclass

from hamsoo.chat import queries as chat
from hamsoo.identity.models import SourceRecord
from hamsoo.identity.queries import records_of
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.spaces.models import Level
from hamsoo.spaces.queries import space_ids


@dataclass(frozen=True, slots=True)
class Channels:
    """The channels about a customer that somebody reads, the eldest first, and the record that they would open one about; None: none."""

    lines: Sequence[chat.Line]
    record: SourceRecord | None


def channels_of(*, person: Person, record: SourceRecord) -> Channels:
    """Return the channels about the customer of a record that `person` sees: whichever of its records they hang on."""
    records = sorted(records_of(person=person, customer=record.customer), key=lambda each: each.pk)
    written = space_ids(person=person, level=Level.WRITE)
    return Channels(
        chat.channels_about(person=person, refs=[Ref("source_record", each.pk) for each in records]),
        next((each for each in records if each.system.space_id in written), None),
    )
