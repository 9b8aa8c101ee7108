"""Pages of contacts: what each shows to whom, and what is done there."""

from email.message import EmailMessage
from ipaddress import ip_network

import pytest
from django.core import mail as outgoing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hamsoo.identity import actions as identity
from hamsoo.identity.tests.records import make_system
from hamsoo.identity.tests.records import send as send_records
from hamsoo.interactions import actions, outbox, showing
from hamsoo.interactions.composing import subject_in_frame
from hamsoo.interactions.models import Correspondence, Interaction, Mailbox
from hamsoo.interactions.tests.mails import HELP, MINA, PROVEN, mail, mailbox, texts
from hamsoo.kernel.mail.reading import read
from hamsoo.ledger.actors import SYSTEM
from hamsoo.ledger.facts import facts_by_id
from hamsoo.ledger.models import Entry
from hamsoo.ledger.presentation import present
from hamsoo.ledger.runner import settle
from hamsoo.spaces import actions as spaces
from hamsoo.threads.models import Attachment
from tests.world import NOON

HOSTILE = (
    '<p onclick="x()">Hi <b>there</b></p><script>steal()</script><form action="https://evil.example"><input name="p"></form>'
    '<img src="https://evil.example/track.png"><img src="data:image/svg+xml,x"><img src="cid:one@x"><a href="javascript:x()">go</a>'
    '<style>p{background:url(https://evil.example)}</style><iframe src="https://evil.example"></iframe><svg onload="x()"></svg>'
)


def rich() -> bytes:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = MINA, HELP, "<script>alert(1)</script>"
    made["Message-ID"], made["Authentication-Results"] = "<r@x>", PROVEN
    made.set_content("Hi there")
    made.add_alternative(HOSTILE, subtype="html")
    made.get_payload()[1].add_related(b"\x89PNG", maintype="image", subtype="png", cid="<one@x>")
    return made.as_bytes()


def test_the_html_of_a_mail_is_shown_and_harms_nobody(world, sara, nima, browse):
    mailbox(world)
    taken = actions.receive_mail(raw=rich(), at=NOON)
    assert taken is not None
    response = browse(sara).get(reverse("interactions:markup", args=[taken.pk]))
    page = response.content.decode()
    assert response.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'; img-src data:")
    assert "<b>there</b>" in page
    assert 'src="data:image/png;base64,iVBORw=="' in page
    for gone in ("script", "evil", "onclick", "onload", "form", "javascript", "svg", "style", "iframe"):
        assert gone not in page
    shown = browse(sara).get(reverse("interactions:correspondence", args=[taken.correspondence_id])).content.decode()
    assert "&lt;script&gt;alert(1)" in shown
    assert "<script>alert" not in shown
    taken.correspondence.record = None
    taken.correspondence.save()
    actions.place(correspondence=taken.correspondence, space_ids=[], at=NOON)
    for route in ("interactions:markup", "interactions:correspondence"):
        pk = taken.pk if route.endswith("markup") else taken.correspondence_id
        assert browse(sara).get(reverse(route, args=[pk])).status_code == 404


def test_the_html_of_a_mail_takes_no_more_room_and_time_than_a_page_may():
    picture = b"\x89PNG" + bytes(1_000_000)
    made = mail_of_html('<img src="cid:one@x">' * 9_000)
    made.add_related(picture, maintype="image", subtype="png", cid="<one@x>")
    assert len(showing.harmless(read(made.as_bytes()))) < 30_000_000
    for words, text in (("<ul><li>" * 20_000, "<ul>"), ("<ul><li>" * 100 + "deep" + "</ul>" * 100, "deep"), ("<div>x</div>" * 9_000, "x")):
        assert (text in showing.harmless(read(mail_of_html(words).as_bytes()))) is (text != "<ul>")


def mail_of_html(words: str):
    made = EmailMessage()
    made["From"], made["To"] = MINA, HELP
    made.set_content(words, subtype="html")
    return made


def test_an_answer_is_written_read_and_checked_against_what_was_promised(world, sara, browse):
    mailbox(world)
    found = actions.receive_mail(raw=mail(), at=NOON).correspondence
    address = reverse("interactions:correspondence", args=[found.pk])
    client = browse(sara)
    client.get(address)
    response = client.post(reverse("interactions:answer", args=[found.pk]), {"text": "We look into it.", "client_id": "a"})
    assert response.status_code == 303
    client.post(reverse("interactions:answer", args=[found.pk]), {"text": "We look into it.", "client_id": "a"})
    assert texts(found) == ["My order is late.", "We look into it."]
    refused = client.post(reverse("interactions:answer", args=[found.pk]), {"text": "", "cc": "no address"})
    assert refused.status_code == 422
    assert client.post(reverse("interactions:answer", args=[found.pk]), {"text": "x", "cc": "no address"}).status_code == 422
    assert "We look into it." in client.get(address).content.decode()


