"""Who did it, and through which channel."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Actor:
    """Who states a fact: `person`, `contact`, `partner`, `integration` or `system`, and the unit they were in then."""

    type: str
    id: int | None = None
    unit_id: int | None = None

    def as_actor(self) -> "Actor":
        """Return itself, so that an actor can stand wherever somebody who acts can."""
        return self


class Acts(Protocol):
    """Anybody who can be the actor of a fact."""

    def as_actor(self) -> Actor:
        """Return who acts, as the ledger keeps it."""


SYSTEM = Actor("system")

_channel: ContextVar[str] = ContextVar("hamsoo_channel", default="system")


def current_channel() -> str:
    """Return the channel that facts are recorded under now: web, api, command, import or worker."""
    return _channel.get()


@contextmanager
def through(channel: str) -> Iterator[None]:
    """Record facts of this block under `channel`."""
    token = _channel.set(channel)
    try:
        yield
    finally:
        _channel.reset(token)
