"""Names of persons and companies in one form: titles gone, parts joined, Persian letters as Latin ones."""

import re
from functools import lru_cache

from hamsoo.kernel.text import fold, sounds

LONGEST = 120


def folded(text: str) -> frozenset[str]:
    """Return the words of a list that is written in one text, folded."""
    return frozenset(map(fold, text.split()))


TITLES = folded(
    "آقا آقای خانم سرکار جناب دکتر مهندس استاد پروفسور حاج حاجی حاجیه سید سیده السادات کربلایی مشهدی سرهنگ مرحوم "
    "mr mrs ms miss mx dr prof eng engr sir madam haj haji seyed seyyed sayyid seyedeh sayed jr sr"
)
LEGAL_FORMS = folded(
    "شرکت شرکتهای موسسه گروه سهامی عام خاص بامسئولیت مسئولیت محدود با تعاونی تضامنی هلدینگ company co corp corporation inc "
    "ltd limited llc plc gmbh ag sa the group holding pjs pjsc"
)

_WORD = re.compile(r"[^\W_]+")
_APOSTROPHES = re.compile(r"['`´’ʹ]")
# One letter for one letter, so that what differs in Persian still differs and a slip stays one slip; letters of one sound stand near.
_PERSIAN = "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیآئأإؤ"
_LETTERS = "a b p t s j ch h kh d z r z zh s sh s z t z a gh f gh k g l m n v h i a i a a v"
_LATIN = str.maketrans(dict(zip(_PERSIAN, _LETTERS.split(), strict=True)))


@lru_cache(maxsize=131_072)
def words(text: str, *, without: frozenset[str] = TITLES) -> tuple[str, ...]:
    """Return the folded words of a name in order, without titles, unless nothing else would be left."""
    found = tuple(_WORD.findall(_APOSTROPHES.sub("", fold(text[:LONGEST]))))
    return tuple(word for word in found if word not in without) or found


@lru_cache(maxsize=131_072)
def latin(word: str) -> str:
    """Return a folded word in Latin letters: a Persian one letter by letter, every other one as it is."""
    return word if word.isascii() else word.translate(_LATIN)


@lru_cache(maxsize=131_072)
def sound(name: str) -> str:
    """Return how a name sounds, in either script; its words run together, since half of the world writes them apart."""
    return "".join(sounds(name))
