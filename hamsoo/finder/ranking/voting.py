"""From documents to people: every document that matches a need speaks for those whose work it is.

What is known of a person is put into a few numbers, the *signals*, each a logarithm of how much more there is than usual:

    now, lately   how much they have written, older work less: after NOW_ and LATELY_HALF_LIFE_DAYS half
    votes         how much of what they wrote matches, added up (Macdonald and Ounis, "Voting for Candidates", 2006), in part passed on
                  to those who wrote with them or answered beside them (`propagation`)
    share         the same as a share of all they wrote: who writes about this, rather than who writes much
    nearest       the share of the NEAREST documents that match best; both are passed on to those who wrote with them
    kindred       the share of the documents that use the words of those that match best, not the words of the need (`kindred`)
    skilled       how strong they are in the skills that the need names: what they say, colleagues confirm and works show

and the score is the exponential of their sum, each times its weight (`mixing`). By Bayes' rule that is: who answers ~ who is there *
whose work is about this, with the exponents learned. Shares are drawn towards what is usual in the person's team, and that towards
what is usual everywhere, the more the less they wrote; REST lets those be found who have written little. All is relative, so that a
silence of everybody (a holiday) changes no order.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

import numpy as np

from hamsoo.finder.ranking.mixing import DEFAULT, Weights
from hamsoo.finder.ranking.work import PROFILE_WEIGHT, Said, Work

SHARPNESS = 2.0
CAUTION = 5.0
NEAR_CAUTION = 2.0
"""So much usual work, in means, is added to what somebody did before a share is taken."""
VOTES_REST = 0.03
NEAREST = 20
KINDRED = 50
PARENT_SHARE = 2.0
"""How much of the score of its parent (of its question) a document gets added."""
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
    pieces, profiles = list(pieces), profiles or {}
    work = Work(pieces, profiles, teams or {})
    found: dict[int, Standing[Key]] = {person: Standing() for person in work.people}
    best = max([*scores.values(), *profiles.values()], default=0.0) or 1.0
    said, named = Said(work, scores), work.by_person(profiles)
    votes = said.sizes * (said.values / best) ** SHARPNESS
    for place, vote in zip(said.places.tolist(), votes.tolist(), strict=True):
        found[pieces[place].person].votes[pieces[place].key] = vote
    columns = (
        *work.activity(),
        work.more_than_usual(work.beside(work.together(PROFILE_WEIGHT * named + said.summed(said.sizes * said.values))), rest=VOTES_REST),
        work.shares(work.together(PROFILE_WEIGHT * (named / best) ** SHARPNESS + said.summed(votes)), caution=CAUTION),
        work.shares(work.together(said.first(NEAREST, SHARPNESS)), caution=NEAR_CAUTION),
        work.shares(Said(work, kindred or {}).first(KINDRED, 1.0), caution=NEAR_CAUTION),
        np.log1p(work.by_person(skilled or {})),
    )
    signals = zip(*(column.tolist() for column in columns), strict=True)
    for standing, values in zip(found.values(), signals, strict=True):
        standing.signals = values
        standing.score = weights.mixed(values)
    return found


def ranked(totals: Mapping[int, float]) -> list[int]:
    """Return people by what they have, most first; equals by id, so that the order is always the same."""
    return sorted(totals, key=lambda person: (-totals[person], person))
