"""Light Persian stemming: one term for the forms of a noun or a verb.

The rules, applied until nothing changes:
1. A known verb form becomes the past stem of its verb (verbs_fa).
2. A broken plural becomes its singular; a word that only looks inflected is left whole (words_fa).
3. The longest ending that fits is cut, if enough of the word remains:
   plural ها with any ezafe or possessive after it; تر ترین; مان تان شان; ات; ی and یی; ان and ین only after nouns known to take them.

Single-letter possessives (م ت ش) are cut after ها or a half-space only: خدمت and آموزش are whole words.
"""

from hamsoo.kernel.text.verbs_fa import FORMS
from hamsoo.kernel.text.words_fa import AGENTIVE_ENDINGS, ANIMATE, IRREGULAR, SOUND_PLURAL, WHOLE

_LONGEST_STEMMED = 40

# (ending, letters that must remain); longer endings first.
_ENDINGS = (
    ("هایمان", 2),
    ("هایتان", 2),
    ("هایشان", 2),
    ("هاست", 3),
    ("هایی", 2),
    ("هایم", 2),
    ("هایت", 2),
    ("هایش", 2),
    ("های", 2),
    ("ها", 2),
    ("ترینی", 3),
    ("ترین", 3),
    ("تری", 3),
    ("تر", 3),
    ("مان", 4),
    ("تان", 4),
    ("شان", 4),
    ("ات", 3),
    ("یی", 3),
    ("ی", 3),
)
_ENDING_TEXTS = frozenset(ending for ending, _ in _ENDINGS)
_LONGEST_ENDING = 6


def stem(word: str) -> str:
    """Return the index term of one folded Persian word without half-spaces."""
    if len(word) > _LONGEST_STEMMED:
        return word
    while True:
        if verb := FORMS.get(word):
            return verb
        shorter = _shorter(word)
        if shorter == word:
            return word
        word = shorter


def _shorter(word: str) -> str:
    """Return `word` without one ending, or `word` itself."""
    if single := IRREGULAR.get(word):
        return single
    if word in WHOLE or len(word) < 4:
        return word
    return _whole_word_inside(word) or _person(word) or _cut(word)


def _whole_word_inside(word: str) -> str | None:
    """Find a word that must stay whole under the ending: انتهای is انتها + ی, not انت + های."""
    for size in range(1, min(_LONGEST_ENDING, len(word) - 2) + 1):
        rest = word[:-size]
        if word[-size:] in _ENDING_TEXTS and (rest in WHOLE or rest in IRREGULAR):
            return rest
    return None


def _person(word: str) -> str | None:
    """Undo the plurals of persons: مشتریان, نمایندگان, کاربران, مسئولین."""
    if word.endswith("گان") and len(word) > 6 and word[-4] in "دتشم":
        return word[:-3] + "ه"
    rest = word[:-2]
    if word.endswith("ان"):
        if rest in ANIMATE or rest in SOUND_PLURAL or (rest.endswith("ی") and (len(rest) > 4 or rest in WHOLE)):
            return rest
        if any(rest.endswith(ending) and len(rest) >= len(ending) + 2 for ending in AGENTIVE_ENDINGS):
            return rest
        if rest.endswith(("جوی", "گوی")):
            return rest[:-1]
    if word.endswith("ین") and rest in SOUND_PLURAL:
        return rest
    return None


def _cut(word: str) -> str:
    for ending, remaining in _ENDINGS:
        rest = word[: -len(ending)]
        if word.endswith(ending) and len(rest) >= remaining and not (ending == "تان" and rest.endswith("س")):
            return rest
    return word