def test_files_go_out_with_an_answer_and_wait_where_it_is_refused(world, sara, browse):
    mailbox(world)
    found = actions.receive_mail(raw=mail(), at=NOON).correspondence
    client, to = browse(sara), reverse("interactions:answer", args=[found.pk])
    assert "data-attach-choose" in client.get(reverse("interactions:correspondence", args=[found.pk])).content.decode()
    sent = client.post(reverse("threads:upload"), {"file": SimpleUploadedFile("offer.pdf", b"%PDF-1.4")})
    pk = Attachment.objects.get().pk
    assert sent.status_code == 200
    refused = client.post(to, {"text": " ", "client_id": "a", "attachments": [pk]})
    assert (refused.status_code, f'name="attachments" value="{pk}"' in refused.content.decode()) == (422, True)
    assert client.post(to, {"text": "Here.", "client_id": "a", "attachments": [pk]}).status_code == 303
    outbox.send(interaction_id=Interaction.objects.get(direction="out", is_automatic=False).pk, at=NOON)
    assert [(name, content) for name, content, _kind in outgoing.outbox[-1].attachments] == [("offer.pdf", b"%PDF-1.4")]
    assert client.post(to, {"text": "Not mine.", "client_id": "b", "attachments": [2**63]}).status_code == 404


def test_the_name_that_a_system_has_for_a_customer_is_for_who_reads_that_system(world, sara, nima, admin, browse):
    mailbox(world)
    crm = make_system("crm", spaces.ensure_unit_space(unit=world.finance, at=NOON))
    [record] = send_records(crm, {"key": "1", "full_name": "Mina Secret", "email": MINA}, entity="person")
    found = actions.receive_mail(raw=mail(proof=""), at=NOON).correspondence
    found.record = record
    found.save()
    settle()
    page = reverse("interactions:correspondence", args=[found.pk])
    shown = browse(sara).get(page)
    assert (shown.status_code, "Secret" in shown.content.decode()) == (200, False)
    facts = facts_by_id(Entry.objects.filter(name="interactions.InteractionReceived").values_list("pk", flat=True))
    [said] = present(list(facts.values()), person=sara)
    assert "Secret" not in str(said)


def test_who_it_is_is_said_on_the_page(world, sara, browse):
    mailbox(world)
    [record] = send_records(make_system("crm", world.organisation), {"key": "1", "full_name": "Mina", "email": MINA}, entity="person")
    found = actions.receive_mail(raw=mail(proof=""), at=NOON).correspondence
    client = browse(sara)
    page = client.get(reverse("interactions:correspondence", args=[found.pk])).content.decode()
    # Who is offered has this address, which is nothing for who does not see addresses.
    offered = f'value="{record.customer_id}"'
    assert ("not verified" in page, offered in page) == (True, True)
    identity.save_mapping(actor=SYSTEM, system=record.system, entity="person", key_column="key", columns={}, at=NOON)
    identity.mark_fields(actor=SYSTEM, system=record.system, entity="person", marks={"email": "private"}, at=NOON)
    assert offered not in client.get(reverse("interactions:correspondence", args=[found.pk])).content.decode()
    join = reverse("interactions:join", args=[found.pk])
    assert client.post(join, {"number": "99999"}).status_code == 422
    assert client.post(join, {"number": str(record.customer_id)}).status_code == 303
    found.refresh_from_db()
    assert found.record == record
    listed = client.get(reverse("interactions:of_record", args=[record.pk])).content.decode()
    assert "Order 1234" in listed


def test_a_first_mail_and_a_call_are_written_from_the_customer_s_page(world, sara, browse):
    mailbox(world)
    [record] = send_records(make_system("crm", world.organisation), {"key": "1", "full_name": "Mina", "email": MINA}, entity="person")
    client = browse(sara)
    begin = reverse("interactions:begin", args=[record.pk])
    assert MINA in client.get(begin).content.decode()
    words = {"address": MINA, "unit": world.service.pk, "language": "en", "subject": "Hello", "text": "Welcome", "client_id": "b"}
    assert client.post(begin, {**words, "subject": ""}).status_code == 422
    assert client.post(begin, words).status_code == 303
    assert client.post(begin, words).status_code == 303
    [found] = Correspondence.objects.all()
    assert (found.record, found.subject, texts(found)) == (record, "Hello", ["Welcome"])
    log = reverse("interactions:log", args=[record.pk])
    assert client.post(log, {"channel": "phone", "direction": "in", "text": "Asked again", "minutes": "3"}).status_code == 303
    assert client.post(log, {"channel": "mail", "direction": "in", "text": "x"}).status_code == 422
    made = Interaction.objects.get(channel="phone")
    assert (made.minutes, made.person, made.correspondence.unit) == (3, sara, world.service)
    assert "Log a call" in client.get(reverse("interactions:actions_of_record", args=[record.pk])).content.decode()


