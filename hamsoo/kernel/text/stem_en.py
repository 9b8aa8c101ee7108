"""Light English stemming: plurals, -ed, -ing and a final e.

Lighter than Porter on purpose: suffixes that change the meaning of a word (-ment, -tion, -er, -ly) stay, so a search for
"order" never answers with "ordinary". The result is an index term, not a word ("closing" and "close" meet in "clos").
"""

_VOWELS = frozenset("aeiouy")
_KEPT = frozenset(
    (
        "news",
        "series",
        "species",
        "analysis",
        "basis",
        "status",
        "always",
        "perhaps",
        "during",
        "thing",
        "king",
        "ring",
        "string",
        "spring",
        "bring",
        "morning",
        "evening",
        "something",
        "anything",
        "nothing",
        "everything",
        "ceiling",
        "wedding",
        "need",
        "speed",
        "feed",
        "seed",
        "indeed",
        "hundred",
        "ios",
        "aws",
        "dns",
        "https",
        "tls",
        "css",
        "sms",
        "gps",
        "erp",
        "sales",
        "business",
        "access",
        "process",
        "address",
        "bus",
        "gas",
        "lens",
        "plus",
        "virus",
        "focus",
        "bonus",
        "campus",
        "canvas",
    )
)
_IRREGULAR = {
    "children": "child",
    "people": "person",
    "men": "man",
    "women": "woman",
    "used": "use",
    "uses": "use",
    "using": "use",
    "analyses": "analysis",
    "indices": "index",
    "indexes": "index",
    "statuses": "status",
    "data": "data",
    "went": "go",
    "sent": "send",
    "paid": "pay",
    "bought": "buy",
    "sold": "sell",
    "taken": "take",
    "took": "take",
    "given": "give",
    "gave": "give",
    "written": "write",
    "wrote": "write",
    "found": "find",
    "lost": "lose",
    "broken": "break",
    "broke": "break",
    "buses": "bus",
}


def stem(word: str) -> str:
    """Return the index term of one lower-case English word."""
    word = _IRREGULAR.get(word, word)
    if len(word) < 4 or word in _KEPT:
        return word
    return _without_final_e(_without_verb_ending(_without_plural(word)))


def _without_plural(word: str) -> str:
    if not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes", "zzes")):
        return word[:-2]
    return word[:-1]


def _without_verb_ending(word: str) -> str:
    if word in _KEPT:
        return word
    for ending in ("ied", "ed", "ing"):
        if word.endswith(ending):
            rest = word[: -len(ending)]
            if len(rest) < 3 or _VOWELS.isdisjoint(rest):
                return word
            return rest + "y" if ending == "ied" else _without_doubling(rest)
    return word


def _without_doubling(rest: str) -> str:
    doubled = rest[-1] == rest[-2] and rest[-1] not in "aeiouylsz"
    return rest[:-1] if doubled and len(rest) > 3 else rest


def _without_final_e(word: str) -> str:
    return word[:-1] if len(word) > 4 and word.endswith("e") and not word.endswith("ee") else word
