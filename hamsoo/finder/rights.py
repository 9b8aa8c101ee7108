"""Who may find what, asked of the rows at the moment of the search: the index only proposes."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef
from django.db.models.functions import Length, Substr

from hamsoo.finder.documents import source_of, sources
from hamsoo.finder.index.schema import kind_of, parts_of
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.spaces.models import Grant, Level, Space

# Arrays: a list of parameters for a thousand ids takes longer to write and to read than to answer.
_PLACED = "SELECT DISTINCT type, object_id FROM spaces_placement WHERE type = %s AND object_id = ANY(%s) AND space_id = ANY(%s)"

_PLACES = "SELECT type, object_id, space_id FROM spaces_placement WHERE type = %s AND object_id = ANY(%s) AND space_id = ANY(%s)"


def refs_of(keys: Iterable[int]) -> dict[int, Ref]:
    """Return the things that keys of the index stand for; keys of types that nobody registers any more are left out."""
    names = {kind_of(source.type): source.type for source in sources()}
    refs = {}
    for key in keys:
        kind, object_id = parts_of(key)
        if name := names.get(kind):
            refs[key] = Ref(name, object_id)
    return refs


def openable(*, person: Person, refs: Collection[Ref], space_ids: Collection[int]) -> set[Ref]:
    """Keep of `refs` what `person`, who reads `space_ids`, may open now.

    One query for all that is placed, and one for each type with rules of its own.
    """
    by_type: dict[str, list[int]] = {}
    for ref in refs:
        by_type.setdefault(ref.type, []).append(ref.id)
    allowed: set[Ref] = set()
    placed: dict[str, list[int]] = {}
    for name, ids in by_type.items():
        source = source_of(name)
        if source and source.visible:
            allowed.update(Ref(name, object_id) for object_id in source.visible(person, ids))
        elif source:
            placed[name] = ids
    if placed:
        allowed.update(Ref(name, object_id) for name, object_id in _rows(_PLACED, placed, space_ids))
    return allowed


def _rows(statement: str, ids: Mapping[str, Sequence[int]], space_ids: Collection[int]) -> list[Any]:
    """Return the rows of `statement` for `ids`, by type, in these spaces."""
    values: list[Any] = []
    for name, numbers in sorted(ids.items()):
        values += [name, sorted(numbers), sorted(space_ids)]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join([statement] * len(ids)), values)
        return cursor.fetchall()


def places_of(refs: Iterable[Ref], space_ids: Collection[int]) -> list[tuple[Ref, int]]:
    """Return in which of these spaces the things stand, as (thing, space)."""
    ids: dict[str, list[int]] = {}
    for ref in refs:
        ids.setdefault(ref.type, []).append(ref.id)
    rows = _rows(_PLACES, ids, space_ids) if ids else []
    return [(Ref(name, object_id), space_id) for name, object_id, space_id in rows]


def open_space_ids() -> frozenset[int]:
    """Return the ids of the spaces that every colleague reads."""
    everybody = Grant.objects.filter(principal_type=Grant.Principal.EVERYBODY, level__gte=Level.READ)
    covering = everybody.filter(space__path=Substr(OuterRef("path"), 1, Length("space__path")))
    return frozenset(Space.objects.filter(Exists(covering)).values_list("pk", flat=True))
