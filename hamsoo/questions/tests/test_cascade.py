"""Requests that go on by themselves, through the actions and the clock: whose turn comes when, who is told, and who is left in peace."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from importlib import import_module

import pytest
from django.db import connection
from django.test import Client

from hamsoo.kernel import clock, deadlines
from hamsoo.kernel.errors import NotAllowed, NotFound
from hamsoo.kernel.models import Deadline
from hamsoo.ledger.actors import SYSTEM
from hamsoo.ledger.facts import Fact, facts_by_id
from hamsoo.ledger.models import Entry
from hamsoo.ledger.runner import settle
from hamsoo.ledger.traits import Ref, Told
from hamsoo.people import actions as people
from hamsoo.people.models import Person, Unit
from hamsoo.questions import actions, events, queries, rules
from hamsoo.questions.actions.requesting import EXPIRY
from hamsoo.questions.actions.turns import REACTION
from hamsoo.questions.models import Answer, Ask, Question, Request
from hamsoo.spaces.models import Space
from tests.world import NOON, World

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
TITLE = "Which ledger account takes the wire fee?"


def facts_since(count: int) -> list[Fact]:
    ids = list(Entry.objects.order_by("pk").values_list("pk", flat=True))[count:]
    return [facts_by_id([pk])[pk] for pk in ids]


def scan(*, at: datetime) -> None:
    deadlines.scan(at=at)
    assert [row.error for row in Deadline.objects.exclude(error="")] == []


def chain(request: Request) -> list[tuple[str, str]]:
    return [(ask.expert.code, str(ask.state)) for ask in Ask.objects.filter(request=request).select_related("expert")]


def knows(*experts: Person) -> None:
    """Let these people have answered about the subject, the first most of all, long ago."""
    for number, expert in enumerate(experts):
        for again in range(len(experts) - number):
            old = NOON - timedelta(days=30)
            other = next(one for one in Person.objects.all() if one.pk != expert.pk)
            asked = actions.ask(actor=other, title=f"Which ledger account for the wire fee, number {number}.{again}?", at=old)
            actions.answer(actor=expert, question=asked, body="The ledger account of the wire fee is 4711.", at=old)
    settle()


@pytest.fixture
def hire(world: World) -> Callable[..., Person]:
    def add(code: str, unit: Unit | None = None) -> Person:
        return people.add_person(actor=SYSTEM, code=code, name_fa=code, unit=unit or world.finance, at=NOON)

    return add


@pytest.fixture
def ava(hire: Callable[..., Person]) -> Person:
    return hire("ava")


@pytest.fixture
def request_to_nima(sara: Person, nima: Person, ava: Person, reza: Person) -> Request:
    knows(nima, ava, reza)
    return actions.send_request(actor=sara, expert=nima, title=TITLE, at=NOON)


def test_the_next_best_is_asked_when_nobody_reacts(request_to_nima: Request) -> None:
    scan(at=NOON + HOUR - MINUTE)
    assert chain(request_to_nima) == [("nima", "sent")]

    scan(at=NOON + HOUR)
    assert chain(request_to_nima) == [("nima", "expired"), ("ava", "sent")]
    first, second = request_to_nima.asks.all()
    assert (first.expired_at, second.sent_at, second.due_at) == (NOON + HOUR, NOON + HOUR, NOON + 2 * HOUR)

    scan(at=NOON + 2 * HOUR)
    assert chain(request_to_nima) == [("nima", "expired"), ("ava", "expired"), ("reza", "sent")]


def test_the_first_is_told_and_the_next_is_asked(request_to_nima: Request, nima: Person, ava: Person) -> None:
    before = Entry.objects.count()
    scan(at=NOON + HOUR)

    expired, sent = facts_since(before)
    assert (type(expired.event), expired.event.told(), expired.actor.type) == (events.TurnExpired, [Told(nima.pk, "turn")], "system")
    assert expired.event.settles() == [(Told(nima.pk, "request"), Ref("request", request_to_nima.pk))]
    assert (type(sent.event), sent.event.told(), sent.cause_id) == (events.RequestSent, [Told(ava.pk, "request")], expired.id)


def test_who_reacts_in_time_keeps_the_turn(request_to_nima: Request, nima: Person) -> None:
    actions.accept_request(actor=nima, request=request_to_nima, at=NOON + 59 * MINUTE)
    before = Entry.objects.count()
    scan(at=NOON + HOUR)

    assert (chain(request_to_nima), Entry.objects.count()) == ([("nima", "accepted")], before)


def test_seen_is_no_reaction(request_to_nima: Request, nima: Person) -> None:
    actions.mark_seen(actor=nima, request=request_to_nima, at=NOON + MINUTE)
    scan(at=NOON + HOUR)

    assert chain(request_to_nima) == [("nima", "expired"), ("ava", "sent")]


def test_a_reminder_at_half_of_the_wait(request_to_nima: Request, nima: Person) -> None:
    before = Entry.objects.count()
    scan(at=NOON + 29 * MINUTE)
    assert Entry.objects.count() == before

    scan(at=NOON + 30 * MINUTE)
    (reminded,) = facts_since(before)
    assert (type(reminded.event), reminded.event.told()) == (events.ExpertReminded, [Told(nima.pk, "request")])
    assert request_to_nima.asks.get().reminded_at == NOON + 30 * MINUTE


def test_a_reminder_of_the_promised_answer(request_to_nima: Request, nima: Person) -> None:
    actions.accept_request(actor=nima, request=request_to_nima, at=NOON)
    before = Entry.objects.count()
    scan(at=NOON + 119 * MINUTE)
    assert Entry.objects.count() == before

    # Half of four working hours.
    scan(at=NOON + 2 * HOUR)
    assert [fact.event.told() for fact in facts_since(before)] == [[Told(nima.pk, "request")]]


def test_declining_passes_to_the_next_at_once(request_to_nima: Request, nima: Person) -> None:
    actions.decline_request(actor=nima, request=request_to_nima, reason="Not my field.", at=NOON + MINUTE)

    assert chain(request_to_nima) == [("nima", "declined"), ("ava", "sent")]


def test_who_is_named_comes_first(request_to_nima: Request, nima: Person, reza: Person) -> None:
    actions.decline_request(actor=nima, request=request_to_nima, suggested=reza, at=NOON + MINUTE)

    assert chain(request_to_nima) == [("nima", "declined"), ("reza", "sent")]


def test_who_is_named_and_cannot_be_asked_is_passed_over(request_to_nima: Request, nima: Person, reza: Person, admin: Person) -> None:
    for number in range(rules.OPEN_REQUESTS):
        actions.send_request(actor=admin, expert=reza, title=f"Something else {number}", at=NOON)
    actions.decline_request(actor=nima, request=request_to_nima, suggested=reza, at=NOON + MINUTE)

    assert chain(request_to_nima) == [("nima", "declined"), ("ava", "sent")]


def test_who_has_enough_is_not_asked(request_to_nima: Request, ava: Person, admin: Person) -> None:
    for number in range(rules.OPEN_REQUESTS):
        actions.send_request(actor=admin, expert=ava, title=f"Something else {number}", at=NOON + 30 * MINUTE)
    scan(at=NOON + HOUR)

    assert chain(request_to_nima) == [("nima", "expired"), ("reza", "sent")]


def test_who_cannot_read_the_question_is_not_asked(sara: Person, nima: Person, reza: Person, admin: Person) -> None:
    knows(nima, reza)
    service = [Space.objects.get(name_en="Service").pk]
    request = actions.send_request(actor=sara, expert=admin, title=TITLE, places=service, at=NOON)
    scan(at=NOON + HOUR)

    assert chain(request) == [("admin", "expired"), ("reza", "sent")]


def test_who_is_on_leave_is_not_asked(request_to_nima: Request, ava: Person) -> None:
    ava = Person.objects.get(pk=ava.pk)
    people.enter_leave(actor=ava, starts_on=NOON.date(), ends_on=NOON.date(), at=NOON)
    scan(at=NOON + HOUR)

    assert chain(request_to_nima) == [("nima", "expired"), ("reza", "sent")]


@pytest.mark.parametrize(("urgency", "second"), [("today", "reza"), ("week", "ava")])
def test_who_is_here_comes_first_when_there_is_no_time(
    sara: Person, nima: Person, ava: Person, reza: Person, urgency: str, second: str
) -> None:
    knows(nima, ava, reza)
    people.set_presence(actor=ava, presence=Person.Presence.BUSY, at=NOON)
    request = actions.send_request(actor=sara, expert=nima, title=TITLE, urgency=urgency, at=NOON)
    actions.decline_request(actor=nima, request=request, at=NOON)

    assert chain(request) == [("nima", "declined"), (second, "sent")]


def test_last_of_all_the_leads_are_asked(sara: Person, nima: Person, world: World, admin: Person, hire: Callable[..., Person]) -> None:
    dena, lia = hire("dena"), hire("lia", world.service)
    people.change_unit(actor=admin, unit=world.finance, head=dena, parent=None, at=NOON)
    people.change_unit(actor=admin, unit=world.service, head=lia, parent=None, at=NOON)
    request = actions.send_request(actor=sara, expert=nima, title=TITLE, at=NOON)
    for hours in (1, 2):
        scan(at=NOON + hours * HOUR)

    assert chain(request) == [("nima", "expired"), ("dena", "expired"), ("lia", "sent")]


def test_nobody_above_the_leads_is_bothered(
    sara: Person, nima: Person, reza: Person, world: World, admin: Person, hire: Callable[..., Person]
) -> None:
    board = people.create_unit(actor=SYSTEM, code="board", name_fa="هیئت", at=NOON)
    people.change_unit(actor=admin, unit=board, head=hire("boss"), parent=None, at=NOON)
    people.change_unit(actor=admin, unit=world.finance, head=nima, parent=board, at=NOON)
    people.change_unit(actor=admin, unit=world.service, head=reza, parent=board, at=NOON)
    of_a_lead = actions.send_request(actor=reza, expert=sara, title=TITLE, at=NOON)
    request = actions.send_request(actor=sara, expert=admin, title=TITLE, at=NOON)
    for hours in (1, 2, 3):
        scan(at=NOON + hours * HOUR)

    # Sara's lead asks himself, so the one above him is the next; of Sara's own request her lead hears, and nobody above.
    assert chain(of_a_lead) == [("sara", "expired"), ("boss", "expired")]
    assert chain(request) == [("admin", "expired"), ("reza", "expired")]


def test_not_more_than_nine_experts_are_interrupted(sara: Person, reza: Person, hire: Callable[..., Person], world: World) -> None:
    crowd = [hire(f"expert{number}") for number in range(11)]
    knows(*crowd)
    Unit.objects.filter(pk=world.service.pk).update(head=reza)
    request = actions.send_request(actor=sara, expert=crowd[0], title=TITLE, at=NOON)
    while turn := request.asks.live().select_related("expert").first():
        actions.decline_request(actor=turn.expert, request=request, at=NOON)

    assert [code for code, _state in chain(request)[8:]] == ["expert8", "reza"]


def test_when_nobody_is_left_the_asker_is_told(sara: Person, nima: Person) -> None:
    request = actions.send_request(actor=sara, expert=nima, title=TITLE, at=NOON)
    before = Entry.objects.count()
    scan(at=NOON + HOUR)

    _expired, exhausted = facts_since(before)
    assert (type(exhausted.event), exhausted.event.told()) == (events.ExpertsExhausted, [Told(sara.pk, "decline")])
    assert Request.objects.get() == request
    assert (Request.objects.get().exhausted_at, Request.objects.get().closed_at) == (NOON + HOUR, None)


def test_asked_at_the_end_of_the_day(sara: Person, nima: Person, ava: Person) -> None:
    knows(nima, ava)
    # Saturday 16:50 in Tehran: ten minutes are left of the day, the other fifty come on Sunday from 08:00.
    evening = datetime(2026, 11, 21, 13, 20, tzinfo=UTC)
    request = actions.send_request(actor=sara, expert=nima, title=TITLE, at=evening)
    scan(at=datetime(2026, 11, 22, 5, 19, tzinfo=UTC))
    assert chain(request) == [("nima", "sent")]

    scan(at=datetime(2026, 11, 22, 5, 20, tzinfo=UTC))
    assert chain(request) == [("nima", "expired"), ("ava", "sent")]


def test_a_holiday_in_between(sara: Person, nima: Person) -> None:
    # Thursday 10 Dey 1404 is no holiday; Saturday 13 Dey (3 January 2026) is the birthday of Imam Ali, and Friday is off anyway.
    thursday = datetime(2026, 1, 1, 9, 0, tzinfo=UTC)
    request = actions.send_request(actor=sara, expert=nima, title=TITLE, at=thursday)

    # Half an hour on Thursday until 13:00 in Tehran, the rest on Sunday from 08:00.
    assert request.asks.get().due_at == datetime(2026, 1, 4, 5, 0, tzinfo=UTC)


def test_leave_that_starts_now(sara: Person, nima: Person, ava: Person) -> None:
    knows(nima, ava)
    # The calendar day of the leave begins on Sunday at midnight in Tehran, which is the end of Saturday's work.
    people.enter_leave(actor=nima, starts_on=datetime(2026, 11, 22).date(), ends_on=datetime(2026, 11, 22).date(), at=NOON)
    nima = Person.objects.get(pk=nima.pk)
    evening = datetime(2026, 11, 21, 13, 20, tzinfo=UTC)
    midnight = datetime(2026, 11, 21, 20, 30, tzinfo=UTC)

    def asked(at: datetime) -> list[str]:
        draft = Request(question=actions.ask(actor=sara, title=TITLE, at=at), asker=sara)
        return [person.code for person in queries.next_experts(request=draft, at=at, limit=5)]

    assert asked(midnight - timedelta(seconds=1)) == ["nima", "ava"]
    assert asked(midnight) == ["ava"]
    # Asked before: ten minutes on Saturday, and the other fifty on Monday.
    request = actions.send_request(actor=sara, expert=nima, title=TITLE, at=evening)
    assert request.asks.get().due_at == datetime(2026, 11, 23, 5, 20, tzinfo=UTC)


def test_the_asked_leaves_the_company(request_to_nima: Request, nima: Person, admin: Person) -> None:
    people.leave(actor=admin, person=nima, left_on=NOON.date(), at=NOON + MINUTE)
    settle()
    scan(at=NOON + 2 * MINUTE)

    assert chain(request_to_nima) == [("nima", "expired"), ("ava", "sent")]


def test_who_is_late_may_still_take_it_on(request_to_nima: Request, nima: Person, ava: Person, reza: Person) -> None:
    scan(at=NOON + HOUR)
    before = Entry.objects.count()
    actions.accept_request(actor=nima, request=request_to_nima, at=NOON + HOUR + MINUTE)

    assert chain(request_to_nima) == [("nima", "accepted"), ("ava", "released")]
    assert [type(fact.event) for fact in facts_since(before)] == [events.RequestAccepted, events.ExpertReleased]
    scan(at=NOON + 2 * HOUR)
    assert chain(request_to_nima) == [("nima", "accepted"), ("ava", "released")]


def test_who_is_late_comes_too_late_once_somebody_else_has_it(request_to_nima: Request, nima: Person, ava: Person) -> None:
    scan(at=NOON + HOUR)
    actions.accept_request(actor=ava, request=request_to_nima, at=NOON + HOUR + MINUTE)
    with pytest.raises(rules.RequestIsOver):
        actions.accept_request(actor=nima, request=request_to_nima, at=NOON + HOUR + 2 * MINUTE)
    with pytest.raises(rules.RequestIsOver):
        actions.decline_request(actor=nima, request=request_to_nima, at=NOON + HOUR + 2 * MINUTE)


def test_who_is_late_helps_when_nobody_was_left(sara: Person, nima: Person) -> None:
    knows(nima)
    request = actions.send_request(actor=sara, expert=nima, title=TITLE, at=NOON)
    scan(at=NOON + HOUR)
    scan(at=NOON + 2 * HOUR)
    assert Request.objects.get().exhausted_at is not None
    actions.accept_request(actor=nima, request=request, at=NOON + 3 * HOUR)
    assert Request.objects.get().exhausted_at is None
    assert chain(request)[0] == ("nima", "accepted")


def test_the_asked_enters_leave(request_to_nima: Request, nima: Person) -> None:
    actions.mark_seen(actor=nima, request=request_to_nima, at=NOON)
    people.enter_leave(actor=nima, starts_on=NOON.date(), ends_on=NOON.date(), at=NOON + MINUTE)
    settle()
    scan(at=NOON + 2 * MINUTE)

    assert chain(request_to_nima) == [("nima", "expired"), ("ava", "sent")]


def test_who_was_asked_during_leave_keeps_the_turn_when_they_enter_another(sara: Person, nima: Person, ava: Person) -> None:
    knows(nima, ava)
    today, month = NOON.date(), timedelta(days=30)
    people.enter_leave(actor=nima, starts_on=today, ends_on=today, at=NOON)
    request = actions.send_request(actor=sara, expert=nima, title=TITLE, urgency=Request.Urgency.WEEK, at=NOON + MINUTE)
    people.enter_leave(actor=nima, starts_on=today + month, ends_on=today + month, at=NOON + MINUTE)
    settle()
    scan(at=NOON + 2 * MINUTE)
    assert chain(request) == [("nima", "sent")]


def test_the_turn_passes_with_the_first_of_two_leaves(sara: Person, nima: Person, ava: Person) -> None:
    knows(nima, ava)
    evening = NOON + 4 * HOUR
    request = actions.send_request(actor=sara, expert=nima, title=TITLE, urgency=Request.Urgency.WEEK, at=evening)
    tomorrow = evening.date() + timedelta(days=1)
    for day in (tomorrow, tomorrow + timedelta(days=7)):
        people.enter_leave(actor=nima, starts_on=day, ends_on=day, at=evening)
    settle()
    scan(at=evening + 9 * HOUR)
    assert chain(request) == [("nima", "expired"), ("ava", "sent")]


def test_who_takes_it_on_keeps_it_through_leave(request_to_nima: Request, nima: Person) -> None:
    actions.accept_request(actor=nima, request=request_to_nima, at=NOON)
    people.enter_leave(actor=nima, starts_on=NOON.date(), ends_on=NOON.date(), at=NOON + MINUTE)
    settle()
    scan(at=NOON + 2 * MINUTE)

    assert chain(request_to_nima) == [("nima", "accepted")]


def test_leave_that_is_cancelled_before_it_begins_moves_nothing(sara: Person, nima: Person, ava: Person) -> None:
    knows(nima, ava)
    request = actions.send_request(actor=sara, expert=nima, title=TITLE, urgency=Request.Urgency.WEEK, at=NOON)
    tomorrow = NOON.date() + timedelta(days=1)
    leave = people.enter_leave(actor=nima, starts_on=tomorrow, ends_on=tomorrow, at=NOON)
    settle()
    people.cancel_leave(actor=nima, leave=leave, at=NOON + MINUTE)
    before = request.asks.get().due_at
    scan(at=before - MINUTE)
    assert chain(request) == [("nima", "sent")]


def test_the_asker_leaves_the_company(request_to_nima: Request, sara: Person, admin: Person) -> None:
    people.leave(actor=admin, person=sara, left_on=NOON.date(), at=NOON + MINUTE)
    scan(at=NOON + HOUR)

    # Nobody waits any more, so nobody else is bothered; who keeps the record hands the request over or ends it.
    assert chain(request_to_nima) == [("nima", "expired")]


def test_the_worker_was_down(request_to_nima: Request, nima: Person) -> None:
    before = Entry.objects.count()
    late = NOON + 3 * HOUR
    scan(at=late)

    # No reminder of what is over; the next has the whole time, counted from now.
    assert [type(fact.event) for fact in facts_since(before)] == [events.TurnExpired, events.RequestSent]
    assert (chain(request_to_nima), request_to_nima.asks.last().due_at) == ([("nima", "expired"), ("ava", "sent")], late + HOUR)
    scan(at=late)
    assert len(facts_since(before)) == 2


def test_a_reaction_while_the_worker_was_down_counts(request_to_nima: Request, nima: Person) -> None:
    actions.accept_request(actor=nima, request=request_to_nima, at=NOON + 2 * HOUR)
    scan(at=NOON + 3 * HOUR)

    assert chain(request_to_nima) == [("nima", "accepted")]


def test_a_request_that_nobody_takes_on_ends(sara: Person, nima: Person) -> None:
    request = actions.send_request(actor=sara, expert=nima, title=TITLE, urgency="week", at=NOON)
    scan(at=NOON + timedelta(days=2))
    before = Entry.objects.count()
    # Five working days of eight hours of Sara's, in weeks of five days and a half.
    due_at = rules.working_end(sara, NOON, rules.REQUEST_SECONDS)
    scan(at=due_at - MINUTE)
    assert Entry.objects.count() == before

    scan(at=due_at)
    request.refresh_from_db()
    assert (request.closed_at, request.outcome) == (due_at, "expired")
    (fact,) = facts_since(before)
    assert (type(fact.event), fact.event.told()) == (events.RequestExpired, [Told(sara.pk, "decline")])


def test_a_request_that_is_taken_on_does_not_end(request_to_nima: Request, nima: Person) -> None:
    actions.accept_request(actor=nima, request=request_to_nima, at=NOON)
    scan(at=NOON + timedelta(days=20))

    assert Request.objects.get().closed_at is None


def test_nobody_is_asked_about_a_settled_question(request_to_nima: Request, sara: Person, reza: Person) -> None:
    answer = actions.answer(actor=reza, question=request_to_nima.question, body="4711.", at=NOON)
    actions.accept_answer(actor=sara, answer=answer, at=NOON)
    before = Entry.objects.count()
    scan(at=NOON + timedelta(days=20))

    assert Entry.objects.count() == before


@pytest.mark.parametrize(
    ("scores", "loads", "order"),
    [
        ({}, {}, []),
        ({1: 1.0, 2: 0.95, 3: 0.5}, {}, [1, 2, 3]),
        ({1: 1.0, 2: 0.95, 3: 0.5}, {1: 1}, [2, 1, 3]),
        ({1: 1.0, 2: 0.95, 3: 0.5}, {1: 4, 2: 4}, [1, 2, 3]),
        # Close to the neighbour is not close to the best.
        ({1: 1.0, 2: 0.92, 3: 0.85}, {1: 2, 2: 1}, [2, 1, 3]),
        ({1: -1.0, 2: 0.0, 3: -1.0}, {1: 1}, [2, 3, 1]),
    ],
)
def test_load_is_spread_among_equals(scores: dict[int, float], loads: dict[int, int], order: list[int]) -> None:
    assert rules.spread(scores, loads) == order


def test_three_are_asked_at_once_when_somebody_waits(sara: Person, nima: Person, ava: Person, reza: Person, hire: Callable) -> None:
    knows(nima, ava, reza, hire("omid"))
    request = actions.send_request(actor=sara, expert=reza, title=TITLE, urgency="now", at=NOON)
    assert chain(request) == [("reza", "sent"), ("nima", "sent"), ("ava", "sent")]

    actions.decline_request(actor=ava, request=request, at=NOON + MINUTE)
    assert chain(request)[2:] == [("ava", "declined"), ("omid", "sent")]


def test_who_is_first_has_it(sara: Person, nima: Person, ava: Person, reza: Person) -> None:
    knows(nima, ava)
    request = actions.send_request(actor=sara, expert=reza, title=TITLE, urgency="now", at=NOON)
    before = Entry.objects.count()
    actions.accept_request(actor=nima, request=request, at=NOON + MINUTE)

    assert chain(request) == [("reza", "released"), ("nima", "accepted"), ("ava", "released")]
    accepted, *released = facts_since(before)
    assert [fact.event.told() for fact in released] == [[Told(reza.pk, "turn")], [Told(ava.pk, "turn")]]
    assert {(type(fact.event), fact.cause_id) for fact in released} == {(events.ExpertReleased, accepted.id)}
    with pytest.raises(rules.TakenOn):
        actions.accept_request(actor=reza, request=request, at=NOON + 2 * MINUTE)


def test_who_answers_at_once_has_it(sara: Person, nima: Person, reza: Person) -> None:
    knows(nima)
    request = actions.send_request(actor=sara, expert=reza, title=TITLE, urgency="now", at=NOON)
    actions.answer(actor=nima, question=request.question, body="4711.", at=NOON + MINUTE)

    assert chain(request) == [("reza", "released"), ("nima", "answered")]


def test_a_forgotten_question_is_put_to_who_may_know(sara: Person, nima: Person) -> None:
    knows(nima)
    asked = actions.ask(actor=sara, title=TITLE, at=NOON)
    before = Entry.objects.count()
    due_at = rules.working_end(sara, NOON, rules.ROUTE_SECONDS)
    scan(at=due_at - MINUTE)
    assert not Request.objects.exists()

    scan(at=due_at)
    request = Request.objects.get()
    assert (request.question, request.asker, request.is_automatic) == (asked, sara, True)
    assert chain(request) == [("nima", "sent")]
    routed, sent = facts_since(before)
    assert (type(routed.event), routed.event.told(), routed.actor.type) == (events.QuestionRouted, [Told(sara.pk, "turn")], "system")
    assert sent.event.told() == [Told(nima.pk, "request")]


def test_a_question_that_is_answered_closed_asked_about_or_unknown_is_left_alone(sara: Person, nima: Person, reza: Person) -> None:
    knows(nima)
    answered = actions.ask(actor=sara, title=f"{TITLE} Answered", at=NOON)
    actions.answer(actor=reza, question=answered, body="4711.", at=NOON)
    withdrawn = actions.send_request(actor=sara, expert=reza, title=f"{TITLE} Withdrawn", at=NOON)
    actions.withdraw_request(actor=sara, request=withdrawn, at=NOON)
    actions.ask(actor=sara, title="Umbrella?", at=NOON)
    before, later = Entry.objects.count(), NOON + timedelta(days=3)
    scan(at=later)

    assert (Request.objects.count(), Entry.objects.count(), Question.objects.unanswered().count()) == (1, before, 2)


@pytest.fixture
def exhausted(sara: Person, nima: Person) -> Request:
    service = [Space.objects.get(name_en="Service").pk]
    request = actions.send_request(actor=sara, expert=hire_into_service("omid"), title=TITLE, places=service, at=NOON)
    scan(at=NOON + HOUR)
    request.refresh_from_db()
    return request


def hire_into_service(code: str) -> Person:
    return people.add_person(actor=SYSTEM, code=code, name_fa=code, unit=Unit.objects.get(code="service"), at=NOON)


def test_ask_openly(exhausted: Request, sara: Person, nima: Person, reza: Person, world: World) -> None:
    question = exhausted.question
    answer = actions.answer(actor=reza, question=question, body="Ask finance.", at=NOON)
    assert not Question.objects.visible_to(nima).exists()
    before = Entry.objects.count()

    actions.ask_openly(actor=sara, request=exhausted, places=[world.organisation.pk], at=NOON + 2 * HOUR)

    assert Question.objects.visible_to(nima).get() == question
    assert Answer.objects.visible_to(nima).get() == answer
    (fact,) = facts_since(before)
    assert fact.event == events.QuestionOpened(question_id=question.pk, request_id=exhausted.pk, answer_ids=(answer.pk,))
    assert set(fact.space_ids) == {world.organisation.pk, Space.objects.get(name_en="Service").pk}
    assert fact.event.rereads() == [Ref("question", question.pk), Ref("answer", answer.pk)]


def test_ask_openly_refused(exhausted: Request, sara: Person, nima: Person, reza: Person, world: World) -> None:
    service, finance = (Space.objects.get(name_en=name).pk for name in ("Service", "Finance"))
    running = actions.send_request(actor=sara, expert=reza, title="Another", places=[service], at=NOON)
    of_another = actions.ask(actor=reza, title="Whose?", places=[service], at=NOON)
    sent = actions.send_request(actor=sara, expert=Person.objects.get(code="omid"), question=of_another, at=NOON)
    Ask.objects.filter(request=sent).update(expired_at=NOON)
    Request.objects.filter(pk=sent.pk).update(exhausted_at=NOON)
    before = Entry.objects.count()
    everywhere = world.organisation.pk
    for refusal, actor, request, place in [
        (NotAllowed, Person.objects.get(code="omid"), exhausted, everywhere),
        (NotFound, nima, exhausted, everywhere),
        # Whose question it is decides who may read it.
        (NotAllowed, sara, sent, everywhere),
        (rules.SomebodyIsLeft, sara, running, everywhere),
        (rules.StandsThere, sara, exhausted, service),
        (NotFound, sara, exhausted, finance),
    ]:
        with pytest.raises(refusal):
            actions.ask_openly(actor=actor, request=request, places=[place], at=NOON + 2 * HOUR)

    assert (Entry.objects.count(), Question.objects.visible_to(nima).count()) == (before, 0)


def test_times_are_measured_in_working_time(sara: Person, nima: Person, reza: Person, admin: Person) -> None:
    # Saturday 16:55 in Tehran: five minutes are left of Sara's day.
    evening = datetime(2026, 11, 21, 13, 25, tzinfo=UTC)
    morning = datetime(2026, 11, 22, 4, 30, tzinfo=UTC)
    sent = [actions.send_request(actor=sara, expert=expert, title=f"{number}?", at=evening) for number, expert in enumerate([nima] * 5)]
    actions.accept_request(actor=nima, request=sent[0], at=evening + MINUTE)
    actions.answer(actor=nima, question=sent[0].question, body="Yes.", at=morning)
    actions.accept_request(actor=nima, request=sent[1], at=morning + 5 * MINUTE)
    actions.accept_request(actor=nima, request=sent[2], at=morning + 6 * MINUTE)
    actions.accept_request(actor=nima, request=sent[3], at=morning + 3 * HOUR)
    at = morning + 4 * HOUR

    found = queries.courses(person=sara, since=NOON, at=at)
    assert [(course.request_id, course.accepted, course.answered) for course in reversed(found)] == [
        (sent[0].pk, 60, 300),
        (sent[1].pk, 600, None),
        (sent[2].pk, 660, None),
        (sent[3].pk, 11_100, None),
        (sent[4].pk, None, None),
    ]
    assert queries.times(found) == queries.Times(count=5, accepted=630, answered=300, share_found=0.4, share_accepted=0.6)
    assert queries.times(found[1:]) is None
    # Whoever is no part of them learns nothing, not even how many they are.
    assert queries.courses(person=reza, since=NOON, at=at) == []


def test_what_was_just_sent_has_not_failed(sara: Person, nima: Person) -> None:
    for number in range(5):
        actions.send_request(actor=sara, expert=nima, title=f"{number}?", at=NOON)

    found = queries.times(queries.courses(person=sara, since=NOON, at=NOON + 9 * MINUTE))
    assert found == queries.Times(count=5, accepted=None, answered=None, share_found=None, share_accepted=None)
    found = queries.times(queries.courses(person=sara, since=NOON, at=NOON + 10 * MINUTE))
    assert (found.share_found, found.share_accepted) == (0.0, None)


def test_requests_from_before_go_on_too(sara: Person, nima: Person, reza: Person, admin: Person) -> None:
    today = clock.now()
    old, young, taken, closed = (
        actions.send_request(actor=sara, expert=expert, title=f"{number}?", at=today - timedelta(days=days))
        for number, (expert, days) in enumerate([(nima, 30), (reza, 1), (admin, 1), (nima, 1)])
    )
    actions.accept_request(actor=admin, request=taken, at=today)
    actions.withdraw_request(actor=sara, request=closed, at=today)
    ours = Deadline.objects.filter(kind__in=[EXPIRY, REACTION])
    ours.delete()
    with connection.cursor() as cursor:
        for statement in import_module("hamsoo.questions.migrations.0005_deadlines_of_open_requests").SET * 2:
            cursor.execute(statement)

    assert set(ours.values_list("kind", "about_id", "due_at")) == {
        (REACTION, young.asks.get().pk, young.asks.get().due_at),
        *((EXPIRY, request.pk, request.sent_at + timedelta(days=7)) for request in (old, young, taken)),
    }


def test_who_was_let_go_after_a_promise_is_not_offered_it_again(
    request_to_nima: Request, sara: Person, nima: Person, reza: Person, browse: Callable[..., Client]
) -> None:
    actions.accept_request(actor=nima, request=request_to_nima, at=NOON)
    actions.ask_next(actor=sara, request=request_to_nima, expert=reza, at=NOON + 9 * HOUR)
    with pytest.raises(rules.RequestIsOver):
        actions.accept_request(actor=nima, request=request_to_nima, at=NOON + 10 * HOUR)

    assert chain(request_to_nima) == [("nima", "expired"), ("reza", "sent")]
    assert b"I\xe2\x80\x99ll answer" not in browse(nima).get(request_to_nima.get_absolute_url()).content


def test_who_took_a_request_over_does_not_take_it_on(request_to_nima: Request, sara: Person, nima: Person, admin: Person) -> None:
    scan(at=NOON + HOUR)
    gone = people.leave(actor=admin, person=sara, left_on=NOON.date(), at=NOON + HOUR)
    people.hand_over(actor=admin, leaver=gone, kind="requests", object_id=request_to_nima.pk, to=nima, at=NOON + HOUR)
    with pytest.raises(rules.RequestIsOver):
        actions.accept_request(actor=nima, request=request_to_nima, at=NOON + HOUR + MINUTE)

    assert chain(request_to_nima) == [("nima", "expired"), ("ava", "sent")]
