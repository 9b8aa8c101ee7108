"""Broader and narrower skills: Kubernetes is a part of Cloud, so who has the first can do something of the second.

A skill has one broader skill at most, kept on its own row. Merges move no row: a merged skill's own place sleeps, and a place below a
merged skill is one below what that is read as. So undoing a merge brings back exactly the places that were.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from django.db.models import Func, Q
from django.db.models.functions import Coalesce

from hamsoo.people.models import Skill
from hamsoo.people.queries.among import among_selected

DEPTH = 5
"""So many skills one below the other, the broadest counted too."""

_SAME_OR_NARROWER = """
WITH RECURSIVE below (id) AS (
    SELECT unnest(%s::bigint[])
    UNION
    SELECT skill.id FROM people_skill AS skill
    JOIN people_skill AS broader ON broader.id = skill.broader_id
    JOIN below ON below.id = coalesce(broader.meant_id, broader.id)
    WHERE skill.meant_id IS NULL)
SELECT skill.id FROM people_skill AS skill JOIN below ON below.id = coalesce(skill.meant_id, skill.id)
"""


def meaning_or_narrower(skill_ids: Iterable[int]) -> Func:
    """Return the condition that a row's skill is read as one of these (as they are read), or as one that is narrower."""
    return among_selected("skill", _SAME_OR_NARROWER, (list(skill_ids),))


def places() -> dict[int, int]:
    """Return by skill, as it is read, the broader one, as that is read."""
    rows = Skill.objects.filter(meant=None, broader__isnull=False)
    return dict(rows.values_list("pk", Coalesce("broader__meant_id", "broader_id")))


def chain_of(skill_id: int, above: Mapping[int, int]) -> list[int]:
    """Return the skills above one, the nearest first; a circle ends where it closes."""
    found: list[int] = []
    while (broader := above.get(skill_id)) is not None and broader not in found:
        found.append(broader)
        skill_id = broader
    return found


def narrower_ids(skill_ids: Collection[int]) -> dict[int, set[int]]:
    """Return by skill (as it is read) those that are narrower, at any depth; skills without any are left out."""
    if not skill_ids:
        return {}
    above, found = places(), defaultdict[int, set[int]](set)
    for one in above:
        for broader in chain_of(one, above):
            if broader in skill_ids:
                found[broader].add(one)
    return dict(found)


def broader_chain(*, skill: Skill) -> list[Skill]:
    """Return the skills above one that are not hidden, the nearest first."""
    ids = chain_of(skill.pk, places())
    skills = Skill.objects.standing().in_bulk(ids)
    return [skills[pk] for pk in ids if pk in skills]


def narrower_skills(*, skill: Skill) -> list[Skill]:
    """Return the skills directly below one that are not hidden, in the order of the alphabet."""
    below = Q(broader=skill.pk) | Q(broader__meant=skill.pk)
    return list(Skill.objects.standing().filter(below).order_by("sort_key", "pk"))
