"""From documents to people: every document that matches a need speaks for those whose work it is.

What is known of a person is put into a few numbers, the *signals*, each a logarithm of how much more there is than usual:

    now, lately   how much they have written, older work less: after NOW_ and LATELY_HALF_LIFE_DAYS half
    votes         how much of what they wrote matches, added up (Macdonald and Ounis, "Voting for Candidates", 2006), in part passed on
                  to those who wrote with them or answered beside them (`propagation`)
    share         the same as a share of all they wrote: who writes about this, rather than who writes much
    nearest       the share of the NEAREST documents that match best
    kindred       the share of the documents that use the words of those that match best, not the words of the need (`kindred`)
    skilled       how strong they are in the skills that the need names: what they say, colleagues confirm and works show

and the score is the exponential of their sum, each times its weight (`mixing`). By Bayes' rule that is: who answers ~ who is there *
whose work is about this, with the exponents learned. Shares are drawn towards what is usual in the person's team, and that towards
what is usual everywhere, the more the less they wrote; REST lets those be found who have written little. All is relative, so that a
silence of everybody (a holiday) changes no order.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

from hamsoo.finder.ranking.decay import LATELY_HALF_LIFE_DAYS, NOW_HALF_LIFE_DAYS, SUBJECT_HALF_LIFE_DAYS
from hamsoo.finder.ranking.mixing import DEFAULT, Weights
from hamsoo.finder.ranking.propagation import passed_on

SHARPNESS = 2.0
CAUTION = 5.0
TEAM_CAUTION = 5.0
NEAR_CAUTION = 2.0
"""So much usual work, in means, is added to what somebody (a team) did before a share is taken."""
REST = 0.3
VOTES_REST = 0.03
NEAREST = 20
KINDRED = 50
PARENT_SHARE = 2.0
"""How much of the score of its parent (of its question) a document gets added."""
PROFILE_WEIGHT = 0.5
"""A profile is half a document, without age, and no sign of activity."""

_LEAST = 1e-12
Key = TypeVar("Key")


class Piece(NamedTuple, Generic[Key]):
    """One document as evidence for one person; also documents that do not match count, as work about something else."""

    key: Key
    person: int
    weight: float
    age_days: float
    thread: Key | None = None
    """What it belongs to, as an answer to its question."""


@dataclass(slots=True)
class Standing(Generic[Key]):
    """How a person stands: the score, the signals it is made of, and what each matching document gave to the votes."""

    score: float = 0.0
    signals: tuple[float, ...] = ()
    votes: dict[Key, float] = field(default_factory=dict)


def with_parents(scores: Mapping[Key, float], parents: Mapping[Key, Key], *, share: float = PARENT_SHARE) -> dict[Key, float]:
    """Return the scores of all that matches by itself or through its parent."""
    keys = dict.fromkeys([*scores, *parents])
    mixed = {key: scores.get(key, 0.0) + share * scores.get(parents[key], 0.0) if key in parents else scores[key] for key in keys}
    return {key: score for key, score in mixed.items() if score > 0}


def rank(
    pieces: Iterable[Piece[Key]],
    scores: Mapping[Key, float],
    *,
    kindred: Mapping[Key, float] | None = None,
    profiles: Mapping[int, float] | None = None,
    skilled: Mapping[int, float] | None = None,
    teams: Mapping[int, int] | None = None,
    weights: Weights = DEFAULT,
) -> dict[int, Standing[Key]]:
    """Return how everybody stands whose work or profile there is.

    `scores` are those of the documents that match, `kindred` those of the documents that hold kindred words; `profiles` the scores of
    the profiles that match, by person; `skilled` how strong people are in the skills that are asked for; `teams` the team of each
    person, as far as they have one.
    """
    pieces, profiles, kindred, skilled = list(pieces), profiles or {}, kindred or {}, skilled or {}
    work = _Work(pieces, profiles, teams or {})
    best = max([*scores.values(), *profiles.values()], default=0.0) or 1.0
    found: dict[int, Standing[Key]] = {person: Standing() for person in work.done}
    votes: dict[int, float] = {person: PROFILE_WEIGHT * score for person, score in profiles.items()}
    strong = {person: PROFILE_WEIGHT * (score / best) ** SHARPNESS for person, score in profiles.items()}
    matching = work.matching(scores)
    for key, person, said in matching:
        score = scores[key]
        vote = said * (score / best) ** SHARPNESS
        found[person].votes[key] = vote
        votes[person] = votes.get(person, 0.0) + said * score
        strong[person] = strong.get(person, 0.0) + vote
    signals = zip(
        *work.activity(),
        work.more_than_usual(passed_on(votes, work.works, work.done), rest=VOTES_REST),
        work.shares(strong, caution=CAUTION),
        work.shares(_first(matching, scores, NEAREST, SHARPNESS), caution=NEAR_CAUTION),
        work.shares(_first(work.matching(kindred), kindred, KINDRED, 1.0), caution=NEAR_CAUTION),
        [math.log1p(skilled[person]) if person in skilled else 0.0 for person in work.done],
        strict=True,
    )
    for standing, values in zip(found.values(), signals, strict=True):
        standing.signals = values
        standing.score = weights.mixed(values)
    return found


class _Work(Generic[Key]):
    """All that people did, whatever it was about: what every signal is measured against. Lists are in the order of `done`."""

    def __init__(self, pieces: Sequence[Piece[Key]], profiles: Mapping[int, float], teams: Mapping[int, int]) -> None:
        self._pieces, self._teams = pieces, teams
        self._sizes: list[float] = []
        self.done: dict[int, float] = defaultdict(float)
        self._now: dict[int, float] = defaultdict(float)
        self._lately: dict[int, float] = defaultdict(float)
        self.works: dict[Key, dict[int, float]] = {}
        # One way through all that was written, with `decay` written out: a need has a thousand pieces.
        for key, person, weight, age_days, thread in pieces:
            age = max(age_days, 0.0)
            done = weight * 0.5 ** (age / SUBJECT_HALF_LIFE_DAYS)
            self._sizes.append(done)
            self.done[person] += done
            work = key if thread is None else thread
            if work not in self.works:
                self.works[work] = {person: done}
            else:
                people = self.works[work]
                people[person] = people.get(person, 0.0) + done
            self._now[person] += weight * 0.5 ** (age / NOW_HALF_LIFE_DAYS)
            self._lately[person] += weight * 0.5 ** (age / LATELY_HALF_LIFE_DAYS)
        for person in profiles:
            self.done[person] += PROFILE_WEIGHT
        self._all = sum(self.done.values())
        self._mean = self._all / (len(self.done) or 1)

    def matching(self, scores: Mapping[Key, float]) -> list[tuple[Key, int, float]]:
        """Return of every piece that has a score its key, its person, and how much it says for them now."""
        pieces = zip(self._pieces, self._sizes, strict=True)
        return [(one[0], one[1], size) for one, size in pieces if size and one[0] in scores and scores[one[0]] > 0]

    def activity(self) -> tuple[list[float], list[float]]:
        """Return how much everybody did these days, and for some time now."""
        return self.more_than_usual(self._now, rest=REST), self.more_than_usual(self._lately, rest=REST)

    def more_than_usual(self, sums: Mapping[int, float], *, rest: float) -> list[float]:
        """Return log(sum / mean + rest) of everybody."""
        mean = sum(sums.values()) / (len(self.done) or 1) or 1.0
        return [math.log(sums.get(person, 0.0) / mean + rest + _LEAST) for person in self.done]

    def shares(self, sums: Mapping[int, float], *, caution: float) -> list[float]:
        """Return log(share of the work that `sums` says is about it / usual share) of everybody; 0.0 where none is."""
        total = sum(sums.values())
        if not total or not self._mean:
            return [0.0] * len(self.done)
        usual, added = total / self._all, caution * self._mean
        of_team = self._usual_by_team(sums, usual)
        return [
            math.log((sums.get(person, 0.0) + added * of_team.get(self._teams.get(person, 0), usual)) / ((done + added) * usual) + _LEAST)
            for person, done in self.done.items()
        ]

    def _usual_by_team(self, sums: Mapping[int, float], usual: float) -> dict[int, float]:
        got: dict[int, float] = defaultdict(float)
        did: dict[int, float] = defaultdict(float)
        for person, team in self._teams.items():
            got[team] += sums.get(person, 0.0)
            did[team] += self.done.get(person, 0.0)
        added = TEAM_CAUTION * self._mean
        return {team: (got[team] + added * usual) / (did[team] + added) for team in got}


def _first(matching: Sequence[tuple[Key, int, float]], scores: Mapping[Key, float], limit: int, sharpness: float) -> dict[int, float]:
    """Return by person what the `limit` best documents, and those that equal the last of them, give."""
    values = sorted([scores[key] for key, _person, _said in matching], reverse=True)
    if not values:
        return {}
    best, least = values[0], values[min(limit, len(values)) - 1]
    sums: dict[int, float] = {}
    for key, person, said in matching:
        if (score := scores[key]) >= least:
            sums[person] = sums.get(person, 0.0) + said * (score / best) ** sharpness
    return sums


def ranked(totals: Mapping[int, float]) -> list[int]:
    """Return people by what they have, most first; equals by id, so that the order is always the same."""
    return sorted(totals, key=lambda person: (-totals[person], person))
