"""What people call by two names: a search that led to nothing, and the next that did, may mean the same.

Counted are different people, of pairs of a few words that have no term in common, where what was opened may be read by every colleague.
Administrators see such a pair when LEAST_SEARCHERS people made it, and say whether it means the same; only then is it looked for together.
"""

from datetime import timedelta

from hamsoo.finder.models import LONGEST_NAME, LearnedSynonym
from hamsoo.finder.wording import parse
from hamsoo.kernel.text import analyse_query, fold

WITHIN = timedelta(minutes=5)
"""Who searches again later than this looks for something else."""
MOST_WORDS = 3


def pair_of(before: str, after: str) -> tuple[str, str] | None:
    """Return the two searches in a fixed order if they may be names of one thing; None where one narrows or mends the other."""
    one, other = sorted((fold(before), fold(after)))
    if any(parse(text).filters or len(text) > LONGEST_NAME or not 0 < len(text.split()) <= MOST_WORDS for text in (one, other)):
        return None
    terms, others = set(analyse_query(one)), set(analyse_query(other))
    return (one, other) if terms and others and terms.isdisjoint(others) else None


def learned() -> list[tuple[str, str]]:
    """Return the pairs that an administrator said mean the same."""
    return list(LearnedSynonym.objects.filter(is_alike=True).order_by("pk").values_list("one", "other"))
