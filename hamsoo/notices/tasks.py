"""Jobs of notices."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from hamsoo.kernel import clock
from hamsoo.ledger.actors import through
from hamsoo.notices import outbox


@app.task(name="notices.send_letter", retry=RetryStrategy(max_attempts=8, exponential_wait=4, retry_exceptions=[outbox.NotTaken]))
def send_letter(letter_id: int) -> None:
    """Send one digest."""
    with through("worker"):
        outbox.send_letter(letter_id=letter_id, at=clock.now())
