"""Mails that go out: once, with the address that answers them; what becomes of those that do not arrive."""

import os
import signal
import smtplib
import subprocess
import sys
from datetime import timedelta
from email.utils import parseaddr
from pathlib import Path

import pytest
from django.core import mail as outgoing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from hamsoo.commitments import actions as promises
from hamsoo.commitments.models import SentAnyway
from hamsoo.commitments.rules import Claim, Contradicts
from hamsoo.interactions import actions, outbox, rules
from hamsoo.interactions.addressing import key_in
from hamsoo.interactions.models import Correspondence, Interaction
from hamsoo.interactions.tests.mails import HELP, MINA, PROVEN, mail, mailbox, texts
from hamsoo.kernel.errors import Invalid, NotAllowed, NotFound
from hamsoo.ledger import runner
from hamsoo.ledger.models import Entry
from hamsoo.notices.models import InboxItem
from hamsoo.notices.tests.mailbox import mail_server
from hamsoo.threads import actions as threads
from tests.world import NOON

ROOT = Path(__file__).resolve().parents[3]
LATER = NOON + timedelta(hours=1)


@pytest.fixture
def found(world) -> Correspondence:
    mailbox(world, signature_en="Support", greeting_en="Dear {name},", acknowledges=False)
    taken = actions.receive_mail(raw=mail(), at=NOON)
    assert taken is not None
    return taken.correspondence


def write(sara, found, text="Tomorrow.", **words) -> Interaction:
    return actions.send(actor=sara, correspondence=found, text=text, at=LATER, **words)


def state(sent: Interaction) -> str:
    sent.refresh_from_db()
    return sent.delivery


def test_a_mail_goes_out_in_the_name_of_its_mailbox(sara, found):
    file = threads.upload(actor=sara, file=SimpleUploadedFile("offer.pdf", b"%PDF-1"), at=NOON)
    sent = write(sara, found, "See “offer”.", cc=["Ali@x.example", MINA], attachment_ids=[file.pk])
    assert state(sent) == "waiting"
    for _twice in range(2):
        outbox.send(interaction_id=sent.pk, at=LATER)
    [one] = outgoing.outbox
    message = one.message()
    assert (one.to, one.cc, message["Subject"]) == ([MINA], ["ali@x.example"], "Re: Order 1234")
    assert parseaddr(message["From"]) == ("Support", HELP)
    # What comes back comes to the key of who it was sent to, as answers do.
    key = key_in(message["Reply-To"], mailbox=HELP)
    assert key is not None
    assert (key.correspondence_id, key.was_given_to(MINA), one.from_email) == (found.pk, True, message["Reply-To"])
    assert (message["In-Reply-To"], message["References"]) == ("<1@customer.example>", "<1@customer.example>")
    assert (message["Message-ID"], message["Auto-Submitted"]) == (sent.message_id, None)
    assert one.body == "Dear Mina,\n\nSee “offer”.\n\n-- \nSupport\n"
    assert [(name, content) for name, content, _kind in one.attachments] == [("offer.pdf", b"%PDF-1")]
    assert state(sent) == "sent"


def test_who_may_not_write_writes_nothing(sara, nima, found):
    actions.place(correspondence=found, space_ids=[], at=NOON)
    for somebody in (sara, nima):
        with pytest.raises(NotFound):
            write(somebody, found)
    for text in ("", " \x00 ", "x" * (rules.LONGEST + 1)):
        with pytest.raises((Invalid, NotFound)):
            write(sara, found, text)
    assert not Interaction.objects.filter(direction="out").exists()


def test_a_header_takes_no_line_of_its_own(sara, found):
    sent = write(sara, found, subject="Hello\r\nBcc: eve@evil.example")
    outbox.send(interaction_id=sent.pk, at=LATER)
    assert outgoing.outbox[0].message()["Subject"] == "Hello Bcc: eve@evil.example"
    for bad in ("x@y.example\nBcc: z@y.example", "no address", "a@b"):
        with pytest.raises(Invalid):
            write(sara, found, cc=[bad])


