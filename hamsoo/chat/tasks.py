"""Shells for what comes due: each calls one action."""

from datetime import datetime

from hamsoo.chat import actions
from hamsoo.chat.actions.keeping import EXPIRY
from hamsoo.kernel import deadlines


@deadlines.on(EXPIRY)
def expire(_about_id: int, at: datetime) -> None:
    """Remove messages that were kept long enough."""
    actions.expire(at=at)
