"""Two at once: real threads, real transactions. One wins, the other is refused by name, and the facts agree with the rows."""

import pytest
from django.db import transaction

from hamsoo.kernel import deadlines
from hamsoo.kernel.models import Deadline
from hamsoo.ledger.models import Entry
from hamsoo.people import actions as people
from hamsoo.people.models import Person, Unit
from hamsoo.questions import actions
from hamsoo.questions.actions.turns import ABSENCE, give_turn
from hamsoo.questions.models import Acceptance, Answer, Ask, AskedTopic, Request
from tests.at_once import at_once
from tests.world import NOON, World

pytestmark = pytest.mark.django_db(transaction=True)


def facts(name: str) -> int:
    return Entry.objects.filter(name=f"questions.{name}").count()


def test_two_answers_are_accepted_at_once(sara: Person, nima: Person, reza: Person) -> None:
    question = actions.ask(actor=sara, title="Which?", at=NOON)
    answers = [actions.answer(actor=person, question=question, body="This.", at=NOON) for person in (nima, reza)]

    outcome = at_once(*(lambda answer=answer: actions.accept_answer(actor=sara, answer=answer, at=NOON) for answer in answers))

    assert outcome == ["AlreadyAccepted", "done"]
    assert (Acceptance.objects.count(), facts("AnswerAccepted")) == (1, 1)


def test_two_requests_about_one_question_at_once(sara: Person, nima: Person, reza: Person, admin: Person) -> None:
    question = actions.ask(actor=sara, title="Which?", at=NOON)

    outcome = at_once(
        lambda: actions.send_request(actor=sara, expert=nima, question=question, at=NOON),
        lambda: actions.send_request(actor=reza, expert=admin, question=question, at=NOON),
    )

    assert outcome == ["RequestIsRunning", "done"]
    assert (Request.objects.count(), Ask.objects.count(), facts("RequestSent")) == (1, 1, 1)


def test_the_last_free_place_of_an_expert_goes_to_one(sara: Person, nima: Person, reza: Person, admin: Person) -> None:
    for number in range(4):
        actions.send_request(actor=sara, expert=nima, title=f"Question {number}", at=NOON)

    outcome = at_once(
        *(lambda actor=actor: actions.send_request(actor=actor, expert=nima, title="One more", at=NOON) for actor in (sara, reza, admin))
    )

    assert outcome == ["ExpertIsBusy", "ExpertIsBusy", "done"]
    assert Ask.objects.live().filter(expert=nima).count() == 5


def test_answered_and_withdrawn_at_once(sara: Person, nima: Person) -> None:
    request = actions.send_request(actor=sara, expert=nima, title="Which?", at=NOON)

    outcome = at_once(
        lambda: actions.answer(actor=nima, question=request.question, body="This.", at=NOON),
        lambda: actions.withdraw_request(actor=sara, request=request, at=NOON),
    )

    # An answer is welcome either way; the ask ends once, by whoever came first.
    assert outcome == ["done", "done"]
    ask = Ask.objects.get()
    assert facts("RequestAnswered") + facts("RequestWithdrawn") == 1
    assert (Answer.objects.count(), (ask.answered_at is None) != (ask.withdrawn_at is None)) == (1, True)


def test_accepted_twice_at_once_is_told_once(sara: Person, nima: Person) -> None:
    request = actions.send_request(actor=sara, expert=nima, title="Which?", at=NOON)

    outcome = at_once(*[lambda: actions.accept_request(actor=nima, request=request, at=NOON)] * 4)

    assert outcome == ["done"] * 4
    assert facts("RequestAccepted") == 1


def test_thanked_twice_at_once_is_told_once(sara: Person, nima: Person) -> None:
    answer = actions.answer(actor=nima, question=actions.ask(actor=sara, title="Which?", at=NOON), body="This.", at=NOON)

    outcome = at_once(*[lambda: actions.thank(actor=sara, answer=answer, at=NOON)] * 4)

    assert outcome == ["done"] * 4
    assert facts("AnswerThanked") == 1


def test_three_are_asked_and_one_takes_it_on(sara: Person, nima: Person, reza: Person, admin: Person) -> None:
    request = actions.send_request(actor=sara, expert=nima, title="Which?", urgency="now", at=NOON)
    with transaction.atomic():
        for position, expert in enumerate((reza, admin), start=2):
            give_turn(request, expert, position, sara, NOON)

    asked = (nima, reza, admin)
    outcome = at_once(*(lambda expert=expert: actions.accept_request(actor=expert, request=request, at=NOON) for expert in asked))

    assert outcome == ["TakenOn", "TakenOn", "done"]
    assert (facts("RequestAccepted"), facts("ExpertReleased")) == (1, 2)
    assert sorted(ask.state for ask in Ask.objects.all()) == ["accepted", "released", "released"]


