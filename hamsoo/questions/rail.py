"""The steps of a request in the order they happened: what its rail shows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django_stubs_ext import StrPromise

from hamsoo.people.models import Person
from hamsoo.questions import rules
from hamsoo.questions.models import Ask, Request

_TONES = {"accepted": "ok", "answered": "info", "declined": "warn", "expired": "warn", "exhausted": "warn"}
"""The tone of the tag that names a state; the others are neutral."""


_TOGETHER = ("asked", "reminded", "expired", "released", "withdrawn")
"""What happens to several at the same time, and needs one line."""


@dataclass(frozen=True, slots=True)
class Step:
    """One knot of the rail.

    `kind` is asked, seen, reminded, accepted, declined, answered, expired, released, withdrawn, waiting, exhausted or closed.

    `seconds` are the time since the expert was asked; `clock` runs on the last step of a live ask only. `others` had the same at the same
    time as `ask`.
    """

    kind: str
    at: datetime | None
    ask: Ask | None = None
    seconds: int | None = None
    clock: rules.Clock | None = None
    others: tuple[Ask, ...] = ()

    @property
    def who(self) -> SafeString:
        """Return the names of all whom the step is about."""
        names = [str(ask.expert) for ask in (self.ask, *self.others) if ask is not None]
        joined = format_html_join(_(", "), "<bdi>{}</bdi>", ((name,) for name in names[:-1]))
        last = format_html("<bdi>{}</bdi>", names[-1]) if names else SafeString("")
        return format_html(_("{} and {}"), joined, last) if joined else last


def steps(request: Request, *, at: datetime) -> list[Step]:
    """Return what happened in a request, oldest first, and what it waits for now."""
    found = [step for ask in request.asks.all() for step in _steps_of(ask)]
    if request.exhausted_at is not None:
        found.append(Step("exhausted", request.exhausted_at))
    # Turns run side by side when several are asked at once: what happened is told as it happened, and a turn before what ends it.
    found.sort(key=lambda step: (step.at or at, step.kind == "released"))
    found = _together(found)
    if request.closed_at is not None:
        found.append(Step("closed", request.closed_at))
    return found + [Step("waiting", None, ask, clock=rules.clock_of(ask, at=at)) for ask in request.asks.all() if ask.is_live]


def _together(found: Iterable[Step]) -> list[Step]:
    """Make one step of those of several experts that follow one another at the same time."""
    joined = list[Step]()
    for step in found:
        last = joined[-1] if joined else None
        if last and step.ask and step.kind in _TOGETHER and (step.kind, step.at) == (last.kind, last.at):
            joined[-1] = replace(last, others=(*last.others, step.ask))
        else:
            joined.append(step)
    return joined


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
        state, label = cls._state(request, ask, person)
        clock = rules.clock_of(ask, at=at) if ask.is_live else None
        others = sum(other.is_live for other in request.asks.all() if other != ask)
        return cls(request, ask, state, label, _TONES.get(state, ""), clock, others)

    @staticmethod
    def _state(request: Request, ask: Ask, person: Person) -> tuple[str, str | StrPromise]:
        """Return where the request stands, and what that is called."""
        if request.outcome:
            return request.outcome, Request.Outcome(request.outcome).label
        if request.exhausted_at is not None and person.pk == request.asker_id:
            return "exhausted", _("Nobody is left")
        return str(ask.state), ask.state.label
