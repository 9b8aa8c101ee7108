"""What failed."""

from collections.abc import Sequence
from dataclasses import dataclass

from hamsoo.kernel.errors import NotFound
from hamsoo.kernel.models import Deadline
from hamsoo.ledger.models import FollowupRun
from hamsoo.people.models import Person
from hamsoo.site.rules import require_administrator

PAGE = 50


@dataclass(frozen=True, slots=True)
class Failures:
    """The newest followups that were given up, the deadlines whose actions fail, and how many followups there are in all."""

    runs: Sequence[FollowupRun]
    deadlines: Sequence[Deadline]
    run_count: int


def failures(*, person: Person | None) -> Failures:
    """Return what failed; administrators only."""
    require_administrator(person)
    dead = FollowupRun.objects.filter(state=FollowupRun.State.DEAD)
    late = Deadline.objects.filter(attempt_count__gt=0).order_by("due_at", "pk")[:PAGE]
    return Failures(list(dead.select_related("entry").order_by("-finished_at", "-pk")[:PAGE]), list(late), dead.count())


def dead_run(*, person: Person | None, pk: int) -> FollowupRun:
    """Return a followup that was given up, or raise `NotFound`."""
    require_administrator(person)
    found = FollowupRun.objects.filter(pk=pk, state=FollowupRun.State.DEAD).first()
    if found is None:
        raise NotFound
    return found


def failing_deadline(*, person: Person | None, pk: int) -> Deadline:
    """Return a deadline whose action has failed, or raise `NotFound`."""
    require_administrator(person)
    found = Deadline.objects.filter(pk=pk, attempt_count__gt=0).first()
    if found is None:
        raise NotFound
    return found