def test_who_keeps_mailboxes_keeps_them(world, admin, sara, browse):
    client, new = browse(admin), reverse("interactions:new_mailbox")
    words = {"address": HELP, "unit": world.service.pk, "name_fa": "پشتیبانی", "is_active": "on", "has_form": "on", "acknowledges": "on"}
    assert browse(sara).get(new).status_code == 403
    assert client.post(new, {**words, "address": "a-very-long-name-of-a-box@x.example"}).status_code == 422
    assert client.post(new, words).status_code == 303
    assert client.post(new, words).status_code == 422
    [box] = Mailbox.objects.all()
    assert box.form_token
    assert client.post(reverse("interactions:mailbox", args=[box.pk]), {**words, "has_form": ""}).status_code == 303
    box.refresh_from_db()
    assert box.form_token == ""
    page = client.get(reverse("interactions:mailboxes")).content.decode()
    assert HELP in page
    # The way there stands in the side bar of who may, and of nobody else.
    assert f'href="{reverse("interactions:mailboxes")}"' in client.get("/").content.decode()
    assert f'href="{reverse("interactions:mailboxes")}"' not in browse(sara).get("/").content.decode()
    assert browse(sara).get(reverse("interactions:mailbox", args=[box.pk])).status_code == 404


FRAME = {
    "subject_en": "[Rayan] {subject}",
    "head_en": "Rayan <Support>",
    "foot_en": "This mail is for\nits reader alone.",
    "greeting_en": "Dear {name},",
    "signature_en": "Sara & all",
}


def test_what_goes_out_stands_in_the_frame_of_its_mailbox(world, admin, sara, browse):
    client, new = browse(admin), reverse("interactions:new_mailbox")
    words = {"address": HELP, "unit": world.service.pk, "name_fa": "پشتیبانی", "is_active": "on", **FRAME}
    assert client.post(new, {**words, "subject_en": "Rayan"}).status_code == 422
    assert client.post(new, words).status_code == 303
    box = Mailbox.objects.get()
    found = actions.receive_mail(raw=mail(), at=NOON).correspondence
    for text in ("a < b", "Again"):
        sent = actions.send(actor=sara, correspondence=found, text=text, at=NOON)
        outbox.send(interaction_id=sent.pk, at=NOON)
    first = outgoing.outbox[0]
    assert first.subject == "[Rayan] Re: Order 1234"
    plain = "Rayan <Support>\n\nDear Mina,\n\na < b\n\n-- \nSara & all\n\nThis mail is for\nits reader alone.\n"
    markup = first.alternatives[0][0]
    assert first.body == plain
    for part in ("<strong>Rayan &lt;Support&gt;</strong>", "<p>a &lt; b</p>", "Sara &amp; all", "This mail is for<br>its reader alone."):
        assert part in markup
    # A subject that has the form already does not get it twice.
    assert subject_in_frame(box, "Re: [Rayan] Re: Order 1234", language="en") == "Re: [Rayan] Re: Order 1234"
    page, frame = reverse("interactions:sample", args=[box.pk]), reverse("interactions:sample_markup", args=[box.pk, "en"])
    shown = client.get(page).content.decode()
    assert ("[Rayan] Your order 1234" in shown, "Dear Shima Bahrami," in shown) == (True, True)
    sample = client.get(frame)
    assert ("Rayan &lt;Support&gt;" in sample.content.decode(), sample.headers["Content-Security-Policy"][:7]) == (True, "sandbox")
    assert [browse(sara).get(address).status_code for address in (page, frame)] == [404, 404]
    assert client.get(frame.replace("/en", "/de")).status_code == 404


