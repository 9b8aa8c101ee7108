"""Requests to experts: sending, reacting, passing on, ending. Who gets the next turn stands in `turns`."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from hamsoo.kernel import deadlines, live
from hamsoo.kernel.errors import NotAllowed, NotFound
from hamsoo.ledger.actions import record
from hamsoo.ledger.actors import SYSTEM, Acts
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.questions import events, rules
from hamsoo.questions.actions.asking import about_question, locked_question, writable_places
from hamsoo.questions.actions.asking import ask as ask_question
from hamsoo.questions.actions.drafting import locked_draft
from hamsoo.questions.actions.turns import (
    ANSWER_REMINDER,
    about_ask,
    about_request,
    expire_turn,
    fill_turns,
    give_turn,
    go_on,
    release_others,
    tell,
    tell_of_request,
)
from hamsoo.questions.models import Acceptance, Answer, Ask, Question, Request
from hamsoo.spaces import actions as spaces
from hamsoo.spaces.queries import placed_in
from hamsoo.threads.actions import attach, hand_on

EXPIRY = "questions.expiry"
"""The kind of the deadline at which a request ends that nobody has taken on."""


@transaction.atomic
def send_request(
    *,
    actor: Person,
    expert: Person,
    question: Question | None = None,
    title: str = "",
    body: str = "",
    places: Iterable[int] | None = None,
    about: Ref | None = None,
    attachment_ids: Sequence[int] = (),
    urgency: str = Request.Urgency.TODAY,
    draft_key: UUID | None = None,
    at: datetime,
) -> Request:
    """Put a question to an expert: an existing one, or a new one as `ask` takes it, in the place of the draft with this key.

    When somebody waits now, others who may know are asked at the same time; who takes it on first has it.
    """
    draft = locked_draft(actor, draft_key) if draft_key else None
    if draft is not None:
        attach(actor=actor, target=draft.ref, attachment_ids=attachment_ids, at=at)
        attachment_ids = ()
    if question is None:
        question = ask_question(actor=actor, title=title, body=body, places=places, about=about, attachment_ids=attachment_ids, at=at)
    if draft is not None:
        hand_on(source=draft.ref, target=question.ref)
        draft.delete()
    question = locked_question(actor, question.pk)
    if Acceptance.objects.filter(question=question).exists():
        raise rules.AlreadyAccepted
    if Request.objects.open().filter(question=question).exists():
        raise rules.RequestIsRunning
    request = open_request(question, actor, rules.known_urgency(urgency), at)
    fill_turns(request, actor=actor, at=at, chosen=expert)
    return request


def open_request(question: Question, asker: Person, urgency: Request.Urgency, at: datetime, *, is_automatic: bool = False) -> Request:
    """Begin a request, which ends by itself when nobody takes it on; the caller holds the question's lock and gives the first turn."""
    request = Request.objects.create(question=question, asker=asker, urgency=urgency, is_automatic=is_automatic, sent_at=at)
    deadlines.set_deadline(kind=EXPIRY, about=("request", request.pk), due_at=rules.working_end(asker, at, rules.REQUEST_SECONDS))
    return request


@transaction.atomic
def ask_next(*, actor: Person, request: Request, expert: Person, at: datetime) -> Ask:
    """Give the next expert their turn, when nobody's is running; who took it on and is late is let go. The chain keeps those before."""
    request = _locked_request(actor, request.pk)
    if not rules.can_manage_request(actor, request):
        raise NotAllowed if request.closed_at is None else rules.RequestIsOver
    if not rules.can_ask_next(actor, request, at=at):
        raise rules.RequestIsRunning
    chain = list(request.asks.all())
    if any(ask.expert_id == expert.pk for ask in chain):
        raise rules.AlreadyAsked(field="expert")
    for ask in request.asks.live():
        expire_turn(ask, at)
    return give_turn(request, expert, len(chain) + 1, actor, at)


@transaction.atomic
def mark_seen(*, actor: Person, request: Request, at: datetime) -> None:
    """Note that the expert whose turn it is opened the request; for everybody else, and the second time, nothing changes."""
    request = _locked_request(actor, request.pk)
    ask = request.asks.live().filter(expert=actor, seen_at=None).first()
    if ask is not None:
        ask.seen_at = at
        ask.save(update_fields=["seen_at"])
        tell(events.RequestSeen(**about_ask(ask)), ask, actor, at)


@transaction.atomic
def accept_request(*, actor: Person, request: Request, at: datetime) -> Ask:
    """Promise an answer; from now its time runs. A second time changes nothing; who is late may, while nobody else has promised one."""
    ask = _own_ask(actor, request, if_late=True)
    if ask.accepted_at is None:
        ask.seen_at, ask.accepted_at, ask.expired_at = ask.seen_at or at, at, None
        ask.due_at = rules.due(expert=actor, urgency=ask.request.urgency, accepted=True, at=at)
        ask.save(update_fields=["seen_at", "accepted_at", "expired_at", "due_at"])
        if ask.request.exhausted_at is not None:
            ask.request.exhausted_at = None
            ask.request.save(update_fields=["exhausted_at"])
        deadlines.set_deadline(kind=ANSWER_REMINDER, about=("ask", ask.pk), due_at=rules.reminder(ask, at=at))
        entry = tell(events.RequestAccepted(**about_ask(ask)), ask, actor, at)
        release_others(ask, at, entry)
    return ask


