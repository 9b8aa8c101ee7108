"""Deadlines: set one, and the scanner of the worker calls its action when it is due.

@deadlines.on("request.remind")
def remind(about_id: int, at: datetime) -> None: ...     # idempotent; loaded by the AppConfig

deadlines.set_deadline(kind="request.remind", about=("request", 7), due_at=...)
"""

import traceback
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog
from django.db import transaction

from hamsoo.kernel.models import Deadline

log = structlog.get_logger(__name__)

Action = Callable[[int, datetime], None]
_actions: dict[str, Action] = {}


def on(kind: str) -> Callable[[Action], Action]:
    """Call the decorated action `(about_id, at)` for each deadline of `kind` that is due. It must be idempotent."""

    def register(action: Action) -> Action:
        if _actions.setdefault(kind, action) is not action:
            raise TypeError(f"Two actions for deadlines of kind {kind}.")
        return action

    return register


def set_deadline(*, kind: str, about: tuple[str, int], due_at: datetime) -> None:
    """Set, or move, the one deadline of this kind for `about` (type, id)."""
    Deadline.objects.update_or_create(
        kind=kind, about_type=about[0], about_id=about[1], defaults={"due_at": due_at, "attempt_count": 0, "error": ""}
    )


def due_at(*, kind: str, about: tuple[str, int]) -> datetime | None:
    """Return when the deadline is due, None when there is none."""
    return Deadline.objects.filter(kind=kind, about_type=about[0], about_id=about[1]).values_list("due_at", flat=True).first()


def clear(*, kind: str, about: tuple[str, int]) -> None:
    """Remove the deadline, if it is still there."""
    Deadline.objects.filter(kind=kind, about_type=about[0], about_id=about[1]).delete()


def scan(*, at: datetime, limit: int = 200) -> int:
    """Carry out up to `limit` deadlines that are due at `at`; return how many were tried."""
    tried = 0
    while tried < limit and _carry_out_next(at):
        tried += 1
    return tried


def _carry_out_next(at: datetime) -> bool:
    """Carry out the next due deadline and remove it, in one transaction; one that fails is put off and keeps its error."""
    with transaction.atomic():
        ours = Deadline.objects.filter(due_at__lte=at, kind__in=list(_actions)).order_by("due_at", "id")
        due = ours.select_for_update(skip_locked=True).first()
        if due is None:
            return False
        try:
            with transaction.atomic():
                # Removed first, so that the action may set the next deadline of the same kind.
                Deadline.objects.filter(pk=due.pk).delete()
                _actions[due.kind](due.about_id, at)
        except Exception as error:  # One broken deadline must not hold up the others; it is kept, put off and logged.
            due.attempt_count += 1
            due.due_at = at + timedelta(seconds=min(2**due.attempt_count, 3600))
            due.error = "".join(traceback.format_exception(error))[-4000:]
            due.save()
            log.warning("deadline failed", kind=due.kind, about=due.about_id, error=str(error))
    return True