def test_pages_ask_as_much_for_many_as_for_one(world, admin, sara, browse):
    box = mailbox(world)
    crm = make_system("crm", world.organisation)
    [record] = send_records(crm, {"key": "1", "full_name": "Mina", "email": MINA}, entity="person")
    found = actions.receive_mail(raw=mail(), at=NOON).correspondence
    addresses = {
        reverse(f"interactions:{name}", args=arguments): who
        for name, arguments, who in (
            ("correspondence", [found.pk], sara),
            ("of_record", [record.pk], sara),
            ("actions_of_record", [record.pk], sara),
            ("laid_aside", [], sara),
            ("trouble", [], sara),
            ("mailboxes", [], admin),
            ("sample", [box.pk], admin),
        )
    }

    def counted() -> list[int]:
        counts = []
        for address, who in addresses.items():
            client = browse(who)
            client.get(address)
            with CaptureQueriesContext(connection) as asked:
                assert client.get(address).status_code == 200
            counts.append(len(asked))
        return counts

    def more(number: int) -> None:
        sent = actions.send(actor=sara, correspondence=found, text=f"Tomorrow {number}", at=NOON)
        actions.refuse(interaction=sent, error="no such user", at=NOON)
        actions.receive_mail(raw=mail("A list.", List_Id="<news>", Message_ID=f"<l{number}@x>"), at=NOON)
        actions.receive_mail(raw=mail("Another.", Message_ID=f"<n{number}@x>"), at=NOON)
        mailbox(world, f"box{number}@rayan.example")

    more(0)
    one = counted()
    for number in range(1, 4):
        more(number)
    assert counted() == one == [8, 8, 6, 3, 3, 2, 2]


def test_what_did_not_arrive_is_sent_again_by_hand(world, sara, nima, browse):
    mailbox(world)
    found = actions.receive_mail(raw=mail(proof=""), at=NOON).correspondence
    sent = actions.send(actor=sara, correspondence=found, text="Tomorrow", at=NOON)
    actions.refuse(interaction=sent, error="no such user", at=NOON)
    client = browse(sara)
    assert "no such user" in client.get(reverse("interactions:trouble")).content.decode()
    assert "no such user" not in browse(nima).get(reverse("interactions:trouble")).content.decode()
    again = reverse("interactions:again", args=[sent.pk])
    assert browse(nima).post(again).status_code == 404
    assert client.post(again).status_code == 303
    assert client.post(again).status_code == 409
    outbox.send(interaction_id=sent.pk, at=NOON)
    assert [one.extra_headers["Message-ID"] for one in outgoing.outbox] == [sent.message_id]


def test_somebody_outside_writes_by_the_form(world, sara, browse, settings):
    box = mailbox(world, form_token="a-token")
    settings.FORM_HOSTS = ("https://www.example.ir",)
    client, address = browse(None), reverse("interactions:write", args=["a-token"])
    response = client.get(address)
    assert "frame-ancestors https://www.example.ir" in response.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in response.headers
    words = {"name": "Mina", "address": MINA, "subject": "Order", "text": "Where is it?", "key": "k1"}
    assert client.post(address, {**words, "website": "http://spam.example"}).status_code == 200
    assert not Interaction.objects.exists()
    for _twice in range(2):
        assert client.post(address, words).status_code == 200
    [taken] = Interaction.objects.all()
    assert (taken.channel, taken.text, taken.correspondence.mailbox, taken.correspondence.record) == ("form", "Where is it?", box, None)
    assert client.post(address, {**words, "address": "x"}).status_code == 422
    for number in range(8):
        client.post(address, {**words, "key": f"n{number}"})
    assert client.post(address, {**words, "key": "last"}).status_code == 422
    assert Interaction.objects.count() == 9
    assert client.get(reverse("interactions:write", args=["other"])).status_code == 404


def test_how_often_somebody_writes_is_counted_by_who_asked_the_proxy(world, browse, settings):
    mailbox(world, form_token="a-token")
    settings.TRUSTED_PROXIES = (ip_network("10.0.0.0/8"),)
    client, words = browse(None), {"name": "Mina", "address": MINA, "subject": "Order", "text": "Where is it?"}

    def written(place: str, times: int = 1) -> int:
        for _time in range(times):
            given = {"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": place}
            answer = client.post(reverse("interactions:write", args=["a-token"]), words, **given)
        return answer.status_code

    assert [written("192.0.2.1", 10), written("192.0.2.1"), written("192.0.2.2")] == [200, 422, 200]
    # A house has one network of six, and more addresses than anybody counts.
    assert [written(f"2001:db8:0:1::{number:x}") for number in range(11)] == [200] * 10 + [422]
    assert written("2001:db8:0:2::1") == 200


@pytest.mark.parametrize("hosts", [(), ("https://a.example",)])
def test_a_form_stands_in_no_frame_but_those_named(world, browse, settings, hosts):
    mailbox(world, form_token="a-token")
    settings.FORM_HOSTS = hosts
    policy = browse(None).get(reverse("interactions:write", args=["a-token"])).headers["Content-Security-Policy"]
    assert f"frame-ancestors {hosts[0] if hosts else chr(39) + 'none' + chr(39)}" in policy
