"""The one event that the ledger's benchmark writes."""

from datetime import datetime

from hamsoo.kernel import clock
from hamsoo.ledger.actors import Actor
from hamsoo.ledger.events import Event
from hamsoo.ledger.traits import Timeline


class MarkMade(Event, Timeline, icon="dot", sentence="%(actor)s made a mark"):
    """A fact of no meaning, shown on timelines."""

    mark: int


def actor() -> Actor:
    """Return who writes."""
    return Actor("person", 1)


def now() -> datetime:
    """Return the instant of the fact."""
    return clock.now()