@transaction.atomic
def decline_request(*, actor: Person, request: Request, reason: str = "", suggested: Person | None = None, at: datetime) -> Ask:
    """Pass on a request, before or after having taken it on: at once to `suggested` if they can be asked, else to who is next."""
    ask = _own_ask(actor, request)
    if suggested is not None and suggested.pk in (actor.pk, ask.request.asker_id):
        raise rules.PointlessSuggestion(field="suggested")
    ask.seen_at = ask.seen_at or at
    ask.declined_at, ask.decline_reason, ask.suggested = at, rules.optional(reason, "reason", longest=2000), suggested
    ask.save(update_fields=["seen_at", "declined_at", "decline_reason", "suggested"])
    suggested_id = suggested.pk if suggested else None
    entry = tell(events.RequestDeclined(**about_ask(ask), suggested_id=suggested_id), ask, actor, at)
    go_on(ask.request, at=at, named=suggested, cause=entry)
    return ask


@transaction.atomic
def ask_openly(*, actor: Person, request: Request, places: Iterable[int], at: datetime) -> Question:
    """Put the asker's own question, about which nobody is left to ask, into further spaces; who reads there may read its answers too."""
    request = _locked_request(actor, request.pk)
    question = request.question
    if not rules.can_manage_request(actor, request) or question.keeper_id != actor.pk:
        raise NotAllowed if request.closed_at is None else rules.RequestIsOver
    if request.exhausted_at is None:
        raise rules.SomebodyIsLeft
    here = placed_in(type="question", object_id=question.pk)
    wanted = here | writable_places(actor, places)
    if wanted == here:
        raise rules.StandsThere(field="places")
    answer_ids = tuple(Answer.objects.filter(question=question).order_by("pk").values_list("pk", flat=True))
    for type_, pk in (("question", question.pk), *(("answer", pk) for pk in answer_ids)):
        spaces.place(type=type_, object_id=pk, space_ids=wanted, at=at)
    fact = events.QuestionOpened(question_id=question.pk, request_id=request.pk, answer_ids=answer_ids)
    record(fact, actor=actor, objects=[*about_question(question), Ref("request", request.pk)], spaces=wanted, at=at)
    live.publish(f"question:{question.pk}", question.pk)
    return question


@transaction.atomic
def withdraw_request(*, actor: Person, request: Request, at: datetime) -> Request:
    """End a request that is not needed any more; its question stays."""
    request = _locked_request(actor, request.pk)
    if not rules.can_manage_request(actor, request):
        raise NotAllowed if request.closed_at is None else rules.RequestIsOver
    _close(request, Request.Outcome.WITHDRAWN, actor, at)
    return request


def withdraw_for(*, request: Request, actor: Person, at: datetime) -> None:
    """End a request in the place of a sender who has left; the caller has asked who may, and holds the question's lock."""
    _close(request, Request.Outcome.WITHDRAWN, actor, at)


def close_requests(*, actor: Person, question: Question, at: datetime, cause: int) -> None:
    """End the open request about a question that has found its answer; the caller holds the question's lock."""
    for request in Request.objects.open().filter(question=question):
        _close(request, Request.Outcome.ACCEPTED, actor, at, cause)


def end_expired(request: Request, at: datetime) -> None:
    """End a request that nobody has taken on, and whose turns have ended; the caller holds the question's lock."""
    _close(request, Request.Outcome.EXPIRED, SYSTEM, at)
    tell_of_request(events.RequestExpired(**about_request(request)), request, at)


def _close(request: Request, outcome: Request.Outcome, actor: Acts, at: datetime, cause: int | None = None) -> None:
    request.closed_at, request.outcome = at, outcome
    request.save(update_fields=["closed_at", "outcome"])
    live.publish(f"request:{request.pk}", request.pk)
    for ask in request.asks.live():
        ask.withdrawn_at = at
        ask.save(update_fields=["withdrawn_at"])
        tell(events.RequestWithdrawn(**about_ask(ask), was_accepted=ask.accepted_at is not None), ask, actor, at, cause)


def _locked_request(actor: Person, pk: int) -> Request:
    """Return the request as `actor` may see it, its question locked: every change of a request goes through that one lock."""
    request = Request.objects.visible_to(actor).filter(pk=pk).first()
    if request is None:
        raise NotFound
    locked_question(actor, request.question_id)
    return Request.objects.select_related("question").get(pk=pk)


def _own_ask(actor: Person, request: Request, *, if_late: bool = False) -> Ask:
    """Return the live ask of `actor`, locked; refuse when their turn is over or never was. `if_late`: or what they may still take on."""
    request = _locked_request(actor, request.pk)
    ask = request.asks.filter(expert=actor).first()
    if ask is None:
        raise NotAllowed
    if not rules.can_react(actor, ask) and not (if_late and rules.can_still_accept(actor, ask, list(request.asks.all()))):
        raise rules.TakenOn if ask.released_at else rules.RequestIsOver
    return ask
