"""One spelling for every way a Persian or English text can be typed.

Folding is for comparing, never for showing: the original text stays what people see.
What is folded: Arabic and Urdu letter forms to Persian ones, hamza and alef forms, presentation forms, the digit sets,
diacritics, tatweel, direction controls, accents and case of Latin letters.
"""

import re
import unicodedata

ZWNJ = "\u200c"

_PERSIAN_DIGITS = "۰۱۲۳۴۵۶۷۸۹"
_ARABIC_DIGITS = "٠١٢٣٤٥٦٧٨٩"
_TO_ASCII_DIGITS = {ord(char): str(value) for digits in (_PERSIAN_DIGITS, _ARABIC_DIGITS) for value, char in enumerate(digits)}
_TO_PERSIAN_DIGITS = {
    ord(char): _PERSIAN_DIGITS[int(value)]
    for char, value in (
        *((str(value), value) for value in range(10)),
        *((char, value) for value, char in enumerate(_ARABIC_DIGITS)),
    )
}

_LETTERS = {
    **dict.fromkeys("يىېےۍێۑےىۓ", "ی"),
    **dict.fromkeys("كڪګڬڭڮ", "ک"),
    **dict.fromkeys("ةۀہۂۃھەﻩ", "ه"),
    **dict.fromkeys("ٱٲٳٵ", "ا"),
    **dict.fromkeys("ۄۅۆۇۈۉۊۋٶٷ", "و"),
    "ء": "",
    "ـ": "",
    "ٸ": "ی",
    "٫": ".",
    "٬": ",",
    "٪": "%",
    "’": "'",
    "‘": "'",
    "ʼ": "'",
    "ı": "i",
    "\u200b": ZWNJ,
    "\u200c": ZWNJ,
}

# Marks that carry no identity in the scripts Hamsoo is for. Vowel signs of other scripts (Devanagari, Thai) are letters and stay.
_MARKS = (
    (0x0300, 0x036F),
    (0x0483, 0x0489),
    (0x0610, 0x061A),
    (0x064B, 0x065F),
    (0x0670, 0x0670),
    (0x06D6, 0x06DC),
    (0x06DF, 0x06E8),
    (0x06EA, 0x06ED),
    (0x0898, 0x089F),
    (0x08CA, 0x08E1),
    (0x08E3, 0x08FF),
    (0x1AB0, 0x1AFF),
    (0x1DC0, 0x1DFF),
    (0x20D0, 0x20FF),
    (0xFE00, 0xFE0F),
    (0xFE20, 0xFE2F),
)
_FORMAT = "Cf"
_CACHED_CHARACTERS = 20_000

_EZAFE = re.compile(rf"ه{ZWNJ}ی(?!\w)")


def _is_mark(character: str) -> bool:
    code = ord(character)
    return any(low <= code <= high for low, high in _MARKS)


def _fold_character(character: str) -> str:
    """Return what one character becomes: nothing, itself or a few characters."""
    if character in _LETTERS:
        return _LETTERS[character]
    if digit := _TO_ASCII_DIGITS.get(ord(character)):
        return digit
    plain = unicodedata.normalize("NFKD", character).casefold()
    folded = []
    for part in unicodedata.normalize("NFKD", plain):
        if part in _LETTERS or ord(part) in _TO_ASCII_DIGITS:
            folded.append(_LETTERS.get(part) or _TO_ASCII_DIGITS.get(ord(part), ""))
        elif not _is_mark(part) and unicodedata.category(part) != _FORMAT:
            folded.append(part)
    return unicodedata.normalize("NFC", "".join(folded))


class _Table(dict[int, str]):
    """A `str.translate` table that learns each character when it is first seen, up to a bound."""

    def __missing__(self, code: int) -> str:
        folded = _fold_character(chr(code))
        if len(self) < _CACHED_CHARACTERS:
            self[code] = folded
        return folded


_TABLE = _Table()


def fold_characters(text: str) -> str:
    """Fold each character of `text` by itself; half-spaces and white space stay."""
    return text.lower() if text.isascii() else text.translate(_TABLE)


def fold(text: str) -> str:
    """Return the form of `text` that is equal for equal spellings: names, titles, tags.

    Half-spaces vanish (علی‌رضا = علیرضا), the written ezafe vanishes (خانه‌ی = خانهٔ = خانه), white space becomes single spaces.
    Folding twice changes nothing.
    """
    folded = fold_characters(text)
    if ZWNJ in folded:
        folded = _EZAFE.sub("ه", folded).replace(ZWNJ, "")
    return " ".join(folded.split())


def to_ascii_digits(text: str) -> str:
    """Write Persian and Arabic digits as 0-9; everything else stays."""
    return text.translate(_TO_ASCII_DIGITS)


def to_persian_digits(text: str) -> str:
    """Write 0-9 and Arabic digits as ۰-۹; everything else stays."""
    return text.translate(_TO_PERSIAN_DIGITS)
