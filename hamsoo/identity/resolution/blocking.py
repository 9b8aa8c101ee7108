"""Keys by which two records come to be compared at all: records without a common key are never a pair.

Each kind of key joins parts of columns. Coarse kinds (a family name) serve small sources and rare values, finer ones (family name and day
of birth) large ones: whoever looks a key up leaves out those that more than `MOST_IN_BLOCK` records share.
"""

from collections.abc import Iterator
from typing import NamedTuple

from hamsoo.identity.resolution.fields import LISTS, Entity, Normal
from hamsoo.identity.resolution.levels import quoted

MOST_IN_BLOCK = 60
LONGEST = 120


class Part(NamedTuple):
    """A column, or its first so many letters."""

    column: str
    length: int = LONGEST


class Key(NamedTuple):
    """A kind of key: its name, and what it joins."""

    kind: str
    parts: tuple[Part, ...]


def _keys(*kinds: tuple[str, str]) -> tuple[Key, ...]:
    """Return kinds of keys from `column/length column` texts."""
    found = []
    for kind, text in kinds:
        parts = (part.partition("/") for part in text.split())
        found.append(Key(kind, tuple(Part(column, int(length or LONGEST)) for column, _sign, length in parts)))
    return tuple(found)


_REACHED = (("email", "emails"), ("phone", "phones"), ("number", "number"))

KEYS: dict[Entity, tuple[Key, ...]] = {
    "person": _keys(
        ("national", "national_id"),
        *_REACHED,
        ("family", "family_sound"),
        ("family-initial", "family_sound given_sound/1"),
        ("name", "family_sound given_sound"),
        ("family-year", "family_sound birth/4"),
        ("family-birth", "family_sound birth"),
        ("family-city", "family_sound city"),
        ("family-postcode", "family_sound postcode"),
        ("given-birth", "given_sound birth"),
        ("given-city", "given_sound city"),
        ("given-postcode", "given_sound postcode"),
        ("birth", "birth"),
        ("birth-city", "birth city"),
        ("postcode", "postcode"),
        ("city-year", "city birth/4"),
        ("starts", "family_sound/3 given_sound/2"),
    ),
    "company": _keys(
        ("registration", "registration_id"),
        ("economic", "economic_code"),
        *_REACHED,
        ("domain", "domains"),
        ("name", "name_sound"),
        ("start-city", "name_sound/4 city"),
        ("start-postcode", "name_sound/2 postcode"),
        ("postcode", "postcode"),
    ),
}


def keys(normal: Normal, *, entity: Entity) -> list[str]:
    """Return the blocking keys of a record, `kind:value`, each once; the batch and the index of single records use the same."""
    return list(dict.fromkeys(text for key in KEYS[entity] for text in _written(key, normal)))


def _written(key: Key, normal: Normal) -> Iterator[str]:
    column = key.parts[0].column
    if column in LISTS:
        yield from (f"{key.kind}:{value[:LONGEST]}" for value in normal.get(column, ()))
        return
    values = [str(normal.get(part.column, ""))[: part.length] for part in key.parts]
    if all(values):
        yield f"{key.kind}:{'|'.join(values)[:LONGEST]}"


def key_sql(key: Key) -> str:
    """Return the key as an expression of SQL over a table of normal forms: a text, or a list of texts; NULL where a part is missing."""
    column = quoted(key.parts[0].column)
    if key.parts[0].column in LISTS:
        return f"list_transform({column}, lambda value: '{key.kind}:' || left(value, {LONGEST}))"
    joined = " || '|' || ".join(f"left({quoted(part.column)}, {part.length})" for part in key.parts)
    return f"'{key.kind}:' || left({joined}, {LONGEST})"
