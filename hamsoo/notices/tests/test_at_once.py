"""Mails at once: for what was chosen, held in quiet hours and on free days, once, of what may still be seen, stopped by one click."""

import re
from datetime import UTC, datetime, time, timedelta
from urllib.parse import urlsplit

import pytest
from django.core import mail
from freezegun import freeze_time
from procrastinate.contrib.django.models import ProcrastinateJob

from hamsoo.kernel import deadlines
from hamsoo.kernel.calendars import default_iran
from hamsoo.ledger import projections, runner
from hamsoo.ledger.models import Bookmark
from hamsoo.ledger.traits import Ref
from hamsoo.notices import actions, outbox, queries, rules, stopping, tasks
from hamsoo.notices.kinds import KINDS
from hamsoo.notices.models import INBOX, Choice, Letter, MailRound, Rhythm
from hamsoo.notices.tests.mailbox import mail_server
from hamsoo.notices.tests.test_choices import TEHRAN, USUAL
from hamsoo.people import actions as people
from hamsoo.questions import actions as questions
from hamsoo.social import actions as social
from hamsoo.spaces import actions as spaces
from hamsoo.threads import actions as threads
from tests.world import NOON

MINUTE = timedelta(minutes=1)
WAITING = {name for name, kind in KINDS.items() if kind.asks}


def _mention(reza, sara, space, words: str = "look", at: datetime = NOON) -> None:
    social.publish(actor=reza, body=f"@[Sara](person:{sara.pk}) {words}", space_ids=[space.pk], at=at)


def _ask(reza, sara, title: str = "Who signs?", at: datetime = NOON):
    return questions.send_request(actor=reza, expert=sara, title=title, at=at)


def _round(at: datetime = NOON) -> None:
    """Do what the worker does in a minute: fill the inboxes, owe, scan, send. Jobs run again and again, which changes nothing."""
    with freeze_time(at):
        runner.settle()
    while actions.owe_mails(at=at):
        pass
    deadlines.scan(at=at)
    for job in ProcrastinateJob.objects.filter(task_name="notices.send_letter").order_by("id"):
        outbox.send_letter(letter_id=job.args["letter_id"], at=at)


def _bodies() -> list[str]:
    return [message.body for message in mail.outbox]


def test_who_is_waited_for_hears_by_mail_unless_they_chose_otherwise(sara, reza, world) -> None:
    _ask(reza, sara)
    _mention(reza, sara, world.organisation)
    _round()
    (message,) = mail.outbox
    assert (message.to, message.subject) == (["sara@rayanpayam.example"], "Reza Karimi asked Sara Mohammadi about “Who signs?”")
    assert "look" not in message.body
    actions.choose(actor=sara, at=NOON, kinds={"request": "now", "mention": "mail"})
    _ask(reza, sara, "Who pays?")
    _mention(reza, sara, world.organisation, "again")
    _round(NOON + MINUTE)
    assert len(mail.outbox) == 2
    assert "Who pays" not in mail.outbox[1].body
    assert "Names you" in mail.outbox[1].body


def test_what_is_usual_is_kept_by_no_row(sara) -> None:
    actions.choose(actor=sara, at=NOON, kinds={"request": "now", "mention": "mail", "reply": "digest"})
    kept = set(Choice.objects.values_list("kind", "delivery"))
    assert kept == {("request", "now"), ("mention", "mail"), ("reply", "digest")}
    wishes = queries.wishes_of(person=sara)
    assert set(wishes.mail_kinds) == WAITING - {"request"} | {"mention"}
    assert [wishes.of_kind(name) for name in ("request", "mention", "reply", "join", "praise")] == ["now", "mail", "digest", "mail", "now"]
    actions.choose(actor=sara, at=NOON, kinds={"request": "mail", "mention": "now", "reply": "now"})
    assert Choice.objects.count() == 0


def test_a_place_may_be_mailed_but_for_kinds_that_were_put_off(sara, reza, world) -> None:
    actions.choose(actor=sara, at=NOON, spaces={world.organisation.pk: "mail"})
    _mention(reza, sara, world.organisation)
    _round()
    assert len(mail.outbox) == 1
    actions.choose(actor=sara, at=NOON, kinds={"mention": "digest"})
    _mention(reza, sara, world.organisation)
    _round(NOON + MINUTE)
    assert len(mail.outbox) == 1


