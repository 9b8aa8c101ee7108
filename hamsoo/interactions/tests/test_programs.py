"""Contacts that programs hand over: by the API, by signed calls of other systems, out of a mailbox, and by a mail server."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from freezegun import freeze_time

from hamsoo.identity.tests.records import make_system
from hamsoo.identity.tests.records import send as send_records
from hamsoo.interactions import actions, fetching, hooks
from hamsoo.interactions.models import Correspondence, Interaction
from hamsoo.interactions.tests.mails import HELP, MINA, mail, mailbox
from hamsoo.kernel.mail.imap import Fetched
from hamsoo.kernel.tests.dovecot import dovecot
from hamsoo.site import mail_in
from hamsoo.spaces import actions as spaces
from hamsoo.spaces.models import Level
from tests.world import NOON

__all__ = ["dovecot"]


def call(client, path: str, **words):
    return client.post(f"/api/v1/{path}", json.dumps(words), content_type="application/json")


def test_programs_hand_over_note_and_write_as_their_caller_may(world, sara, nima, browse):
    mailbox(world)
    crm = make_system("crm", spaces.ensure_unit_space(unit=world.service, at=NOON))
    [record] = send_records(crm, {"key": "1", "full_name": "Mina", "email": MINA}, entity="person")
    client = browse(sara)
    said = {"key": "a1", "unit": "service", "text": "Late", "address": MINA, "name": "Mina", "subject": "Order"}
    first = call(client, "contacts", **said)
    assert (first.status_code, call(client, "contacts", **said).json()["id"]) == (201, first.json()["id"])
    assert call(client, "contacts", **said, is_proven=True).status_code == 422
    assert call(client, "contacts", **{**said, "key": "a2", "unit": "none"}).status_code == 404
    assert call(browse(nima), "contacts", **{**said, "key": "a3"}).status_code == 403
    pk = first.json()["correspondence"]
    made = {"record": record.pk, "direction": "out", "text": "Called", "happened_at": NOON.isoformat(), "correspondence": pk}
    # Nobody has said yet with whom it is.
    assert call(client, "calls", **made).status_code == 422
    actions.join(actor=sara, correspondence=Correspondence.objects.get(pk=pk), record=record, at=NOON)
    assert call(client, "calls", **made).status_code == 201
    answer = call(client, f"correspondence/{pk}/answers", text="Tomorrow", client_id="c1")
    assert (answer.status_code, answer.json()["delivery"]) == (201, "waiting")
    assert call(client, f"correspondence/{pk}/answers", text="Tomorrow", client_id="c1").json()["id"] == answer.json()["id"]
    shown = client.get(f"/api/v1/correspondence/{pk}").json()
    assert [one["text"] for one in shown] == ["Called", "Late", "Tomorrow"]
    for path in (f"correspondence/{pk}", f"correspondence/{2**63}"):
        assert browse(nima).get(f"/api/v1/{path}").status_code == 404
    assert call(browse(nima), f"correspondence/{pk}/answers", text="x", client_id="c2").status_code == 404


def test_nothing_is_handed_over_or_noted_for_who_is_another_customer_or_is_only_read(world, sara, browse):
    mailbox(world)
    crm = make_system("crm", world.organisation)
    mina, ali = (send_records(crm, {"key": key, "full_name": key}, entity="person")[0] for key in ("Mina", "Ali"))
    finance = spaces.ensure_unit_space(unit=world.finance, at=NOON)
    [read] = send_records(make_system("billing", finance), {"key": "1", "full_name": "Shima"}, entity="person")
    spaces.grant(space=finance, principal=("person", sara.pk), level=Level.READ)
    client, before = browse(sara), {"unit": "service", "text": "Late"}
    made = call(client, "contacts", **before, key="a", record=mina.pk)
    assert made.status_code == 201
    note = {"record": ali.pk, "direction": "in", "text": "Called", "happened_at": NOON.isoformat()}
    assert call(client, "calls", **note, correspondence=made.json()["correspondence"]).status_code == 422
    assert call(client, "contacts", text="x", key="b", record=ali.pk, correspondence=made.json()["correspondence"]).status_code == 422
    # Who only reads a customer hands nothing over in its name, by programs as on pages.
    assert call(client, "contacts", **before, key="c", record=read.pk).status_code == 403
    assert Interaction.objects.count() == 1


def test_a_call_of_another_system_counts_signed_and_now(world, admin, sara, browse):
    box = mailbox(world)
    page = (
        browse(admin)
        .post(reverse("interactions:sources"), {"code": "shop", "name": "Shop", "mailbox": box.pk, "is_active": "on"})
        .content.decode()
    )
    assert browse(sara).get(reverse("interactions:sources")).status_code == 403
    secret = page[page.index(hooks.PREFIX) :][: len(hooks.PREFIX) + 64]
    body = json.dumps({"key": "1", "text": "Late", "address": MINA}).encode()
    moment = str(int(NOON.timestamp()))
    client, address = browse(None), reverse("interactions:hook", args=["shop"])

    def send(*, key: str = secret, when: str = moment, content: bytes = body, to: str = address, at=NOON) -> int:
        signed = {"Hamsoo-Time": when, "Hamsoo-Signature": hooks.signature(key, when, body)}
        with freeze_time(at):
            return client.post(to, content, content_type="application/json", headers=signed).status_code

    refused = [
        send(key="wrong"),
        send(content=body + b" "),
        send(when="x"),
        send(when="9" * 12),
        send(at=NOON + hooks.WINDOW + timedelta(seconds=1)),
        send(at=NOON - hooks.WINDOW - timedelta(seconds=1)),
        send(to=reverse("interactions:hook", args=["none"])),
    ]
    assert refused == [401] * 7
    assert [send(), send()] == [202, 202]
    [taken] = Interaction.objects.all()
    assert (taken.channel, taken.text, taken.correspondence.unit) == ("api", "Late", world.service)
    body = b'{"key": "2", "text": "x", "person": 1}'
    assert send(content=body) == 422
    actions.keep_source(actor=admin, code="shop", name="Shop", mailbox=box, is_active=False, at=NOON)
    assert send(content=body) == 401


def test_mails_come_out_of_a_mailbox_once(world, dovecot, settings):
    mailbox(world)
    dovecot.put("customers", mail(Message_ID="<1@x>"), mail(to="nobody@x.example"), b"\xff\x00 nothing", mail(Message_ID="<1@x>"))
    settings.MAIL_IMAP = dovecot.mailbox("customers")
    assert fetching.fetch_mails() == Fetched(taken=4)
    assert fetching.fetch_mails() == Fetched()
    assert Correspondence.objects.count() == 1


def test_without_a_mailbox_nothing_is_fetched(settings):
    settings.MAIL_IMAP = None
    assert fetching.fetch_mails() is None


@pytest.mark.parametrize(
    ("envelope", "to", "is_taken"),
    [((HELP,), "undisclosed@x.example", True), ((), HELP, True), ((), "x@y.example", False), (("x@y.example",), HELP, False)],
)
def test_a_mail_server_hands_over_what_is_for_a_mailbox(world, envelope, to, is_taken):
    mailbox(world)
    said = mail_in.taken(mail(to=to), envelope)
    assert (said.is_taken, bool(said.refusal), Correspondence.objects.count()) == (is_taken, not is_taken, int(is_taken))
    # The same mail again is no second one, and its server need not try once more.
    assert bool(mail_in.taken(mail(to=to), envelope).refusal) is not is_taken
