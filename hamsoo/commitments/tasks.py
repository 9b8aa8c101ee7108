"""What the worker does at its time."""

from datetime import datetime

from hamsoo.commitments import actions
from hamsoo.commitments.actions.promising import REMINDER
from hamsoo.kernel import deadlines


@deadlines.on(REMINDER)
def remind(about_id: int, at: datetime) -> None:
    """Remind who promised that it is soon due."""
    actions.remind(commitment_id=about_id, at=at)
