"""How much more often somebody speaks of something than everybody else does.

The log-odds ratio with an informative Dirichlet prior, in standard deviations: equations 15, 20 and 22 of Monroe, Colaresi and Quinn,
"Fightin' Words: Lexical Feature Selection and Evaluation for Identifying the Content of Political Conflict" (Political Analysis 16(4),
2008). The trials are documents, not words, so that one long text does not count for many; the prior is what both sides say together, worth
PRIOR documents. So a word that hardly anybody uses needs more than one or two documents before it stands out.
"""

from math import log, sqrt

PRIOR = 10.0
"""What the prior weighs, in documents."""
LEAST, LEAST_KNOWN = 1.96, 1.0
"""Standard deviations above which a phrase stands out, and a skill that has a name already, which is no turn of phrase by accident."""


def contrast(mine: float, of_mine: float, others: float, of_others: float) -> float:
    """Return the standard deviations between `mine` of `of_mine` documents and `others` of `of_others`; above 0 when mine are more."""
    share = (mine + others + 0.5) / (of_mine + of_others + 1)
    prior = PRIOR * share
    odds = [log((count + prior) / (of + PRIOR - count - prior)) for count, of in ((mine, of_mine), (others, of_others))]
    return (odds[0] - odds[1]) / sqrt(1 / (mine + prior) + 1 / (others + prior))
