"""What was promised: policies with versions, of which the first that fits a case wins."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from hamsoo.cases.clocks.shapes import Facts, Kind, Scope
from hamsoo.kernel.calendars.instants import to_instant


@dataclass(frozen=True, slots=True)
class Conditions:
    """To which cases a policy belongs: each empty condition fits all, those that are not empty must all fit."""

    priorities: frozenset[int] = frozenset()
    type_ids: frozenset[int] = frozenset()
    segments: frozenset[str] = frozenset()
    unit_ids: frozenset[int] = frozenset()


class Escalation(NamedTuple):
    """At `percent` of a target, who is told: `assignee`, `lead` of the unit, `above` (the lead above that lead)."""

    percent: int
    tells: str


@dataclass(frozen=True, slots=True)
class PolicyVersion:
    """A policy as it holds from `effective_at` until its next version; `is_active` False ends it.

    `targets` are working seconds by kind, counted in the calendar `calendar_id` (None: that of the unit for agreements inside, else that of
    the organisation).
    """

    policy_id: int
    effective_at: datetime
    name: str
    scope: Scope
    rank: int
    targets: tuple[tuple[Kind, int], ...]
    conditions: Conditions = Conditions()
    calendar_id: int | None = None
    pauses_for_customer: bool = True
    escalations: tuple[Escalation, ...] = ()
    is_active: bool = True
    allowed: dict[str, int] = field(init=False, repr=False, compare=False)
    percents: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "allowed", dict(self.targets))
        object.__setattr__(self, "percents", tuple(sorted({one.percent for one in self.escalations})))


def fits(conditions: Conditions, *, priority: int, unit_id: int | None, facts: Facts) -> bool:
    """Return whether a case with these facts meets all conditions."""
    return (
        (not conditions.priorities or priority in conditions.priorities)
        and (not conditions.type_ids or facts.type_id in conditions.type_ids)
        and (not conditions.segments or not conditions.segments.isdisjoint(facts.segments))
        and (not conditions.unit_ids or unit_id in conditions.unit_ids)
    )


class Policies:
    """All versions of all policies. What holds is asked for by moment, and the answer for like cases is remembered."""

    def __init__(self, versions: Iterable[PolicyVersion]) -> None:
        self._versions = sorted(versions, key=lambda version: (version.effective_at, version.policy_id))
        self._changes = sorted({to_instant(version.effective_at) for version in self._versions})
        self._in_force: dict[int, list[PolicyVersion]] = {}
        self._chosen: dict[tuple[int, str, int, int | None, Facts], PolicyVersion | None] = {}
        answers = {"first", "next"}
        # Whether clocks of units depend on what was said.
        self.asks_units = any(one.scope == "unit" and answers & one.allowed.keys() for one in self._versions)
        self.asks_segment = any(version.conditions.segments for version in self._versions)

    def changes(self, start: int, end: int) -> Sequence[int]:
        """Return the instants strictly between two at which a policy changed."""
        return self._changes[bisect_right(self._changes, start) : bisect_right(self._changes, end - 1)]

    def choose(self, scope: Scope, instant: int, *, priority: int, unit_id: int | None, facts: Facts) -> PolicyVersion | None:
        """Return the first policy in force that fits, None when none does."""
        epoch = bisect_right(self._changes, instant)
        key = epoch, scope, priority, unit_id, facts
        if key not in self._chosen:
            standing = (one for one in self._standing(epoch) if one.scope == scope)
            found = (one for one in standing if fits(one.conditions, priority=priority, unit_id=unit_id, facts=facts))
            self._chosen[key] = next(found, None)
        return self._chosen[key]

    def standing(self, at: datetime) -> list[PolicyVersion]:
        """Return what is in force at a moment, in the order in which it is tried."""
        return self._standing(bisect_right(self._changes, to_instant(at)))

    def _standing(self, epoch: int) -> list[PolicyVersion]:
        if epoch not in self._in_force:
            last = self._changes[epoch - 1] if epoch else -1
            newest = {one.policy_id: one for one in self._versions if to_instant(one.effective_at) <= last}
            self._in_force[epoch] = sorted((one for one in newest.values() if one.is_active), key=lambda one: (one.rank, one.policy_id))
        return self._in_force[epoch]
