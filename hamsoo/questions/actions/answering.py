"""Answering, mending an answer, and thanking for it."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from hamsoo.kernel import live
from hamsoo.kernel.errors import NotAllowed, NotFound
from hamsoo.ledger.actions import record
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.questions import events, rules
from hamsoo.questions.actions.asking import Source, about_question, changed_files, locked_question, newly_named
from hamsoo.questions.actions.turns import release_others
from hamsoo.questions.models import Answer, Ask, Question, Thanks
from hamsoo.spaces import actions as spaces
from hamsoo.spaces.models import Level
from hamsoo.spaces.queries import placed_in, space_ids
from hamsoo.threads import mentions
from hamsoo.threads.actions import attach, note_named
from hamsoo.threads.queries import topics_in


@transaction.atomic
def answer(
    *, actor: Person, question: Question, body: str, attachment_ids: Sequence[int] = (), at: datetime, source: Source | None = None
) -> Answer:
    """Answer a question; an ask that waits for the actor is answered with it.

    Whoever was asked may answer wherever they read, others where they write. An answer that came from `source` before is returned.
    """
    name, key = source or ("", "")
    if source and (known := Answer.objects.filter(source=name, source_key=key).first()):
        return known
    question = locked_question(actor, question.pk)
    ask = Ask.objects.live().select_related("request").filter(expert=actor, request__question=question).first()
    places = placed_in(type="question", object_id=question.pk)
    if ask is None and not places & space_ids(person=actor, level=Level.WRITE):
        raise NotAllowed
    body = mentions.settled(actor=actor, text=rules.required(body, "body"))
    given = Answer.objects.create(question=question, author=actor, body=body, at=at, source=name, source_key=key)
    spaces.place_new(type="answer", places=[(given.pk, at, places)])
    named = newly_named(given.body, "", places)
    fact = events.AnswerGiven(question_id=question.pk, answer_id=given.pk, asked_by_id=question.keeper_id, mentioned=named)
    objects = [*about_answer(question, given), *mentions.objects(body), *topics_in(question.title, given.body)]
    entry = record(fact, actor=actor, objects=objects, spaces=places, at=at)
    if attachment_ids:
        attach(actor=actor, target=given.ref, attachment_ids=attachment_ids, at=at)
    live.publish(f"question:{question.pk}", question.pk)
    if ask is not None:
        _answered(ask, given, places, at, entry)
    return given


def _answered(ask: Ask, given: Answer, places: frozenset[int], at: datetime, cause: int) -> None:
    """End the expert's turn with the answer; who answers at once has seen and taken on the request by it."""
    question = given.question
    ask.seen_at, ask.accepted_at = ask.seen_at or at, ask.accepted_at or at
    ask.answered_at, ask.answer = at, given
    ask.save(update_fields=["seen_at", "accepted_at", "answered_at", "answer"])
    fact = events.RequestAnswered(
        request_id=ask.request_id,
        question_id=question.pk,
        ask_id=ask.pk,
        asker_id=ask.request.asker_id,
        expert_id=ask.expert_id,
        answer_id=given.pk,
        asked_by_id=question.keeper_id,
    )
    objects = [Ref("request", ask.request_id), *about_answer(question, given), ("person", ask.request.asker_id, "asker")]
    entry = record(fact, actor=given.author, objects=objects, spaces=places, at=at, cause=cause)
    live.publish(f"request:{ask.request_id}", ask.request_id)
    release_others(ask, at, entry)


@transaction.atomic
def edit_answer(*, actor: Person, answer: Answer, body: str, attachment_ids: Sequence[int] | None = None, at: datetime) -> Answer:
    """Change the words of an answer, and its files (None: they stay); the same again changes nothing."""
    answer = _locked_answer(actor, answer.pk)
    if not rules.can_edit_answer(actor, answer):
        raise NotAllowed
    has_other_files = attachment_ids is not None and changed_files(actor, answer.ref, attachment_ids, at)
    body = mentions.settled(actor=actor, text=rules.required(body, "body"))
    if body == answer.body and not has_other_files:
        return answer
    places = placed_in(type="answer", object_id=answer.pk)
    named, things = newly_named(body, answer.body, places), mentions.newly(body, answer.body)
    answer.body, answer.edited_at = body, at
    answer.save(update_fields=["body", "edited_at"])
    _record_on(answer, events.AnswerEdited(question_id=answer.question_id, answer_id=answer.pk, mentioned=named), actor, at)
    note_named(actor=actor, target=answer.ref, things=things, space_ids=places, at=at)
    return answer


@transaction.atomic
def thank(*, actor: Person, answer: Answer, at: datetime) -> Thanks:
    """Thank for an answer; a second time changes nothing."""
    answer = _locked_answer(actor, answer.pk)
    if not rules.can_thank(actor, answer):
        raise rules.OwnAnswer
    thanks, is_new = Thanks.objects.get_or_create(answer=answer, by=actor, defaults={"at": at})
    if is_new:
        fact = events.AnswerThanked(question_id=answer.question_id, answer_id=answer.pk, answered_by_id=answer.author_id)
        _record_on(answer, fact, actor, at)
    return thanks


@transaction.atomic
def withdraw_thanks(*, actor: Person, answer: Answer, at: datetime) -> None:
    """Take one's thanks back; without any, nothing changes."""
    answer = _locked_answer(actor, answer.pk)
    if Thanks.objects.filter(answer=answer, by=actor).delete()[0]:
        _record_on(answer, events.ThanksWithdrawn(question_id=answer.question_id, answer_id=answer.pk), actor, at)


def about_answer(question: Question, answer: Answer) -> list[Ref | tuple[str, int, str]]:
    """Return what every fact of an answer is about: the answer, its question, and both authors."""
    return [Ref("answer", answer.pk), *about_question(question), ("person", answer.author_id, "answered_by")]


def _locked_answer(actor: Person, pk: int) -> Answer:
    found = Answer.objects.visible_to(actor).select_for_update(no_key=True, of=("self",)).select_related("question").filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def _record_on(answer: Answer, fact: events.Event, actor: Person, at: datetime) -> None:
    places = placed_in(type="answer", object_id=answer.pk)
    record(fact, actor=actor, objects=about_answer(answer.question, answer), spaces=places, at=at)
    live.publish(f"question:{answer.question_id}", answer.question_id)
