"""A worker that is killed with -9 while it sends: never a second mail, nothing lost."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from freezegun import freeze_time

from hamsoo.kernel import deadlines
from hamsoo.ledger import runner
from hamsoo.ledger.traits import Ref
from hamsoo.notices import actions, outbox
from hamsoo.notices.models import Letter
from hamsoo.notices.tests.mailbox import mail_server
from hamsoo.notices.tests.test_digest import SUNDAY
from hamsoo.people import actions as people
from hamsoo.questions import actions as questions
from hamsoo.threads import actions as threads
from tests.world import NOON

ROOT = Path(__file__).resolve().parents[3]
MONDAY = SUNDAY + timedelta(days=1)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("when", "after_kill", "then", "mails", "told_next_day"),
    [("written", 0, "sent", 1, False), ("handed", 0, "handed", 0, True), ("taken", 1, "handed", 1, True)],
)
def test_a_mail_comes_at_most_once_and_its_lines_are_never_lost(
    transactional_db, sara, reza, when, after_kill, then, mails, told_next_day
) -> None:
    with freeze_time(NOON):
        threads.follow(actor=sara, target=Ref("person", reza.pk), at=NOON, delivery="daily")
        people.declare_skill(actor=reza, name="Kubernetes", at=NOON)
        runner.settle()
    deadlines.scan(at=SUNDAY)
    owed = Letter.objects.get()
    with mail_server() as (mailbox, port):
        _send_and_kill(owed, when, port)
        assert len(mailbox.mails) == after_kill

        outbox.send_letter(letter_id=owed.pk, at=SUNDAY)
        owed.refresh_from_db()
        assert (owed.state, len(mailbox.mails)) == (then, mails)

        people.edit_profile(actor=reza, person=reza, about="Custody", at=MONDAY)
        runner.settle()
        deadlines.scan(at=MONDAY)
        outbox.send_letter(letter_id=Letter.objects.latest("id").pk, at=MONDAY)
        assert len(mailbox.mails) == mails + 1
        again = mailbox.mails[-1].get_body(("plain",)).get_content()
        assert ("and 1 other change" in again) is told_next_day


# Each kill costs a process of its own; how far a letter had come is told by the same code for both sorts, so two ends are enough here.
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("when", "after_kill", "then", "mails", "told_again"), [("written", 0, "sent", 1, False), ("taken", 1, "handed", 1, True)]
)
def test_so_it_is_with_mails_at_once(transactional_db, sara, reza, when, after_kill, then, mails, told_again) -> None:
    with mail_server() as (mailbox, port):
        owed = _ask_and_owe(sara, reza, "Who signs?", SUNDAY)
        _send_and_kill(owed, when, port)
        assert len(mailbox.mails) == after_kill

        outbox.send_letter(letter_id=owed.pk, at=SUNDAY)
        owed.refresh_from_db()
        assert (owed.state, len(mailbox.mails)) == (then, mails)

        later = _ask_and_owe(sara, reza, "Who pays?", SUNDAY + timedelta(minutes=1))
        if then == "handed":
            # It may still be with the server: nobody says it a second time beside it.
            with pytest.raises(outbox.NotTaken):
                outbox.send_letter(letter_id=later.pk, at=SUNDAY + timedelta(minutes=1))
        outbox.send_letter(letter_id=later.pk, at=SUNDAY + timedelta(minutes=10))
        assert len(mailbox.mails) == mails + 1
        again = mailbox.mails[-1].get_body(("plain",)).get_content()
        assert ("Who signs" in again, "Who pays" in again) == (told_again, True)


def _ask_and_owe(sara, reza, title, at) -> Letter:
    questions.send_request(actor=reza, expert=sara, title=title, at=at)
    with freeze_time(at):
        runner.settle()
    actions.owe_mails(at=at)
    return Letter.objects.latest("id")


def _send_and_kill(owed: Letter, when: str, port: int) -> None:
    known = connection.settings_dict
    url = f"postgresql:///{known['NAME']}?host={known['HOST']}&port={known['PORT']}&user={known['USER']}&password={known['PASSWORD']}"
    environ = {**os.environ, "HAMSOO_DATABASE_URL": url, "PYTHONPATH": str(ROOT), "HAMSOO_EMAIL_URL": f"smtp://127.0.0.1:{port}"}
    command = [sys.executable, "-m", "hamsoo.notices.tests.send_then_die", str(owed.pk), when]
    with subprocess.Popen(command, env=environ, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "here\n"
        process.send_signal(signal.SIGKILL)