def test_what_goes_against_a_promise_is_sent_only_by_who_has_seen_it(sara, nima, found):
    record = found.record
    promises.commit(actor=nima, record=record, claim=Claim("continued", "contract"), text="It goes on", at=NOON)
    Correspondence.objects.filter(pk=found.pk).update(language="en")
    with pytest.raises(Contradicts) as refusal:
        write(sara, found, "Your contract is cancelled.")
    assert texts(found) == ["My order is late."]
    keys = refusal.value.draft.keys
    sent = write(sara, found, "Your contract is cancelled.", seen=keys, reason="They asked for it")
    assert SentAnyway.objects.get().source_id == sent.pk


REFUSALS = {
    "for good": (smtplib.SMTPRecipientsRefused({MINA: (550, b"no such user")}), "refused", False),
    "for now": (smtplib.SMTPRecipientsRefused({MINA: (450, b"later")}), "waiting", True),
    "the text": (smtplib.SMTPDataError(554, b"spam"), "refused", False),
    "cut off": (smtplib.SMTPServerDisconnected("gone"), "doubtful", False),
}


@pytest.mark.parametrize("kind", REFUSALS)
def test_what_a_server_says_is_kept_and_a_cut_is_in_doubt(sara, found, kind, monkeypatch):
    error, delivery, is_again = REFUSALS[kind]
    sent = write(sara, found)

    def refuse(_backend: object, _messages: object) -> int:
        raise error

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)
    if is_again:
        with pytest.raises(outbox.NotTaken):
            outbox.send(interaction_id=sent.pk, at=LATER)
    else:
        outbox.send(interaction_id=sent.pk, at=LATER)
    assert state(sent) == delivery
    # Its author is told of what certainly did not arrive.
    runner.settle()
    told = InboxItem.objects.filter(person=sara, kind="delivery").count()
    assert told == (1 if delivery == "refused" else 0)


def bounce(to: str, message_id: str, recipient: str = MINA, action: str = "failed") -> bytes:
    return (
        f"From: MAILER-DAEMON@mx.example\r\nTo: {to}\r\nMessage-ID: <b@mx.example>\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n"
        f"Final-Recipient: rfc822; {recipient}\r\nAction: {action}\r\nStatus: 5.1.1\r\n\r\n"
        f"--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: {message_id}\r\n\r\n--b--\r\n"
    ).encode()


def test_what_comes_back_is_marked_once_and_a_report_of_anybody_is_not(sara, found):
    sent = write(sara, found)
    outbox.send(interaction_id=sent.pk, at=LATER)
    key = outgoing.outbox[0].from_email
    for raw in (
        bounce(HELP, "<no@x>"),
        bounce(HELP, sent.message_id, recipient="x@y.example"),
        bounce(key, sent.message_id, action="delayed"),
        bounce(HELP.replace("help", "help+" + "a" * 40), "<no@x>"),
    ):
        actions.receive_mail(raw=raw, at=LATER)
        assert state(sent) == "sent"
    for _twice in range(2):
        # One that names no mail comes to the key that only this mail carried.
        actions.receive_mail(raw=bounce(key, ""), at=LATER)
    assert (state(sent), sent.delivery_error) == ("bounced", "5.1.1")
    assert Entry.objects.filter(name="interactions.DeliveryFailed").count() == 1
    assert not Interaction.objects.filter(direction="in", address="mailer-daemon@mx.example").exists()


