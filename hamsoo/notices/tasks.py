"""Jobs of notices."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from hamsoo.kernel import clock
from hamsoo.ledger.actors import through
from hamsoo.notices import actions, fetching, outbox, pushes


@app.task(name="notices.send_letter", retry=RetryStrategy(max_attempts=8, exponential_wait=4, retry_exceptions=[outbox.NotTaken]))
def send_letter(letter_id: int) -> None:
    """Send one letter."""
    with through("worker"):
        outbox.send_letter(letter_id=letter_id, at=clock.now())


@app.task(name="notices.push", retry=RetryStrategy(max_attempts=3, exponential_wait=20, retry_exceptions=[pushes.NotTaken]))
def push(person_id: int, after: int, until: int) -> None:
    """Wake the browsers of a person."""
    with through("worker"):
        pushes.push(person_id=person_id, after=after, until=until, at=clock.now())


@app.periodic(cron="* * * * * */5")
@app.task(queueing_lock="notices.owe_pushes", pass_context=False, name="notices.owe_pushes")
def owe_pushes(timestamp: int) -> None:  # noqa: ARG001 - every periodic task is given its time
    """Find, every few seconds, whose browsers are to be woken."""
    with through("worker"):
        while actions.owe_pushes(at=clock.now()):
            pass


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="notices.owe_mails", pass_context=False, name="notices.owe_mails")
def owe_mails(timestamp: int) -> None:  # noqa: ARG001 - every periodic task is given its time
    """Find, every minute, who is to hear of something by mail at once."""
    with through("worker"):
        while actions.owe_mails(at=clock.now()):
            pass


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="notices.fetch_answers", lock="notices.fetch_answers", pass_context=False, name="notices.fetch_answers")
def fetch_answers(timestamp: int) -> None:  # noqa: ARG001 - every periodic task is given its time
    """Look, every minute, for answers in the mailbox that HAMSOO_REPLY_IMAP_URL names."""
    fetching.fetch_answers()
