"""Words that go with a need though nobody wrote them in it: those that the documents which match best have in common.

Relevance feedback without a judge (Lavrenko and Croft, "Relevance-Based Language Models", 2001): from the words of the need to
documents, from these to other words, and with those to people who call the same thing by other names, or speak another language
beside it.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

SOURCES = 10
"""So many of the best documents are read for kindred words."""
MOST_TERMS = 20
MOST_READ = 40_000
"""So many documents are looked at for them: among a million, a kindred word that many use costs more than it tells."""
MOST_KEPT = 24
"""So many terms of a document are kept to be read this way."""

Key = TypeVar("Key")


def characteristic(title: Sequence[str], text: Sequence[str]) -> dict[str, float]:
    """Return the terms that a document says most often with their share in it, at most MOST_KEPT; a word of the title counts twice."""
    counts = Counter((*title, *title, *text))
    total = counts.total()
    return {term: round(count / total, 4) for term, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:MOST_KEPT]}


def sources(scores: Mapping[Key, float]) -> dict[Key, float]:
    """Return the documents to read for kindred words, with what each counts: SOURCES of the best and those that equal the last."""
    values = sorted(scores.values(), reverse=True)[:SOURCES]
    return {key: score / values[0] for key, score in scores.items() if score >= values[-1]} if values else {}


def kindred_terms(read: Sequence[tuple[float, Mapping[str, float]]], weights: Mapping[str, float]) -> list[str]:
    """Return the kindred terms, the most telling first.

    `read` are the documents with what each counts and their characteristic terms; `weights` the idf of these terms, those left out
    being too rare to tell anything.
    """
    sums: dict[str, float] = {}
    for counts, terms in read:
        for term, share in terms.items():
            if term in weights:
                sums[term] = sums.get(term, 0.0) + counts * share * weights[term]
    return sorted(sums, key=lambda term: (-sums[term], term))[:MOST_TERMS]


def affordable(terms: Sequence[str], count: Callable[[str], int], *, most: int = MOST_READ) -> list[str]:
    """Keep of `terms`, the most telling first, those that `most` documents hold together; one that is too much makes room for the next."""
    kept, left = [], most
    for term in terms:
        if (needed := count(term)) <= left:
            kept.append(term)
            left -= needed
    return kept
