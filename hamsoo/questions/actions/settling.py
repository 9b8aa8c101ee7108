"""Accepting the answer that settled a question, and taking that back."""

from datetime import datetime

from django.db import transaction

from hamsoo.kernel import live
from hamsoo.kernel.errors import NotAllowed, NotFound
from hamsoo.ledger.actions import record
from hamsoo.people.models import Person
from hamsoo.questions import events, rules
from hamsoo.questions.actions.answering import about_answer
from hamsoo.questions.actions.asking import locked_question
from hamsoo.questions.actions.requesting import close_requests
from hamsoo.questions.models import Acceptance, Answer
from hamsoo.spaces.queries import placed_in


@transaction.atomic
def accept_answer(*, actor: Person, answer: Answer, at: datetime) -> Acceptance:
    """Say that `answer` settled its question; a request about it that is still open ends with it."""
    question = locked_question(actor, answer.question_id)
    found = Answer.objects.visible_to(actor).filter(pk=answer.pk, question=question).first()
    if found is None:
        raise NotFound
    if not rules.can_accept(actor, question):
        raise NotAllowed
    if Acceptance.objects.filter(question=question).exists():
        raise rules.AlreadyAccepted
    acceptance = Acceptance.objects.create(question=question, answer=found, by=actor, at=at)
    fact = events.AnswerAccepted(
        question_id=question.pk, answer_id=found.pk, answered_by_id=found.author_id, asked_by_id=question.keeper_id
    )
    places = placed_in(type="question", object_id=question.pk)
    entry = record(fact, actor=actor, objects=about_answer(question, found), spaces=places, at=at)
    close_requests(actor=actor, question=question, at=at, cause=entry)
    live.publish(f"question:{question.pk}", question.pk)
    return acceptance


@transaction.atomic
def withdraw_acceptance(*, actor: Person, acceptance: Acceptance, at: datetime) -> None:
    """Take an acceptance back, so that the question is open again; a request that it ended stays ended."""
    question = locked_question(actor, acceptance.question_id)
    found = Acceptance.objects.select_related("answer").filter(pk=acceptance.pk, question=question).first()
    if found is None:
        raise rules.NothingAccepted
    if not rules.can_withdraw_acceptance(actor, found):
        raise NotAllowed
    answer = found.answer
    found.delete()
    fact = events.AcceptanceWithdrawn(question_id=question.pk, answer_id=answer.pk)
    places = placed_in(type="question", object_id=question.pk)
    record(fact, actor=actor, objects=about_answer(question, answer), spaces=places, at=at)
    live.publish(f"question:{question.pk}", question.pk)
