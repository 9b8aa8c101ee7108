"""Whether a text names something: by index terms, so inflected, in any spelling, and in either language."""

from collections.abc import Collection, Iterable
from functools import lru_cache

from hamsoo.kernel.text import analyse, query_groups


@lru_cache(maxsize=2_048)
def terms_of(*texts: str) -> frozenset[str]:
    """Return the index terms of texts that belong together."""
    return frozenset(analyse("\n".join(texts)))


def named(terms: Collection[str], names: Iterable[str]) -> bool:
    """Return whether one of `names` stands in a text with these terms, every word of it."""
    known = frozenset(terms)
    return any(_holds(known, name) for name in names)


def _holds(terms: frozenset[str], name: str) -> bool:
    groups = query_groups(name)
    return bool(groups) and all(terms.intersection(group) for group in groups)
