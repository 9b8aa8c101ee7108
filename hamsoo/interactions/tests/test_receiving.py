"""Mails that come in: what each becomes, whose it is, where it belongs, and that it is taken once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier

import pytest
from django.conf import settings as known_settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.urls import reverse

from hamsoo.cases.models import Case
from hamsoo.identity.models import SourceRecord
from hamsoo.identity.tests.records import make_system
from hamsoo.identity.tests.records import send as send_records
from hamsoo.interactions import actions, queries
from hamsoo.interactions.addressing import key_in, reply_address
from hamsoo.interactions.models import Correspondence, Interaction
from hamsoo.interactions.tests.mails import HELP, MINA, PROVEN, mail, mailbox, texts, with_file
from hamsoo.kernel.errors import NotAllowed, NotFound
from hamsoo.kernel.mail.reading import Ignored, Refused
from hamsoo.ledger.models import Entry
from hamsoo.ledger.runner import settle
from hamsoo.threads.models import Attachment
from hamsoo.threads.queries import attachment
from tests.world import NOON

LATER = NOON + timedelta(hours=2)


def come(raw: bytes, *, envelope: tuple[str, ...] = (), at: datetime = NOON) -> Interaction:
    taken = actions.receive_mail(raw=raw, envelope=envelope, at=at)
    assert taken is not None
    return taken


def facts(name: str) -> int:
    return Entry.objects.filter(name=f"interactions.{name}").count()


def test_a_first_mail_begins_a_correspondence_with_who_is_proven_to_have_written_it(world, sara, nima):
    box = mailbox(world)
    taken = come(mail("My order is late.\n> old", Date="Sat, 21 Nov 2099 12:00:00 +0000", Cc="ali@x.example"))
    found = taken.correspondence
    assert (found.mailbox, found.unit, found.subject, found.contact_address) == (box, world.service, "Order 1234", MINA)
    assert (taken.text, taken.quoted, taken.direction, taken.channel) == ("My order is late.", "> old", "in", "mail")
    # What it says of its time is kept, and moves nothing.
    assert (taken.at, taken.said_at) == (NOON, datetime(2099, 11, 21, 12, tzinfo=UTC))
    assert taken.recipients == {"to": [HELP], "cc": ["ali@x.example"]}
    assert (taken.is_proven, taken.authentication["dmarc"]) == (True, "pass")
    assert found.record is not None
    assert (found.record.system.code, found.record.key, found.record.name) == ("mail", MINA, "Mina")
    assert facts("InteractionReceived") == 1
    # It stands where the department and where the customer are read: that one of mails everybody reads.
    assert [Correspondence.objects.visible_to(one).count() for one in (sara, nima)] == [1, 1]


@pytest.mark.parametrize("proof", ["", "mx.evil.example; dmarc=pass header.from=customer.example", PROVEN.replace("pass", "fail")])
def test_who_is_not_proven_is_no_customer_and_only_the_department_reads_it(world, sara, nima, proof):
    mailbox(world)
    send_records(make_system("crm", world.organisation), {"key": "1", "full_name": "Mina", "email": MINA}, entity="person")
    taken = come(mail(proof=proof))
    assert taken.correspondence.record is None
    assert SourceRecord.objects.count() == 1
    assert [Correspondence.objects.visible_to(one).count() for one in (sara, nima)] == [1, 0]
    assert not Interaction.objects.filter(direction="out").exists()


def test_a_colleague_says_who_it_is(world, sara, nima):
    mailbox(world)
    [record] = send_records(make_system("crm", world.organisation), {"key": "1", "full_name": "Mina", "email": MINA}, entity="person")
    found = come(mail(proof="")).correspondence
    with pytest.raises(NotFound):
        actions.join(actor=nima, correspondence=found, record=record, at=LATER)
    for _twice in range(2):
        assert actions.join(actor=sara, correspondence=found, record=record, at=LATER).record == record
    assert facts("CorrespondenceJoined") == 1
    assert Correspondence.objects.visible_to(nima).count() == 1


def test_taking_a_mail_in_costs_what_it_costs(world, django_assert_num_queries):
    mailbox(world, acknowledges=False)
    send_records(make_system("crm", world.organisation), {"key": "1", "full_name": "Mina", "email": MINA}, entity="person")
    raw = mail()
    with django_assert_num_queries(14):
        come(raw)


def test_a_known_address_is_its_customer_and_one_of_several_customers_is_nobody(world):
    mailbox(world)
    crm = make_system("crm", world.organisation)
    [record] = send_records(crm, {"key": "1", "full_name": "Mina", "email": MINA}, entity="person")
    assert come(mail()).correspondence.record == record
    send_records(crm, {"key": "2", "full_name": "Ali", "email": MINA, "birth_date": "1990-01-01"}, entity="person")
    assert come(mail(Message_ID="<2@customer.example>")).correspondence.record is None


def test_the_same_mail_is_taken_once_and_nobody_keeps_another_s_out(world):
    mailbox(world)
    first = come(mail())
    assert come(mail(Received="again")) == first
    assert (Interaction.objects.filter(direction="in").count(), facts("InteractionReceived")) == (1, 1)
    other = come(mail(sender="eve@evil.example", proof=""))
    assert other != first
    assert come(mail("Another.")) not in (first, other)
    assert come(mail(Message_ID="", Subject="x")) == come(mail(Message_ID="", Subject="x"))


def answered(world, sara) -> tuple[Correspondence, str, Interaction]:
    """Have a mail answered; return the correspondence, the address that answers it, and the answer."""
    found = come(mail()).correspondence
    written = actions.send(actor=sara, correspondence=found, text="Tomorrow.", cc=["ali@x.example"], at=LATER)
    return found, reply_address(mailbox=HELP, correspondence_id=found.pk, to=MINA, at=LATER), written


def test_an_answer_goes_on_by_the_key_that_its_writer_was_given(world, sara):
    mailbox(world)
    found, key, _written = answered(world, sara)
    come(mail("Thanks.", to=key, Subject="Quite other", Message_ID="<2@x>"), at=LATER)
    # The envelope alone may say it, and a copy may answer to where we have written.
    come(mail("By server.", Message_ID="<3@x>"), envelope=(key,), at=LATER)
    come(mail("I too.", sender="ali@x.example", to=key, proof="", Message_ID="<4@x>"), at=LATER)
    assert texts(found) == ["My order is late.", "Tomorrow.", "Thanks.", "By server.", "I too."]
    found.refresh_from_db()
    assert found.last_at == LATER


STRANGERS = {
    "a key somebody handed on": {"sender": "eve@evil.example", "proof": ""},
    "a forged sender": {"proof": PROVEN.replace("pass", "fail")},
    "a broken key": {"key": "broken"},
    "a key that is over": {"key": "old"},
    "the subject alone": {"key": "none"},
}


@pytest.mark.parametrize("kind", STRANGERS)
def test_nobody_else_gets_into_a_correspondence(world, sara, kind):
    mailbox(world)
    mailbox(world, "sales@rayan.example")
    found, key, written = answered(world, sara)
    given = dict(STRANGERS[kind])
    wrong = {
        "broken": key.replace(key[10], "z" if key[10] != "z" else "y", 1),
        "old": reply_address(mailbox=HELP, correspondence_id=found.pk, to=MINA, at=NOON - timedelta(days=400)),
        "none": HELP,
    }
    to = wrong.get(given.pop("key", ""), key)
    taken = come(mail("Let me in.", to=to, Subject="Re: Order 1234", Message_ID="<9@x>", **given), at=LATER)
    assert taken.correspondence != found
    assert texts(found) == ["My order is late.", "Tomorrow."]
    del written


def test_without_a_key_an_answer_is_known_by_the_mail_that_it_answers_to_whom_that_went(world, sara):
    mailbox(world)
    found, _key, written = answered(world, sara)
    come(mail("Thanks.", Message_ID="<2@x>", References=f"<0@x> {written.message_id}"), at=LATER)
    assert texts(found)[-1] == "Thanks."
    other = come(mail("Hm.", sender="eve@evil.example", proof="", Message_ID="<3@x>", In_Reply_To=written.message_id), at=LATER)
    assert other.correspondence != found


def test_a_colleague_s_address_on_a_mail_makes_nobody_a_colleague(world, sara):
    mailbox(world)
    taken = come(mail(sender="Sara <sara@rayanpayam.example>", proof=""))
    assert (taken.person, taken.direction, taken.correspondence.record) == (None, "in", None)


def test_what_goes_to_nobody_and_what_comes_round_is_not_taken(world):
    mailbox(world)
    mailbox(world, "sales@rayan.example")
    mailbox(world, "closed@rayan.example", is_active=False)
    for to in ("nobody@rayan.example", "closed@rayan.example", "helpx@rayan.example"):
        with pytest.raises(Refused):
            come(mail(to=to))
    with pytest.raises(Ignored):
        come(mail(sender="sales@rayan.example"))
    assert not Correspondence.objects.exists()


def test_machines_are_kept_and_make_no_customer(world):
    mailbox(world)
    taken = come(mail(Auto_Submitted="auto-replied"))
    assert (taken.is_automatic, taken.correspondence.record) == (True, None)
    [entry] = Entry.objects.filter(name="interactions.InteractionReceived")
    assert (entry.payload["is_automatic"], entry.payload["begins"]) == (True, True)


KINDS = {
    "list": {"List_Id": "<news.shop.example>"},
    "machine": {"Auto_Submitted": "auto-generated"},
    "answer": {"Auto_Submitted": "auto-replied"},
}


@pytest.mark.parametrize("kind", KINDS)
def test_what_no_person_wrote_is_laid_aside_until_it_is_wanted(world, sara, nima, browse, kind):
    mailbox(world)
    found = come(mail(**KINDS[kind])).correspondence
    client, page = browse(sara), reverse("interactions:laid_aside")
    settle()
    assert ("Order 1234" in client.get(page).content.decode(), "Order 1234" in browse(nima).get(page).content.decode()) == (True, False)
    assert (found.sifted, Case.objects.count()) == (kind, 0)
    want = reverse("interactions:want", args=[found.pk])
    assert browse(nima).post(want).status_code == 404
    for _twice in range(2):
        assert client.post(want).status_code == 303
    settle()
    assert (facts("CorrespondenceWanted"), Case.objects.get().correspondence) == (1, found)
    assert "Order 1234" not in client.get(page).content.decode()
    # What the same address writes from then on is wanted too, but for what answers by itself; and nobody is answered by a machine.
    again = come(mail("Another.", Message_ID="<2@x>", **KINDS[kind]), at=LATER)
    assert (again.correspondence.sifted, again.is_automatic) == (("answer", True) if kind == "answer" else ("wanted", False))
    forged = come(mail("Another.", Message_ID="<3@x>", proof="", **KINDS[kind]), at=LATER)
    assert forged.correspondence.sifted == kind
    assert not Interaction.objects.filter(direction="out").exists()


FILES = {"offer.pdf": (b"%PDF-1.4", True), "run.pdf": (b"MZ\x90", False), "empty.txt": (b"", False), "b\u200bgpj.exe": (b"MZ\x90", True)}


@pytest.mark.parametrize("name", FILES)
def test_files_are_kept_as_what_they_are_or_named(world, sara, nima, name):
    mailbox(world)
    content, is_kept = FILES[name]
    taken = come(with_file(name, content))
    kept = list(Attachment.objects.all())
    assert (len(kept), len(taken.left_out)) == ((1, 0) if is_kept else (0, 1))
    if is_kept:
        assert (kept[0].uploader, kept[0].name) == (None, name.replace("\u200b", ""))
        assert attachment(person=sara, pk=kept[0].pk) == kept[0]
        with pytest.raises(NotFound):
            attachment(person=nima, pk=kept[0].pk)


def test_a_mail_as_it_came_is_kept_for_a_while(world):
    mailbox(world)
    taken = come(mail())
    with default_storage.open(taken.stored_as) as stored:
        assert b"My order is late." in stored.read()
    assert actions.drop_raw(at=NOON + timedelta(days=known_settings.MAIL_KEPT_DAYS)) == 0
    name = taken.stored_as
    assert actions.drop_raw(at=NOON + timedelta(days=known_settings.MAIL_KEPT_DAYS, seconds=1)) == 1
    taken.refresh_from_db()
    assert (taken.raw_key, taken.text) == ("", "My order is late.")
    assert name


def test_what_is_left_of_a_mail_that_failed_half_way_is_dropped_after_a_day(world, settings):
    mailbox(world)
    assert actions.drop_strays(at=NOON) == 0
    taken = come(mail())
    stray = default_storage.save("mail/ab/abcd", ContentFile(b"half"))
    now = default_storage.get_modified_time(stray)
    assert actions.drop_strays(at=now + timedelta(hours=23)) == 0
    assert actions.drop_strays(at=now + timedelta(hours=25)) == 1
    assert (default_storage.exists(stray), default_storage.exists(taken.stored_as)) == (False, True)


@pytest.mark.django_db(transaction=True)
def test_who_is_forgotten_leaves_no_mail_and_no_file(transactional_db, world, admin):
    from hamsoo.identity import actions as identity  # noqa: PLC0415
    from hamsoo.spaces.models import Placement  # noqa: PLC0415

    mailbox(world)
    taken = come(with_file("offer.pdf", b"%PDF-1.4", Authentication_Results=PROVEN))
    come(mail(proof="", Message_ID="<7@x>"), at=LATER)
    folder = Path(known_settings.MEDIA_ROOT)
    assert len([path for path in folder.rglob("*") if path.is_file()]) == 3
    identity.forget_records(actor=admin, records=[taken.correspondence.record], at=LATER)
    assert not [path for path in folder.rglob("*") if path.is_file()]
    assert not Correspondence.objects.exists()
    assert not Placement.objects.filter(type="correspondence").exists()
    # Their address alone makes no record again.
    assert come(mail(Message_ID="<8@x>"), at=LATER).correspondence.record is None


def test_a_key_says_what_it_was_given_for():
    address = reply_address(mailbox=HELP, correspondence_id=2**40, to=MINA, at=NOON)
    key = key_in(address.upper(), mailbox=HELP)
    assert key is not None
    assert (key.correspondence_id, key.was_given_to(MINA), key.was_given_to("x@y.example")) == (2**40, True, False)
    assert len(address.partition("@")[0]) <= 64


@pytest.mark.django_db(transaction=True)
def test_of_the_same_mail_at_the_same_moment_one_is_taken(transactional_db, world):
    mailbox(world)
    raw, start = mail(), Barrier(3)

    def take(_number: int) -> int:
        start.wait()
        try:
            return come(raw).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        assert len(set(pool.map(take, range(3)))) == 1
    assert (Interaction.objects.filter(direction="in").count(), facts("InteractionReceived")) == (1, 1)


def test_what_other_systems_hand_over_is_taken_once_by_its_key(world, sara, nima):
    from hamsoo.ledger.actors import SYSTEM  # noqa: PLC0415

    given = {"channel": "api", "text": "سلام\x00", "name": "Mina", "address": MINA, "key": "a1", "at": NOON}
    first = actions.receive(actor=SYSTEM, unit=world.service, **given)
    assert actions.receive(actor=SYSTEM, unit=world.service, **given) == first
    assert (first.text, first.correspondence.record, facts("InteractionReceived")) == ("سلام", None, 1)
    again = actions.receive(actor=SYSTEM, correspondence=first.correspondence, **{**given, "key": "a2"})
    assert again.correspondence == first.correspondence
    with pytest.raises(NotAllowed):
        actions.receive(actor=nima, correspondence=first.correspondence, **{**given, "key": "a3"})
    assert [one.interaction.text for one in queries.of(person=sara, correspondence=first.correspondence).contacts] == ["سلام", "سلام"]
