"""At the same moment: numbers without a gap, one message for one id, one conversation of two."""

from uuid import uuid4

import pytest

from hamsoo.chat import actions
from hamsoo.chat.models import Conversation, Membership, Message
from hamsoo.customers import actions as customers
from hamsoo.customers.tests.cast import company
from hamsoo.people.models import Person
from tests.at_once import at_once
from tests.world import NOON, World

pytestmark = pytest.mark.django_db(transaction=True)


def test_messages_at_the_same_moment_have_numbers_of_their_own(sara: Person, nima: Person) -> None:
    talk = actions.start_direct(actor=sara, person=nima, at=NOON)

    def send(who: Person) -> None:
        actions.send(actor=who, conversation_id=talk.pk, body="Now", client_id=uuid4(), at=NOON)

    done = at_once(*(lambda who=who: send(who) for who in (sara, nima, sara, nima)))
    assert done == ["done"] * 4
    assert list(Message.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3, 4]
    assert Conversation.objects.get(pk=talk.pk).last_number == 4


def test_one_id_at_the_same_moment_is_one_message(sara: Person, nima: Person) -> None:
    talk, client_id = actions.start_direct(actor=sara, person=nima, at=NOON), uuid4()

    def send() -> None:
        actions.send(actor=sara, conversation_id=talk.pk, body="Once", client_id=client_id, at=NOON)

    assert at_once(send, send, send) == ["done"] * 3
    assert Message.objects.count() == 1


def test_two_who_talk_about_a_customer_find_one_channel(world: World, sara: Person, nima: Person) -> None:
    record = company(world, "Sepehr", "crm")
    who = (sara, nima)
    assert at_once(*(lambda one=one: customers.talk_about(actor=one, record=record, at=NOON) for one in who)) == ["done"] * 2
    assert Conversation.objects.count() == 1
    assert set(Membership.objects.values_list("person", flat=True)) == {sara.pk, nima.pk}


def test_two_who_write_to_one_another_find_one_conversation(sara: Person, nima: Person) -> None:
    first = lambda: actions.start_direct(actor=sara, person=nima, at=NOON)  # noqa: E731
    second = lambda: actions.start_direct(actor=nima, person=sara, at=NOON)  # noqa: E731
    assert at_once(first, second) == ["done"] * 2
    assert Conversation.objects.count() == 1
