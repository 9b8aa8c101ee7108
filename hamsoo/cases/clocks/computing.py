"""The clocks of one case, from its steps, its contacts and what was promised."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby, pairwise
from typing import NamedTuple

from hamsoo.cases.clocks.policies import Policies
from hamsoo.cases.clocks.shapes import (
    ENDED,
    SOON,
    Clocks,
    ClockState,
    Contact,
    Facts,
    Kind,
    Mark,
    Moment,
    Owner,
    OwnerTime,
    Scope,
    Step,
    TargetClock,
)
from hamsoo.cases.clocks.timetable import Calendars, Timetable
from hamsoo.cases.clocks.tracks import Piece, Track, is_running
from hamsoo.kernel.calendars import NeverOpen
from hamsoo.kernel.calendars.instants import to_datetime, to_instant

_PART = {"new": "working", "working": "working", "customer": "customer", "other": "other", "resolved": "resting", "closed": "resting"}


class _Stretch(NamedTuple):
    """From one step to the next, the working seconds of it in the hours of who had the case, and these hours."""

    start: int
    end: int
    step: Step
    worked: int
    line: Timetable

    @property
    def owner(self) -> tuple[int | None, int | None]:
        return self.step[2:4]


class _Promise(NamedTuple):
    """A clock to be read: where it began, when it was kept (None: not yet), the last instant that counts for it."""

    kind: Kind
    scope: Scope
    unit_id: int | None
    number: int
    start: int
    kept: int | None
    until: int


def compute(
    *, steps: Sequence[Step], contacts: Iterable[Contact], policies: Policies, calendars: Calendars, at: datetime, facts: Facts = Facts()
) -> Clocks:
    """Return the clocks of a case at `at`. `steps` are its phases in order, one at least; what lies after `at` is not looked at."""
    now = max(_instant(at), _instant(steps[0].at))
    lived, ended = _lived(steps, calendars, now)
    end = now if ended is None else ended
    owners = _owners(lived, is_open=ended is None)
    talk = _talk(contacts, lived[0].start, end)
    targets = [*_promised(lived, talk, ended, policies, calendars, facts), *_agreed(lived, talk, ended, policies, calendars, facts)]
    return Clocks(
        opened_at=to_datetime(lived[0].start),
        ended_at=None if ended is None else to_datetime(ended),
        elapsed=sum(owner.elapsed.whole for owner in owners),
        worked=sum(owner.worked.whole for owner in owners),
        owners=tuple(owners),
        targets=tuple(targets),
    )


def _instant(at: Moment) -> int:
    return at if isinstance(at, int) else to_instant(at)


def _lived(steps: Sequence[Step], calendars: Calendars, now: int) -> tuple[list[_Stretch], int | None]:
    """Return the life of a case until now, or until it came to its end, and when that was."""
    starts = [_instant(step.at) for step in steps]
    count = max(bisect_right(starts, now), 1)
    ended, end = None, now
    # Resolved, then closed: it came to its end with the first of both.
    for number in range(count - 1, -1, -1):
        if steps[number].state not in ENDED:
            break
        ended = end = starts[number]
    found = []
    for number in range(count):
        start = starts[number]
        if start <= end:
            until = min(starts[number + 1] if number + 1 < count else end, end)
            line = calendars.of_unit(steps[number].unit_id)
            found.append(_Stretch(start, until, steps[number], line.between(start, until) if until > start else 0, line))
    return found, ended


def _owners(lived: list[_Stretch], *, is_open: bool) -> list[OwnerTime]:
    """Return how long each owner had it, in the order in which they came."""
    found: dict[tuple[int | None, int | None], OwnerTime] = {}
    last: tuple[int | None, int | None] | None = None
    for start, end, step, worked, _line in lived:
        owner = step[2:4]
        time = found.get(owner)
        if time is None:
            time = found[owner] = OwnerTime(Owner._make(owner), step.assignee_id, to_datetime(start))
        if owner != last:
            time.stay_count += 1
            last = owner
        time.assignee_id = step.assignee_id or time.assignee_id
        part = _PART[step.state]
        time.elapsed.add(part, end - start)
        time.worked.add(part, worked)
    if is_open and last is not None:
        found[last].has_it = True
    return list(found.values())


def _talk(contacts: Iterable[Contact], opened: int, end: int) -> list[tuple[int, bool]]:
    """Return when the customer wrote (False) and a human of ours answered (True), in order, while the case was open."""
    kept = [one for one in contacts if one.direction == "in" or one.is_public_human]
    moments = sorted([(_instant(one.at), one.direction == "out") for one in kept])
    return [(instant, is_answer) for instant, is_answer in moments if opened <= instant <= end]


def _pieces(lived: Iterable[_Stretch], scope: Scope, policies: Policies, calendars: Calendars, facts: Facts) -> Iterator[Piece]:
    for start, end, step, worked, hours in lived:
        changes = policies.changes(start, end)
        for begins, ends in pairwise((start, *changes, end)):
            policy = policies.choose(scope, begins, priority=step.priority, unit_id=step.unit_id, facts=facts)
            line, counts = None, False
            if policy is not None:
                line = hours if scope == "unit" and policy.calendar_id is None else calendars.of(policy.calendar_id)
                counts = is_running(step.state, policy)
            known = worked if line is hours and not changes else None
            yield Piece(begins, ends, policy, line, counts, known)


def _promised(
    lived: list[_Stretch], talk: list[tuple[int, bool]], ended: int | None, policies: Policies, calendars: Calendars, facts: Facts
) -> Iterator[TargetClock]:
    """Yield what the customer was promised: the first answer, an answer to each message after it, and the end."""
    track = Track(list(_pieces(lived, "organisation", policies, calendars, facts)))
    start, end = lived[0].start, lived[-1].end
    for promise in _promises("organisation", None, 1, talk, start, end, ended) if track.kinds else ():
        if promise.kind in track.kinds:
            yield from _read(track, promise)


def _agreed(
    lived: list[_Stretch], talk: list[tuple[int, bool]], ended: int | None, policies: Policies, calendars: Calendars, facts: Facts
) -> Iterator[TargetClock]:
    """Yield what units agreed on inside: a clock of its own for each stay, which ends when the case is handed on."""
    stays = [list(group) for _owner, group in groupby(lived, key=lambda one: one.owner)]
    for number, stay in enumerate(stays, start=1):
        unit_id, start, end = stay[0].step.unit_id, stay[0].start, stay[-1].end
        if unit_id is None:
            continue
        track = Track(list(_pieces(stay, "unit", policies, calendars, facts)))
        if not track.kinds:
            continue
        over = end if number < len(stays) else ended
        # At the second of a hand-off, what is said is said by who had it before.
        here = [moment for moment in talk if start < moment[0] <= end or (number == 1 and moment[0] == start)]
        for promise in _promises("unit", unit_id, number, here, start, end, over):
            if promise.kind in track.kinds:
                yield from _read(track, promise)


def _promises(
    scope: Scope, unit_id: int | None, number: int, talk: list[tuple[int, bool]], start: int, end: int, over: int | None
) -> Iterator[_Promise]:
    """Yield the clocks of a case, or of one stay in a unit; `over` is when it ended, None while it goes on."""
    answers = [instant for instant, is_answer in talk if is_answer]
    first = answers[0] if answers else None
    # What ends without an answer needs none any more: the clock is read where it stopped.
    yield _Promise("first", scope, unit_id, number, start, first if first is not None else over, end)
    waiting_since, answered = None, 0
    for instant, is_answer in talk if first is not None else ():
        if is_answer and waiting_since is not None:
            answered += 1
            yield _Promise("next", scope, unit_id, answered, waiting_since, instant, end)
            waiting_since = None
        elif not is_answer and waiting_since is None and first is not None and instant > first:
            waiting_since = instant
    if waiting_since is not None and (over is None or waiting_since < over):
        yield _Promise("next", scope, unit_id, answered + 1, waiting_since, over, end)
    yield _Promise("resolution", scope, unit_id, number, start, over, end)


def _read(track: Track, promise: _Promise) -> Iterator[TargetClock]:
    """Yield the clock of a promise, when there is a target for it in the policy that held at its end."""
    kept = None if promise.kept is None else min(max(promise.kept, promise.start), promise.until)
    last = promise.until if kept is None else kept
    piece = track.pieces[-1] if kept is None else track.at(last)
    allowed = piece.policy.allowed.get(promise.kind) if piece.policy is not None else None
    if piece.policy is None or not allowed:
        return
    began = track.used(promise.start)
    used = track.used(last) - began
    # The track goes on after what was kept in time.
    reached = track.reaches(began + allowed) if used >= allowed else None
    due, never, state = reached, False, _state(kept, used, allowed, late=reached is not None and last > reached, counts=piece.counts)
    if reached is None and kept is None and piece.counts and piece.line is not None:
        try:
            due = piece.line.add(last, allowed - used)
        except NeverOpen:
            never = True
    yield TargetClock(
        kind=promise.kind,
        scope=promise.scope,
        unit_id=promise.unit_id,
        policy_id=piece.policy.policy_id,
        number=promise.number,
        started_at=to_datetime(promise.start),
        ended_at=None if kept is None else to_datetime(kept),
        allowed=allowed,
        used=used,
        elapsed=last - promise.start,
        due_at=None if due is None else to_datetime(due),
        state=state,
        never_open=never,
        marks=() if kept is not None else tuple(_marks(track, piece, began, used, allowed, last)),
    )


def _marks(track: Track, piece: Piece, began: int, used: int, allowed: int, last: int) -> Iterator[Mark]:
    """Yield when each share at which somebody is told was, or will be, used up: nothing lies ahead of a clock that stands still."""
    for percent in piece.policy.percents if piece.policy is not None else ():
        share = max(1, allowed * percent // 100)
        reached = track.reaches(began + share)
        if reached is None and piece.counts and piece.line is not None:
            try:
                reached = piece.line.add(last, share - used)
            except NeverOpen:
                return
        if reached is not None:
            yield Mark(percent, to_datetime(reached))


def _state(kept: int | None, used: int, allowed: int, *, late: bool, counts: bool) -> ClockState:
    if late:
        return "missed"
    if kept is not None:
        return "met"
    if not counts:
        return "paused"
    return "warned" if used >= SOON * allowed else "running"
