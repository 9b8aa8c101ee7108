"""The skills of the taxonomy that a text names, under any of their names, Persian or English."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from hamsoo.finder.mining.phrases import Key, Word, words_of
from hamsoo.finder.synonyms import Group, groups_of
from hamsoo.people.queries import names_of_skills, version_of_skill_names

MOST_NAMES = 12
"""So many names of one skill are counted in what others wrote."""


@dataclass(frozen=True, slots=True)
class Book:
    """All names of skills: by their first term, the longest first; and the ways to look for each skill."""

    entries: Mapping[str, Sequence[tuple[Key, frozenset[int]]]] = field(default_factory=dict)
    ways: Mapping[int, tuple[tuple[Group, ...], ...]] = field(default_factory=dict)

    def named(self, words: Sequence[Word]) -> set[int]:
        """Return the skills that are named; where one name begins or holds another, the longer one is meant."""
        found: set[int] = set()
        for terms in _readings(words):
            place = 0
            while place < len(terms):
                key, skills = self._standing_at(terms, place)
                found |= skills
                place += max(1, len(key))
        return found

    def meant(self, key: Key) -> frozenset[int]:
        """Return the skills that have a name of just these terms."""
        return next((skills for one, skills in self.entries.get(key[0], ()) if one == key), frozenset()) if key else frozenset()

    def _standing_at(self, terms: Key, place: int) -> tuple[Key, frozenset[int]]:
        entries = self.entries.get(terms[place], ())
        fitting = ((key, skills) for key, skills in entries if terms[place : place + len(key)] == key)
        return next(fitting, ((), frozenset()))


def book() -> Book:
    """Return the names as they are now."""
    return _book(version_of_skill_names())


@lru_cache(maxsize=1)
def _book(version: object) -> Book:  # noqa: ARG001 - the version is the key of the cache
    meaning: dict[Key, set[int]] = {}
    ways: dict[int, tuple[tuple[Group, ...], ...]] = {}
    for skill_id, names in names_of_skills().items():
        ways[skill_id] = tuple(groups for name in names[:MOST_NAMES] if (groups := groups_of(name)))
        for name in names:
            for key in keys_of(name):
                meaning.setdefault(key, set()).add(skill_id)
    entries: dict[str, list[tuple[Key, frozenset[int]]]] = {}
    for key in sorted(meaning, key=lambda key: (-len(key), key)):
        entries.setdefault(key[0], []).append((key, frozenset(meaning[key])))
    return Book(entries, ways)


def keys_of(name: str) -> set[Key]:
    """Return the ways to write a name, as terms: its compounds whole, or as their parts."""
    return {terms for terms in _readings(words_of(name)) if terms}


def _readings(words: Sequence[Word]) -> Iterator[Key]:
    """Yield the words with every compound as a whole, then with every compound as its parts."""
    yield tuple(word.key for word in words)
    yield tuple(term for word in words for term in word.parts)
