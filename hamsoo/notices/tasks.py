"""Jobs of notices."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from hamsoo.kernel import clock
from hamsoo.ledger.actors import through
from hamsoo.notices import actions, outbox


@app.task(name="notices.send_letter", retry=RetryStrategy(max_attempts=8, exponential_wait=4, retry_exceptions=[outbox.NotTaken]))
def send_letter(letter_id: int) -> None:
    """Send one letter."""
    with through("worker"):
        outbox.send_letter(letter_id=letter_id, at=clock.now())


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="notices.owe_mails", pass_context=False, name="notices.owe_mails")
def owe_mails(timestamp: int) -> None:  # noqa: ARG001 - every periodic task is given its time
    """Find, every minute, who is to hear of something by mail at once."""
    with through("worker"):
        while actions.owe_mails(at=clock.now()):
            pass