def test_a_first_mail_is_acknowledged_once_a_day_without_a_word_of_its_writer(world, settings):
    mailbox(world)
    for number in range(3):
        actions.receive_mail(raw=mail("Buy <b>now</b>", Message_ID=f"<{number}@x>", Subject="Buy now"), at=NOON)
    [told] = Interaction.objects.filter(direction="out")
    outbox.send(interaction_id=told.pk, at=NOON)
    [one] = outgoing.outbox
    message = one.message()
    assert (one.to, message["Auto-Submitted"], message["Precedence"]) == ([MINA], "auto-replied", "auto_reply")
    assert "now" not in f"{message['Subject']}{one.body}".lower()
    # Its own answer by itself is answered by nobody.
    again = mail(to=message["Reply-To"], Message_ID="<auto@x>", Auto_Submitted="auto-replied")
    assert actions.receive_mail(raw=again, at=NOON).correspondence == told.correspondence
    actions.receive_mail(raw=mail(Message_ID="<list@x>", Precedence="bulk", sender="l@customer.example"), at=NOON)
    # Who is not proven gets none: it may be another's address.
    actions.receive_mail(raw=mail(Message_ID="<forged@x>", proof="", sender="victim@other.example"), at=NOON)
    assert Interaction.objects.filter(direction="out").count() == 1
    actions.receive_mail(raw=mail(Message_ID="<next@x>"), at=NOON + timedelta(days=2))
    assert Interaction.objects.filter(direction="out").count() == 2


def test_so_many_are_acknowledged_an_hour(world, monkeypatch):
    monkeypatch.setattr("hamsoo.interactions.actions.acknowledging.MOST_AN_HOUR", 2)
    mailbox(world)
    for number in range(4):
        sender = f"p{number}@customer.example"
        actions.receive_mail(raw=mail(sender=sender, Message_ID=f"<{number}@x>", proof=PROVEN), at=NOON)
    assert Interaction.objects.filter(direction="out").count() == 2


def test_calls_and_first_mails_need_the_right_to_write(world, sara, nima, found):
    record = found.record
    call = {"channel": "phone", "direction": "out", "text": "Called back", "minutes": 3, "happened_at": NOON, "at": LATER}
    made = actions.log(actor=sara, record=record, **call)
    assert (made.at, made.recorded_at, made.delivery) == (NOON, LATER, "")
    assert actions.log(actor=sara, record=record, correspondence=found, **call).correspondence == found
    for wrong in ({"happened_at": LATER + timedelta(seconds=1)}, {"minutes": -1}, {"channel": "mail"}, {"text": ""}):
        with pytest.raises(Invalid):
            actions.log(actor=sara, record=record, **{**call, **wrong})
    first = {"record": record, "unit": world.service, "subject": "Offer", "address": MINA, "text": "Hello", "at": LATER}
    with pytest.raises(NotAllowed):
        actions.begin(actor=nima, **first)
    with pytest.raises(rules.NoMailbox):
        actions.begin(actor=nima, **{**first, "unit": world.finance})
    assert actions.begin(actor=sara, client_id="c", **first) == actions.begin(actor=sara, client_id="c", **first)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("when", "after_kill", "then", "mails"), [("written", 0, "sent", 1), ("handed", 0, "doubtful", 0), ("taken", 1, "doubtful", 1)]
)
def test_a_worker_that_is_killed_neither_loses_a_mail_nor_doubles_it(transactional_db, sara, found, when, after_kill, then, mails):
    sent = write(sara, found)
    with mail_server() as (box, port):
        known = connection.settings_dict
        url = f"postgresql:///{known['NAME']}?host={known['HOST']}&port={known['PORT']}&user={known['USER']}&password={known['PASSWORD']}"
        environ = {**os.environ, "HAMSOO_DATABASE_URL": url, "PYTHONPATH": str(ROOT), "HAMSOO_EMAIL_URL": f"smtp://127.0.0.1:{port}"}
        command = [sys.executable, "-m", "hamsoo.interactions.tests.send_then_die", str(sent.pk), when]
        with subprocess.Popen(command, env=environ, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "here\n"
            process.send_signal(signal.SIGKILL)
        assert len(box.mails) == after_kill
        outbox.send(interaction_id=sent.pk, at=NOON + timedelta(minutes=10))
        assert (state(sent), len(box.mails)) == (then, mails)
        if then == "doubtful":
            actions.try_again(actor=sara, interaction=sent)
            outbox.send(interaction_id=sent.pk, at=NOON + timedelta(minutes=11))
            assert state(sent) == "sent"
        assert {one["Message-ID"] for one in box.mails} == {sent.message_id}
