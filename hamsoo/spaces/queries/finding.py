"""Finding groups: one's own, those that one could join, those put away, and what fits to somebody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from hamsoo.kernel.errors import NotFound
from hamsoo.kernel.text import fold, sort_key
from hamsoo.people.models import Person, Skill
from hamsoo.people.queries import own_skills
from hamsoo.spaces.models import Grant, Level, Space, SpaceSkill
from hamsoo.spaces.queries.belonging import memberships
from hamsoo.spaces.queries.standing import space_ids

PAGE = 20
MOST_SUGGESTED = 4
_TOGETHER = 2
"""From so many colleagues of one's unit on, that they are in a group is a reason to look at it."""

SHOWN = ("", Space.Theme.INTEREST.value, Space.Theme.PROFESSION.value, Space.Theme.WORK.value, "colleagues", "archived")
"""What the list of groups can be narrowed to."""

After = tuple[int, int]


def groups(*, person: Person | None) -> QuerySet[Any]:
    """Return the groups that `person` may know of, each with `member_count` and `my_level` (None: no member)."""
    mine = memberships().filter(space=OuterRef("pk"), principal_id=person.pk if person else 0)
    known = Space.objects.filter(kind=Space.Kind.GROUP, pk__in=space_ids(person=person, level=Level.OUTLINE))
    return known.annotate(member_count=_count(memberships()), my_level=Subquery(mine.values("level")))


def _count(rows: QuerySet[Any]) -> Coalesce:
    counted = rows.filter(space=OuterRef("pk")).order_by().values("space").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted), 0)


def my_groups(*, person: Person) -> list[Space]:
    """Return the groups that `person` is in, by name; archived ones last."""
    return sorted(groups(person=person).filter(my_level__isnull=False), key=_by_name)


def my_units(*, person: Person) -> list[Space]:
    """Return the spaces of the unit of `person` and of those above it, the nearest first."""
    ids = person.unit.ancestor_ids if person.unit else []
    found = {space.subject_id: space for space in Space.objects.filter(kind=Space.Kind.UNIT, subject_id__in=ids)}
    return [found[unit_id] for unit_id in reversed(ids) if unit_id in found]


@dataclass(frozen=True, slots=True)
class Page:
    """Groups, and what the next page begins after, None at the end."""

    items: list[Space]
    after: After | None


def other_groups(*, person: Person, words: str = "", shown: str = "", after: After | None = None, limit: int = PAGE) -> Page:
    """Return a page of the groups that `person` is not in and could join, each with `colleague_count`: how many of their unit are.

    Those with most members come first. `words` are looked for in names and descriptions; `shown` is one of `SHOWN`: of one theme, with
    colleagues in them, or archived ones, in which one's own count too, as they are looked for by everybody who may read them.
    """
    found = _narrowed(groups(person=person).annotate(colleague_count=_count(_colleagues(person))), shown)
    for word in words.split():
        found = found.filter(_written(word))
    if after is not None:
        found = found.filter(Q(member_count__lt=after[0]) | Q(member_count=after[0], pk__gt=after[1]))
    rows = list(found.order_by("-member_count", "pk")[: limit + 1])
    last = rows[limit - 1] if len(rows) > limit else None
    return Page(rows[:limit], (last.member_count, last.pk) if last else None)


def _narrowed(found: QuerySet[Any], shown: str) -> QuerySet[Any]:
    if shown == "archived":
        return found.exclude(archived_at=None)
    found = found.filter(my_level=None, archived_at=None)
    if shown == "colleagues":
        return found.filter(colleague_count__gt=0)
    return found.filter(theme=shown) if shown in Space.Theme.values else found


def _written(word: str) -> Q:
    """Return the condition that a group speaks of `word`, in whichever spelling its letters are written."""
    condition = Q()
    for written in {word, fold(word)} - {""}:
        condition |= Q(name_fa__icontains=written) | Q(name_en__icontains=written) | Q(purpose__icontains=written)
        condition |= Q(about__icontains=written) | Q(skills__name_fa__icontains=written) | Q(skills__name_en__icontains=written)
    return Q(pk__in=Space.objects.filter(condition).values("pk"))


def _colleagues(person: Person) -> QuerySet[Grant]:
    """Return the memberships of those who work in the unit of `person`, without them."""
    near = Person.objects.active().filter(unit=person.unit_id).exclude(pk=person.pk)
    return memberships().filter(principal_id__in=near.values("pk"))


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A group that may suit somebody: because of skills that they say to have, or because colleagues of their unit are in it."""

    space: Space
    skills: tuple[Skill, ...]


def suggested_groups(*, person: Person, limit: int = MOST_SUGGESTED) -> list[Suggestion]:
    """Return groups that suit the skills of `person`, most skills first, then those that several colleagues of their unit are in."""
    mine = {known.skill.pk: known.skill for known in own_skills(person=person)}
    fitting: dict[int, list[Skill]] = defaultdict(list)
    for space_id, skill_id in SpaceSkill.objects.filter(skill__in=mine).order_by("pk").values_list("space_id", "skill_id"):
        fitting[space_id].append(mine[skill_id])
    found = _narrowed(groups(person=person).annotate(colleague_count=_count(_colleagues(person))), "")
    found = found.filter(Q(pk__in=list(fitting)) | Q(colleague_count__gte=_TOGETHER))
    rows = sorted(found, key=lambda space: (-len(fitting[space.pk]), -space.colleague_count, space.pk))
    return [Suggestion(space, tuple(fitting[space.pk])) for space in rows[:limit]]


def group(*, person: Person | None, pk: int, lock: bool = False) -> Space:
    """Return a group as `person` may know it; raise `NotFound` otherwise. `lock` holds it until the transaction ends."""
    found = groups(person=person).filter(pk=pk)
    space = (found.select_for_update(of=("self",)) if lock else found).first()
    if space is None:
        raise NotFound
    return space


def place(*, person: Person | None, pk: int, lock: bool = False) -> Space:
    """Return a group as `person` may know it, or the space of a unit that they read in; raise `NotFound` otherwise."""
    if pk not in space_ids(person=person, kinds=(Space.Kind.UNIT,)):
        return group(person=person, pk=pk, lock=lock)
    found = Space.objects.filter(pk=pk)
    return (found.select_for_update(of=("self",)) if lock else found).get()


def known_places(*, person: Person | None, ids: Collection[int]) -> dict[int, Space]:
    """Return by id the groups that `person` may know of, and the spaces of units that they read in."""
    found: dict[int, Space] = groups(person=person).in_bulk(ids)
    units = (set(ids) - found.keys()) & space_ids(person=person, kinds=(Space.Kind.UNIT,))
    return found | Space.objects.in_bulk(units) if units else found


def _by_name(space: Space) -> tuple[bool, str, int]:
    return space.archived_at is not None, sort_key(space.name), space.pk
