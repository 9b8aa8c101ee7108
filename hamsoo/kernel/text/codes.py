"""Latin words, numbers and codes: HTTP-503, v2.1, camelCase, ali@example.com, 12,500."""

import re

from hamsoo.kernel.text.fold import fold_characters
from hamsoo.kernel.text.stem_en import stem
from hamsoo.kernel.text.stopwords import ENGLISH

MOST_PARTS = 8

_GROUPED_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_PARTS = re.compile(r"[0-9]+(?:\.[0-9]+)*|[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[A-Z]+|[^\W\d_]+")
_JOINTS = str.maketrans("", "", "-_'")


def terms(raw: str) -> tuple[str, ...]:
    """Return the index terms of one run of Latin letters, digits and joints.

    A plain word gives its stem. A code gives itself without hyphens, then its parts (at most MOST_PARTS), so HTTP-503, HTTP503 and
    HTTP 503 meet. Stop words give nothing unless written in capitals (IT, US).
    """
    folded = fold_characters(raw)
    if folded.isalpha() and (raw.islower() or raw.isupper() or raw.istitle()):
        return _word(folded, shouted=raw.isupper() and len(raw) > 1)
    if folded.isdecimal():
        return (folded,)
    if _GROUPED_NUMBER.fullmatch(folded):
        return (folded.replace(",", ""),)
    if folded.endswith("'s"):
        return terms(raw[:-2])
    if "'" in folded:
        return _word(folded.replace("'", ""), shouted=False)
    return _code(raw, folded)


def _word(folded: str, *, shouted: bool) -> tuple[str, ...]:
    return () if folded in ENGLISH and not shouted else (stem(folded),)


def _code(raw: str, folded: str) -> tuple[str, ...]:
    whole = folded.translate(_JOINTS)
    unaccented = raw if raw.isascii() else _with_case(raw)
    parts = _PARTS.findall(unaccented)[:MOST_PARTS]
    found = [stem(whole) if whole.isalpha() else whole]
    if len(parts) > 1 or parts[:1] != [whole]:
        for part in parts:
            if len(part) > 1 or part.isdecimal():
                found.extend(_word(part.lower(), shouted=part.isupper()) if part.isalpha() else (part,))
    return tuple(dict.fromkeys(term for term in found if term))


def _with_case(raw: str) -> str:
    """Fold character by character, keeping capitals so that camelCase can still be split."""
    return "".join(folded.upper() if char.isupper() else folded for char in raw for folded in (fold_characters(char),))
