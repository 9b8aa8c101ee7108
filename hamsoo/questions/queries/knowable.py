"""Which open questions somebody may know the answer to."""

from dataclasses import dataclass

from hamsoo.people.models import Person, Skill
from hamsoo.people.queries import Known, own_skills
from hamsoo.questions.models import Question
from hamsoo.questions.naming import named, terms_of

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
    skills = own_skills(person=person)
    open_ones = Question.objects.visible_to(person).unanswered().exclude(author=person).select_related("author__unit")
    rows = [Knowable(question, _named(skills, question)) for question in open_ones.order_by("-asked_at", "-pk")[:LOOKED_AT]]
    matched = sorted((row for row in rows if row.skills), key=lambda row: -len(row.skills))
    return (matched or rows)[:limit]


def _named(skills: list[Known], question: Question) -> tuple[Skill, ...]:
    terms = terms_of(question.title, question.body)
    return tuple(known.skill for known in skills if named(terms, known.names))
