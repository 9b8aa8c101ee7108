"""Things done once because of a fact: notify, send, escalate, create.

    @followup(UnitCreated)
    def open_unit_space(fact: Fact) -> None: ...

What can be done for many facts in a few statements is a `followup_together` and takes a sequence of them; where one of them cannot be
done, each is done by itself.

Each followup runs once for each entry, in one transaction with its own mark, so what it writes to the database happens exactly
once. It is retried with growing pauses; after `ATTEMPTS` it is dead and stands on a page where an administrator sees why and
starts it again. A rebuild never replays followups.
"""

import traceback
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import structlog
from django.db import transaction

from hamsoo.ledger.events import Event
from hamsoo.ledger.facts import Fact, facts_between, facts_by_id, last_position
from hamsoo.ledger.models import Bookmark, FollowupRun

ATTEMPTS = 8
_READER = "ledger.followups"

log = structlog.get_logger(__name__)

MOST_TOGETHER = 100
"""So many facts a followup takes at once: their work commits together, and holds its locks so long."""

Followup = Callable[[Fact], None]
FollowupTogether = Callable[[Sequence[Fact]], None]
_followups: dict[str, Followup] = {}
_together: dict[str, FollowupTogether] = {}
_by_event: dict[str, list[str]] = defaultdict(list)


def followup(*events: type[Event]) -> Callable[[Followup], Followup]:
    """Run the decorated function once for each fact of `events`. Its name in the log is `app.function`."""

    def register(function: Followup) -> Followup:
        _followups[_noted(function, events)] = function
        return function

    return register


def followup_together(*events: type[Event]) -> Callable[[FollowupTogether], FollowupTogether]:
    """Run the decorated function once for each fact of `events`, for up to `MOST_TOGETHER` of them in one call."""

    def register(function: FollowupTogether) -> FollowupTogether:
        name = _noted(function, events)
        _followups[name] = lambda fact: function([fact])
        _together[name] = function
        return function

    return register


def _noted(function: Callable[..., None], events: Sequence[type[Event]]) -> str:
    """Note what the function follows; return its name in the log."""
    name = f"{function.__module__.removeprefix('hamsoo.').split('.')[0]}.{function.__name__}"
    if name in _followups:
        raise TypeError(f"Two followups are called {name}.")
    for event in events:
        _by_event[event.name].append(name)
    return name


def followups_of(event_name: str) -> list[str]:
    """Return the names of the followups of an event."""
    return list(_by_event.get(event_name, ()))


@transaction.atomic
def dispatch(*, at: datetime, batch_size: int = 1000) -> int:
    """Note which followups the next facts of the line are owed; return how far the bookmark moved."""
    Bookmark.objects.get_or_create(reader=_READER)
    bookmark = Bookmark.objects.select_for_update(skip_locked=True).filter(reader=_READER).first()
    if bookmark is None:
        return 0
    until = min(bookmark.position + batch_size, last_position())
    moved = until - bookmark.position
    if moved <= 0:
        return 0
    FollowupRun.objects.bulk_create(
        [
            FollowupRun(followup=name, entry_id=fact.id, next_at=at)
            for fact in facts_between(after=bookmark.position, until=until, names=list(_by_event))
            for name in _by_event[fact.event.name]
        ],
        ignore_conflicts=True,
    )
    bookmark.position = until
    bookmark.save()
    return moved


def run_due(*, at: datetime, limit: int = 100) -> int:
    """Run up to `limit` followups that are due; return how many were tried."""
    tried = 0
    while tried < limit and (count := _run_next(at, most=min(MOST_TOGETHER, limit - tried))):
        tried += count
    return tried


def anything_due(*, at: datetime) -> bool:
    """Return whether a followup is due: what an idle worker asks."""
    return FollowupRun.objects.filter(state="waiting", next_at__lte=at).exists()


def _run_next(at: datetime, *, most: int) -> int:
    """Run the next due followup, for up to `most` facts where it can; return for how many.

    Its work and its mark commit together, or neither does.
    """
    with transaction.atomic():
        due = FollowupRun.objects.filter(state="waiting", next_at__lte=at).order_by("next_at", "id").select_for_update(skip_locked=True)
        run = due.first()
        if run is None:
            return 0
        runs = [run]
        if run.followup in _together and not run.attempt_count:
            runs = list(due.filter(followup=run.followup, attempt_count=0)[:most])
            if len(runs) > 1 and _run_together(runs, at):
                return len(runs)
        for each in runs:
            _run(each, at)
        return len(runs)


def _run(run: FollowupRun, at: datetime) -> None:
    try:
        with transaction.atomic():
            fact = facts_by_id([run.entry_id])[run.entry_id]
            _followups[run.followup](fact)
    except Exception as error:  # Whatever a followup raises must not stop the others; it is kept and shown.
        _failed(run, error, at)
    else:
        run.state, run.finished_at, run.error = FollowupRun.State.DONE, at, ""
    run.attempt_count += 1
    run.save()


def _run_together(runs: Sequence[FollowupRun], at: datetime) -> bool:
    """Run the followup once for all; return whether that went well. If not, nothing of it is left."""
    name = runs[0].followup
    try:
        with transaction.atomic():
            facts = facts_by_id(run.entry_id for run in runs)
            _together[name]([facts[run.entry_id] for run in runs])
    except Exception as error:  # One of them is the cause: run one by one, it is found, and the others are done.
        log.info("followups run one by one", followup=name, count=len(runs), error=str(error))
        return False
    FollowupRun.objects.filter(pk__in=[run.pk for run in runs]).update(
        state=FollowupRun.State.DONE, finished_at=at, error="", attempt_count=1
    )
    return True


def _failed(run: FollowupRun, error: Exception, at: datetime) -> None:
    run.error = "".join(traceback.format_exception(error))[-4000:]
    if run.attempt_count + 1 >= ATTEMPTS:
        run.state, run.finished_at = FollowupRun.State.DEAD, at
    else:
        run.next_at = at + timedelta(seconds=2**run.attempt_count)
    log.warning("followup failed", followup=run.followup, entry=run.entry_id, attempt=run.attempt_count + 1, error=str(error))


def retry(*, run: FollowupRun, at: datetime) -> None:
    """Start a dead followup again, with all its attempts."""
    FollowupRun.objects.filter(pk=run.pk, state="dead").update(state="waiting", attempt_count=0, next_at=at, finished_at=None)
