"""From documents to people: every document that matches a need votes for those whose work it is.

Document voting (Macdonald and Ounis, "Voting for Candidates", 2006) adds up likeness, so that who writes most wins. Here the votes
are taken apart by Bayes' rule, who answers ~ who is there * whose work is about this:

    score(person)    = activity * affinity
    activity         = sum of weight * decay(age, ACTIVITY_HALF_LIFE_DAYS)  +  REST * mean of these sums
    affinity         = (votes + caution * usual) / (work + caution) / usual
    votes, work      = sums of weight * decay(age, SUBJECT_HALF_LIFE_DAYS), the votes each times likeness
    likeness         = (score / best score) ** SHARPNESS
    usual, caution   = all votes / all work, CAUTION * mean work

CAUTION draws those with little work towards the usual affinity; REST lets those be found who have written little lately, or have only
a profile. Both are relative, so that a silence of everybody (a holiday) changes no order. The constants were chosen by time-split
cross-validation within the training part (`bench/experts.py --tune`): where several do alike, the longest half-life and the greatest
REST, because an organisation has more quiet experts than a forum.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

from hamsoo.finder.ranking.decay import ACTIVITY_HALF_LIFE_DAYS, SUBJECT_HALF_LIFE_DAYS, decay

SHARPNESS = 2.0
CAUTION = 5.0
REST = 0.3
PARENT_SHARE = 2.0
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


class Piece(NamedTuple, Generic[Key]):
    """One document as evidence for one person; also documents that do not match count, as work about something else."""

    key: Key
    person: int
    weight: float
    age_days: float


@dataclass(slots=True)
class Standing(Generic[Key]):
    """How a person stands: the score, what each matching document gave to the votes, and what the profile did."""

    score: float = 0.0
    claim: float = 0.0
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
    for key, person, said, age_days in pieces:
        weight = said * decay(age_days, half_life_days=constants.subject_days)
        work[person] += weight
        activity[person] += said * decay(age_days, half_life_days=constants.activity_days)
        if (score := scores.get(key, 0.0)) and weight:
            found[person].votes[key] = weight * (score / best) ** constants.sharpness
    for person, score in profiles.items():
        work[person] += PROFILE_WEIGHT
        found[person].claim = PROFILE_WEIGHT * (score / best) ** constants.sharpness
    _judge(found, activity, work, constants)
    return dict(found)


def _judge(found: dict[int, Standing[Key]], activity: Mapping[int, float], work: Mapping[int, float], constants: Constants) -> None:
    """Set the score of everybody who has done any work."""
    people = len(work) or 1
    rest = constants.rest * sum(activity.values()) / people or constants.rest
    caution = constants.caution * sum(work.values()) / people
    usual = sum(standing.claim + sum(standing.votes.values()) for standing in found.values()) / (sum(work.values()) or 1.0)
    for person, done in work.items():
        standing = found[person]
        got = standing.claim + sum(standing.votes.values())
        affinity = (got + caution * usual) / ((done + caution) * usual) if usual else 1.0
        standing.score = (rest + activity.get(person, 0.0)) * affinity


def ranked(totals: Mapping[int, float]) -> list[int]:
    """Return people by what they have, most first; equals by id, so that the order is always the same."""
    return sorted(totals, key=lambda person: (-totals[person], person))
