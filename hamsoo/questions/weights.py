"""How much an answer says about what its author knows: for the finder, and for the skills that answers show."""

ANSWER_WEIGHT = 1.0
ACCEPTED_WEIGHT = 1.5
THANKS_WEIGHT = 0.05
MOST_THANKS = 10
"""Thanks say a little, and a crowd of them no more than ten: an accepted answer stays worth more than a popular one."""


def weight(*, is_accepted: bool, thanks: int) -> float:
    """Return how much an answer says about what its author knows."""
    return (ACCEPTED_WEIGHT if is_accepted else ANSWER_WEIGHT) + THANKS_WEIGHT * min(thanks, MOST_THANKS)
