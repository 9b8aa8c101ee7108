"""Jobs of the finder."""

from procrastinate.contrib.django import app

from hamsoo.finder import actions, suggesting
from hamsoo.finder.projections import SearchIndex
from hamsoo.kernel import clock
from hamsoo.ledger import projections
from hamsoo.ledger.actors import through
from hamsoo.ledger.facts import last_position
from hamsoo.people.models import Person

_INDEX_SECONDS = 3
"""So long is waited for an index that is behind."""


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


@app.periodic(cron="23 2 * * *")
@app.task(queueing_lock="finder.suggest", pass_context=False, name="finder.suggest")
def suggest(timestamp: int) -> None:  # noqa: ARG001 - every periodic task is given its time
    """Look, every night, through the texts of those who wrote, and once a week of everybody, for skills to suggest to them."""
    actions.suggest_to_everybody()


@app.task(pass_context=False, name="finder.suggest_to_part")
def suggest_to_part(after: int, written: int = 0) -> None:
    """Look through the texts of the next people after an id. Those after them are left to another job, so that other work goes between.

    All of them wait until the index holds what was `written` when the first was due, as a place in the line of facts.
    """
    written = written or last_position()
    if projections.position_of(SearchIndex.name) < written:
        suggest_to_part.configure(schedule_in={"seconds": _INDEX_SECONDS}).defer(after=after, written=written)
        return
    part = suggesting.part_after(after)
    if not part:
        return
    suggest_to_part.defer(after=part[-1], written=written)
    with through("worker"):
        suggesting.mine_part(person_ids=part, at=clock.now())


@app.task(pass_context=False, name="finder.suggest_to")
def suggest_to(person_id: int) -> None:
    """Look through the texts of one person, who chose just now that they want it."""
    person = Person.objects.select_related("unit").filter(pk=person_id).first()
    if person is not None:
        with through("worker"):
            suggesting.mine(person=person, at=clock.now())
