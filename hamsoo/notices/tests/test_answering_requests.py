"""Requests and questions answered by mail, with files; and mails fetched from a mailbox."""

import pytest
from django.core import mail as sent
from django.core.files.storage import default_storage
from django.test import override_settings
from django.utils import translation
from freezegun import freeze_time

from hamsoo.kernel.errors import DomainError
from hamsoo.kernel.mail.imap import Fetched
from hamsoo.kernel.tests.dovecot import dovecot
from hamsoo.ledger.models import Entry
from hamsoo.notices import actions, fetching, incoming
from hamsoo.notices.models import IncomingMail
from hamsoo.notices.replying import address_for
from hamsoo.notices.tests.test_answering import LATER, take, told
from hamsoo.notices.tests.test_at_once import _ask, _round
from hamsoo.notices.tests.test_incoming import mail
from hamsoo.questions import actions as questions
from hamsoo.questions.by_mail import said_in
from hamsoo.questions.models import Answer, Ask
from hamsoo.threads import actions as threads
from hamsoo.threads.models import Attachment, Comment
from hamsoo.threads.queries import attachments_of
from tests.world import NOON

__all__ = ["dovecot"]
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


@pytest.fixture(autouse=True)
def answered_here(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    settings.REPLY_ADDRESS = "reply@hamsoo.example.ir"
    with translation.override("en"):
        yield


def asked(reza, sara) -> str:
    """Let Reza ask Sara; return the address that the mail to her gives."""
    _ask(reza, sara)
    _round()
    (message,) = sent.outbox
    assert "“Decline: reason” passes the request on" in message.body
    return message.reply_to[0]


def with_files(to: str, *files: tuple[str, str, bytes], text: str = "See the file.", cid: str = "") -> bytes:
    made = mail(text, to=to, sender="sara@rayanpayam.example")
    for name, kind, content in files:
        made.add_attachment(content, maintype=kind.partition("/")[0], subtype=kind.partition("/")[2], filename=name)
        if cid:
            made.get_payload()[-1]["Content-ID"] = f"<{cid}>"
            made.get_payload()[-1].replace_header("Content-Disposition", "inline")
    return made.as_bytes()


@pytest.mark.parametrize(
    ("text", "does", "words"),
    [
        ("Accept", "accept", ""),
        ("می‌پذیرم.", "accept", ""),
        ("Decline: I am on leave.\nAsk Nima", "decline", "I am on leave.\nAsk Nima"),
        ("رد: این هفته نیستم", "decline", "این هفته نیستم"),
        ("نمي‌پذيرم", "decline", ""),
        ("Decline\nToo much to do", "decline", "Too much to do"),
        ("No.", "answer", "No."),
        ("Accept the offer of last year.", "answer", "Accept the offer of last year."),
        ("Declined offers: see the list", "answer", "Declined offers: see the list"),
    ],
)
def test_only_the_words_that_the_mail_names_do_more_than_answer(text, does, words):
    assert said_in(text) == (does, words)


def test_a_request_is_taken_on_and_then_answered(sara, reza, world):
    address = asked(reza, sara)
    assert take(address, "Accept\n> asked").type == "request"
    assert Ask.objects.get().accepted_at == LATER
    made = _again(address, "Reza signs.")
    answer = Answer.objects.get(pk=made.id)
    assert (answer.author, answer.body, Ask.objects.get().answered_at) == (sara, "Reza signs.", LATER)
    assert set(Entry.objects.filter(channel="mail").values_list("name", flat=True)) == {
        "questions.RequestAccepted",
        "questions.AnswerGiven",
        "questions.RequestAnswered",
    }
    with pytest.raises(DomainError):
        _again(address, "Decline: no", "<3@x.example>")


def _again(address: str, text: str, message_id: str = "<2@x.example>"):
    made = mail(text, to=address, sender="sara@rayanpayam.example")
    made.replace_header("Message-ID", message_id)
    return actions.take_answer(raw=made.as_bytes(), at=LATER)


def test_a_request_is_passed_on_with_a_reason(sara, reza, world):
    address = asked(reza, sara)
    assert take(address, "Decline: on leave").type == "request"
    assert (Ask.objects.get().declined_at, Ask.objects.get().decline_reason) == (LATER, "on leave")
    assert take(address, "Decline: on leave") is None


def test_a_question_that_names_somebody_is_answered_by_them(sara, reza, world):
    actions.choose(actor=sara, at=NOON, kinds={"mention": "mail"})
    question = questions.ask(actor=reza, title="Who signs?", body=f"@[Sara](person:{sara.pk})", at=NOON)
    _round()
    made = take(sent.outbox[0].reply_to[0], "I do.")
    assert (Answer.objects.get(pk=made.id).question, Comment.objects.count()) == (question, 0)


def test_files_of_an_answer_are_attached_under_the_rules_of_the_page(sara, reza, world):
    address = told(sara, reza, world.organisation)
    sent_mail = with_files(address, ("../../etc/a\u202egnp.txt", "text/plain", b"plan"), ("", "image/png", PNG))
    made = actions.take_answer(raw=sent_mail, at=LATER)
    found = attachments_of([made])[made]
    assert [(one.name, one.is_picture) for one in found] == [("2.webp", True), ("agnp.txt", False)]
    assert actions.take_answer(raw=sent_mail, at=LATER) is None
    assert Attachment.objects.count() == 2


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ([("a.txt", "text/plain", b"fine"), ("photo.png", "image/png", b"MZ not a picture")], "not what its name says"),
        ([("a.txt", "text/plain", b"x" * 2000)], "too large"),
        ([(f"{number}.txt", "text/plain", b"x") for number in range(21)], "20 files at most"),
    ],
)
def test_what_the_page_refuses_is_refused_whole_and_nothing_stays(sara, reza, world, files, words):
    address = told(sara, reza, world.organisation)
    with override_settings(LARGEST_FILE=1000), pytest.raises(DomainError, match=words):
        actions.take_answer(raw=with_files(address, *files), at=LATER)
    assert (Comment.objects.exists(), IncomingMail.objects.exists(), Attachment.objects.exists()) == (False, False, False)


