"""From documents to people: every document that matches a need votes for those whose work it is.

Document voting (Macdonald and Ounis, "Voting for Candidates", 2006) adds up likeness, so that who writes most wins. Here the votes
are taken apart by Bayes' rule, who answers ~ who is there * whose work is about this:

    score(person)    = activity * affinity
    activity         = REST + sum of weight * decay(age, a week)
    affinity         = (votes + CAUTION * usual) / (work + CAUTION) / usual
    votes, work      = sums of weight * decay(age, two months), the votes each times likeness
    likeness         = (score / best score) ** SHARPNESS
    usual            = all votes / all work

CAUTION draws those with little work towards the usual affinity; REST lets those be found who have written little lately, or have
only a profile. The constants were chosen by time-split cross-validation within the training part, see `bench/experts.py --tune`;
REST is the largest within one standard error of the best, because an organisation has more quiet experts than a forum.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from hamsoo.finder.ranking.decay import ACTIVITY_HALF_LIFE_DAYS, SUBJECT_HALF_LIFE_DAYS, decay

SHARPNESS = 2.0
CAUTION = 8.0
REST = 0.1
PARENT_SHARE = 1.0
"""How much of the score of its parent (of its question) a document gets added."""
PROFILE_WEIGHT = 0.5
"""A profile is half a document, without age, and no sign of activity."""

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Constants:
    """What `rank` is tuned by."""

    sharpness: float = SHARPNESS
    caution: float = CAUTION
    rest: float = REST
    subject_days: float = SUBJECT_HALF_LIFE_DAYS
    activity_days: float = ACTIVITY_HALF_LIFE_DAYS


@dataclass(frozen=True, slots=True)
class Piece(Generic[Key]):
    """One document as evidence for one person; also documents that do not match count, as work about something else."""

    key: Key
    person: int
    weight: float
    age_days: float


@dataclass(slots=True)
class Standing(Generic[Key]):
    """How a person stands: the score, and what each matching document gave to the votes."""

    score: float = 0.0
    votes: dict[Key, float] = field(default_factory=dict)


_CHOSEN = Constants()


def with_parents(scores: Mapping[Key, float], parents: Mapping[Key, Key], *, share: float = PARENT_SHARE) -> dict[Key, float]:
    """Return the scores of all that matches by itself or through its parent."""
    keys = dict.fromkeys([*scores, *parents])
    mixed = {key: scores.get(key, 0.0) + share * scores.get(parents[key], 0.0) if key in parents else scores[key] for key in keys}
    return {key: score for key, score in mixed.items() if score > 0}


def rank(
    pieces: Iterable[Piece[Key]],
    scores: Mapping[Key, float],
    *,
    profiles: Mapping[int, float] | None = None,
    constants: Constants = _CHOSEN,
) -> dict[int, Standing[Key]]:
    """Return how everybody stands whose work or profile there is.

    `scores` are those of the documents that match; `profiles` those of the profiles that match, by person.
    """
    profiles = profiles or {}
    best = max([*scores.values(), *profiles.values()], default=0.0) or 1.0
    found: dict[int, Standing[Key]] = defaultdict(Standing)
    activity: dict[int, float] = defaultdict(float)
    work: dict[int, float] = defaultdict(float)
    for piece in pieces:
        weight = piece.weight * decay(piece.age_days, half_life_days=constants.subject_days)
        work[piece.person] += weight
        activity[piece.person] += piece.weight * decay(piece.age_days, half_life_days=constants.activity_days)
        if (score := scores.get(piece.key, 0.0)) and weight:
            found[piece.person].votes[piece.key] = weight * (score / best) ** constants.sharpness
    claims = {person: PROFILE_WEIGHT * (score / best) ** constants.sharpness for person, score in profiles.items()}
    votes = {person: sum(found[person].votes.values()) + claims.get(person, 0.0) for person in {*work, *claims}}
    usual = sum(votes.values()) / (sum(work.values()) + PROFILE_WEIGHT * len(claims) or 1.0)
    for person, got in votes.items():
        done = work.get(person, 0.0) + PROFILE_WEIGHT * (person in claims)
        affinity = (got + constants.caution * usual) / ((done + constants.caution) * usual) if usual else 1.0
        found[person].score = (constants.rest + activity.get(person, 0.0)) * affinity
    return dict(found)


def ranked(totals: Mapping[int, float]) -> list[int]:
    """Return people by what they have, most first; equals by id, so that the order is always the same."""
    return sorted(totals, key=lambda person: (-totals[person], person))
