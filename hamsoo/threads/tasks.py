"""What is due: files that hang on nothing go."""

from datetime import datetime

from hamsoo.kernel import deadlines
from hamsoo.threads import actions
from hamsoo.threads.actions.attaching import SWEEP


@deadlines.on(SWEEP)
def sweep(about_id: int, at: datetime) -> None:  # noqa: ARG001 - every deadline is given its time
    """Remove a file that nobody attached within a day."""
    actions.sweep(attachment_id=about_id)
