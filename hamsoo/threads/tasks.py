"""What is due: files that hang on nothing go. And what the worker does beside: it looks at pages that texts link to."""

from datetime import datetime

from procrastinate.contrib.django import app

from hamsoo.kernel import clock, deadlines
from hamsoo.threads import actions
from hamsoo.threads.actions.attaching import SWEEP
from hamsoo.threads.actions.linking import TASK


@deadlines.on(SWEEP)
def sweep(about_id: int, at: datetime) -> None:  # noqa: ARG001 - every deadline is given its time
    """Remove a file that nobody attached within a day."""
    actions.sweep(attachment_id=about_id)


@app.task(name=TASK)
def look_at_link(preview_id: int) -> None:
    """Look at a page that a text links to."""
    actions.look_at_link(preview_id=preview_id, at=clock.now())
