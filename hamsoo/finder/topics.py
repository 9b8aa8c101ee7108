"""What texts are about: the skills that they name, and for those that name none the most telling words of their titles."""

from collections.abc import Sequence
from dataclasses import dataclass

from hamsoo.finder.index.matching import Snapshot, snapshot
from hamsoo.finder.rights import open_space_ids
from hamsoo.finder.synonyms import widened_each
from hamsoo.kernel.text import tokens_with_offsets

MOST_WORDS = 3
"""So many words of a title are kept of which there is no skill."""
LEAST_SHARED = 3
"""In fewer documents that everybody reads, a word is a slip or a name, and tells no topic."""
LONGEST_WORD = 80


@dataclass(frozen=True, slots=True)
class Topics:
    """The skills that a text names, and the words (index term, as it was written) of one that names none."""

    skill_ids: tuple[int, ...] = ()
    words: tuple[tuple[str, str], ...] = ()


def topics_of(texts: Sequence[tuple[str, str]]) -> list[Topics]:
    """Return what each of `texts` (title, body) is about. What a word tells is judged by documents that every colleague may read."""
    if not texts:
        return []
    index = snapshot(open_space_ids())
    found = []
    wholes = widened_each(f"{title}\n{body}" for title, body in texts)
    for (title, _body), whole in zip(texts, wholes, strict=True):
        skill_ids = tuple(whole.skill_ids)
        found.append(Topics(skill_ids, () if skill_ids or index is None else _telling(index, title)))
    return found


def _telling(index: Snapshot, title: str) -> tuple[tuple[str, str], ...]:
    written = {term: title[start:end] for start, end, term in reversed(list(tokens_with_offsets(title))) if len(term) <= LONGEST_WORD}
    weights = index.weights(written, least=LEAST_SHARED)
    best = sorted(weights, key=lambda term: (-weights[term], term))[:MOST_WORDS]
    # Of a compound, which has several terms, the most telling one.
    apart: dict[str, str] = {}
    for term in best:
        apart.setdefault(written[term], term)
    return tuple((term, word[:LONGEST_WORD]) for word, term in apart.items())
