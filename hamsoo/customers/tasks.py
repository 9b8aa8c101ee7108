"""Shells for the schedule: each calls one action."""

from datetime import datetime

from procrastinate.contrib.django import app

from hamsoo.customers import actions, jobs  # noqa: F401 - the worker finds the jobs here
from hamsoo.kernel import clock, deadlines
from hamsoo.ledger.actors import through


@app.periodic(cron="37 2 * * *")
@app.task(queueing_lock="customers.apply_rules", pass_context=False, name="customers.apply_rules")
def apply_rules(timestamp: int) -> None:  # noqa: ARG001 - every periodic task is given its time
    """Put customers into the segments that the rules say, every night."""
    with through("worker"):
        actions.apply_rules(at=clock.now())


@deadlines.on(actions.RETENTION)
def forget_quiet(about_id: int, at: datetime) -> None:  # noqa: ARG001 - there is one organisation
    """Forget customers of whom nobody has heard for long."""
    with through("worker"):
        actions.forget_quiet(at=at)
