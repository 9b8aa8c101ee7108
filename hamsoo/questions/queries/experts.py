"""Who may know the answer to a question."""

from datetime import datetime

from hamsoo.finder import experts as finder
from hamsoo.people.models import Person
from hamsoo.questions.models import Answer, Ask, Question


def experts_for(*, person: Person, question: Question, at: datetime, limit: int = 3) -> list[finder.Expert]:
    """Return whom `person` may ask about `question`, the best first: none who asked it, answered it or had their turn."""
    out = {question.author_id, person.pk}
    out.update(Answer.objects.filter(question=question).values_list("author_id", flat=True))
    out.update(Ask.objects.filter(request__question=question, request__closed_at=None).values_list("expert_id", flat=True))
    found = finder.experts(person=person, need=f"{question.title}\n{question.body}", at=at, limit=limit + len(out))
    return [expert for expert in found if expert.person.pk not in out][:limit]
