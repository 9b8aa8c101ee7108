"""How much must be said about a need before somebody is interrupted for it.

One word of several may be there by chance. Said once, a word gives a short text at most 1.375 times its weight (`bm25.saturation`): from
LEAST_WORDS on there is more than one word of middling weight, or a telling one. The middle stands for all words: a rare one that is beside
the point (a name, a slip) must not make everybody uncertain. With long questions of forums 0 to 2 % of those who answered them next fall
below, and 13 to 38 % of the others; with needs of seven words 23 % and 83 %.
"""

from collections.abc import Collection
from statistics import median_low

LEAST_WORDS = 1.4


def enough(weights: Collection[float]) -> float:
    """Return the score from which a text is on the subject, given the weights of the words wanted; of a single word, any."""
    return LEAST_WORDS * median_low(weights) if len(weights) > 1 else 0.0
