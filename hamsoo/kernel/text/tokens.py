"""From a text to index terms: the one analysis that the index, the query and the highlighter share.

A written word gives one term, usually. It gives more only when spellings with other boundaries must meet it:
- a compound with half-spaces (نرم‌افزار) gives itself joined and its parts (at most MOST_PARTS);
- two words that are often joined (نرم افزار: the second stands in _SECOND) give their parts and the joined form;
- a code (HTTP-503) gives itself and its parts, see codes.
Verb prefixes (می رود) and inflectional endings (شرکت ها) set apart by a space or half-space give what the joined word gives.

Everything that depends on a word alone is computed once for that word and cached; cache and word length are bounded.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain, pairwise, repeat

from hamsoo.kernel.text import codes, stem_fa
from hamsoo.kernel.text.fold import ZWNJ, fold, fold_characters
from hamsoo.kernel.text.stopwords import PERSIAN
from hamsoo.kernel.text.verbs_fa import FORMS

MOST_PARTS = 4
LONGEST_WORD = 40
_CACHED_WORDS = 32_768
_LONGEST_PAIR = 24

_LETTER = (
    "\u0620-\u063f\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06fc"
    "\u0750-\u077f\u08a0-\u08c7\ufb50-\ufbb1\ufbd3-\ufdf9\ufe70-\ufefc"
)
_INSIDE = "\u0640\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\u00ad\ufeff"
_LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
_DIGIT = "0-9\u0660-\u0669\u06f0-\u06f9"
_SECOND = (
    "افزار نامه خانه گذار گذاری پذیر کننده شناس شناسی آموز دهنده "
    "ساز سازی پرداز پردازی یاب یابی محور مند گیر گیری دار داری نویس نویسی رسان رسانی سنج سنجی"
)


def _spellings(words: str) -> str:
    """Return a pattern for any spelling of ی and ک in `words`."""
    return "|".join(words.split()).replace("ی", "[یيى]").replace("ک", "[کك]")


_PERSIAN_WORD = rf"[{_LETTER}][{_LETTER}{_INSIDE}]{{0,{LONGEST_WORD}}}"
_SECOND_WORD = rf"(?:{_spellings(_SECOND)})(?:\u200c?(?:ها(?:[یي]{{1,2}})?|ی|ي|ا[یي]))?(?![{_LETTER}{_INSIDE}])"
_LATIN_WORD = rf"[{_LATIN}{_DIGIT}][{_LATIN}{_DIGIT}\u0300-\u036f]{{0,{LONGEST_WORD}}}"
_WORD = re.compile(
    rf"(?:ن?م[یيى][ \u00a0])?{_PERSIAN_WORD}(?:[ \u00a0]{_SECOND_WORD})?"
    rf"|{_LATIN_WORD}(?:(?:[-._@'’]|(?<=\d)[,\u066b\u066c](?=\d)){_LATIN_WORD}){{0,5}}"
    rf"|[^\W\d_]{{1,{LONGEST_WORD}}}"
)

_PREFIXES = frozenset(fold(word) for word in ("می", "نمی"))
_BEFORE = _PREFIXES | {"به"}
_SECOND_STEMS = frozenset(stem_fa.stem(fold(word)) for word in _SECOND.split())
_APART = """
ها های هایی هایم هایت هایش هایمان هایتان هایشان هام هات هاش هامون هاتون هاشون تر ترین تری
ی ای یی ام ات اش م ت ش مان تان شان ایم اید اند است هاست
"""
_ENDINGS = frozenset(fold(ending) for ending in _APART.split())
_STOP_VERBS = frozenset(fold(word) for word in ("بود", "شد", "کرد", "داشت"))


def analyse(text: str) -> list[str]:
    """Return the index terms of `text`, in order, with repetitions; stop words are left out."""
    return list(chain.from_iterable(map(_terms, _WORD.findall(text))))


def analyse_query(text: str) -> list[str]:
    """Return the terms to look for, each once; any of them may match (see `query_groups` to demand every word)."""
    return list(dict.fromkeys(chain.from_iterable(query_groups(text))))


def repeated_terms(text: str, terms: Iterable[str] | None = None) -> list[str]:
    """Return the terms to look for, each as often as `text` says it: in a long text, what it is about is what it repeats.

    `terms` are those of `analyse_query`, where they are known already.
    """
    said = Counter(analyse(text))
    return list(chain.from_iterable(repeat(term, max(1, said[term])) for term in terms or analyse_query(text)))


def query_groups(text: str) -> list[tuple[str, ...]]:
    """Return groups of alternative terms; a document that has a term of every group has every word of the query.

    A compound or code is its whole or all of its parts: (whole or part 1) and (whole or part 2). Neighbouring Persian words also
    offer their joined form, so that the query "مشتری مداری" finds مشتریمداری.
    """
    words = [(match, [list(group) for group in groups]) for match in _WORD.finditer(text) if (groups := _groups(match[0]))]
    for (first, of_first), (second, of_second) in pairwise(words):
        if text[first.end() : second.start()] == " " and (joined := _joined_pair(first[0], second[0])):
            for group in of_first + of_second:
                group.append(joined)
    return [tuple(dict.fromkeys(group)) for _, groups in words for group in groups]


def tokens_with_offsets(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, term) for every index term; the offsets are positions in the text as it was given.

    A term of one of two words written apart stands at that word, their joined term at both.
    """
    for match in _WORD.finditer(text):
        place = match.start()
        for start, end, term in _placed(match[0]):
            yield place + start, place + end, term


