"""Who carries what is known: topics that hang on one person, and topics that went with those who left."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Sum

from hamsoo.people.models import Person, PersonSkill, Skill
from hamsoo.people.queries.skills import MEANT, meaning
from hamsoo.people.rules import can_hand_over
from hamsoo.questions.models import SkillShare
from hamsoo.questions.queries.reach import Part

MOST_SHARE = 0.8
"""Who carries so much of what was shown of a topic in a year carries it alone: the topic's bus factor is one."""
LEAST_WORKS = 5
"""Fewer works show of a topic only that it is rare."""
GONE_SHARE = 0.5
GONE_WORKS = 3
LEFT_LATELY = timedelta(days=180)
MOST_CARRIED = 12
MOST_LEAVERS = 8


@dataclass(frozen=True, slots=True)
class Carried:
    """A topic of which one person shows `share` (0 to 1) of all, by `works` works; `others` who work here have shown it too."""

    skill: Skill
    person: Person
    share: float
    works: int
    others: int

    @property
    def percent(self) -> int:
        """Return the share as it is drawn."""
        return round(100 * self.share)


@dataclass(frozen=True, slots=True)
class Leaver:
    """Somebody who left lately, and the topics of which they showed most."""

    person: Person
    topics: Sequence[Carried]
    may_hand_over: bool


def shares(person: Person) -> QuerySet[Any]:
    """Return what people have shown in the last year, each row with `meant`: of skills that they have and that `person` may see."""
    held = PersonSkill.objects.visible_to(person).annotate(held_as=MEANT)
    known = SkillShare.objects.annotate(meant=MEANT).exclude(skill__is_hidden=True).exclude(skill__meant__is_hidden=True)
    return known.filter(Exists(held.filter(person=OuterRef("person"), held_as=OuterRef("meant"))))


def carried(*, person: Person, part: Part) -> list[Carried]:
    """Return the topics of a part of the organisation that hang on one of its people, those with most works first."""
    here = _in(shares(person), part).filter(person__left_on=None)
    totals = here.order_by().values("meant").annotate(
        total=Sum("weight"), most=Max("weight"), works=Sum("work_count"), people=Count("person", distinct=True)
    )  # fmt: skip
    alone = totals.filter(works__gte=LEAST_WORKS, most__gte=MOST_SHARE * F("total")).order_by("-works", "meant")[:MOST_CARRIED]
    rows = {row["meant"]: row for row in alone}
    skills = Skill.objects.standing().in_bulk(rows) if rows else {}
    if not skills:
        return []
    first = here.filter(meaning(skills)).order_by("meant", "-weight", "person").distinct("meant").select_related("person__unit")
    best = {row.meant: row for row in first}
    return [
        Carried(skills[pk], best[pk].person, best[pk].weight / row["total"], best[pk].work_count, row["people"] - 1)
        for pk, row in rows.items()
        # What is read later may have been gathered anew.
        if pk in skills and pk in best
    ]


def leavers(*, person: Person, part: Part, today: date) -> list[Leaver]:
    """Return who left a part of the organisation lately and had shown most of a topic there, the latest first."""
    gone = Q(person__left_on__gt=today - LEFT_LATELY)
    rows = _in(shares(person), part).filter(gone, work_count__gte=GONE_WORKS).select_related("person__unit", "person__manager")
    taken = list(rows.order_by("-person__left_on", "person__sort_key", "person_id", "-weight"))
    totals, staying = _totals(person, part, {row.meant for row in taken})
    most = [row for row in taken if row.meant in totals and row.weight >= GONE_SHARE * totals[row.meant]]
    skills = Skill.objects.standing().in_bulk({row.meant for row in most}) if most else {}
    found = []
    for who, works in groupby((row for row in most if row.meant in skills), key=lambda row: row.person):
        topics = [
            Carried(skills[row.meant], who, row.weight / totals[row.meant], row.work_count, staying.get(row.meant, 0)) for row in works
        ]
        found.append(Leaver(who, topics, can_hand_over(person, who)))
    return found[:MOST_LEAVERS]


def _totals(person: Person, part: Part, skill_ids: Collection[int]) -> tuple[dict[int, float], dict[int, int]]:
    """Return by skill what all of a part have shown, leavers too, and how many of them still work here."""
    if not skill_ids:
        return {}, {}
    rows = _in(shares(person), part).filter(meaning(skill_ids)).order_by().values_list("meant")
    counted = list(rows.annotate(total=Sum("weight"), staying=Count("person", distinct=True, filter=Q(person__left_on=None))))
    return {pk: weight for pk, weight, _count in counted}, {pk: count for pk, _weight, count in counted}


def _in(rows: QuerySet[Any], part: Part) -> QuerySet[Any]:
    return rows.filter(person__unit__path__startswith=part.unit.path) if part.unit else rows
