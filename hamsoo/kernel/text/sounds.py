"""How a name sounds, whichever script and spelling it is written in: سارا meets Sara, محمدی meets Mohammadi and Mohamadi.

Persian writes no short vowels and Latin spellings of it agree on nothing, so a sound is what both keep: the consonants, with letters
that sound alike made one, and و and ی where they are heard. It is for proposing, never for deciding: رضا and راضی sound differently
here, Ana and Anna do not. Sounds are short strings of ASCII letters, one for each word.

Misspelt sounds are found by their neighbours, the sound with one letter left out: two sounds that one slip lies between (a letter
missing, added, replaced or swapped with the next) share a neighbour. The method is symmetric deletion (Mor and Fraenkel, "A hash code
method for detecting and correcting spelling errors", Communications of the ACM 25(12), 1982).
"""

import re
from functools import lru_cache

from hamsoo.kernel.text.fold import fold

LONGEST = 24
_SHORTEST_WITH_SLIPS = 3
_CACHED_WORDS = 32_768

_PERSIAN = {
    **dict.fromkeys("ثسص", "s"),
    **dict.fromkeys("ذزضظ", "z"),
    **dict.fromkeys("تط", "t"),
    **dict.fromkeys("حه", "h"),
    **dict.fromkeys("قغ", "q"),
    **dict.fromkeys("اآعأإ", ""),
    **dict.fromkeys("وؤ", "w"),
    **dict.fromkeys("یئ", "y"),
    **dict(zip("بپجچخدرژشفکگلمن", "bpjCxdrZSfkglmn", strict=True)),
}
_LATIN = {
    **{"tch": "C", "ch": "C", "sh": "S", "zh": "Z", "kh": "x", "gh": "q", "ph": "f", "ck": "k"},
    **{"oo": "w", "ou": "w", "ow": "w", "ei": "y", "ey": "y", "ee": "y", "x": "ks", "c": "k"},
    **dict.fromkeys("wvu", "w"),
    **dict.fromkeys("iy", "y"),
    **dict.fromkeys("aeo", ""),
}
_LATIN_LETTERS = re.compile("|".join(sorted((name for name in _LATIN if len(name) > 1), key=len, reverse=True)) + "|.")
_WORD = re.compile(r"[^\W_]+")
_DOUBLED = re.compile(r"(.)\1+")
_SILENT_H = re.compile(r"(?<=[aeiou])h$")
_FIRST_VOWELS = frozenset("اآعأإaeiou")


def sounds(text: str) -> list[str]:
    """Return how the words of `text` sound, in order, each once; words without letters or digits that sound give nothing."""
    return list(dict.fromkeys(filter(None, map(_sound, _WORD.findall(fold(text))))))


def neighbours(sound: str) -> set[str]:
    """Return the sound and what remains of it when one letter is left out; of a very short sound only itself."""
    if len(sound) < _SHORTEST_WITH_SLIPS:
        return {sound}
    return {sound, *(sound[:place] + sound[place + 1 :] for place in range(len(sound)))}


@lru_cache(maxsize=_CACHED_WORDS)
def _sound(word: str) -> str:
    """Return the sound of one folded word."""
    if word.isdecimal():
        return word[:LONGEST]
    first = "a" if word[0] in _FIRST_VOWELS else ""
    if word.isascii():
        letters = (_LATIN.get(part, part) for part in _LATIN_LETTERS.findall(_SILENT_H.sub("", word)))
    else:
        # A last ه is the vowel of Fatemeh far more often than the h of shah; Latin drops both too.
        word = word[:-1] if len(word) > 1 and word[-1] == "ه" else word
        letters = (_PERSIAN.get(letter, letter) for letter in word)
    return (first + _DOUBLED.sub(r"\1", "".join(letters)))[:LONGEST]
