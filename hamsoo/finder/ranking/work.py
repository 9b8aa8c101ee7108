"""All that people did, in columns: a need has thousands of pieces of work, and every signal is a sum over them."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import repeat
from typing import Any

import numpy as np
import numpy.typing as npt

from hamsoo.finder.ranking.decay import LATELY_HALF_LIFE_DAYS, NOW_HALF_LIFE_DAYS, SUBJECT_HALF_LIFE_DAYS
from hamsoo.finder.ranking.propagation import BESIDE, TOGETHER, Shared, passed_on

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]
Row = tuple[Any, int, float, float, Any]
"""What was done (its key), by whom, how much it says, its age in days, what it belongs to."""

TEAM_CAUTION = 5.0
PROFILE_WEIGHT = 0.5
"""A profile is half a document, without age, and no sign of activity."""
REST = 0.3
_LEAST = 1e-12


class Work:
    """What everybody did, whatever it was about: what every signal is measured against. Columns are in the order of `people`."""

    def __init__(self, rows: Sequence[Row], profiles: Iterable[int], teams: Mapping[int, int]) -> None:
        self._teams = teams
        self._place: dict[int, int] = {}
        columns: Iterable[tuple[Any, ...]] = zip(*rows, strict=True) if rows else ((),) * 5
        self.keys, persons, weights, ages, threads = columns
        self.owners = self._placed(self._place, persons)
        weight, age = np.array(weights, dtype=float), np.maximum(np.array(ages, dtype=float), 0.0)
        self.sizes: Floats = weight * 0.5 ** (age / SUBJECT_HALF_LIFE_DAYS)
        named = self._placed(self._place, profiles)
        self.done = self.summed(self.owners, self.sizes) + PROFILE_WEIGHT * np.bincount(named, minlength=len(self._place))
        self._now = self.summed(self.owners, weight * 0.5 ** (age / NOW_HALF_LIFE_DAYS))
        self._lately = self.summed(self.owners, weight * 0.5 ** (age / LATELY_HALF_LIFE_DAYS))
        self._threads = self._placed({}, (key if thread is None else thread for key, thread in zip(self.keys, threads, strict=True)))
        self._all = float(self.done.sum())
        self._mean = self._all / (len(self._place) or 1)
        self._team = self._placed({}, (teams.get(person, 0) for person in self._place))

    @property
    def people(self) -> Iterable[int]:
        """Return everybody who did something or has a profile that matches."""
        return self._place.keys()

    @staticmethod
    def _placed(places: dict[Any, int], things: Iterable[Hashable]) -> Places:
        """Return the place of each thing, given to it when it is first met."""
        return np.array([places.setdefault(thing, len(places)) for thing in things], dtype=np.int64)

    def summed(self, owners: Places, values: Floats) -> Floats:
        """Return the sum of `values` of everybody."""
        return np.bincount(owners, weights=values, minlength=len(self._place)).astype(float)

    def by_person(self, values: Mapping[int, float]) -> Floats:
        """Return `values` as a column, 0.0 for those without."""
        return np.fromiter(map(values.get, self._place, repeat(0.0)), dtype=float, count=len(self._place))

    def activity(self) -> tuple[Floats, Floats]:
        """Return how much everybody did these days, and for some time now."""
        return self.more_than_usual(self._now, rest=REST), self.more_than_usual(self._lately, rest=REST)

    def together(self, votes: Floats) -> Floats:
        """Return `votes`, in part passed on to those who wrote the same works."""
        return passed_on(votes, self._written_together, TOGETHER)

    def beside(self, votes: Floats) -> Floats:
        """Return `votes`, in part passed on to those who had a part in the same works or answered the same questions."""
        return passed_on(votes, Shared.of(self._threads, self.owners, self.sizes, self.done), BESIDE)

    @cached_property
    def _written_together(self) -> Shared:
        return Shared.of(self._placed({}, self.keys), self.owners, self.sizes, self.done)

    def more_than_usual(self, sums: Floats, *, rest: float) -> Floats:
        """Return log(sum / mean + rest) of everybody."""
        mean = float(sums.sum()) / (len(sums) or 1) or 1.0
        return np.log(sums / mean + rest + _LEAST)

    def shares(self, sums: Floats, *, caution: float) -> Floats:
        """Return log(share of the work that `sums` says is about it / usual share) of everybody; 0.0 where none is."""
        total = float(sums.sum())
        if not total or not self._mean:
            return np.zeros(len(sums))
        usual, added = total / self._all, caution * self._mean
        return np.log((sums + added * self._usual_by_team(sums, usual)) / ((self.done + added) * usual) + _LEAST)

    def _usual_by_team(self, sums: Floats, usual: float) -> Floats:
        """Return what is usual in the team of everybody; who is in none has what is usual everywhere."""
        added = TEAM_CAUTION * self._mean
        got, did = (np.bincount(self._team, weights=values) for values in (sums, self.done))
        of_team: Floats = (got + added * usual) / (did + added)
        in_team = np.fromiter((person in self._teams for person in self._place), dtype=bool, count=len(self._place))
        return np.where(in_team, of_team[self._team], usual)


class Said:
    """The pieces of work that have a score: where they stand, how much they say for their people now, and the scores."""

    def __init__(self, work: Work, scores: Mapping[Any, float]) -> None:
        self._work = work
        values = np.fromiter(map(scores.get, work.keys, repeat(0.0)), dtype=float, count=len(work.keys))
        self.places: Places = np.flatnonzero((values > 0) & (work.sizes != 0))
        self.values: Floats = values[self.places]
        self.sizes: Floats = work.sizes[self.places]
        self._owners = work.owners[self.places]

    def summed(self, values: Floats) -> Floats:
        """Return the sum of a value of each piece, of everybody."""
        return self._work.summed(self._owners, values)

    def first(self, limit: int, sharpness: float) -> Floats:
        """Return what the `limit` best pieces, and those that equal the last of them, give everybody."""
        ordered = np.sort(self.values)[::-1]
        if not len(ordered):
            return self.summed(self.values)
        chosen = self.values >= ordered[min(limit, len(ordered)) - 1]
        return self.summed(np.where(chosen, self.sizes * (self.values / ordered[0]) ** sharpness, 0.0))
