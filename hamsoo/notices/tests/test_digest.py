"""Digests: owed once a day, made of what may still be seen, in the reader's language, taken by a real mail server, stopped by one click."""

import re
from datetime import UTC, datetime, time, timedelta
from email.message import EmailMessage

import pytest
from django.core import mail
from freezegun import freeze_time
from procrastinate.contrib.django.models import ProcrastinateJob

from hamsoo.kernel import deadlines
from hamsoo.ledger import runner
from hamsoo.ledger.traits import Ref
from hamsoo.notices import actions, letters, outbox, queries, stopping, tasks
from hamsoo.notices.models import Letter, Rhythm
from hamsoo.notices.tests.mailbox import mail_server
from hamsoo.people import actions as people
from hamsoo.people.models import Account
from hamsoo.questions import actions as questions
from hamsoo.social import actions as social
from hamsoo.spaces import actions as spaces
from hamsoo.threads import actions as threads
from tests.world import NOON

SUNDAY = datetime(2026, 11, 22, 4, 30, tzinfo=UTC)
"""1 Azar 1405, eight o'clock in Tehran: the first digest after NOON."""


@pytest.fixture
def put_off(sara, reza) -> None:
    """Have Sara follow Reza in a daily digest, and Reza learn something."""
    with freeze_time(NOON):
        threads.follow(actor=sara, target=Ref("person", reza.pk), at=NOON, delivery="daily")
        people.declare_skill(actor=reza, name="Kubernetes", at=NOON)
        people.change_settings(account=sara.account, language="fa", calendar="jalali")
        runner.settle()


def _prepare(at: datetime = SUNDAY) -> Letter | None:
    deadlines.scan(at=at)
    return Letter.objects.order_by("-id").first()


def _send(at: datetime = SUNDAY) -> list[EmailMessage]:
    owed = _prepare(at)
    assert owed is not None
    outbox.send_letter(letter_id=owed.pk, at=at)
    return [message.message() for message in mail.outbox]  # type: ignore[misc]


def _parts(message: EmailMessage) -> dict[str, str]:
    return {part.get_content_type(): part.get_payload(decode=True).decode() for part in message.walk() if not part.is_multipart()}


def test_a_letter_is_owed_once_a_day_and_the_next_is_planned(sara, put_off) -> None:
    for _twice in range(2):
        actions.prepare_digest(sara.pk, SUNDAY)
    owed = Letter.objects.get()
    assert (owed.period.isoformat(), owed.state, owed.is_weekly) == ("2026-11-22", "waiting", False)
    assert list(ProcrastinateJob.objects.filter(task_name="notices.send_letter").values_list("args", flat=True)) == [{"letter_id": owed.pk}]
    assert queries.planned_digest_at(person=sara) == SUNDAY + timedelta(days=1)


def test_the_scanner_finds_it(sara, put_off) -> None:
    assert deadlines.scan(at=SUNDAY - timedelta(minutes=1)) == 0
    assert deadlines.scan(at=SUNDAY) == 1
    assert Letter.objects.count() == 1


def test_a_digest_is_persian_and_jalali_for_who_reads_so(sara, put_off) -> None:
    (message,) = _send()
    parts = _parts(message)
    assert message["To"] == "sara@rayanpayam.example"
    assert "۱" in str(mail.outbox[0].subject)
    assert '<html lang="fa" dir="rtl">' in parts["text/html"]
    for text in parts.values():
        assert "یکشنبه ۱ آذر ۱۴۰۵" in text
        assert "Kubernetes" in text
        assert "شنبه ۳۰ آبان" in text
        assert re.search(r"http://localhost:\d+/inbox/\d+/", text)
    assert Letter.objects.get().state == "sent"


def test_a_digest_is_english_for_who_reads_so(sara, put_off) -> None:
    people.change_settings(account=Account.objects.get(pk=sara.account_id), language="en", calendar="")
    (message,) = _send()
    parts = _parts(message)
    assert message["Subject"] == "Your digest: 1 change"
    assert '<html lang="en" dir="ltr">' in parts["text/html"]
    assert "Reza Karimi added the skill “Kubernetes”" in parts["text/plain"]
    assert "Sunday 22 November 2026" in parts["text/plain"]
    assert "&quot;" not in parts["text/plain"]


