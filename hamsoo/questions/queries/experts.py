"""Who may know the answer to a question, and who is asked next."""

from collections.abc import Collection, Iterator
from datetime import datetime

from django.db.models import Count
from django.utils import timezone

from hamsoo.finder import experts as finder
from hamsoo.people.models import Person
from hamsoo.people.queries import acting_head, reachability
from hamsoo.questions import rules
from hamsoo.questions.models import Answer, Ask, Question, Request

LOOKED_AT = 20
"""So many of the best experts are looked at for the next turn, and none for whom little speaks: a lead knows better who could know."""


def experts_for(*, person: Person, question: Question, at: datetime, limit: int = 3) -> list[finder.Expert]:
    """Return whom `person` may ask about `question`, the best first, for whom enough speaks; none who asked, answered or had their turn."""
    out = _part_of(question, person)
    found = finder.experts(person=person, need=f"{question.title}\n{question.body}", at=at, limit=limit + len(out))
    return [expert for expert in found if expert.is_certain and expert.person.pk not in out][:limit]


def next_experts(*, request: Request, at: datetime, limit: int, named: Person | None = None, without: Collection[int] = ()) -> list[Person]:
    """Return who is asked next, best first: `named` if there is one, then who may know, then a lead; within a day who is here first.

    Everybody has not been asked yet, can read the question, is not on leave and has fewer requests waiting than they may have.
    """
    if limit < 1 or not request.asker.is_active:
        return []
    out = _part_of(request.question, request.asker) | set(without)
    found = list[Person]()
    for one in _candidates(request, at, named):
        if one.pk not in out and one.is_active and _is_free(one, at) and _reads(one, request.question):
            found.append(one)
            if len(found) == limit:
                break
        out.add(one.pk)
    return found


def loads(ids: Collection[int]) -> dict[int, int]:
    """Return by id how many requests wait for these people, none for those who are left out."""
    return dict(Ask.objects.live().filter(expert__in=ids).order_by().values_list("expert").annotate(Count("pk")))


def _part_of(question: Question, person: Person) -> set[int]:
    """Return the ids of whom `person` does not ask about `question`: who asked it, answered it, or had their turn."""
    out = {question.author_id, question.keeper_id, person.pk}
    out.update(Answer.objects.filter(question=question).values_list("author_id", flat=True))
    out.update(Ask.objects.filter(request__question=question, request__closed_at=None).values_list("expert_id", flat=True))
    return out


def _candidates(request: Request, at: datetime, named: Person | None) -> Iterator[Person]:
    if named is not None:
        yield named
    if Ask.objects.filter(request=request.pk).count() < rules.MOST_ASKED:
        yield from _experts(request, at)
    yield from _leads(request, at)


def _experts(request: Request, at: datetime) -> Iterator[Person]:
    question = request.question
    experts = finder.experts(person=request.asker, need=f"{question.title}\n{question.body}", at=at, limit=LOOKED_AT)
    people = {expert.person.pk: expert for expert in experts if expert.is_certain}
    here = {pk for pk, expert in people.items() if _is_here(expert)}
    for pk in rules.turns({pk: one.score for pk, one in people.items()}, loads(people), here=here, urgency=request.urgency):
        yield people[pk].person


def _leads(request: Request, at: datetime) -> Iterator[Person]:
    """Yield who leads the unit of the one who was asked first, then of the one who asks: they know who could know.

    Nobody further up is bothered, unless the lead is one of these two themselves.
    """
    first = Ask.objects.filter(request=request.pk).select_related("expert__unit").order_by("position").first()
    for person in (first.expert if first else None, request.asker):
        unit = person.unit if person is not None else None
        while unit is not None:
            head = acting_head(unit=unit, day=timezone.localdate(at))
            if head is not None and head not in (person, request.asker):
                yield head
                break
            unit = unit.parent


def _is_here(expert: finder.Expert) -> bool:
    return expert.reachable.is_open and expert.person.presence not in (Person.Presence.BUSY, Person.Presence.AWAY)


def _is_free(person: Person, at: datetime) -> bool:
    away = reachability(person=person, at=at).on_leave_until is not None
    return not away and loads([person.pk]).get(person.pk, 0) < rules.OPEN_REQUESTS


def _reads(person: Person, question: Question) -> bool:
    return Question.objects.visible_to(person).filter(pk=question.pk).exists()
