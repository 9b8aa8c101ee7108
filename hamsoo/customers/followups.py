"""What follows from facts about customers: profiles name the customers that somebody looks after."""

from collections.abc import Iterable
from typing import cast

from hamsoo.chat import actions as chat
from hamsoo.chat.queries import things_talked_about
from hamsoo.customers import events, queries
from hamsoo.identity.events import RecordsReadAgain, RecordsReceived, SystemChanged
from hamsoo.identity.models import SourceRecord
from hamsoo.kernel import clock
from hamsoo.ledger.actors import SYSTEM
from hamsoo.ledger.facts import Fact
from hamsoo.ledger.followups import followup
from hamsoo.ledger.traits import Ref
from hamsoo.people import actions as people
from hamsoo.spaces.events import GroupPolicyChanged

_SOURCE = "team"


@followup(events.TeamMemberAdded, events.TeamMemberLeft)
def name_customers_served(fact: Fact) -> None:
    """Name on the profile of who joined or left a team the customers that they look after now."""
    _name([cast("events.TeamMemberAdded | events.TeamMemberLeft", fact.event).person_id])


@followup(events.CustomerForgotten)
def name_forgotten_customers_no_more(fact: Fact) -> None:
    """Take the name of a forgotten customer off the profiles of those who looked after it."""
    _name(cast("events.CustomerForgotten", fact.event).person_ids)


@followup(RecordsReceived, RecordsReadAgain)
def rename_customers_served(fact: Fact) -> None:
    """Name customers on profiles as they are called now."""
    changed = cast("RecordsReceived | RecordsReadAgain", fact.event).changed_ids
    if changed:
        _name(queries.serving(record_ids=changed))


@followup(SystemChanged)
def hide_or_show_customers_served(fact: Fact) -> None:
    """Name customers on profiles, or no more, when their system moved to where everybody reads, or away from there."""
    changed = cast("SystemChanged", fact.event)
    if changed.is_moved:
        _name(queries.serving(system_id=changed.system_id))


@followup(SystemChanged)
def move_channels(fact: Fact) -> None:
    """Let the channels about customers be read where their system is read now."""
    changed = cast("SystemChanged", fact.event)
    if not changed.is_moved:
        return
    rows = SourceRecord.objects.filter(system=changed.system_id, pk__in=things_talked_about(type="source_record"))
    for pk, space_id in rows.order_by("pk").values_list("pk", "system__space"):
        chat.move_about(ref=Ref("source_record", pk), space_ids=[space_id], at=fact.happened_at)


@followup(GroupPolicyChanged)
def hide_or_show_customers_of_group(fact: Fact) -> None:
    """Name customers on profiles, or no more, when everybody came to read the group where they stand, or does so no more."""
    _name(queries.serving(space_id=cast("GroupPolicyChanged", fact.event).space_id))


def _name(person_ids: Iterable[int]) -> None:
    named = queries.served_by(person_ids=person_ids)
    if named:
        people.record_customers(actor=SYSTEM, named=named, source=_SOURCE, at=clock.now())
