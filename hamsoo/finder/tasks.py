"""Jobs of the finder."""

from procrastinate.contrib.django import app

from hamsoo.finder import actions
from hamsoo.kernel import clock
from hamsoo.ledger.actors import through


@app.periodic(cron="11 4 * * 0")
@app.task(queueing_lock="finder.learn", pass_context=False, name="finder.learn")
def learn(timestamp: int) -> None:  # noqa: ARG001 - every periodic task is given its time
    """Learn, every week in the night, from who answered."""
    with through("worker"):
        actions.learn(at=clock.now())


@app.periodic(cron="41 3 * * *")
@app.task(queueing_lock="finder.forget_missed", pass_context=False, name="finder.forget_missed")
def forget_missed(timestamp: int) -> None:  # noqa: ARG001 - every periodic task is given its time
    """Forget, every night, old searches that found nothing."""
    with through("worker"):
        actions.forget_missed(at=clock.now())