@lru_cache(maxsize=_CACHED_WORDS)
def _placed(raw: str) -> tuple[tuple[int, int, str], ...]:
    """Return (start, end, term) within one match of _WORD."""
    gap, size = _gap(raw), len(raw)
    if not gap:
        return tuple((0, size, term) for term in _terms(raw))
    apart = [(0, gap, term) for term in _terms(raw[:gap])] + [(gap + 1, size, term) for term in _terms(raw[gap + 1 :])]
    found = {term for _, _, term in apart}
    return (*((0, size, term) for term in _terms(raw) if term not in found), *apart)


def _gap(raw: str) -> int:
    """Return where a match of _WORD falls into two words, 0 if it is one; a verb prefix is no word."""
    gap = max(raw.rfind(" "), raw.rfind("\u00a0"), 0)
    return 0 if gap and fold(raw[:gap]) in _PREFIXES else gap


def _groups(raw: str) -> list[tuple[str, ...]]:
    """Return the groups of one match of _WORD."""
    terms, gap = _terms(raw), _gap(raw)
    if gap and terms == _terms(raw[:gap]) + _terms(raw[gap + 1 :]):
        return _groups(raw[:gap]) + _groups(raw[gap + 1 :])
    if len(terms) < 2:
        return [terms] if terms else []
    return [(terms[0], part) for part in terms[1:]]


def _joined_pair(first: str, second: str) -> str | None:
    joined = fold(first + second)
    persian = min(first[0], second[0]) >= "\u0620" and joined.isalpha() and len(joined) <= _LONGEST_PAIR
    return stem_fa.stem(joined) if persian else None


@lru_cache(maxsize=_CACHED_WORDS)
def _terms(raw: str) -> tuple[str, ...]:
    """Return the terms of one match of _WORD."""
    first = raw[0]
    if first < "\u0250" or first.isdecimal():
        return codes.terms(raw)
    words = fold_characters(raw).split()
    if len(words) > 1 and words[0] in _PREFIXES:
        words[:2] = [words[0] + ZWNJ + words[1]]
    if len(words) == 2:
        return _pair(*words)
    return tuple(chain.from_iterable(map(_word, words)))


def _pair(first: str, second: str) -> tuple[str, ...]:
    """Return the terms of two words written apart; joined too when the second is one that usually is."""
    of_first, of_second = _word(first), _word(second)
    if of_first and ZWNJ not in first and stem_fa.stem(_joined(second)) in _SECOND_STEMS:
        return (stem_fa.stem(first + _joined(second)), *of_first, *of_second)
    return of_first + of_second


def _word(word: str) -> tuple[str, ...]:
    """Return the terms of one folded word that may hold half-spaces."""
    joined = _joined(word)
    if joined in PERSIAN:
        return ()
    if ZWNJ not in word or joined in FORMS:
        return _term(joined)
    parts = [part for part in word.split(ZWNJ) if part]
    if len(parts) > 1 and parts[0] in _BEFORE:
        del parts[0]
    while len(parts) > 1 and parts[-1] in _ENDINGS:
        del parts[-1]
    if len(parts) < 2:
        return _term("".join(parts))
    of_parts = chain.from_iterable(_term(part) for part in parts[:MOST_PARTS] if len(part) > 1)
    return tuple(dict.fromkeys(chain(_term("".join(parts)), of_parts)))


def _term(joined: str) -> tuple[str, ...]:
    if not joined or joined in PERSIAN:
        return ()
    term = stem_fa.stem(joined)
    return () if term in PERSIAN or term in _STOP_VERBS else (term,)


def _joined(word: str) -> str:
    return word.replace(ZWNJ, "")
