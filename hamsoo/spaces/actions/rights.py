"""Granting rights and placing things. Whatever changes rights raises the permission version of those it touches.

What is kept elsewhere about things (the search index, evidence of skills) holds the spaces that they stand in, and asks for rights when it
is read. Only one thing is kept: whether *every* colleague reads it, as only such things count for all. So what everybody may do is changed
by `let_everybody` alone, which has what stands there read again.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import connection, transaction
from django.db.models import F

from hamsoo.kernel import live
from hamsoo.ledger.actions import record
from hamsoo.ledger.actors import SYSTEM, Acts
from hamsoo.ledger.traits import Ref
from hamsoo.spaces import events, queries
from hamsoo.spaces.models import Grant, Level, Placement, Space
from hamsoo.spaces.queries import forget_remembered

Principal = tuple[str, int]

EVERYBODY: Principal = (Grant.Principal.EVERYBODY.value, 0)

READ_AT_ONCE = 200
"""So many things one fact has read again: large spaces are read in parts, and other news goes between them."""

_RAISE = """
INSERT INTO spaces_permissionversion AS known (principal_type, principal_id, version)
SELECT type, id, 1 FROM unnest(%s::text[], %s::bigint[]) AS t (type, id) ORDER BY type, id
ON CONFLICT (principal_type, principal_id) DO UPDATE SET version = known.version + 1
"""


@transaction.atomic
def grant(*, space: Space, principal: Principal, level: Level) -> None:
    """Give `principal` (type, id) this level in `space` and below; an earlier grant to the same principal is replaced."""
    _require_somebody(principal)
    _granted, is_new = Grant.objects.update_or_create(
        space=space, principal_type=principal[0], principal_id=principal[1], defaults={"level": level}
    )
    if not is_new:
        _lost(space, principal)
    raise_versions([principal])


@transaction.atomic
def revoke(*, space: Space, principal: Principal) -> bool:
    """Take the grant of `principal` in `space` away; return whether there was one."""
    _require_somebody(principal)
    deleted, _rows = Grant.objects.filter(space=space, principal_type=principal[0], principal_id=principal[1]).delete()
    if deleted:
        _lost(space, principal)
        raise_versions([principal])
    return bool(deleted)


@transaction.atomic
def let_everybody(*, actor: Acts, space: Space, level: Level | None, at: datetime) -> None:
    """Let every colleague do `level` in `space` and below, or nothing by this grant (None)."""
    everybody = Grant.objects.filter(space=space, principal_type=Grant.Principal.EVERYBODY)
    was_open = queries.is_open(space=space)
    if level is None:
        if not everybody.delete()[0]:
            return
    else:
        Grant.objects.update_or_create(space=space, principal_type=EVERYBODY[0], principal_id=EVERYBODY[1], defaults={"level": level})
    _lost(space, EVERYBODY)
    raise_versions([EVERYBODY])
    if queries.is_open(space=space) != was_open and queries.placed_below(space=space, after=0, limit=1):
        fact = events.ReadingChanged(space_id=space.pk, is_open=not was_open)
        record(fact, actor=actor, objects=[Ref("space", space.pk)], spaces=[], at=at)


@transaction.atomic
def reread_placed(*, space_id: int, after: int, cause: int, at: datetime) -> None:
    """Have the next part read again of what stands in a space or below it, after a placement; nothing when there is no more.

    Called when the change of rights is in force: what is placed meanwhile is read as it is placed.
    """
    space = Space.objects.get(pk=space_id)
    part = queries.placed_below(space=space, after=after, limit=READ_AT_ONCE)
    if part:
        types, ids = tuple(row.type for row in part), tuple(row.object_id for row in part)
        fact = events.PlacedReread(space_id=space.pk, until=part[-1].pk, types=types, ids=ids)
        record(fact, actor=SYSTEM, objects=[Ref("space", space.pk)], spaces=[], at=at, cause=cause)


def _lost(space: Space, principal: Principal) -> None:
    """Note that `principal` may have less here from now on, and have their streams of live news opened anew."""
    Space.objects.filter(pk=space.pk).update(lost_count=F("lost_count") + 1)
    live.publish(live.rights_topic(*principal), space.pk)


def _require_somebody(principal: Principal) -> None:
    if principal[0] == Grant.Principal.EVERYBODY:
        raise TypeError("What everybody may do is changed by `let_everybody`.")


@transaction.atomic
def place(*, type: str, object_id: int, space_ids: Iterable[int], at: datetime) -> None:
    """Place a thing in exactly these spaces; places not named any more are given up."""
    wanted = set(space_ids)
    here = Placement.objects.filter(type=type, object_id=object_id)
    here.exclude(space_id__in=wanted).delete()
    known = set(here.values_list("space_id", flat=True))
    Placement.objects.bulk_create(
        [Placement(space_id=space_id, type=type, object_id=object_id, at=at) for space_id in sorted(wanted - known)]
    )


def place_new(*, type: str, places: Iterable[tuple[int, datetime, Iterable[int]]]) -> None:
    """Place things that stood nowhere before: (id, at, ids of spaces) each, in one statement."""
    Placement.objects.bulk_create(
        [
            Placement(space_id=space_id, type=type, object_id=object_id, at=at)
            for object_id, at, space_ids in places
            for space_id in sorted(set(space_ids))
        ]
    )


def note_new_space(space: Space) -> None:
    """Raise the versions of those whose grants above cover a space that was just made."""
    above = [int(part) for part in space.path.strip("/").split("/")][:-1]
    raise_versions(Grant.objects.filter(space_id__in=above).values_list("principal_type", "principal_id") if above else [])


def note_changed_space(space: Space) -> None:
    """Raise the versions of all who have rights in a space that opened or closed for writing."""
    here_and_above = [int(part) for part in space.path.strip("/").split("/")]
    raise_versions(Grant.objects.filter(space_id__in=here_and_above).values_list("principal_type", "principal_id"))


def raise_versions(principals: Iterable[Principal]) -> None:
    """Say that what these principals may see may have changed."""
    forget_remembered()
    touched = sorted(set(principals))
    if touched:
        with connection.cursor() as cursor:
            cursor.execute(_RAISE, [[one[0] for one in touched], [one[1] for one in touched]])
