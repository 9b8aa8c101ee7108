"""How much of its target a clock has used: the stretches in which it counts, and those in which it stands still."""

from bisect import bisect_left
from typing import NamedTuple

from hamsoo.cases.clocks.policies import PolicyVersion
from hamsoo.cases.clocks.shapes import ENDED
from hamsoo.cases.clocks.timetable import Timetable


class Piece(NamedTuple):
    """A stretch under one policy; `line` is None where nothing was promised. `worked`: its working seconds, where they are known."""

    start: int
    end: int
    policy: PolicyVersion | None
    line: Timetable | None
    counts: bool
    worked: int | None


def is_running(state: str, policy: PolicyVersion) -> bool:
    """Return whether a clock runs: not at the end of the case, and not while the customer is waited for if the policy says so."""
    return state not in ENDED and (state != "customer" or not policy.pauses_for_customer)


class Track:
    """Used working time along the pieces of a case, or of one stay in a unit. `kinds` are the targets that a policy of any of them has."""

    def __init__(self, pieces: list[Piece]) -> None:
        self.pieces = pieces
        self.kinds: set[str] = set()
        self._ends = [piece.end for piece in pieces]
        self._before, used = [0], 0
        for start, end, policy, line, counts, worked in pieces:
            if policy is not None:
                self.kinds.update(policy.allowed)
            if counts and line is not None:
                used += line.between(start, end) if worked is None else worked
            self._before.append(used)

    def at(self, instant: int) -> Piece:
        """Return the piece that leads up to `instant`: at a change, the one before it."""
        return self.pieces[min(bisect_left(self._ends, instant), len(self.pieces) - 1)]

    def used(self, instant: int) -> int:
        """Return what is used until an instant of the track."""
        number = min(bisect_left(self._ends, instant), len(self.pieces) - 1)
        piece = self.pieces[number]
        if instant >= piece.end:
            return self._before[number + 1]
        if instant <= piece.start or piece.line is None or not piece.counts:
            return self._before[number]
        return self._before[number] + piece.line.between(piece.start, instant)

    def reaches(self, amount: int) -> int | None:
        """Return the earliest instant of the track by which `amount` (1 or more) is used, None when it is not."""
        number = bisect_left(self._before, amount) - 1
        if number >= len(self.pieces):
            return None
        piece = self.pieces[number]
        return piece.line.add(piece.start, amount - self._before[number]) if piece.line is not None else None
