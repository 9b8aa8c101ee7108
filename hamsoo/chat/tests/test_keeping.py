"""How long messages are kept."""

from datetime import timedelta
from uuid import uuid4

import pytest

from hamsoo.chat import actions
from hamsoo.chat.models import Conversation, Message
from hamsoo.kernel import deadlines
from hamsoo.kernel.errors import Invalid, NotAllowed, NotFound
from hamsoo.ledger.models import Entry
from hamsoo.people.models import Person
from hamsoo.threads.models import Reaction
from tests.world import NOON

DAY = timedelta(days=1)


def said(talk: Conversation, who: Person, day: int, root: Message | None = None) -> Message:
    body = f"day {day}"
    return actions.send(
        actor=who, conversation_id=talk.pk, body=body, client_id=uuid4(), at=NOON + day * DAY, root_id=root and root.pk
    ).message


def test_what_was_kept_long_enough_goes_and_is_noted(admin: Person, sara: Person, nima: Person) -> None:
    talk = actions.start_direct(actor=sara, person=nima, at=NOON)
    root = said(talk, sara, 0)
    old, answer, new = said(talk, sara, 1), said(talk, nima, 8, root), said(talk, sara, 9)
    for one in (old, new):
        actions.react(actor=nima, message_id=one.pk, kind="like", at=NOON + 9 * DAY)
    actions.set_keeping(actor=admin, days=5, at=NOON + 10 * DAY)
    assert deadlines.scan(at=NOON + 10 * DAY) == 1
    # The question stays where a younger answer hangs on it, without its words.
    assert [(one.pk, one.body) for one in Message.objects.order_by("number")] == [(root.pk, ""), (answer.pk, "day 8"), (new.pk, "day 9")]
    assert [one.target_id for one in Reaction.objects.all()] == [new.pk]
    fact = Entry.objects.get(name="chat.MessagesExpired")
    assert fact.payload == {"conversation_id": talk.pk, "until_number": 2, "message_ids": [root.pk, old.pk]}
    assert Conversation.objects.get(pk=talk.pk).gone_number == 2
    # Nothing is said when there is nothing to remove; then, a day after, the last ones go, and the question with its answer.
    assert deadlines.scan(at=NOON + 11 * DAY) == 1
    assert Entry.objects.filter(name="chat.MessagesExpired").count() == 1
    assert deadlines.scan(at=NOON + 20 * DAY) == 1
    assert Message.objects.count() == 0


def test_one_conversation_has_a_limit_of_its_own(admin: Person, sara: Person, nima: Person, reza: Person) -> None:
    talk, other = actions.start_direct(actor=sara, person=nima, at=NOON), actions.start_direct(actor=sara, person=reza, at=NOON)
    said(talk, sara, 0)
    kept = said(other, sara, 0)
    actions.set_keeping(actor=admin, days=3, conversation_id=talk.pk, at=NOON + 4 * DAY)
    deadlines.scan(at=NOON + 4 * DAY)
    assert list(Message.objects.all()) == [kept]


def test_only_administrators_choose_and_not_less_than_a_day(admin: Person, sara: Person) -> None:
    with pytest.raises(NotAllowed):
        actions.set_keeping(actor=sara, days=5, at=NOON)
    with pytest.raises(Invalid):
        actions.set_keeping(actor=admin, days=0, at=NOON)
    with pytest.raises(NotFound):
        actions.set_keeping(actor=admin, days=5, conversation_id=99, at=NOON)
    assert not Entry.objects.filter(name="chat.KeepingSet").exists()
