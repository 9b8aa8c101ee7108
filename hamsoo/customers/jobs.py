"""Shells for the job queue: each loads by id and calls one action."""

from procrastinate.contrib.django import app

from hamsoo.customers import actions
from hamsoo.kernel import clock
from hamsoo.ledger.actors import through


@app.task(name="customers.go_on_with_work")
def go_on_with_work(work_id: int) -> None:
    """Do all that is left of a work on many customers."""
    with through("worker"):
        while actions.go_on_with(work_id=work_id, at=clock.now()):
            pass
