"""Which open questions somebody may know the answer to."""

from dataclasses import dataclass

from hamsoo.kernel.text import analyse, query_groups
from hamsoo.people.models import Person, Skill
from hamsoo.questions.models import Question

LOOKED_AT = 200
"""So many of the newest unanswered questions are compared with a person's skills."""


@dataclass(frozen=True, slots=True)
class Knowable:
    """An unanswered question, and the skills of the reader that its words name."""

    question: Question
    skills: tuple[Skill, ...]


def knowable(*, person: Person, limit: int = 3) -> list[Knowable]:
    """Return unanswered questions of others that name skills of `person`, most of them first, then the newest.

    Where none does, the newest unanswered questions, with no skills: somebody has to look at those too.
    """
    skills = list(Skill.objects.filter(holders__person=person).order_by("pk"))
    open_ones = Question.objects.visible_to(person).unanswered().exclude(author=person).select_related("author__unit")
    rows = [Knowable(question, _named(skills, question)) for question in open_ones.order_by("-asked_at", "-pk")[:LOOKED_AT]]
    named = sorted((row for row in rows if row.skills), key=lambda row: -len(row.skills))
    return (named or rows)[:limit]


def _named(skills: list[Skill], question: Question) -> tuple[Skill, ...]:
    words = set(analyse(f"{question.title}\n{question.body}"))
    return tuple(skill for skill in skills if any(_holds(words, name) for name in (skill.name_fa, skill.name_en) if name))


def _holds(words: set[str], name: str) -> bool:
    groups = query_groups(name)
    return bool(groups) and all(words.intersection(group) for group in groups)
