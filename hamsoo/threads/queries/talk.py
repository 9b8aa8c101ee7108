"""What is said about things: threads of comments, tallies of reactions."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import Q

from hamsoo.kernel.errors import NotFound
from hamsoo.kernel.text import sort_key
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person, Unit
from hamsoo.people.queries import skills_like
from hamsoo.spaces.models import places_of
from hamsoo.threads.models import Comment

PAGE = 20
"""Threads of a panel at a time; their replies come along."""


@dataclass(frozen=True, slots=True)
class Thread:
    """A comment with the replies to it, oldest first."""

    comment: Comment
    replies: list[Comment]


@dataclass(frozen=True, slots=True)
class Threads:
    """The newest threads on a thing, oldest first; `earlier` is the id to ask for those before, if there are any."""

    items: list[Thread]
    earlier: int | None


def threads(*, person: Person, target: Ref, before: int | None = None, limit: int = PAGE) -> Threads:
    """Return the comments that `person` may see on `target`: the newest threads, or those older than the comment `before`."""
    here = Comment.objects.visible_to(person).on(target).select_related("author__unit")
    tops = here.filter(parent=None)
    if before is not None:
        edge = tops.filter(pk=before).values_list("at", "pk").first()
        if edge is None:
            raise NotFound
        tops = tops.filter(Q(at__lt=edge[0]) | Q(at=edge[0], pk__lt=edge[1]))
    newest = list(tops.order_by("-at", "-id")[: limit + 1])
    shown = newest[:limit][::-1]
    replies: dict[int, list[Comment]] = defaultdict(list)
    for reply in here.standing().filter(parent__in=[top.pk for top in shown]).order_by("at", "id"):
        replies[reply.parent_id or 0].append(reply)
    items = [Thread(top, replies[top.pk]) for top in shown if top.removed_at is None or replies[top.pk]]
    return Threads(items, shown[0].pk if len(newest) > limit else None)


def comment(*, person: Person, comment_id: int) -> Comment:
    """Return one comment, or raise `NotFound`."""
    found = Comment.objects.visible_to(person).standing().select_related("author__unit").filter(pk=comment_id).first()
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True, slots=True)
class Tally:
    """How a thing was received: comments, reactions by kind, which of them the reader gave, and whether they keep it."""

    comment_count: int = 0
    reaction_counts: dict[str, int] = field(default_factory=dict)
    mine: frozenset[str] = frozenset()
    is_kept: bool = False


_TALLIES = """
WITH thing AS (SELECT * FROM unnest(%(types)s::text[], %(ids)s::bigint[]) AS given (type, id))
SELECT thing.type, thing.id, '' AS kind, count(*), false
FROM thing JOIN threads_comment AS said ON said.target_type = thing.type AND said.target_id = thing.id AND said.removed_at IS NULL
    AND EXISTS (SELECT FROM spaces_placement AS place WHERE place.type = 'comment' AND place.object_id = said.id)
GROUP BY thing.type, thing.id
UNION ALL
SELECT thing.type, thing.id, reaction.kind, count(*), bool_or(reaction.person_id = %(person)s)
FROM thing JOIN threads_reaction AS reaction ON reaction.target_type = thing.type AND reaction.target_id = thing.id
GROUP BY thing.type, thing.id, reaction.kind
UNION ALL
SELECT thing.type, thing.id, '-kept', 0, true
FROM thing JOIN threads_bookmark AS kept
    ON kept.person_id = %(person)s AND kept.target_type = thing.type AND kept.target_id = thing.id
"""


def tallies(*, person: Person, refs: Iterable[Ref]) -> dict[Ref, Tally]:
    """Return the tallies of things that the caller has found visible to `person`: one query, however many things."""
    wanted = list(dict.fromkeys(refs))
    if not wanted:
        return {}
    comments: dict[Ref, int] = {}
    counts: dict[Ref, dict[str, int]] = defaultdict(dict)
    mine: dict[Ref, set[str]] = defaultdict(set)
    kept: set[Ref] = set()
    values: dict[str, Any] = {"types": [ref.type for ref in wanted], "ids": [ref.id for ref in wanted], "person": person.pk}
    with connection.cursor() as cursor:
        cursor.execute(_TALLIES, values)
        for type_, object_id, kind, count, is_mine in cursor.fetchall():
            ref = Ref(type_, object_id)
            if not kind:
                comments[ref] = count
                continue
            if kind == "-kept":
                kept.add(ref)
                continue
            counts[ref][kind] = count
            if is_mine:
                mine[ref].add(kind)
    return {ref: Tally(comments.get(ref, 0), counts[ref], frozenset(mine[ref]), ref in kept) for ref in wanted}


def to_mention(*, person: Person, text: str, limit: int = 8) -> list[Person]:
    """Return colleagues whose name, in either script, holds every word of `text`."""
    found = Person.objects.visible_to(person).active().with_unit()
    # PostgreSQL refuses NUL in any text.
    for word in text.replace("\x00", " ").split()[:4]:
        found = found.filter(Q(sort_key__contains=sort_key(word)) | Q(name_en__icontains=word))
    return list(found[:limit])


def units_to_name(_person: Person, text: str, limit: int) -> list[tuple[int, str]]:
    """Return the units, which every colleague knows, whose name begins as `text` does, in either language."""
    found = Unit.objects.filter(Q(name_fa__istartswith=text.strip()) | Q(name_en__istartswith=text.strip()), closed_on=None)
    return [(one.pk, one.name) for one in found.order_by("path")[:limit]]


def skills_to_name(_person: Person, text: str, limit: int) -> list[tuple[int, str]]:
    """Return the skills, which every colleague knows, that somebody who types their name could mean."""
    return [(one.pk, one.name) for one in skills_like(words=text, limit=limit)]


def standing_by_id(ids: Sequence[int]) -> list[Comment]:
    """Return the comments of these ids that were not removed, each with its `places`, for the index, which asks on behalf of nobody."""
    return list(Comment.objects.standing().filter(pk__in=ids).annotate(places=places_of("comment", Comment)))
