"""Shells for deadlines and for the job queue: each calls one action."""

from datetime import datetime

from procrastinate.contrib.django import app

from hamsoo.cases.actions import letters, promises, several
from hamsoo.cases.actions.handing import LETTER
from hamsoo.kernel import clock, deadlines
from hamsoo.ledger.actors import through


@deadlines.on(promises.DEADLINE)
def tell_of_time(case_id: int, at: datetime) -> None:
    """Tell those concerned that a promise of time is nearly used up, or missed."""
    with through("worker"):
        promises.tell(case_id=case_id, at=at)


@deadlines.on(promises.REST)
def reckon_the_rest(after: int, at: datetime) -> None:
    """Go on finding when open cases are due, after something else was promised."""
    promises.reckon_all(after=after, at=at)


@app.task(name=LETTER)
def write_to_partner(hand_off_id: int) -> None:
    """Write to a partner that a case is to be handed to."""
    letters.write_to_partner(hand_off_id=hand_off_id)


@app.task(name="cases.go_on")
def go_on(run_id: int) -> None:
    """Go on with something that is done with many cases, part by part, until its end."""
    with through("worker"):
        while several.go_on(run_id=run_id, at=clock.now()):
            pass