def test_what_is_followed_is_mailed_where_that_was_chosen(sara, reza) -> None:
    threads.follow(actor=sara, target=Ref("person", reza.pk), at=NOON)
    actions.choose(actor=sara, at=NOON, kinds={"tracked": "mail"})
    people.declare_skill(actor=reza, name="Kubernetes", at=NOON)
    _round()
    assert ["Kubernetes" in body for body in _bodies()] == [True]


def test_each_is_told_once_and_what_was_read_is_not(sara, reza) -> None:
    _ask(reza, sara)
    _round()
    _round(NOON + MINUTE)
    assert len(mail.outbox) == 1
    _ask(reza, sara, "Who pays?")
    runner.settle()
    (line, *_older) = queries.inbox(person=sara).items
    actions.mark_read(actor=sara, entry_ids=line.entry_ids, at=NOON)
    _round(NOON + 2 * MINUTE)
    _ask(reza, sara, "Who knows?")
    _round(NOON + 3 * MINUTE)
    assert len(mail.outbox) == 2
    assert "Who knows" in mail.outbox[1].body
    assert "Who pays" not in mail.outbox[1].body
    assert "Who signs" not in mail.outbox[1].body


def test_quiet_hours_hold_them_and_make_one_mail_of_several(sara, reza, world) -> None:
    night, morning = datetime(2026, 11, 21, 20, tzinfo=TEHRAN), datetime(2026, 11, 22, 7, tzinfo=TEHRAN)
    actions.set_rhythm(actor=sara, at=NOON, **{**USUAL, "quiet_from": time(19), "quiet_until": time(7)})
    for number in range(3):
        _ask(reza, sara, f"Who signs {number}?", at=night + number * MINUTE)
        _round(night + number * MINUTE)
    assert (mail.outbox, Letter.objects.count()) == ([], 1)
    _round(morning - MINUTE)
    assert mail.outbox == []
    _round(morning)
    (message,) = mail.outbox
    assert message.subject == "3 notices for you"
    assert [f"Who signs {number}" in message.body for number in range(3)] == [True] * 3


def test_a_retry_in_quiet_hours_waits_for_their_end(sara, reza) -> None:
    _ask(reza, sara)
    runner.settle()
    actions.owe_mails(at=NOON)
    owed = Letter.objects.get()
    actions.set_rhythm(actor=sara, at=NOON, **{**USUAL, "quiet_from": time(11), "quiet_until": time(14)})
    assert outbox.send_letter(letter_id=owed.pk, at=NOON).state == "waiting"
    assert deadlines.due_at(kind=actions.MAIL, about=("person", sara.pk)) == datetime(2026, 11, 21, 10, 30, tzinfo=UTC)
    _round(datetime(2026, 11, 21, 10, 30, tzinfo=UTC))
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    ("rhythm", "at", "due"),
    [
        ({}, (2026, 11, 21, 23, 5), (2026, 11, 21, 23, 5)),
        # Friday is free: its mails go out when Saturday's work begins.
        ({}, (2026, 11, 27, 10), (2026, 11, 28, 8)),
        ({"on_working_days_only": False}, (2026, 11, 27, 10), (2026, 11, 27, 10)),
        ({"quiet_from": time(20), "quiet_until": time(7)}, (2026, 11, 21, 23), (2026, 11, 22, 7)),
        ({"quiet_from": time(20), "quiet_until": time(7)}, (2026, 11, 22, 3), (2026, 11, 22, 7)),
        # The night ends on a free day, and the free days end within quiet hours.
        ({"quiet_from": time(20), "quiet_until": time(9)}, (2026, 11, 26, 22), (2026, 11, 28, 9)),
    ],
)
def test_when_a_mail_may_go_out(rhythm, at, due) -> None:
    found = rules.next_mail_at(Rhythm(**rhythm), default_iran(), TEHRAN, at=datetime(*at, tzinfo=TEHRAN))
    assert found == datetime(*due, tzinfo=TEHRAN)


def test_who_never_works_is_mailed_all_the_same() -> None:
    calendar = default_iran()
    nothing = type(calendar)(calendar.time_zone, (type(calendar.weeks[0])(NOON.date(), {}),))
    assert rules.next_mail_at(Rhythm(), nothing, TEHRAN, at=NOON) == NOON


