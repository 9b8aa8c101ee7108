"""Shells for deadlines and the schedule: each calls one action."""

from datetime import datetime

from procrastinate.contrib.django import app

from hamsoo.kernel import clock, deadlines
from hamsoo.ledger.actors import through
from hamsoo.questions import actions
from hamsoo.questions.actions import cascading
from hamsoo.questions.actions.asking import ROUTE
from hamsoo.questions.actions.requesting import EXPIRY
from hamsoo.questions.actions.turns import ABSENCE, ANSWER_REMINDER, REACTION, REACTION_REMINDER


@deadlines.on(REACTION)
def pass_on(ask_id: int, at: datetime) -> None:
    """Ask who is next when an expert had no time to react."""
    cascading.pass_on(ask_id=ask_id, at=at)


@deadlines.on(ABSENCE)
def pass_on_absent(ask_id: int, at: datetime) -> None:
    """Ask who is next when an expert is away."""
    cascading.pass_on_absent(ask_id=ask_id, at=at)


@deadlines.on(REACTION_REMINDER)
def remind_of_reaction(ask_id: int, at: datetime) -> None:
    """Remind who has not reacted yet; whoever took the request on in the meantime is reminded of the answer, at its own time."""
    cascading.remind_of_reaction(ask_id=ask_id, at=at)


@deadlines.on(ANSWER_REMINDER)
def remind_of_answer(ask_id: int, at: datetime) -> None:
    """Remind who has promised an answer."""
    cascading.remind_of_answer(ask_id=ask_id, at=at)


@deadlines.on(EXPIRY)
def expire_request(request_id: int, at: datetime) -> None:
    """End a request that nobody has taken on in days."""
    cascading.expire_request(request_id=request_id, at=at)


@deadlines.on(ROUTE)
def route_question(question_id: int, at: datetime) -> None:
    """Put a question that nobody has answered to who may know."""
    cascading.route_question(question_id=question_id, at=at)


@app.periodic(cron="27 * * * *")
@app.task(queueing_lock="questions.gather", pass_context=False, name="questions.gather")
def gather(timestamp: int) -> None:  # noqa: ARG001 - every periodic task is given its time
    """Gather, every hour, what the page of gaps counts from."""
    with through("worker"):
        actions.gather(at=clock.now())
