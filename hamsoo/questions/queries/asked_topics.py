"""What is asked about again and again without help, and who knows about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from hamsoo.finder import queries as finder
from hamsoo.people.models import Person, PersonSkill, Skill
from hamsoo.people.queries.skills import MEANT, meaning
from hamsoo.questions.models import SPAN, AskedTopic, Question
from hamsoo.questions.queries.carrying import shares
from hamsoo.questions.queries.reach import Part

LEAST_ASKED = 3
"""Fewer questions that nobody helped with are no pattern."""
LEAST_ASKERS = 2
"""What one alone asks about, in words that name no skill, is theirs."""
MOST_TOPICS = 12
OLD_ENOUGH = timedelta(days=1)
"""A question that was asked today may still be answered today."""
_MOST_MISSED = 12


@dataclass(frozen=True, slots=True)
class Topic:
    """One thing that is asked about, a skill or a word: in how many questions, how many nobody helped with or were passed on.

    `shown` colleagues have shown the skill in the last year, `said` say to have it; `best` has shown most of it.
    `is_missed` says that several searched for it and found nothing.
    """

    skill: Skill | None
    word: str = ""
    asked: int = 0
    unhelped: int = 0
    passed_on: int = 0
    is_missed: bool = False
    shown: int = 0
    said: int = 0
    best: Person | None = None

    @property
    def name(self) -> str:
        """Return what it is called."""
        return self.skill.name if self.skill else self.word

    @property
    def percent(self) -> int:
        """Return the share of the questions that nobody helped with."""
        return round(100 * self.unhelped / self.asked) if self.asked else 0


def topics(*, person: Person, part: Part, at: datetime) -> list[Topic]:
    """Return what people of a part asked about without help, the most first, by questions that `person` may read.

    With it what several of them searched for in vain.
    """
    rows = list(_counted(person, part, at))
    missed = finder.missed_by(people=part.people(), at=at, limit=_MOST_MISSED)
    named = finder.topics(texts=[(words, "") for words in missed])
    searched = {pk for one in named for pk in one.skill_ids}
    ids = {row["meant"] for row in rows if row["meant"]} | searched
    skills = Skill.objects.standing().in_bulk(ids) if ids else {}
    known = _knowing(person, list(skills))
    found = [
        Topic(
            skills.get(row["meant"]), row["spelled"], row["asked"], row["unhelped"], row["passed_on"], row["meant"] in searched,
            **known.get(row["meant"], {}),
        )
        for row in rows
        if row["meant"] is None or row["meant"] in skills
    ]  # fmt: skip
    there = {topic.skill.pk for topic in found if topic.skill}
    found += [Topic(skills[pk], is_missed=True, **known.get(pk, {})) for pk in sorted(searched & skills.keys() - there)]
    found += [Topic(None, words, is_missed=True) for words, one in zip(missed, named, strict=True) if not one.skill_ids]
    return found[:MOST_TOPICS]


def _counted(person: Person, part: Part, at: datetime) -> QuerySet[Any, Any]:
    rows = AskedTopic.objects.filter(asked_at__gt=at - SPAN, asked_at__lte=at - OLD_ENOUGH)
    rows = rows.filter(question__in=Question.objects.visible_to(person)).exclude(skill__is_hidden=True)
    if part.unit:
        rows = rows.filter(asker__unit__path__startswith=part.unit.path)
    counted = rows.order_by().annotate(meant=MEANT).values("meant", "term").annotate(
        asked=Count("question", distinct=True),
        unhelped=Count("question", distinct=True, filter=Q(is_unhelped=True)),
        passed_on=Count("question", distinct=True, filter=Q(is_passed_on=True)),
        askers=Count("asker", distinct=True),
        spelled=Max("word"),
    )  # fmt: skip
    told = counted.filter(Q(term="") | Q(askers__gte=LEAST_ASKERS), unhelped__gte=LEAST_ASKED)
    return told.order_by("-unhelped", "-asked", "meant", "term")[:MOST_TOPICS]


def _knowing(person: Person, skill_ids: Sequence[int]) -> Mapping[int, dict[str, Any]]:
    """Return by skill who of all that `person` may see knows about it, wherever they work."""
    if not skill_ids:
        return {}
    holders = PersonSkill.objects.visible_to(person).filter(meaning(skill_ids), person__left_on=None).annotate(meant=MEANT)
    said = dict(holders.order_by().values_list("meant").annotate(Count("person", distinct=True)))
    works = shares(person).filter(meaning(skill_ids), person__left_on=None)
    shown = dict(works.order_by().values_list("meant").annotate(Count("person", distinct=True)))
    best = works.order_by("meant", "-weight", "person").distinct("meant").select_related("person__unit")
    first = {row.meant: row.person for row in best} if shown else {}
    return {pk: {"said": said.get(pk, 0), "shown": shown.get(pk, 0), "best": first.get(pk)} for pk in skill_ids}
