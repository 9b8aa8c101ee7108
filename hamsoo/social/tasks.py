"""What is due: articles whose time has come."""

from datetime import datetime

from hamsoo.kernel import deadlines
from hamsoo.social import actions
from hamsoo.social.actions.blogging import PUBLICATION


@deadlines.on(PUBLICATION)
def publish(about_id: int, at: datetime) -> None:
    """Publish an article at its time."""
    actions.publish_due(draft_id=about_id, at=at)