def test_a_digest_begins_with_who_waits_and_leaves_the_rest_of_much_to_the_inbox(sara, reza, world, monkeypatch) -> None:
    monkeypatch.setattr(letters, "_LINES_OF_A_DIGEST", 3)
    people.change_settings(account=Account.objects.get(pk=sara.account_id), language="en", calendar="")
    actions.choose(actor=sara, at=NOON, kinds={"mention": "digest", "request": "digest"})
    questions.send_request(actor=reza, expert=sara, title="Who signs?", at=NOON)
    for number in range(3):
        social.publish(actor=reza, body=f"@[Sara](person:{sara.pk}) {number}", space_ids=[world.organisation.pk], at=NOON)
    runner.settle()
    (message,) = _send()
    text = _parts(message)["text/plain"]
    headings = [line for line in text.splitlines() if line in ("Waits for you", "Names you")]
    assert headings == ["Waits for you", "Names you"]
    assert (text.count("\n- "), "And 1 more in your inbox" in text) == (3, True)


def test_what_people_write_is_escaped_in_html(sara, reza, put_off, world) -> None:
    social.publish(actor=reza, body="<script>alert(1)</script> & so on", space_ids=[world.organisation.pk], at=NOON)
    runner.settle()
    (message,) = _send()
    assert "<script>" not in _parts(message)["text/html"]


def test_each_fact_is_told_once(sara, reza, put_off) -> None:
    assert len(_send()) == 1
    people.edit_profile(actor=reza, person=reza, about="Custody", at=SUNDAY)
    runner.settle()
    monday = SUNDAY + timedelta(days=1)
    second = _parts(_send(monday)[1])["text/plain"]
    assert "Kubernetes" not in second
    assert Letter.objects.filter(state="sent").count() == 2


def test_nothing_to_say_is_no_mail(sara, reza, put_off) -> None:
    _send()
    owed = _prepare(SUNDAY + timedelta(days=1))
    assert outbox.send_letter(letter_id=owed.pk, at=SUNDAY + timedelta(days=1)).state == "empty"
    assert len(mail.outbox) == 1


def test_what_was_read_or_put_away_is_not_told_again(sara, put_off) -> None:
    (line,) = queries.inbox(person=sara, is_later=True).items
    actions.mark_read(actor=sara, entry_ids=line.entry_ids, at=NOON)
    assert _send() == []


def test_what_may_not_be_seen_any_more_is_left_out(sara, reza, put_off, world) -> None:
    group = spaces.create_group(actor=reza, name_fa="راز", policy="secret", at=NOON)
    spaces.add_member(actor=reza, space=group, person=sara, at=NOON)
    social.publish(actor=reza, body="The-secret-plan", space_ids=[group.pk], at=NOON)
    runner.settle()
    owed = _prepare()
    spaces.remove_member(actor=reza, space=group, person=sara, at=SUNDAY)
    outbox.send_letter(letter_id=owed.pk, at=SUNDAY)
    (message,) = mail.outbox
    assert "The-secret-plan" not in message.body
    assert "Kubernetes" in message.body


def test_leavers_get_none(sara, admin, put_off) -> None:
    owed = _prepare()
    people.leave(actor=admin, person=sara, left_on=NOON.date(), at=SUNDAY)
    assert outbox.send_letter(letter_id=owed.pk, at=SUNDAY).state == "empty"
    deadlines.scan(at=SUNDAY + timedelta(days=7))
    assert (Letter.objects.count(), mail.outbox) == (1, [])


def test_the_weekly_sort_waits_for_its_day(sara, reza, world) -> None:
    with freeze_time(NOON):
        threads.follow(actor=sara, target=Ref("person", reza.pk), at=NOON, delivery="weekly")
        people.declare_skill(actor=reza, name="Kubernetes", at=NOON)
        actions.choose(actor=sara, at=NOON, kinds={"mention": "digest"})
        social.publish(actor=reza, body=f"@[Sara](person:{sara.pk}) look", space_ids=[world.organisation.pk], at=NOON)
        runner.settle()
    assert "Kubernetes" not in _parts(_send()[0])["text/plain"]
    saturday = SUNDAY + timedelta(days=6)
    owed = Letter.objects.create(person=sara, period=saturday.date(), is_weekly=True, planned_at=saturday)
    outbox.send_letter(letter_id=owed.pk, at=saturday)
    assert "Kubernetes" in mail.outbox[1].body
    assert "look" not in mail.outbox[1].body


