"""Shells for the schedule: each calls one action."""

from procrastinate.contrib.django import app

from hamsoo.customers import actions
from hamsoo.kernel import clock
from hamsoo.ledger.actors import through


@app.periodic(cron="37 2 * * *")
@app.task(queueing_lock="customers.apply_rules", pass_context=False, name="customers.apply_rules")
def apply_rules(timestamp: int) -> None:  # noqa: ARG001 - every periodic task is given its time
    """Put customers into the segments that the rules say, every night."""
    with through("worker"):
        actions.apply_rules(at=clock.now())
