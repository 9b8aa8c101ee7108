"""Requests to experts, through the actions: every step, who may take it, and what is told."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from hamsoo.kernel.errors import Invalid, NotAllowed, NotFound
from hamsoo.ledger.actors import SYSTEM
from hamsoo.ledger.facts import Fact, facts_by_id
from hamsoo.ledger.models import Entry
from hamsoo.ledger.traits import Ref, Told
from hamsoo.people import actions as people
from hamsoo.people.models import Person
from hamsoo.questions import actions, events, rules
from hamsoo.questions.models import Ask, Question, Request
from hamsoo.spaces.models import Space
from tests.world import NOON, World

LATER = NOON + timedelta(minutes=9)
STATE = Ask.State


def facts_since(count: int) -> list[Fact]:
    ids = list(Entry.objects.order_by("pk").values_list("pk", flat=True))[count:]
    return [facts_by_id([pk])[pk] for pk in ids]


def chain(request: Request) -> list[tuple[str, str]]:
    return [(ask.expert.code, str(ask.state)) for ask in Ask.objects.filter(request=request).select_related("expert")]


@pytest.fixture
def request_to_nima(sara: Person, nima: Person) -> Request:
    return actions.send_request(actor=sara, expert=nima, title="Which invoice counts?", body="Two exist.", at=NOON)


def test_send_request(sara: Person, nima: Person, world: World) -> None:
    request = actions.send_request(actor=sara, expert=nima, title="Which invoice counts?", body="Two exist.", urgency="now", at=NOON)

    question, ask = request.question, request.asks.get()
    assert (question.title, question.body, question.author) == ("Which invoice counts?", "Two exist.", sara)
    assert (request.asker, request.urgency, request.sent_at, request.closed_at) == (sara, "now", NOON, None)
    assert (ask.expert, ask.position, ask.state, ask.sent_at) == (nima, 1, STATE.SENT, NOON)
    # Fifteen working minutes from Saturday noon.
    assert ask.due_at == NOON + timedelta(minutes=15)


def test_send_request_is_told(sara: Person, nima: Person, world: World) -> None:
    before = Entry.objects.count()
    request = actions.send_request(actor=sara, expert=nima, title="Which invoice counts?", at=NOON)

    asked, sent = facts_since(before)
    assert asked.event == events.QuestionAsked(question_id=request.question_id)
    assert sent.event == events.RequestSent(
        request_id=request.pk,
        question_id=request.question_id,
        ask_id=request.asks.get().pk,
        asker_id=sara.pk,
        expert_id=nima.pk,
        position=1,
        urgency="today",
    )
    assert sent.event.told() == [Told(nima.pk, "request")]
    assert sent.objects == (
        ("request", request.pk, "request"),
        ("question", request.question_id, "question"),
        ("person", sara.pk, "asker"),
        ("person", nima.pk, "expert"),
    )
    assert sent.space_ids == (world.organisation.pk,)


def test_send_request_about_a_question_that_is_there(sara: Person, reza: Person, nima: Person) -> None:
    question = actions.ask(actor=sara, title="Which invoice counts?", at=NOON)

    request = actions.send_request(actor=reza, expert=nima, question=question, at=LATER)

    assert (request.question, request.asker, Question.objects.count()) == (question, reza, 1)


def test_working_hours_of_the_expert_count(sara: Person, nima: Person) -> None:
    # Thursday 5 Azar 1405, 12:30 in Tehran: half an hour of work is left, and Friday is off.
    thursday = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
    request = actions.send_request(actor=sara, expert=nima, title="Which invoice counts?", at=thursday)

    # One working hour: half of it on Thursday, the rest from Saturday 08:00.
    assert request.asks.get().due_at == datetime(2026, 11, 28, 5, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("expert", "places", "refusal", "field"),
    [
        ("sara", None, rules.OwnRequest, "expert"),
        ("nima", "Service", rules.ExpertCannotRead, "places"),
        ("gone", None, rules.ExpertLeft, "expert"),
    ],
)
def test_send_request_refused(sara: Person, nima: Person, reza: Person, expert: str, places: str | None, refusal: type, field: str) -> None:
    gone = Person.objects.get(pk=reza.pk)
    gone.left_on = NOON.date()
    gone.save()
    spaces = [Space.objects.get(name_en=places).pk] if places else None
    before = Entry.objects.count()
    with pytest.raises(refusal) as refused:
        actions.send_request(actor=sara, expert={"sara": sara, "nima": nima, "gone": gone}[expert], title="Which?", places=spaces, at=NOON)

    assert refused.value.field == field
    assert (Request.objects.count(), Question.objects.count(), Entry.objects.count()) == (0, 0, before)


def test_send_request_with_an_unknown_urgency(sara: Person, nima: Person) -> None:
    with pytest.raises(Invalid) as refused:
        actions.send_request(actor=sara, expert=nima, title="Which?", urgency="yesterday", at=NOON)

    assert refused.value.field == "urgency"
    assert not Question.objects.exists()


def test_one_running_request_a_question(request_to_nima: Request, sara: Person, reza: Person) -> None:
    before = Entry.objects.count()
    with pytest.raises(rules.RequestIsRunning):
        actions.send_request(actor=sara, expert=reza, question=request_to_nima.question, at=LATER)

    assert (Request.objects.count(), Entry.objects.count()) == (1, before)


def test_no_request_about_a_settled_question(sara: Person, nima: Person, reza: Person) -> None:
    question = actions.ask(actor=sara, title="Which invoice counts?", at=NOON)
    actions.accept_answer(actor=sara, answer=actions.answer(actor=nima, question=question, body="The second.", at=NOON), at=NOON)
    with pytest.raises(rules.AlreadyAccepted):
        actions.send_request(actor=sara, expert=reza, question=question, at=LATER)

    assert not Request.objects.exists()


def test_at_most_five_requests_wait_for_a_person(sara: Person, reza: Person, nima: Person) -> None:
    requests = [actions.send_request(actor=sara, expert=nima, title=f"Question {number}", at=NOON) for number in range(5)]
    with pytest.raises(rules.ExpertIsBusy):
        actions.send_request(actor=reza, expert=nima, title="One more", at=NOON)
    assert Request.objects.count() == 5

    actions.decline_request(actor=nima, request=requests[0], at=LATER)
    actions.send_request(actor=reza, expert=nima, title="One more", at=LATER)
    assert Ask.objects.live().filter(expert=nima).count() == 5


def test_mark_seen(request_to_nima: Request, nima: Person, sara: Person) -> None:
    actions.mark_seen(actor=sara, request=request_to_nima, at=LATER)
    assert request_to_nima.asks.get().state == STATE.SENT

    actions.mark_seen(actor=nima, request=request_to_nima, at=LATER)
    before = Entry.objects.count()
    actions.mark_seen(actor=nima, request=request_to_nima, at=LATER + timedelta(minutes=1))

    ask = request_to_nima.asks.get()
    assert (ask.state, ask.seen_at, Entry.objects.count()) == (STATE.SEEN, LATER, before)
    assert isinstance(facts_since(before - 1)[0].event, events.RequestSeen)


def test_mark_seen_refused_to_strangers(request_to_nima: Request, reza: Person) -> None:
    with pytest.raises(NotFound):
        actions.mark_seen(actor=reza, request=request_to_nima, at=LATER)

    assert request_to_nima.asks.get().seen_at is None


def test_accept_request(request_to_nima: Request, nima: Person, sara: Person) -> None:
    before = Entry.objects.count()
    ask = actions.accept_request(actor=nima, request=request_to_nima, at=LATER)
    actions.accept_request(actor=nima, request=request_to_nima, at=LATER + timedelta(minutes=1))

    assert (ask.state, ask.seen_at, ask.accepted_at) == (STATE.ACCEPTED, LATER, LATER)
    assert ask.due_at == LATER + timedelta(hours=4)
    (fact,) = facts_since(before)
    assert fact.event.told() == [Told(sara.pk, "acceptance")]


def test_accept_request_refused(request_to_nima: Request, sara: Person, reza: Person) -> None:
    with pytest.raises(NotAllowed):
        actions.accept_request(actor=sara, request=request_to_nima, at=LATER)
    with pytest.raises(NotFound):
        actions.accept_request(actor=reza, request=request_to_nima, at=LATER)

    assert request_to_nima.asks.get().state == STATE.SENT


def test_decline_request(request_to_nima: Request, nima: Person, reza: Person, sara: Person) -> None:
    before = Entry.objects.count()
    ask = actions.decline_request(actor=nima, request=request_to_nima, reason="Reza booked it.", suggested=reza, at=LATER)

    assert (ask.state, ask.declined_at, ask.decline_reason, ask.suggested) == (STATE.DECLINED, LATER, "Reza booked it.", reza)
    declined, sent = facts_since(before)
    assert declined.event.told() == [Told(sara.pk, "decline")]
    assert declined.event.settles()[0] == (Told(nima.pk, "request"), Ref("request", request_to_nima.pk))
    assert "booked" not in str(declined.event.payload())
    # Handed on at once, and nobody has to do it.
    assert chain(request_to_nima) == [("nima", "declined"), ("reza", "sent")]
    assert (sent.event.told(), sent.actor.type, sent.cause_id) == ([Told(reza.pk, "request")], "system", declined.id)


def test_decline_request_refused(request_to_nima: Request, nima: Person, sara: Person) -> None:
    with pytest.raises(rules.PointlessSuggestion):
        actions.decline_request(actor=nima, request=request_to_nima, suggested=sara, at=LATER)
    actions.withdraw_request(actor=sara, request=request_to_nima, at=LATER)
    with pytest.raises(rules.RequestIsOver):
        actions.decline_request(actor=nima, request=request_to_nima, at=LATER)

    assert request_to_nima.asks.get().state == STATE.WITHDRAWN


def test_ask_next(request_to_nima: Request, nima: Person, reza: Person, sara: Person) -> None:
    actions.decline_request(actor=nima, request=request_to_nima, at=LATER)
    assert Request.objects.get().exhausted_at == LATER

    ask = actions.ask_next(actor=sara, request=request_to_nima, expert=reza, at=LATER)

    assert (ask.position, ask.expert, ask.state) == (2, reza, STATE.SENT)
    assert chain(request_to_nima) == [("nima", "declined"), ("reza", "sent")]
    assert Request.objects.get().exhausted_at is None


def test_who_took_it_on_and_is_late_can_be_let_go(request_to_nima: Request, nima: Person, reza: Person, sara: Person) -> None:
    due_at = actions.accept_request(actor=nima, request=request_to_nima, at=NOON).due_at
    with pytest.raises(rules.RequestIsRunning):
        actions.ask_next(actor=sara, request=request_to_nima, expert=reza, at=due_at)
    before = Entry.objects.count()
    actions.ask_next(actor=sara, request=request_to_nima, expert=reza, at=due_at + timedelta(seconds=1))

    assert chain(request_to_nima) == [("nima", "expired"), ("reza", "sent")]
    assert [fact.event.told() for fact in facts_since(before)] == [[Told(nima.pk, "turn")], [Told(reza.pk, "request")]]


def test_ask_next_refused(request_to_nima: Request, nima: Person, reza: Person, sara: Person) -> None:
    with pytest.raises(rules.RequestIsRunning):
        actions.ask_next(actor=sara, request=request_to_nima, expert=reza, at=LATER)
    actions.decline_request(actor=nima, request=request_to_nima, at=LATER)
    with pytest.raises(rules.AlreadyAsked):
        actions.ask_next(actor=sara, request=request_to_nima, expert=nima, at=LATER)
    with pytest.raises(NotAllowed):
        actions.ask_next(actor=nima, request=request_to_nima, expert=reza, at=LATER)

    assert chain(request_to_nima) == [("nima", "declined")]


def test_the_answer_ends_the_turn(request_to_nima: Request, nima: Person, sara: Person) -> None:
    before = Entry.objects.count()
    answer = actions.answer(actor=nima, question=request_to_nima.question, body="The second.", at=LATER)

    ask = request_to_nima.asks.get()
    assert (ask.state, ask.seen_at, ask.accepted_at, ask.answered_at, ask.answer) == (STATE.ANSWERED, LATER, LATER, LATER, answer)
    given, answered = facts_since(before)
    assert given.event.told() == [Told(sara.pk, "answer")]
    assert (answered.event.told(), answered.cause_id) == ([], given.id)
    assert Request.objects.get().closed_at is None


def test_who_sent_the_request_is_told_of_the_answer(sara: Person, reza: Person, nima: Person) -> None:
    question = actions.ask(actor=sara, title="Which invoice counts?", at=NOON)
    actions.send_request(actor=reza, expert=nima, question=question, at=NOON)
    before = Entry.objects.count()
    actions.answer(actor=nima, question=question, body="The second.", at=LATER)

    assert [fact.event.told() for fact in facts_since(before)] == [[Told(sara.pk, "answer")], [Told(reza.pk, "answer")]]


def test_who_was_asked_may_answer_where_they_only_read(sara: Person, nima: Person, world: World) -> None:
    request = actions.send_request(actor=sara, expert=nima, title="Which invoice counts?", at=NOON)
    world.organisation.grants.update(level=20)

    answer = actions.answer(actor=nima, question=request.question, body="The second.", at=LATER)
    assert answer.author == nima
    with pytest.raises(NotAllowed):
        actions.answer(actor=nima, question=request.question, body="And more.", at=LATER)


def test_an_accepted_answer_ends_the_request(request_to_nima: Request, nima: Person, reza: Person, sara: Person) -> None:
    actions.accept_request(actor=nima, request=request_to_nima, at=LATER)
    answer = actions.answer(actor=reza, question=request_to_nima.question, body="The first.", at=LATER)
    before = Entry.objects.count()
    actions.accept_answer(actor=sara, answer=answer, at=LATER)

    request = Request.objects.get()
    assert (request.closed_at, request.outcome, request.asks.get().state) == (LATER, "accepted", STATE.WITHDRAWN)
    accepted, withdrawn = facts_since(before)
    # Nima had promised an answer: told that it is not needed any more.
    assert (withdrawn.event.told(), withdrawn.cause_id) == ([Told(nima.pk, "request")], accepted.id)


def test_withdraw_request(request_to_nima: Request, sara: Person, nima: Person) -> None:
    before = Entry.objects.count()
    with pytest.raises(NotAllowed):
        actions.withdraw_request(actor=nima, request=request_to_nima, at=LATER)
    assert Entry.objects.count() == before

    request = actions.withdraw_request(actor=sara, request=request_to_nima, at=LATER)

    assert (request.closed_at, request.outcome, chain(request)) == (LATER, "withdrawn", [("nima", "withdrawn")])
    (fact,) = facts_since(before)
    assert (fact.event.told(), fact.event.settles()[0][0]) == ([], Told(nima.pk, "request"))
    with pytest.raises(rules.RequestIsOver):
        actions.withdraw_request(actor=sara, request=request_to_nima, at=LATER)


def test_requests_are_seen_by_those_who_are_part_of_them(
    request_to_nima: Request, sara: Person, nima: Person, reza: Person, admin: Person
) -> None:
    seen = [person.code for person in (sara, nima, reza, admin) if Request.objects.visible_to(person).exists()]

    assert seen == ["sara", "nima"]
    assert not Request.objects.visible_to(None).exists()


def test_a_request_disappears_with_its_question(sara: Person, world: World) -> None:
    team = people.create_unit(actor=SYSTEM, code="team", name_fa="تیم", name_en="Team", parent=world.service, at=NOON)
    ava = people.add_person(actor=SYSTEM, code="ava", name_fa="آوا", unit=team, at=NOON)
    request = actions.send_request(actor=sara, expert=ava, title="Who?", places=[Space.objects.get(name_en="Service").pk], at=NOON)
    ava.unit = world.finance

    assert not Request.objects.visible_to(ava).exists()
    with pytest.raises(NotFound):
        actions.accept_request(actor=ava, request=request, at=LATER)


@pytest.mark.parametrize(
    ("changed", "constraint"),
    [
        ({"declined_at": NOON, "expired_at": NOON}, "questions_ask_ends_once"),
        ({"accepted_at": NOON}, "questions_ask_accepted_was_seen"),
        ({"seen_at": NOON, "accepted_at": NOON, "answered_at": NOON}, "questions_ask_answered_has_answer"),
        ({"decline_reason": "No."}, "questions_ask_reason_of_decline"),
    ],
)
def test_the_database_refuses_impossible_asks(request_to_nima: Request, changed: dict[str, object], constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Ask.objects.update(**changed)


def test_the_database_refuses_two_who_take_it_on(request_to_nima: Request, nima: Person, reza: Person) -> None:
    actions.accept_request(actor=nima, request=request_to_nima, at=NOON)
    with pytest.raises(IntegrityError, match="questions_ask_one_takes_on"), transaction.atomic():
        times = dict.fromkeys(("sent_at", "due_at", "seen_at", "accepted_at"), NOON)
        Ask.objects.create(request=request_to_nima, expert=reza, position=2, **times)
