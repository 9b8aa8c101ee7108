"""Answers by mail: for whom the address was made, from their own address, while they may; once; and what refuses says why."""

import smtplib
import socket
from datetime import timedelta

import pytest
from django.core import mail as sent
from django.test import override_settings
from django.utils import translation
from freezegun import freeze_time

from hamsoo.kernel.errors import DomainError, NotFound
from hamsoo.ledger.models import Entry
from hamsoo.notices import actions, incoming
from hamsoo.notices.models import InboxItem, IncomingMail
from hamsoo.notices.replying import VALID, address_for, key_in
from hamsoo.notices.tests.test_at_once import _ask, _mention, _round
from hamsoo.notices.tests.test_incoming import mail
from hamsoo.site import mail_in
from hamsoo.social.models import Post
from hamsoo.spaces import actions as spaces
from hamsoo.threads import actions as threads
from hamsoo.threads.models import Comment
from tests.world import NOON

LATER = NOON + timedelta(hours=1)


@pytest.fixture(autouse=True)
def answered_here():
    with override_settings(REPLY_ADDRESS="reply@hamsoo.example.ir"), translation.override("en"):
        yield


def told(sara, reza, space) -> str:
    """Let Sara be told by mail that Reza named her; return the address that answers."""
    actions.choose(actor=sara, at=NOON, kinds={"mention": "mail"})
    _mention(reza, sara, space)
    _round()
    (message,) = sent.outbox
    assert "Write your answer above this line" in message.body
    return message.reply_to[0]


def take(
    to: str, text="Yes, I do.\n\nOn Saturday Hamsoo <h@x.example> wrote:\n> look", at=LATER, sender="sara@rayanpayam.example", **headers
):
    return actions.take_answer(raw=mail(text, to=to, sender=sender, **headers).as_bytes(), at=at)


def test_an_answer_becomes_a_comment_once(sara, reza, world):
    address = told(sara, reza, world.organisation)
    made = Comment.objects.get(pk=take(address).id)
    assert (made.author, made.body, made.target) == (sara, "Yes, I do.", Post.objects.get().ref)
    assert Entry.objects.get(name="threads.CommentAdded").channel == "mail"
    assert take(address) is None
    assert take(address.upper()) is None
    assert Comment.objects.count() == 1


def test_an_answer_to_a_comment_joins_its_thread(sara, reza, world):
    actions.choose(actor=sara, at=NOON, kinds={"reply": "mail", "comment": "mail", "mention": "now"})
    _mention(reza, sara, world.organisation)
    post = Post.objects.get()
    threads.comment(actor=sara, target=post.ref, body="First", at=NOON)
    first = Comment.objects.get()
    threads.comment(actor=reza, target=post.ref, body="Second", parent_id=first.pk, at=NOON)
    _round()
    made = take(sent.outbox[-1].reply_to[0])
    assert Comment.objects.get(pk=made.id).parent_id == first.pk


def test_only_whom_the_address_was_made_for_answers(sara, reza, world):
    address = told(sara, reza, world.organisation)
    for sender in ("reza@rayanpayam.example", "stranger@x.example", "sara@rayanpayam.example.evil.example"):
        with pytest.raises(incoming.Refused, match="somebody else"):
            take(address, sender=sender)
    assert not Comment.objects.exists()
    assert not IncomingMail.objects.exists()


def test_no_letter_of_an_address_can_be_changed(sara, reza, world):
    address = told(sara, reza, world.organisation)
    name, _at, host = address.partition("@")
    for place in range(len("reply+"), len(name)):
        forged = f"{name[:place]}{'a' if name[place] != 'a' else 'b'}{name[place + 1 :]}@{host}"
        assert key_in(forged) is None
    for wrong in (f"{name}@other.example", f"reply@{host}", f"reply+@{host}", "", "@", f"{name}a@{host}", f"reply+{'é' * 40}@{host}"):
        assert key_in(wrong) is None
    assert len(name) <= 64
    with override_settings(SECRET_KEY="another"):
        assert key_in(address) is None
    with pytest.raises(incoming.Refused, match="No mail goes"):
        take(f"reply@{host}")


def test_an_address_ends(sara, reza, world):
    address = told(sara, reza, world.organisation)
    with pytest.raises(incoming.Refused, match="too long ago"):
        take(address, at=NOON + VALID + timedelta(days=2))
    assert take(address, at=NOON + VALID) is not None


def test_who_may_not_see_it_any_more_answers_nothing(sara, reza):
    group = spaces.create_group(actor=reza, name_fa="راز", policy="secret", at=NOON)
    spaces.add_member(actor=reza, space=group, person=sara, at=NOON)
    address = told(sara, reza, group)
    spaces.remove_member(actor=reza, space=group, person=sara, at=NOON)
    with pytest.raises(NotFound):
        take(address)
    assert not Comment.objects.exists()
    assert not IncomingMail.objects.exists()


def test_somebody_else_s_fact_cannot_be_answered_even_with_a_key(sara, reza, nima, world):
    told(sara, reza, world.organisation)
    entry = InboxItem.objects.get(person=sara).entry_id
    address = address_for(person_id=nima.pk, entry_id=entry, at=NOON)
    with pytest.raises(NotFound):
        take(address, sender="nima@rayanpayam.example")


@pytest.mark.parametrize("text", ["", "  \n", "> only quoted", "On Saturday Hamsoo <h@x.example> wrote:\n> look", "x" * 20_000])
def test_nothing_and_too_much_are_refused(sara, reza, world, text):
    address = told(sara, reza, world.organisation)
    with pytest.raises(DomainError):
        take(address, text)
    assert (Comment.objects.exists(), IncomingMail.objects.exists()) == (False, False)


def test_machines_are_not_answered(sara, reza, world):
    address = told(sara, reza, world.organisation)
    assert mail_in.taken(mail(to=address, sender="sara@rayanpayam.example", Auto_Submitted="auto-replied").as_bytes(), ()) == mail_in.Said()
    ours = sent.outbox[0].message()
    ours.replace_header("To", address)
    assert mail_in.taken(ours.as_bytes(), ()) == mail_in.Said()
    assert not Comment.objects.exists()


def test_several_notices_and_what_has_no_comments_have_no_address(sara, reza, world):
    _ask(reza, sara)
    _ask(reza, sara, "Who pays?")
    _round()
    assert [message.reply_to for message in sent.outbox] == [[]]
    with override_settings(REPLY_ADDRESS=""):
        assert address_for(person_id=1, entry_id=1, at=NOON) == ""
        assert key_in("reply+abc@hamsoo.example.ir") is None


@pytest.mark.django_db(transaction=True)
def test_a_mail_server_hands_answers_over(sara, reza, world):
    address = told(sara, reza, world.organisation)
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    with override_settings(MAIL_IN_PORT=port):
        receiver = mail_in.receiver()
    receiver.start()
    try:
        with freeze_time(LATER, ignore=["asyncio"]), smtplib.LMTP("127.0.0.1", port) as server:
            server.send_message(mail("By server.", to="undisclosed@x.example", sender="sara@rayanpayam.example"), to_addrs=[address])
            with pytest.raises(smtplib.SMTPDataError, match="somebody else"):
                server.send_message(mail("No.", to=address, sender="nima@rayanpayam.example"), to_addrs=[address])
    finally:
        receiver.stop()
    assert [comment.body for comment in Comment.objects.all()] == ["By server."]


def test_without_a_port_there_is_no_server():
    with override_settings(MAIL_IN_PORT=0):
        assert mail_in.receiver() is None
