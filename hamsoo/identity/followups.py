"""What is done once because of our facts."""

from hamsoo.identity.actions.rereading import read_again
from hamsoo.identity.actions.resolving import resolve_records
from hamsoo.identity.events import FieldsMarked, MappingSaved, RecordsReadAgain, RecordsReceived, SystemChanged
from hamsoo.identity.models import System
from hamsoo.kernel import clock
from hamsoo.ledger.facts import Fact
from hamsoo.ledger.followups import followup
from hamsoo.spaces.events import GroupPolicyChanged


@followup(RecordsReceived)
def resolve_received(fact: Fact) -> None:
    """Find out who the records are that came; a batch does it for those that wait for it."""
    event = fact.event
    if isinstance(event, RecordsReceived) and not event.awaits_batch:
        resolve_records(ids=(*event.new_ids, *event.changed_ids), at=clock.now())


@followup(MappingSaved, FieldsMarked)
def read_by_the_mapping(fact: Fact) -> None:
    """Read the records of a system again by what its columns mean now, and by what search may know of them."""
    read_again(system_id=fact.event.system_id, after=0, cause=fact.id, at=clock.now())  # type: ignore[attr-defined]


@followup(SystemChanged)
def read_for_other_readers(fact: Fact) -> None:
    """Have the records of a system found by those who read them now."""
    if fact.event.is_moved:  # type: ignore[attr-defined]
        read_again(system_id=fact.event.system_id, after=0, cause=fact.id, at=clock.now())  # type: ignore[attr-defined]


@followup(GroupPolicyChanged)
def read_for_other_readers_of_group(fact: Fact) -> None:
    """Have the records that stand in a group found by those who read them now, be they everybody or not everybody any more."""
    for system in System.objects.filter(space=fact.event.space_id):  # type: ignore[attr-defined]
        read_again(system_id=system.pk, after=0, cause=fact.id, at=clock.now())


@followup(RecordsReadAgain)
def go_on_reading(fact: Fact) -> None:
    """Find out who the records are that mean something else now, and read the next."""
    event = fact.event
    if isinstance(event, RecordsReadAgain):
        resolve_records(ids=event.changed_ids, at=clock.now())
        read_again(system_id=event.system_id, after=event.until, cause=fact.id, at=clock.now())
