"""Jobs of interactions."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from hamsoo.interactions import actions, fetching, outbox
from hamsoo.kernel import clock
from hamsoo.ledger.actors import through


@app.task(name="interactions.send", retry=RetryStrategy(max_attempts=10, exponential_wait=4, retry_exceptions=[outbox.NotTaken]))
def send(interaction_id: int) -> None:
    """Send one mail."""
    with through("worker"):
        outbox.send(interaction_id=interaction_id, at=clock.now())


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="interactions.doubt_stuck", pass_context=False, name="interactions.doubt_stuck")
def doubt_stuck(timestamp: int) -> None:  # noqa: ARG001 - every periodic task is given its time
    """Put in doubt what was handed to a mail server by somebody who died."""
    with through("worker"):
        outbox.doubt_stuck(at=clock.now())


@app.periodic(cron="17 * * * *")
@app.task(queueing_lock="interactions.drop_raw", pass_context=False, name="interactions.drop_raw")
def drop_raw(timestamp: int) -> None:  # noqa: ARG001 - every periodic task is given its time
    """Drop mails as they came whose time is over."""
    with through("worker"):
        while actions.drop_raw(at=clock.now()):
            pass


@app.periodic(cron="41 3 * * *")
@app.task(queueing_lock="interactions.drop_strays", pass_context=False, name="interactions.drop_strays")
def drop_strays(timestamp: int) -> None:  # noqa: ARG001 - every periodic task is given its time
    """Drop what is left of mails whose taking in failed half way."""
    actions.drop_strays(at=clock.now())


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="interactions.fetch_mails", lock="interactions.fetch_mails", pass_context=False, name="interactions.fetch_mails")
def fetch_mails(timestamp: int) -> None:  # noqa: ARG001 - every periodic task is given its time
    """Look, every minute, for mails of customers in the mailbox that HAMSOO_MAIL_IMAP_URL names."""
    fetching.fetch_mails()
