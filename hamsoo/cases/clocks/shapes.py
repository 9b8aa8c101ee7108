"""What goes into the clocks of a case, and what comes out. All lengths are whole seconds; an instant counts as the second it lies in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, NamedTuple

Kind = Literal["first", "next", "resolution"]
Scope = Literal["organisation", "unit"]
Moment = datetime | int
"""An instant; where very many are read, the whole second that it lies in, as `kernel.calendars.instants` counts them."""
ClockState = Literal["running", "warned", "paused", "met", "missed"]

SOON = 0.75
"""Used share of a target from which on its clock warns: a quarter or less is left."""

ENDED = frozenset({"resolved", "closed"})


class Step(NamedTuple):
    """From `at` until the next step, `unit_id` or `partner_id` had the case in this state."""

    at: Moment
    state: str
    unit_id: int | None
    partner_id: int | None
    assignee_id: int | None
    priority: int


class Contact(NamedTuple):
    """Somebody wrote or called: `in` is the customer. Only what a human said to the customer answers; no machine, no internal note."""

    at: Moment
    direction: str
    is_public_human: bool


class Facts(NamedTuple):
    """What policies ask of a case besides its steps; `segments` are those of the customer when the case was opened."""

    type_id: int | None = None
    segments: frozenset[str] = frozenset()


class Owner(NamedTuple):
    """Who has a case: a unit of ours, or a partner."""

    unit_id: int | None
    partner_id: int | None


@dataclass(slots=True)
class Parts:
    """How long, divided by what was going on; `resting` is the time between being resolved and being opened again."""

    working: int = 0
    customer: int = 0
    other: int = 0
    resting: int = 0

    @property
    def whole(self) -> int:
        """Return the sum of all parts."""
        return self.working + self.customer + self.other + self.resting

    def add(self, part: str, seconds: int) -> None:
        """Lengthen one part."""
        if part == "working":
            self.working += seconds
        elif part == "customer":
            self.customer += seconds
        elif part == "other":
            self.other += seconds
        else:
            self.resting += seconds


@dataclass(slots=True)
class OwnerTime:
    """How long one owner had the case, in elapsed seconds and in working seconds of the owner's calendar.

    `assignee_id` is who had it there last; `stay_count` how often it came.
    """

    owner: Owner
    assignee_id: int | None
    first_at: datetime
    has_it: bool = False
    stay_count: int = 0
    elapsed: Parts = field(default_factory=Parts)
    worked: Parts = field(default_factory=Parts)


class Mark(NamedTuple):
    """When a share of an open target is, or was, used up."""

    percent: int
    at: datetime


@dataclass(frozen=True, slots=True)
class TargetClock:
    """One promise of time. `used`, `allowed` and `left` (negative when over) are working seconds of the calendar of the policy.

    `due_at` is when the target will be, or was, used up; None when it stands
    still, was kept in time, or its calendar never opens (`never_open`).
    `missed` with `ended_at` None is still going on. `number` counts the answers of kind `next`, and the stays of a unit; `marks` are
    the shares of an open target at which somebody is told.
    """

    kind: Kind
    scope: Scope
    unit_id: int | None
    policy_id: int
    number: int
    started_at: datetime
    ended_at: datetime | None
    allowed: int
    used: int
    elapsed: int
    due_at: datetime | None
    state: ClockState
    never_open: bool = False
    marks: tuple[Mark, ...] = ()

    @property
    def left(self) -> int:
        """Return what is left of the target."""
        return self.allowed - self.used

    @property
    def percent(self) -> float:
        """Return the share that is used, 100 at most."""
        return min(100.0, 100 * self.used / self.allowed)

    @property
    def is_open(self) -> bool:
        """Return whether something is still to be done for it."""
        return self.ended_at is None


@dataclass(frozen=True, slots=True)
class Clocks:
    """All clocks of a case at a moment. `ended_at` is when it came to its end, None while it is open."""

    opened_at: datetime
    ended_at: datetime | None
    elapsed: int
    worked: int
    owners: tuple[OwnerTime, ...]
    targets: tuple[TargetClock, ...]

    @property
    def nearest(self) -> TargetClock | None:
        """Return the target that is due next, or has been due longest; None when none is."""
        due = [target for target in self.targets if target.is_open and target.due_at is not None]
        return min(due, key=lambda target: target.due_at or self.opened_at, default=None)
