"""Who may find what, asked of the rows at the moment of the search: the index only proposes."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef
from django.db.models.functions import Length, Substr

from hamsoo.finder.documents import source_of, sources
from hamsoo.finder.index.schema import kind_of, parts_of
from hamsoo.kernel.arrays import array
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.spaces.models import Grant, Level, Space

_PLACED = """
SELECT %s, ARRAY(SELECT DISTINCT object_id FROM spaces_placement
    WHERE type = %s AND object_id = ANY(%s::bigint[]) AND space_id = ANY(%s::bigint[]))
"""
_PLACES = """
SELECT type, object_id, space_id FROM spaces_placement
WHERE type = %s AND object_id = ANY(%s::bigint[]) AND space_id = ANY(%s::bigint[])
"""


def opened(*, person: Person, keys: Iterable[int], space_ids: Collection[int]) -> dict[int, Ref]:
    """Return the things behind these keys of the index that `person`, who reads `space_ids`, may open now.

    Keys of types that nobody registers any more are left out.
    """
    keys_of = defaultdict[int, dict[int, int]](dict)
    for key in keys:
        kind, object_id = parts_of(key)
        keys_of[kind][object_id] = key
    known = {source.type: keys_of[kind_of(source.type)] for source in sources() if kind_of(source.type) in keys_of}
    allowed = _allowed(person, {name: list(found) for name, found in known.items()}, space_ids)
    return {key: Ref(name, object_id) for name, found in known.items() for object_id, key in found.items() if object_id in allowed[name]}


def openable(*, person: Person, refs: Iterable[Ref], space_ids: Collection[int]) -> set[Ref]:
    """Keep of `refs` what `person`, who reads `space_ids`, may open now."""
    ids: dict[str, list[int]] = {}
    for ref in refs:
        ids.setdefault(ref.type, []).append(ref.id)
    allowed = _allowed(person, ids, space_ids)
    return {Ref(name, object_id) for name, found in allowed.items() for object_id in found}


def _allowed(person: Person, ids: Mapping[str, Sequence[int]], space_ids: Collection[int]) -> dict[str, AbstractSet[int]]:
    """Return what may be opened, by type: one query for all that is placed, and one for each type with rules of its own."""
    allowed: dict[str, AbstractSet[int]] = dict.fromkeys(ids, frozenset())
    placed: dict[str, Sequence[int]] = {}
    for name, numbers in ids.items():
        source = source_of(name)
        if source and source.visible:
            allowed[name] = source.visible(person, numbers)
        elif source:
            placed[name] = numbers
    if placed:
        spaces = array(space_ids)
        values = [value for name, numbers in sorted(placed.items()) for value in (name, name, array(numbers), spaces)]
        allowed.update({name: frozenset(found) for name, found in _rows(_PLACED, len(placed), values)})
    return allowed


def _rows(statement: str, count: int, values: Sequence[Any]) -> list[Any]:
    """Return the rows of `count` times `statement`."""
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join([statement] * count), values)
        return cursor.fetchall()


def refs_of(keys: Iterable[int]) -> dict[int, Ref]:
    """Return the things that keys of the index stand for; keys of types that nobody registers any more are left out."""
    names = {kind_of(source.type): source.type for source in sources()}
    refs = {}
    for key in keys:
        kind, object_id = parts_of(key)
        if name := names.get(kind):
            refs[key] = Ref(name, object_id)
    return refs


def places_of(refs: Iterable[Ref], space_ids: Collection[int]) -> list[tuple[Ref, int]]:
    """Return in which of these spaces the things stand, as (thing, space)."""
    ids: dict[str, list[int]] = {}
    for ref in refs:
        ids.setdefault(ref.type, []).append(ref.id)
    spaces = array(space_ids)
    values = [value for name, numbers in sorted(ids.items()) for value in (name, array(numbers), spaces)]
    rows = _rows(_PLACES, len(ids), values) if ids else []
    return [(Ref(name, object_id), space_id) for name, object_id, space_id in rows]


def open_space_ids() -> frozenset[int]:
    """Return the ids of the spaces that every colleague reads."""
    everybody = Grant.objects.filter(principal_type=Grant.Principal.EVERYBODY, level__gte=Level.READ)
    covering = everybody.filter(space__path=Substr(OuterRef("path"), 1, Length("space__path")))
    return frozenset(Space.objects.filter(Exists(covering)).values_list("pk", flat=True))
