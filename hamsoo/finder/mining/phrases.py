"""Words and phrases of a text, as they are written and by the terms that they are looked for with.

A phrase is one to three words with nothing but a space between them: a stop word, a full stop or a comma ends it. Most technical terms are
of two or three words (Justeson and Katz, "Technical terminology: some linguistic properties and an algorithm for identification in text",
1995); a single word is taken for one only where its writing marks it (`is_marked`).
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from hamsoo.kernel.text import fold, tokens_with_offsets, unmarked
from hamsoo.kernel.text.verbs_fa import FORMS

LONGEST_TEXT = 20_000
"""So many letters of one text are read: more of it would say no more about what its writer knows."""
MOST_WORDS = 3
LONGEST_PHRASE = 80
_LEAST_LETTERS = 2
_APART = " · "

Key = tuple[str, ...]
"""The terms of a phrase, one a word."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is written, with all its terms (of a compound the whole first); `is_next`: only a space is before it."""

    written: str
    terms: tuple[str, ...]
    is_next: bool

    @property
    def key(self) -> str:
        """Return the term that it is counted by."""
        return self.terms[0]

    @property
    def parts(self) -> tuple[str, ...]:
        """Return the terms of its parts; the word itself where it has none."""
        return self.terms[1:] or self.terms


def words_of(text: str) -> list[Word]:
    """Return the words of a Markdown text that say something; mentions of people and addresses are left out."""
    plain = " ".join(map(_spoken, unmarked(text[:LONGEST_TEXT]).split()))
    found: list[Word] = []
    terms: list[str] = []
    start = end = last = 0
    for begins, ends, term in (*tokens_with_offsets(plain), (len(plain), len(plain), "")):
        if begins >= end and terms:
            found.append(Word(plain[start:end], tuple(dict.fromkeys(terms)), bool(found) and plain[last:start] == " "))
            last, terms = end, []
        if not terms:
            start = begins
        end = max(end, ends)
        terms.append(term)
    return found


def _spoken(word: str) -> str:
    """Return a word; for a mention, an address or a path, a sign that ends a phrase."""
    return _APART if word.startswith("@") or "://" in word or word.count("/") > 1 else word


def phrases(words: Sequence[Word], *, starts: Collection[str] | None = None) -> Iterator[tuple[Key, str]]:
    """Yield every phrase that can be the name of something one knows, as (terms, as written), with repetitions.

    With `starts`, only those that begin with one of these terms.
    """
    for first, word in enumerate(words):
        if starts is not None and word.key not in starts:
            continue
        part: list[Word] = []
        for following in words[first : first + MOST_WORDS]:
            if (part and not following.is_next) or not _is_noun(following.key, following.written):
                break
            part.append(following)
            key, written = tuple(one.key for one in part), " ".join(one.written for one in part)
            # A letter can be many once it is folded.
            length = max(len(written), len(" ".join(key)))
            if (len(part) > 1 or is_marked(word)) and len(set(key)) == len(key) and length <= LONGEST_PHRASE:
                yield key, written


@lru_cache(maxsize=32_768)
def _is_noun(key: str, written: str) -> bool:
    """Return whether a word can be part of a name: it has letters, and is no form of a Persian verb."""
    has_letters = sum(map(str.isalpha, key)) >= _LEAST_LETTERS
    return has_letters and (key.isascii() or fold(written).replace("\u200c", "") not in FORMS)


def is_marked(word: Word) -> bool:
    """Return whether its writing marks a single word as a term: capitals within (API, OAuth), or digits beside letters (k8s)."""
    written = word.written
    return written.isascii() and any(one.isupper() or one.isdigit() for one in written[1:])
