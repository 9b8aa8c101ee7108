"""The channel about a customer hangs on a record, and is read by who reads that."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client

from hamsoo.chat import actions as chat
from hamsoo.chat import queries as conversations
from hamsoo.chat.models import Conversation, Message
from hamsoo.customers import actions, queries
from hamsoo.customers.tests.cast import company, link, sepehr, space_of
from hamsoo.identity import actions as identity
from hamsoo.identity.models import SourceRecord
from hamsoo.identity.tests.records import make_system, send
from hamsoo.kernel.errors import NotFound
from hamsoo.ledger.actors import SYSTEM
from hamsoo.ledger.models import Entry
from hamsoo.ledger.runner import settle
from hamsoo.people.models import Person
from tests.world import NOON, World


def titles(person: Person, record: SourceRecord) -> list[int]:
    return [line.conversation.pk for line in queries.channels_of(person=person, record=record).lines]


def test_the_page_of_a_customer_leads_there_and_back(world: World, sara: Person, nima: Person, browse: Callable[..., Client]) -> None:
    customer = sepehr(world)
    everybodys, of_finance = customer.records.order_by("pk")
    panel = f"/customers/records/{everybodys.pk}/talk"
    assert b"<form" in browse(sara).get(panel, headers={"HX-Request": "true"}).content
    went = browse(sara).post(panel)
    talk = Conversation.objects.get()
    assert (went["Location"], talk.target) == (f"/chat/{talk.pk}/", ("source_record", everybodys.pk))
    page = browse(sara).get(f"/chat/{talk.pk}/").content.decode()
    assert f'href="/customers/{customer.number}/"' in page
    assert str(everybodys) in page
    # Nima finds it from either record of the customer, and has no second one.
    assert titles(nima, of_finance) == [talk.pk]
    assert actions.talk_about(actor=nima, record=of_finance, at=NOON) == talk
    assert f"/chat/{talk.pk}/" in browse(nima).get(f"/customers/records/{of_finance.pk}/talk").content.decode()
    assert browse(sara).get(f"/customers/records/{of_finance.pk}/talk").status_code == 404
    listed = browse(nima).get("/chat/").content.decode()
    assert str(everybodys) in listed


def test_it_is_read_where_its_record_is_and_moves_with_its_system(world: World, sara: Person, nima: Person, admin: Person) -> None:
    record = company(world, "Sepehr", "crm")
    talk = actions.talk_about(actor=sara, record=record, at=NOON)
    said = chat.send(actor=sara, conversation_id=talk.pk, body="They are angry", client_id=uuid4(), at=NOON).message
    system = record.system
    identity.change_system(
        actor=SYSTEM, system=system, name_fa="مالی", name_en="", space=space_of(world.finance), rank=10, is_duplicate_free=False, at=NOON
    )
    # Its page and the list ask for the record at once; everything else follows when the news has gone up.
    with pytest.raises(NotFound):
        conversations.conversation(person=sara, pk=talk.pk)
    assert conversations.lines(person=sara) == []
    settle()
    assert not Message.objects.visible_to(sara).exists()
    assert Message.objects.visible_to(nima).get() == said
    assert Entry.objects.get(name="chat.ChannelMoved").payload["message_ids"] == [said.pk]


def test_of_customers_that_become_one_all_channels_are_shown(world: World, sara: Person, nima: Person) -> None:
    [of_finance] = send(make_system("billing", space_of(world.finance)), {"key": "7", "name": "Sepehr"}, entity="company")
    first = actions.talk_about(actor=nima, record=of_finance, at=NOON)
    second = actions.talk_about(actor=sara, record=company(world, "Sepehr", "crm"), at=NOON)
    everybodys = SourceRecord.objects.get(system__code="crm")
    link(everybodys, of_finance)
    everybodys, of_finance = SourceRecord.objects.order_by("-pk")
    assert (titles(nima, everybodys), titles(sara, everybodys)) == ([first.pk, second.pk], [second.pk])


def test_it_is_erased_with_the_customer(world: World, sara: Person, admin: Person) -> None:
    record = company(world, "Sepehr", "crm")
    talk = actions.talk_about(actor=sara, record=record, at=NOON)
    chat.send(actor=sara, conversation_id=talk.pk, body="They are angry", client_id=uuid4(), at=NOON)
    actions.forget(actor=admin, customer=record.customer, reason="Asked for", confirmed=record.customer.number, at=NOON)
    assert (list(Conversation.objects.all()), list(Message.objects.all())) == ([], [])
