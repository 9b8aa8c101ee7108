"""The steps of a request in the order they happened: what its rail shows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django_stubs_ext import StrPromise

from hamsoo.people.models import Person
from hamsoo.questions import rules
from hamsoo.questions.models import Ask, Request

_TONES = {"accepted": "ok", "answered": "info", "declined": "warn", "expired": "warn"}
"""The tone of the tag that names a state; the others are neutral."""


@dataclass(frozen=True, slots=True)
class Step:
    """One knot of the rail.

    `kind` is asked, seen, reminded, accepted, declined, answered, expired, released, withdrawn, waiting, exhausted or closed.

    `seconds` are the time since the expert was asked; `clock` runs on the last step of a live ask only.
    """

    kind: str
    at: datetime | None
    ask: Ask | None = None
    seconds: int | None = None
    clock: rules.Clock | None = None


def steps(request: Request, *, at: datetime) -> list[Step]:
    """Return what happened in a request, oldest first, and what it waits for now."""
    found = [step for ask in request.asks.all() for step in _steps_of(ask)]
    if request.exhausted_at is not None:
        found.append(Step("exhausted", request.exhausted_at))
    # Turns run side by side when several are asked at once: what happened is told as it happened, and a turn before what ends it.
    found.sort(key=lambda step: (step.at or at, step.kind == "released"))
    if request.closed_at is not None:
        found.append(Step("closed", request.closed_at))
    return found + [Step("waiting", None, ask, clock=rules.clock_of(ask, at=at)) for ask in request.asks.all() if ask.is_live]


def ask_of(request: Request, person: Person) -> Ask | None:
    """Return the turn of `person` in a request, if they had one."""
    return next((ask for ask in request.asks.all() if ask.expert_id == person.pk), None)


def telling_ask(request: Request, person: Person) -> Ask:
    """Return the turn that says where a request stands for `person`: their own, else who has taken it on, else the newest."""
    chain = list(request.asks.all())
    taken = [ask for ask in chain if ask.answered_at or (ask.is_live and ask.accepted_at)]
    return ask_of(request, person) or (taken or chain)[-1]


def _steps_of(ask: Ask) -> Iterator[Step]:
    yield Step("asked", ask.sent_at, ask)
    # Who takes it on or passes it on at once has seen it by that; only a look by itself is worth a line.
    seen_alone = ask.seen_at not in (None, ask.accepted_at, ask.declined_at, ask.answered_at)
    accepted_alone = ask.accepted_at not in (None, ask.answered_at)
    taken = [
        ("reminded", ask.reminded_at),
        ("seen", ask.seen_at if seen_alone else None),
        ("accepted", ask.accepted_at if accepted_alone else None),
        ("declined", ask.declined_at),
        ("answered", ask.answered_at),
        ("expired", ask.expired_at),
        ("released", ask.released_at),
        ("withdrawn", ask.withdrawn_at),
    ]
    for kind, happened_at in taken:
        if happened_at is not None:
            yield Step(kind, happened_at, ask, seconds=round((happened_at - ask.sent_at).total_seconds()))


@dataclass(frozen=True, slots=True)
class Listed:
    """A request as a list shows it: where it stands, with whom, and the clock of what it waits for."""

    request: Request
    ask: Ask
    state: str
    label: str | StrPromise
    tone: str
    clock: rules.Clock | None
    others_count: int
    """How many others are asked at the same time."""

    @classmethod
    def of(cls, request: Request, *, person: Person, at: datetime) -> "Listed":
        """Return how `request`, with its chain, stands at `at` for `person`, who is part of it."""
        ask = telling_ask(request, person)
        state: str = request.outcome or str(ask.state)
        label = Request.Outcome(state).label if request.outcome else ask.state.label
        clock = rules.clock_of(ask, at=at) if ask.is_live else None
        others = sum(other.is_live for other in request.asks.all() if other != ask)
        return cls(request, ask, state, label, _TONES.get(state, ""), clock, others)
