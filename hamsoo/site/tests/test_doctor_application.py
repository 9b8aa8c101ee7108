import os

import pytest
import redis

from hamsoo.kernel import clock
from hamsoo.kernel.mail.imap import ImapMailbox
from hamsoo.kernel.models import MailTrouble
from hamsoo.ledger.models import Bookmark, FollowupRun, Line
from hamsoo.site.doctor import application
from hamsoo.site.doctor.findings import Finding, Level, carried_out
from hamsoo.site.services import heartbeat

pytestmark = pytest.mark.django_db


@pytest.fixture
def valkey():
    with redis.Redis.from_url(os.environ["HAMSOO_VALKEY_URL"]) as client:
        client.delete("hamsoo:worker:beat")
        yield client
        client.delete("hamsoo:worker:beat")


def examine(*, running: bool = False) -> dict[str, Finding]:
    return {finding.subject: finding for finding in carried_out(application.checks(running=running), advice="")}


def test_a_fresh_database_is_well():
    found = examine()
    for subject in ("Settings", "Migrations", "Worker", "Ledger", "Followups", "Jobs", "Search index", "Mailboxes"):
        assert found[subject].level == Level.OK, found[subject]


def test_a_reader_far_behind_and_followups_given_up_are_shown():
    Line.objects.create(position=6001, entry_id=1)
    Bookmark.objects.create(reader="feed", position=1000)
    now = clock.now()
    FollowupRun.objects.create(followup="greet", entry_id=1, state="dead", next_at=now, finished_at=now)
    found = examine()
    assert (found["Ledger"].level, found["Ledger"].seen) == (Level.WARN, "“feed” is 5001 facts behind")
    assert (found["Followups"].level, found["Followups"].seen) == (Level.WARN, "1 given up")


def test_a_worker_without_a_sign_of_life_is_a_failure(valkey: "redis.Redis", monkeypatch: pytest.MonkeyPatch):
    assert (examine(running=True)["Worker"].level, examine(running=True)["Worker"].seen) == (Level.FAIL, "no sign of life")
    heartbeat.beat(valkey)
    assert examine(running=True)["Worker"].level == Level.OK
    monkeypatch.setattr(application, "seconds_since_beat", lambda _client: 300.4)
    assert (examine(running=True)["Worker"].level, examine(running=True)["Worker"].seen) == (Level.FAIL, "last seen 300 seconds ago")


def test_a_mailbox_that_cannot_be_read_and_mails_left_behind_are_shown(settings):
    settings.REPLY_IMAP = ImapMailbox("127.0.0.1", "reply", "secret", port=1, security="none")
    MailTrouble.objects.create(mailbox="reply@box", uid_validity=1, uid=2, tries=3)
    MailTrouble.objects.create(mailbox="reply@box", uid_validity=1, uid=3, tries=2)
    found = [one for one in carried_out(application.checks(running=False), advice="") if one.subject == "Mailboxes"]
    assert [one.level for one in found] == [Level.FAIL, Level.WARN]
    assert found[1].seen == "reply@box: 1 could not be taken"
    assert "secret" not in str(found)
