"""The steps of a request in the order they happened: what its rail shows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django_stubs_ext import StrPromise

from hamsoo.questions import rules
from hamsoo.questions.models import Ask, Request

_TONES = {"accepted": "ok", "answered": "info", "declined": "warn", "expired": "warn"}
"""The tone of the tag that names a state; the others are neutral."""


@dataclass(frozen=True, slots=True)
class Step:
    """One knot of the rail. `kind` is asked, seen, accepted, declined, answered, expired, withdrawn, waiting or closed.

    `seconds` are the time since the expert was asked; `clock` runs on the last step of a live ask only.
    """

    kind: str
    at: datetime | None
    ask: Ask | None = None
    seconds: int | None = None
    clock: rules.Clock | None = None


def steps(request: Request, *, at: datetime) -> list[Step]:
    """Return what happened in a request, oldest first, and what it waits for now."""
    found = [step for ask in request.asks.all() for step in _steps_of(ask, at)]
    if request.closed_at is not None:
        found.append(Step("closed", request.closed_at))
    return found


def live_ask(request: Request) -> Ask | None:
    """Return the ask that waits for its expert now, if one does."""
    return next((ask for ask in request.asks.all() if ask.is_live), None)


def last_ask(request: Request) -> Ask:
    """Return the newest ask of the chain, which says where the request stands."""
    return list(request.asks.all())[-1]


def _steps_of(ask: Ask, at: datetime) -> Iterator[Step]:
    yield Step("asked", ask.sent_at, ask)
    # Who takes it on or passes it on at once has seen it by that; only a look by itself is worth a line.
    seen_alone = ask.seen_at not in (None, ask.accepted_at, ask.declined_at, ask.answered_at)
    accepted_alone = ask.accepted_at not in (None, ask.answered_at)
    taken = [
        ("seen", ask.seen_at if seen_alone else None),
        ("accepted", ask.accepted_at if accepted_alone else None),
        ("declined", ask.declined_at),
        ("answered", ask.answered_at),
        ("expired", ask.expired_at),
        ("withdrawn", ask.withdrawn_at),
    ]
    for kind, happened_at in taken:
        if happened_at is not None:
            yield Step(kind, happened_at, ask, seconds=round((happened_at - ask.sent_at).total_seconds()))
    if ask.is_live:
        yield Step("waiting", None, ask, clock=rules.clock_of(ask, at=at))


@dataclass(frozen=True, slots=True)
class Listed:
    """A request as a list shows it: where it stands, with whom, and the clock of what it waits for."""

    request: Request
    ask: Ask
    state: str
    label: str | StrPromise
    tone: str
    clock: rules.Clock | None

    @classmethod
    def of(cls, request: Request, *, at: datetime) -> "Listed":
        """Return how `request`, with its chain, stands at `at`."""
        ask = last_ask(request)
        state: str = request.outcome or str(ask.state)
        label = Request.Outcome(state).label if request.outcome else ask.state.label
        return cls(request, ask, state, label, _TONES.get(state, ""), rules.clock_of(ask, at=at) if ask.is_live else None)
