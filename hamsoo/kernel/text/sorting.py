"""Order by the Persian alphabet in a database that only knows byte order."""

from hamsoo.kernel.text.fold import ZWNJ, fold_characters

_ALPHABET = "ءآابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی"
# The 39 ASCII places between "9" and "a" hold the alphabet, so a key stays one byte a letter and Latin comes after Persian.
_FIRST_PLACE = ord(":")
_PLACES = {ord(letter): chr(_FIRST_PLACE + place) for place, letter in enumerate(_ALPHABET)}
_MADDA = {"آ": "\ue000", "ا\u0653": "\ue000", "ء": "\ue001"}
_PRIVATE = {0xE000: _PLACES[ord("آ")], 0xE001: _PLACES[ord("ء")]}


class _Places(dict[int, str]):
    """Digits and letters keep a place, a half-space is a space, everything else separates words."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        return character if character.isalnum() or character == " " else " "


_TABLE = _Places(_PLACES | _PRIVATE | {ord(ZWNJ): " "})


def sort_key(text: str) -> str:
    """Return a string whose code point order is the Persian order of `text`; store it in a column with C collation.

    Spaces and half-spaces come first, then digits, the Persian letters (آ before ا, گ after ک), Latin without regard to case,
    other scripts. Spellings that fold together share a key, so add a second column to order them.
    """
    for written, private in _MADDA.items():
        text = text.replace(written, private)
    return " ".join(fold_characters(text).translate(_TABLE).split())
