"""What else than a comment an answer by mail can be: an app says it for its own facts.

    answerable.register([RequestSent, ExpertReminded], Way(can=is_my_turn, take=take_answer, hint=_("…")))   # in AppConfig.ready

Facts that nobody registers are answered by a comment on what they are about, where that can be commented on.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django_stubs_ext import StrPromise

from hamsoo.ledger.events import Event
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person


class Take(Protocol):
    """Does what a mail says; returns what it became. It asks for the rights of `actor` itself, and refuses with a `DomainError`."""

    def __call__(self, *, actor: Person, about: Ref, text: str, attachment_ids: Sequence[int], at: datetime) -> Ref:
        """Do it."""
        ...


@dataclass(frozen=True, slots=True)
class Way:
    """How facts of some kinds are answered: whether a person can, about what (the notice's subject), and what the mail says of it."""

    can: Callable[[Person, Ref], bool]
    take: Take
    hint: StrPromise | str


_ways: dict[str, Way] = {}


def register(events: Iterable[type[Event]], way: Way) -> None:
    """Have these facts answered in a way of their own; called from `AppConfig.ready`."""
    for event in events:
        if _ways.setdefault(event.name, way) is not way:
            raise TypeError(f"Two ways to answer {event.name} by mail.")


def way_of(event: Event) -> Way | None:
    """Return how a fact is answered, None for by a comment."""
    return _ways.get(event.name)