def test_taken_on_the_moment_the_turn_passes(sara: Person, nima: Person) -> None:
    request = actions.send_request(actor=sara, expert=nima, title="Which?", at=NOON)
    due_at = request.asks.get().due_at

    outcome = at_once(
        lambda: actions.accept_request(actor=nima, request=request, at=due_at),
        lambda: deadlines.scan(at=due_at),
    )

    # Whoever was first, the expert has it: in time, or late while nobody else has.
    assert (outcome, str(Ask.objects.get().state)) == (["done", "done"], "accepted")
    assert (facts("RequestAccepted"), facts("TurnExpired") <= 1, Request.objects.get().exhausted_at) == (1, True, None)
    assert not Deadline.objects.exclude(error="").exists()


def test_taken_on_the_moment_the_asked_leaves(sara: Person, nima: Person) -> None:
    request = actions.send_request(actor=sara, expert=nima, title="Which?", at=NOON)
    deadlines.set_deadline(kind=ABSENCE, about=("ask", request.asks.get().pk), due_at=NOON)
    people.enter_leave(actor=nima, starts_on=NOON.date(), ends_on=NOON.date(), at=NOON)

    outcome = at_once(lambda: actions.accept_request(actor=nima, request=request, at=NOON), lambda: deadlines.scan(at=NOON))

    assert (outcome, str(Ask.objects.get().state)) == (["done", "done"], "accepted")
    assert not Deadline.objects.exclude(error="").exists()


def test_two_who_are_late_take_it_on_at_once_with_who_is_asked_now(sara: Person, nima: Person, reza: Person, admin: Person) -> None:
    request = actions.send_request(actor=sara, expert=nima, title="Which?", at=NOON)
    with transaction.atomic():
        for position, expert in enumerate((reza, admin), start=2):
            give_turn(request, expert, position, sara, NOON)
    Ask.objects.filter(expert__in=(nima, reza)).update(expired_at=NOON)

    asked = (nima, reza, admin)
    outcome = at_once(*(lambda expert=expert: actions.accept_request(actor=expert, request=request, at=NOON) for expert in asked))

    # Who is asked now is told that somebody was faster, where it was one of the two; these are told that it is over.
    assert outcome in (["RequestIsOver", "RequestIsOver", "done"], ["RequestIsOver", "TakenOn", "done"])
    assert [ask.is_live for ask in Ask.objects.exclude(accepted_at=None)] == [True]
    assert (facts("RequestAccepted"), facts("ExpertReleased")) == (1, outcome.count("TakenOn"))


def test_two_workers_pass_on_once(sara: Person, nima: Person, reza: Person, world: World) -> None:
    Unit.objects.filter(pk=world.service.pk).update(head=reza)
    request = actions.send_request(actor=sara, expert=nima, title="Which?", at=NOON)
    due_at = request.asks.get().due_at

    at_once(*[lambda: deadlines.scan(at=due_at)] * 4)

    assert [(ask.expert, str(ask.state)) for ask in request.asks.all()] == [(nima, "expired"), (reza, "sent")]
    assert (facts("TurnExpired"), facts("RequestSent"), Deadline.objects.exclude(error="").count()) == (1, 2, 0)


def test_many_requests_pass_on_at_once_to_the_same_few(sara: Person, nima: Person, reza: Person, admin: Person, world: World) -> None:
    Unit.objects.filter(pk=world.service.pk).update(head=reza, deputy=admin)
    requests = [actions.send_request(actor=sara, expert=nima, title=f"Which {number}?", at=NOON) for number in range(5)]
    for number in range(3):
        actions.send_request(actor=sara, expert=reza, title=f"Other {number}?", at=NOON)

    outcome = at_once(*(lambda request=request: actions.decline_request(actor=nima, request=request, at=NOON) for request in requests))

    # Two places are free at Reza's, whoever comes first; nobody waits for ever, and nobody is asked beyond the limit.
    assert outcome == ["done"] * 5
    assert Ask.objects.live().filter(expert=reza).count() == 5
    assert Request.objects.filter(exhausted_at__isnull=False).count() == 3


def test_what_leads_look_at_is_gathered_twice_at_once(sara: Person, nima: Person) -> None:
    people.ensure_skill(name_en="Kubernetes")
    for number in range(40):
        actions.ask(actor=sara, title=f"Kubernetes, {number}?", at=NOON)

    outcome = at_once(lambda: actions.gather(at=NOON), lambda: actions.gather(at=NOON))

    assert outcome == ["done", "done"]
    assert AskedTopic.objects.count() == 40
