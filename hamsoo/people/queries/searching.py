"""Whom the words of a search mean: written, sounding alike, or near."""

import re
from collections.abc import Iterable, Sequence
from typing import TypeVar

from django.db.models import Model, Q, QuerySet
from rapidfuzz.distance import OSA

from hamsoo.kernel.text import fold, neighbours, sounds
from hamsoo.people.models import Person, PersonQuerySet
from hamsoo.people.models.findable import digits_of

M = TypeVar("M", bound=Model)

MOST_ALIKE = 20
LONGEST_QUERY = 100
_MOST_LOOKED_AT = 400
_LEAST_DIGITS = 3
_BEGINNING, _FAR = 0.5, 2.0
_NUMBER = re.compile(r"[\d\s()+/.-]+")


def matching(found: PersonQuerySet, words: str) -> PersonQuerySet:
    """Keep who meets `words`: for a number its digits, else every word as it is written or as it sounds."""
    words = fold(words[:LONGEST_QUERY])
    if number := _number(words):
        return found.filter(phone_digits__contains=number)
    for word in words.split():
        found = found.filter(_written(word) | sounding(word))
    return found


def named(found: PersonQuerySet, words: str) -> PersonQuerySet:
    """Keep whose names, in either script, hold all of `words` as they are written."""
    for word in fold(words[:LONGEST_QUERY]).split():
        found = found.filter(folded_names__contains=word)
    return found


def alike(found: PersonQuerySet, words: str) -> list[Person]:
    """Return who has, for every word, a name that begins with its sound or lies one slip beside it, the nearest first."""
    written = fold(words[:LONGEST_QUERY]).split()
    heard = [sound for word in written for sound in sounds(word) if len(sound) > 1]
    if not heard or _number(" ".join(written)):
        return []
    looked_at = near(found, heard).values_list("sort_key", "pk", "sounds")[:_MOST_LOOKED_AT]
    rows = sorted(looked_at, key=lambda row: (distance(heard, row[2].split()), row))
    nearest = [pk for _key, pk, _sounds in rows[:MOST_ALIKE]]
    people = Person.objects.with_unit().in_bulk(nearest)
    return [people[pk] for pk in nearest]


def near(found: QuerySet[M], heard: Iterable[str]) -> QuerySet[M]:
    """Keep rows whose `sounds` have, for every sound that was heard, one that begins with it or lies one slip beside it."""
    for sound in heard:
        found = found.filter(Q(near_sounds__overlap=sorted(neighbours(sound))) | Q(sounds__contains=f" {sound}"))
    return found


def _number(words: str) -> str:
    digits = digits_of(words) if _NUMBER.fullmatch(words) else ""
    return digits if len(digits) >= _LEAST_DIGITS else ""


def _written(word: str) -> Q:
    return Q(folded_names__contains=word) | Q(folded_position__contains=word)


def sounding(word: str) -> Q:
    """Return the condition that a whole word of the name sounds like `word`, which says little for very short sounds."""
    heard = sounds(word)
    return Q(sounds__contains=f" {heard[0]} ") if len(heard) == 1 and len(heard[0]) > 1 else Q(pk__in=[])


def distance(heard: Iterable[str], names: Sequence[str]) -> float:
    """Return how far the words that were typed are from the nearest words of a name, a beginning counting as near."""
    return sum(min((_apart(sound, name) for name in names), default=_FAR) for sound in heard)


def _apart(sound: str, name: str) -> float:
    return _BEGINNING if name.startswith(sound) else _FAR * OSA.normalized_distance(sound, name)