def test_what_may_not_be_seen_any_more_is_left_out(sara, reza, nima) -> None:
    group = spaces.create_group(actor=reza, name_fa="راز", policy="secret", at=NOON)
    spaces.add_member(actor=reza, space=group, person=sara, at=NOON)
    actions.choose(actor=sara, at=NOON, kinds={"mention": "mail"})
    _mention(reza, sara, group, "The-secret-plan")
    runner.settle()
    actions.owe_mails(at=NOON)
    spaces.remove_member(actor=reza, space=group, person=sara, at=NOON)
    owed = Letter.objects.get()
    assert outbox.send_letter(letter_id=owed.pk, at=NOON).state == "empty"
    assert mail.outbox == []


def test_leavers_and_what_is_long_past_get_none(sara, reza, admin) -> None:
    _ask(reza, sara, at=NOON - timedelta(days=4))
    _round()
    assert Letter.objects.count() == 0
    _ask(reza, sara, "Who pays?")
    runner.settle()
    actions.owe_mails(at=NOON)
    people.leave(actor=admin, person=sara, left_on=NOON.date(), at=NOON)
    assert outbox.send_letter(letter_id=Letter.objects.get().pk, at=NOON).state == "empty"


def test_a_rebuild_mails_nobody_again_and_loses_nothing(sara, reza) -> None:
    _ask(reza, sara)
    _round()
    inbox = projections.projection(INBOX)
    projections.rebuild(inbox)
    _round(NOON + MINUTE)
    assert len(mail.outbox) == 1
    _ask(reza, sara, "Who pays?")
    runner.settle()
    actions.owe_mails(at=NOON)
    owed = Letter.objects.latest("id")
    Bookmark.objects.filter(reader=INBOX).update(position=1)
    with pytest.raises(outbox.NotTaken):
        outbox.send_letter(letter_id=owed.pk, at=NOON)
    Bookmark.objects.filter(reader=INBOX).update(position=MailRound.objects.get().position)
    assert outbox.send_letter(letter_id=owed.pk, at=NOON).state == "sent"


def test_the_worker_looks_every_minute(sara, reza) -> None:
    with freeze_time(NOON):
        _ask(reza, sara)
        runner.settle()
        tasks.owe_mails(0)
    assert Letter.objects.get().sort == "notices"
    assert MailRound.objects.get().position == projections.position_of(INBOX)


def test_a_real_server_gets_persian_and_one_click_stops_the_kind(sara, reza, world, browse) -> None:
    people.change_settings(account=sara.account, language="fa", calendar="jalali")
    actions.choose(actor=sara, at=NOON, spaces={world.organisation.pk: "mail"})
    _ask(reza, sara)
    _mention(reza, sara, world.organisation)
    with mail_server() as (mailbox, _port):
        _round()
    (message,) = mailbox.mails
    assert '<html lang="fa" dir="rtl">' in message.get_body(("html",)).get_content()
    assert "۲ خبر" in message["Subject"]
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["Message-ID"] == f"<notices.{Letter.objects.get().pk}.2026-11-21@localhost>"
    address = urlsplit(message["List-Unsubscribe"].strip().strip("<>")).path
    anyone = browse(None)
    asked = anyone.get(address).content.decode()
    assert "sara@rayanpayam.example" in asked
    assert "رایان‌پیام" in asked
    assert anyone.post(address, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded").status_code == 200
    wishes = queries.wishes_of(person=sara)
    assert (set(wishes.mail_kinds), wishes.mail_space_ids, wishes.rhythm.is_mailed) == (WAITING - {"request"}, (), True)
    # A second click, or an old link, turns off nothing that was chosen since.
    actions.choose(actor=sara, at=NOON, kinds={"request": "digest"})
    anyone.post(address)
    assert queries.wishes_of(person=sara).of_kind("request") == "digest"


def test_a_subject_has_no_line_ends_and_an_end(sara, reza) -> None:
    _ask(reza, sara, "Who " + "really " * 20 + "signs?")
    _round()
    assert len(mail.outbox[0].subject) <= 120
    assert re.fullmatch(r"[^\r\n]+", mail.outbox[0].subject)


def test_a_link_of_another_kind_of_key_is_none(sara) -> None:
    assert stopping.stop_in(stopping.key_of(sara)).is_of_digests
    assert stopping.stop_in(stopping.key_of(sara, kinds=["request"])) == stopping.Stop(sara.pk, ("request",))
    assert stopping.stop_in("x") is None