def test_the_job_is_a_shell(sara, put_off) -> None:
    owed = _prepare()
    with freeze_time(SUNDAY):
        tasks.send_letter(letter_id=owed.pk)
        tasks.send_letter(letter_id=owed.pk)
    tasks.send_letter(letter_id=999)
    assert len(mail.outbox) == 1


def test_a_real_server_gets_both_forms_and_the_headers(sara, put_off) -> None:
    owed = _prepare()
    with mail_server() as (mailbox, _port):
        outbox.send_letter(letter_id=owed.pk, at=SUNDAY)
    (message,) = mailbox.mails
    assert [part.get_content_type() for part in message.walk()] == ["multipart/alternative", "text/plain", "text/html"]
    assert "Kubernetes" in message.get_body(("plain",)).get_content()
    assert "Kubernetes" in message.get_body(("html",)).get_content()
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert re.fullmatch(r"<http://localhost:\d+/inbox/unsubscribe/[\w:.-]+>", message["List-Unsubscribe"].strip())
    assert message["Message-ID"] == f"<digest.{owed.pk}.2026-11-22@localhost>"
    assert message["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize(("answer", "state", "again"), [("451 later", "waiting", True), ("550 nobody here", "refused", False)])
def test_a_server_that_does_not_take_it_is_asked_again_or_never(sara, put_off, answer, state, again) -> None:
    owed = _prepare()
    with mail_server() as (mailbox, _port):
        mailbox.answer = answer
        if again:
            with pytest.raises(outbox.NotTaken):
                outbox.send_letter(letter_id=owed.pk, at=SUNDAY)
        else:
            outbox.send_letter(letter_id=owed.pk, at=SUNDAY)
        owed.refresh_from_db()
        assert (owed.state, answer[:3] in owed.error) == (state, True)
        mailbox.answer = ""
        outbox.send_letter(letter_id=owed.pk, at=SUNDAY)
        assert len(mailbox.mails) == int(again)


def test_no_server_at_all_is_tried_again(sara, put_off, settings) -> None:
    owed = _prepare()
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = "django.core.mail.backends.smtp.EmailBackend", "127.0.0.1", 9
    with pytest.raises(outbox.NotTaken):
        outbox.send_letter(letter_id=owed.pk, at=SUNDAY)
    owed.refresh_from_db()
    assert (owed.state, owed.attempt_count, "refused" in owed.error) == ("waiting", 0, True)


def test_one_click_stops_the_mails_and_needs_no_sign_in(sara, reza, put_off, browse) -> None:
    address = f"/inbox/unsubscribe/{stopping.key_of(sara)}"
    anyone = browse(None)
    assert "sara@rayanpayam.example" in anyone.get(address).content.decode()
    assert Rhythm.objects.count() == 0
    assert anyone.post(address, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded").status_code == 200
    assert not queries.rhythm_of(person=sara).is_mailed
    assert queries.planned_digest_at(person=sara) is None
    assert [line.kind for line in queries.inbox(person=sara, is_later=True).items] == ["tracked"]
    assert queries.rhythm_of(person=reza).is_mailed


@pytest.mark.parametrize("key", ["x", "1:abc:def", "eyJ4IjoxfQ:1w:aaaa", "ل" * 40])
def test_nobody_stops_anothers_mails(sara, browse, key) -> None:
    for client in (browse(None), browse(sara)):
        assert client.get(f"/inbox/unsubscribe/{key}").status_code == 404
        assert client.post(f"/inbox/unsubscribe/{key}").status_code == 404
    assert Rhythm.objects.count() == 0


def test_the_hour_is_that_of_the_persons_zone(sara, reza) -> None:
    people.edit_profile(actor=sara, person=sara, time_zone="Europe/Berlin", at=NOON)
    sara.refresh_from_db()
    with freeze_time(NOON):
        actions.set_rhythm(
            actor=sara,
            at=NOON,
            digest_at=time(18),
            weekly_on=5,
            on_working_days_only=False,
            quiet_from=None,
            quiet_until=None,
            merges=True,
            is_mailed=True,
        )
        actions.choose(actor=sara, at=NOON, kinds={"comment": "digest"})
    assert queries.planned_digest_at(person=sara) == datetime(2026, 11, 21, 17, tzinfo=UTC)