def test_files_stay_nowhere_when_the_answer_is_refused_at_last(sara, reza, world, monkeypatch, django_capture_on_commit_callbacks):
    address = told(sara, reza, world.organisation)
    monkeypatch.setattr(threads, "comment", _refuse)
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(incoming.Refused):
        actions.take_answer(raw=with_files(address, ("a.txt", "text/plain", b"plan")), at=LATER)
    assert not Attachment.objects.exists()
    assert not [name for folder in default_storage.listdir("")[0] for name in default_storage.listdir(folder)[1]]


def _refuse(**_given: object) -> None:
    raise incoming.Refused


def test_small_pictures_of_signatures_are_left_out(sara, reza, world):
    address = told(sara, reza, world.organisation)
    made = actions.take_answer(raw=with_files(address, ("logo.png", "image/png", PNG), cid="logo@x"), at=LATER)
    assert attachments_of([made]).get(made, []) == []


def test_answers_are_fetched_from_a_mailbox_and_refusals_told_to_whom_the_address_was_given(sara, reza, nima, world, dovecot, settings):
    address = told(sara, reza, world.organisation)
    sent.outbox.clear()
    foreign = address_for(person_id=nima.pk, entry_id=1, at=NOON)
    mails = [
        mail("By mailbox.", to=address, sender="sara@rayanpayam.example"),
        mail("By mailbox.", to=address, sender="sara@rayanpayam.example"),
        mail("", to=address, sender="sara@rayanpayam.example", X_Second="1"),
        mail("Forged.", to=foreign, sender="sara@rayanpayam.example"),
        mail("Stranger.", to=address, sender="stranger@x.example"),
        mail("Away.", to=address, sender="sara@rayanpayam.example", Auto_Submitted="auto-replied"),
    ]
    dovecot.put("answers", *(one.as_bytes() for one in mails), b"\x00broken")
    settings.REPLY_IMAP = dovecot.mailbox("answers")
    with freeze_time(LATER, ignore=["imaplib", "ssl", "socket"]):
        assert fetching.fetch_answers() == Fetched(taken=7)
        assert fetching.fetch_answers() == Fetched()
    assert [comment.body for comment in Comment.objects.all()] == ["By mailbox."]
    assert [(one.to, one.subject) for one in sent.outbox] == [(["sara@rayanpayam.example"], "Your answer was not taken")]
    assert sent.outbox[0].extra_headers["Auto-Submitted"] == "auto-replied"
    settings.REPLY_IMAP = None
    assert fetching.fetch_answers() is None
