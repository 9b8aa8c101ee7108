"""What the worker does at its time."""

from datetime import datetime

from hamsoo.kernel import deadlines
from hamsoo.knowledge import actions


@deadlines.on(actions.REVIEW)
def tell_review_due(about_id: int, at: datetime) -> None:
    """Ask the owner of an article whether it is still true."""
    actions.tell_review_due(article_id=about_id, at=at)
