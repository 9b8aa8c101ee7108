"""Where the terms of a query stand in a text, and the part of the text that shows them best."""

import re
from collections.abc import Iterable

from hamsoo.kernel.text.fold import fold
from hamsoo.kernel.text.tokens import tokens_with_offsets

Span = tuple[int, int]

_ELLIPSIS = "…"
_LONGEST_SEARCHED = 200_000
_WORD = re.compile(r"[\w\u0640\u064b-\u065f\u0670]+")


def highlight(text: str, query_terms: Iterable[str]) -> list[Span]:
    """Return the (start, end) of every word of `text` that has a term of the query, in order, without overlaps."""
    return [(start, end) for start, end, _ in _hits(text, frozenset(query_terms))]


def beginnings(text: str, starts: Iterable[str]) -> list[Span]:
    """Return the (start, end) of the letters that words of `text` begin with, as far as `starts`, folded, say; in order, one a word."""
    wanted, spans = sorted(starts, key=len, reverse=True), list[Span]()
    for match in _WORD.finditer(text):
        word = match[0]
        if begun := next((start for start in wanted if start and fold(word).startswith(start)), ""):
            length = next(end for end in range(1, len(word) + 1) if fold(word[:end]).startswith(begun))
            spans.append((match.start(), match.start() + length))
    return spans


def snippet(text: str, terms: Iterable[str], width: int = 160) -> tuple[str, list[Span]]:
    """Return about `width` characters of `text` around its best window, and the spans of the terms in what is returned.

    Best is: most different terms, then most hits, then earliest. Cut ends are marked with an ellipsis and fall between words where
    there is a space near. Only the first 200,000 characters are searched.
    """
    searched = text[:_LONGEST_SEARCHED]
    hits = _hits(searched, frozenset(terms))
    first, last = _best_window(hits, width)
    start, end = _bounds(text, first, last, width)
    shown = text[start:end].replace("\n", " ")
    before = _ELLIPSIS if start > 0 else ""
    after = _ELLIPSIS if end < len(text) else ""
    shift = len(before) - start
    spans = [(left + shift, right + shift) for left, right, _ in hits if start <= left and right <= end]
    return before + shown + after, spans


def _hits(text: str, wanted: frozenset[str]) -> list[tuple[int, int, frozenset[str]]]:
    """Return (start, end, terms found there) for each stretch of the text that is wanted, in order and apart from each other."""
    hits: list[tuple[int, int, frozenset[str]]] = []
    if not wanted:
        return hits
    for start, end, term in tokens_with_offsets(text):
        if term not in wanted:
            continue
        if hits and start < hits[-1][1]:
            first, last, terms = hits.pop()
            hits.append((min(first, start), max(last, end), terms | {term}))
        else:
            hits.append((start, end, frozenset((term,))))
    return hits


def _best_window(hits: list[tuple[int, int, frozenset[str]]], width: int) -> Span:
    """Return the first and last position of the hits that a window of `width` should show."""
    best, window = (0, 0), (0, 0)
    counts: dict[str, int] = {}
    left = 0
    for right, (_, end, terms) in enumerate(hits):
        for term in terms:
            counts[term] = counts.get(term, 0) + 1
        while left < right and end - hits[left][0] > width:
            for term in hits[left][2]:
                counts[term] -= 1
                if not counts[term]:
                    del counts[term]
            left += 1
        score = (len(counts), right - left + 1)
        if score > best:
            best, window = score, (hits[left][0], end)
    return window


def _bounds(text: str, first: int, last: int, width: int) -> Span:
    """Centre [first, last) in a window of `width` and move both ends to spaces near them."""
    spare = max(0, width - (last - first))
    start = max(0, min(first - spare // 2, len(text) - width))
    end = min(len(text), max(start + width, last))
    if start > 0 and (space := text.find(" ", start, first)) != -1:
        start = space + 1
    if end < len(text) and (space := text.rfind(" ", last, end)) > start:
        end = space
    return start, end
