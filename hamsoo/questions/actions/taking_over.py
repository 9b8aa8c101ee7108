"""Taking over what was asked, answered and accepted elsewhere, many at a time: the same rows and facts, a few statements for all.

What is taken over was said before, so nobody's right to say it here is asked, only the right of who takes it over. A question
with an open request has people waiting: what comes to it goes through the usual actions, which end the request.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from hamsoo.kernel import live
from hamsoo.ledger.actions import Statement, record_all
from hamsoo.ledger.actors import Acts
from hamsoo.people import rules as people_rules
from hamsoo.people.models import Person
from hamsoo.questions import events, rules
from hamsoo.questions.actions.answering import about_answer, answer
from hamsoo.questions.actions.asking import about_question
from hamsoo.questions.actions.settling import accept_answer
from hamsoo.questions.models import Acceptance, Answer, Question, Request
from hamsoo.questions.models.asking import TITLE_LENGTH
from hamsoo.spaces import actions as spaces
from hamsoo.spaces.models import Placement


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was asked elsewhere; `key` is its key there."""

    key: str
    author: Person
    title: str
    body: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer as it was given elsewhere to what is `question_id` here."""

    key: str
    author: Person
    question_id: int
    body: str
    at: datetime


@transaction.atomic
def take_questions(*, actor: Acts, asked: Sequence[Asked], places: Iterable[int], source: str) -> dict[str, Question]:
    """Take over questions into `places`; return them by key, those that came from `source` before as they are."""
    people_rules.require_can_manage_people(actor)
    known, wanted = Question.objects.filter(source=source, source_key__in=[item.key for item in asked]), sorted(set(places))
    found = {question.source_key: question for question in known}
    new = [
        Question(
            title=rules.required(item.title, "title", longest=TITLE_LENGTH),
            body=rules.optional(item.body, "body"),
            author=item.author,
            asked_at=item.at,
            source=source,
            source_key=item.key,
        )
        for item in asked
        if item.key not in found
    ]
    Question.objects.bulk_create(new)
    spaces.place_new(type="question", places=[(question.pk, question.asked_at, wanted) for question in new])
    record_all(
        [
            Statement(events.QuestionAsked(question_id=question.pk), question.author, about_question(question), wanted, question.asked_at)
            for question in new
        ]
    )
    return found | {question.source_key: question for question in new}


@transaction.atomic
def take_answers(*, actor: Acts, answered: Sequence[Answered], source: str) -> dict[str, Answer]:
    """Take over answers, each placed where its question is; return them by key, those that came from `source` before as they are."""
    people_rules.require_can_manage_people(actor)
    known = Answer.objects.filter(source=source, source_key__in=[item.key for item in answered])
    found = {given.source_key: given for given in known}
    questions = _locked_questions({item.question_id for item in answered})
    waiting, places = _waiting(questions), _places(questions)
    new = []
    for item in answered:
        question = questions[item.question_id]
        if item.key in found:
            continue
        if question.pk in waiting:
            found[item.key] = answer(actor=item.author, question=question, body=item.body, at=item.at, source=(source, item.key))
        else:
            body = rules.required(item.body, "body")
            new.append(Answer(question=question, author=item.author, body=body, at=item.at, source=source, source_key=item.key))
    Answer.objects.bulk_create(new)
    spaces.place_new(type="answer", places=[(given.pk, given.at, places[given.question_id]) for given in new])
    record_all([_answer_statement(given, places[given.question_id]) for given in new])
    _announce(given.question_id for given in new)
    return found | {given.source_key: given for given in new}


@transaction.atomic
def take_acceptances(*, actor: Acts, accepted: Sequence[tuple[Answer, datetime]]) -> dict[int, Acceptance]:
    """Take over that answers settled their questions, which have no accepted answer yet; return the acceptances by question id."""
    people_rules.require_can_manage_people(actor)
    questions = _locked_questions({given.question_id for given, _at in accepted})
    if Acceptance.objects.filter(question__in=questions).exists():
        raise rules.AlreadyAccepted
    waiting, places = _waiting(questions), _places(questions)
    taken, new = {}, []
    for given, at in accepted:
        question = questions[given.question_id]
        if question.pk in waiting:
            taken[question.pk] = accept_answer(actor=question.kept_by or question.author, answer=given, at=at)
        else:
            new.append(Acceptance(question=question, answer=given, by=question.author, at=at))
    Acceptance.objects.bulk_create(new)
    record_all([_acceptance_statement(acceptance, places[acceptance.question_id]) for acceptance in new])
    _announce(acceptance.question_id for acceptance in new)
    return taken | {acceptance.question_id: acceptance for acceptance in new}


def _locked_questions(ids: Iterable[int]) -> dict[int, Question]:
    """Return the questions by id, locked in the order of their ids, so that two who take over cannot wait for one another."""
    locked = Question.objects.select_for_update(no_key=True, of=("self",)).select_related("author__unit", "kept_by__unit")
    return {question.pk: question for question in locked.filter(pk__in=set(ids)).order_by("pk")}


def _waiting(questions: Iterable[int]) -> set[int]:
    return set(Request.objects.open().filter(question__in=questions).values_list("question_id", flat=True))


def _places(questions: Iterable[int]) -> dict[int, list[int]]:
    places: dict[int, list[int]] = defaultdict(list)
    for question_id, space_id in Placement.objects.filter(type="question", object_id__in=questions).values_list("object_id", "space_id"):
        places[question_id].append(space_id)
    return places


def _answer_statement(given: Answer, places: Iterable[int]) -> Statement:
    fact = events.AnswerGiven(question_id=given.question_id, answer_id=given.pk, asked_by_id=given.question.keeper_id)
    return Statement(fact, given.author, about_answer(given.question, given), places, given.at)


def _acceptance_statement(acceptance: Acceptance, places: Iterable[int]) -> Statement:
    given, question = acceptance.answer, acceptance.question
    fact = events.AnswerAccepted(
        question_id=question.pk, answer_id=given.pk, answered_by_id=given.author_id, asked_by_id=question.keeper_id
    )
    return Statement(fact, acceptance.by, about_answer(question, given), places, acceptance.at)


def _announce(question_ids: Iterable[int]) -> None:
    for pk in dict.fromkeys(question_ids):
        live.publish(f"question:{pk}", pk)
