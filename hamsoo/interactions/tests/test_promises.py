"""What was promised in a contact: proposed to who wrote it, and read where the contact is."""

from hamsoo.commitments import actions as promises
from hamsoo.commitments import queries
from hamsoo.customers.tests.cast import company, space_of
from hamsoo.interactions import actions
from hamsoo.ledger.runner import settle
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from tests.world import NOON, World


def test_what_was_promised_in_a_call_is_proposed_and_goes_where_the_contact_goes(world: World, sara: Person, nima: Person) -> None:
    record = company(world, "Sepehr", "crm")
    text = "They asked for the report. We will call you by Tuesday."
    said = actions.log(actor=sara, record=record, channel="phone", direction="out", text=text, minutes=3, happened_at=NOON, at=NOON)
    settle()
    [found] = queries.proposals(person=sara)
    assert (found.text, found.source, found.is_confined) == ("We will call you by Tuesday", Ref("interaction", said.pk), False)
    actions.place(correspondence=said.correspondence, space_ids=[space_of(world.service).pk], at=NOON)
    made = promises.accept(actor=sara, proposal_id=found.pk, at=NOON)
    assert (made.is_confined, queries.of_record(person=nima, record=record)) == (True, [])
    assert queries.of_record(person=sara, record=record) == [made]
    actions.place(correspondence=said.correspondence, space_ids=[record.system.space_id], at=NOON)
    assert queries.of_record(person=nima, record=record) == [made]
