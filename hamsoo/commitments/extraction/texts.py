"""A text made plain for the rules, each sign with its place in the text as it was written; and its sentences."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hamsoo.kernel.text.fold import ZWNJ, fold_characters

# A full stop ends a sentence, but not inside a number and not after what is shortened.
_END = re.compile(r"(?<!\bno)(?<!\bnr)(?<!\bmr)(?<!\bms)(?<!\bdr)(?<!\bmrs)\.(?=\s|$)|[!?؟؛\n]")
# The innermost first, so that what is opened often and never closed takes no time.
_QUOTED = re.compile(r"«[^«»\n]*»|“[^“”\n]*”|\"[^\"\n]*\"")
_MOST_QUOTES_IN_QUOTES = 3
_LONGEST = 200_000
_QUOTED_LINE = re.compile(r"^[ \t]*>[^\n]*", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a plain text: where it begins, its words, and whether it asks."""

    start: int
    words: str
    asks: bool


@dataclass(frozen=True, slots=True)
class Plain:
    """A text made plain; `places[n]` is where its sign `n` stands in the text as written."""

    words: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a part of it stands in the text as written."""
        return self.places[start], self.places[end - 1] + 1

    def sentences(self) -> Iterator[Sentence]:
        """Yield its sentences, without what is quoted: that somebody else said."""
        begun = 0
        for found in _END.finditer(self.words):
            yield from self._sentence(begun, found.start(), found[0] in "?؟")
            begun = found.end()
        yield from self._sentence(begun, len(self.words), asks=False)

    def _sentence(self, start: int, end: int, asks: bool) -> Iterator[Sentence]:
        words = self.words[start:end]
        if words.strip():
            yield Sentence(start, words, asks)


def plain(text: str) -> Plain:
    """Make a text plain: one spelling, no half-spaces, one kind of space, and blanks for what is quoted."""
    for _depth in range(_MOST_QUOTES_IN_QUOTES):
        text = _blank(_QUOTED, text)
    text = _blank(_QUOTED_LINE, text)
    words: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        if len(words) > _LONGEST:
            # One sign may stand for many.
            break
        for part in fold_characters(sign):
            if part != ZWNJ:
                words.append(" " if part.isspace() and part != "\n" else part)
                places.append(place)
    return Plain("".join(words), tuple(places))


def _blank(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda found: " " * len(found[0]), text)


def persian(pattern: str) -> str:
    """Return a pattern for any spelling of Persian words: a half-space in it stands for a half-space, a space or nothing.

    It may name no class of signs by a capital letter, and `…` stands for up to three words.
    """
    return fold_characters(pattern.replace("…", "(?: [^ ]+){0,3}?")).replace(ZWNJ, " ?")
