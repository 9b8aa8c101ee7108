"""Finding questions and answers."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery, TextChoices
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.errors import NotFound
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person, Skill
from hamsoo.people.queries import works_showing
from hamsoo.questions.models import Acceptance, Answer, Ask, Question, Request, Thanks
from hamsoo.questions.queries.paging import Cursor, Page, page_of
from hamsoo.spaces.models import Level, Placement, Space
from hamsoo.spaces.queries import placed_in, space_ids
from hamsoo.threads import mentions, targets
from hamsoo.threads.mentions import Names
from hamsoo.threads.models import Attachment
from hamsoo.threads.queries import attachments_of
from hamsoo.threads.targets import Target

LIST_LENGTH = 20


class View(TextChoices):
    """The filters of the list of questions."""

    NEWEST = "newest", _("Newest")
    UNANSWERED = "unanswered", _("Unanswered")
    MINE = "mine", _("Mine")
    WAITING = "waiting", _("Waiting for me")


@dataclass(frozen=True, slots=True)
class Thread:
    """A question with its answers, the accepted one first, and what became of it."""

    question: Question
    answers: list[Answer]
    acceptance: Acceptance | None
    request: Request | None
    """The open request about it, if the reader is part of that."""
    about: Target | None
    """What it is about, if the reader sees that."""
    files: Mapping[Ref, Sequence[Attachment]]
    """What hangs on the question and on each answer."""
    names: Names
    """Where the things lead that all of it names, for the reader."""


def questions(*, person: Person, view: View = View.NEWEST, before: Cursor | None = None, limit: int = LIST_LENGTH) -> Page[Any]:
    """Return a part of the questions, newest first, each with `author`, `answer_count` and `is_settled`."""
    rows = Question.objects.visible_to(person).select_related("author__unit")
    if view == View.UNANSWERED:
        rows = rows.unanswered()
    elif view == View.MINE:
        rows = rows.mine(person)
    elif view == View.WAITING:
        rows = rows.filter(requests__in=Request.objects.waiting_for(person))
    counted = Answer.objects.filter(question=OuterRef("pk")).order_by().values("question").annotate(count=Count("pk")).values("count")
    rows = rows.annotate(answer_count=Coalesce(Subquery(counted), 0), is_settled=Exists(Acceptance.objects.filter(question=OuterRef("pk"))))
    return page_of(rows, order="asked_at", before=before, limit=limit, at=lambda row: row.asked_at)


def question(*, person: Person, pk: int) -> Question:
    """Return a question with its author, or raise `NotFound`."""
    found = Question.objects.visible_to(person).select_related("author__unit", "kept_by", "closure").filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def may_read_question(person: Person | None, pk: int) -> bool:
    """Return whether `person` may see the question, and so hear that something happened to it."""
    return Question.objects.visible_to(person).filter(pk=pk).exists()


def may_answer(*, person: Person, question: Question) -> bool:
    """Return whether `person` may answer: where they write, and wherever they were asked to."""
    places = placed_in(type="question", object_id=question.pk)
    asked = Ask.objects.live().filter(expert=person, request__question=question)
    return bool(places & space_ids(person=person, level=Level.WRITE)) or asked.exists()


def unreached(*, text: str, question: Question) -> tuple[Person, ...]:
    """Return whom `text` names although they may not read it where `question` stands; they are not told."""
    return mentions.audience(text=text, space_ids_of_thing=placed_in(type="question", object_id=question.pk)).unreached


def thread(*, person: Person, pk: int) -> Thread:
    """Return everything that the page of a question shows, or raise `NotFound`."""
    found = question(person=person, pk=pk)
    acceptance = Acceptance.objects.filter(question=found).first()
    answers = answers_of(person=person, question=found)
    answers.sort(key=lambda answer: acceptance is None or answer.pk != acceptance.answer_id)
    running = Request.objects.open().visible_to(person).filter(question=found).first()
    about = targets.find(person=person, ref=found.about) if found.about else None
    files = attachments_of([found.ref, *(answer.ref for answer in answers)])
    names = Names.of(person, [found.body, *(answer.body for answer in answers)])
    return Thread(found, answers, acceptance, running, about, files, names)


def answers_of(*, person: Person, question: Question) -> list[Answer]:
    """Return the answers, most thanked first, each with `author`, `thanks_count` and `is_thanked` (by `person`)."""
    rows = _with_thanks(Answer.objects.visible_to(person).filter(question=question), person)
    return list(rows.order_by("-thanks_count", "at", "pk"))


def answer(*, person: Person, pk: int, question_pk: int | None = None) -> Answer:
    """Return an answer with its question, or raise `NotFound`, also for an answer to another question than `question_pk`."""
    found = Answer.objects.visible_to(person).select_related("question", "author__unit").filter(pk=pk).first()
    if found is None or question_pk not in (None, found.question_id):
        raise NotFound
    return found


def best_answers(*, person: Person, author: Person, limit: int = 5) -> list[Answer]:
    """Return the answers that `author` is best known for, among those `person` may see: accepted, thanked, recent."""
    rows = _with_thanks(Answer.objects.visible_to(person).filter(author=author), person)
    rows = rows.select_related("question").annotate(is_accepted=Exists(Acceptance.objects.filter(answer=OuterRef("pk"))))
    return list(rows.order_by("-is_accepted", "-thanks_count", "-at", "-pk")[:limit])


def answers_showing(*, person: Person, author: Person, skill: Skill, limit: int = 20) -> list[Answer]:
    """Return the answers in which `author` shows a skill that `person` sees them have, among those `person` may read; newest first."""
    shown = works_showing(person=person, of=author, skill=skill, source="answer")
    rows = Answer.objects.visible_to(person).filter(pk__in=shown).select_related("question")
    rows = rows.annotate(is_accepted=Exists(Acceptance.objects.filter(answer=OuterRef("pk"))))
    return list(rows.order_by("-at", "-pk")[:limit])


def places(*, person: Person) -> QuerySet[Space]:
    """Return the spaces that `person` may ask in: the organisation first, then units and groups."""
    kinds = [Space.Kind.ORGANISATION, Space.Kind.UNIT, Space.Kind.GROUP]
    mine = Space.objects.filter(pk__in=space_ids(person=person, level=Level.WRITE), kind__in=kinds)
    return mine.order_by("subject_type", "pk")


def further_places(*, person: Person, question: Question) -> QuerySet[Space]:
    """Return the spaces that `person` may ask in and where `question` does not stand yet, the organisation first."""
    return places(person=person).exclude(pk__in=placed_in(type="question", object_id=question.pk))


def placed(*, type: str, ids: Iterable[int]) -> dict[int, tuple[int, ...]]:
    """Return by id the spaces in which things of `type` stand; things that stand nowhere are left out."""
    found: dict[int, list[int]] = defaultdict(list)
    rows = Placement.objects.filter(type=type, object_id__in=list(ids)).order_by("space_id")
    for object_id, space_id in rows.values_list("object_id", "space_id"):
        found[object_id].append(space_id)
    return {object_id: tuple(space_ids) for object_id, space_ids in found.items()}


def _with_thanks(rows: QuerySet[Answer], person: Person) -> QuerySet[Any]:
    thanked = Thanks.objects.filter(answer=OuterRef("pk"))
    count = thanked.order_by().values("answer").annotate(count=Count("pk")).values("count")
    return rows.select_related("author__unit").annotate(
        thanks_count=Coalesce(Subquery(count), 0), is_thanked=Exists(thanked.filter(by=person))
    )
