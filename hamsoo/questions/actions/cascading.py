"""What happens to requests by itself as time goes by: reminding, asking the next expert, giving up, and routing forgotten questions.

Each is called when a deadline is due, may be late by any time, and finds nothing to do when somebody was faster.
"""

from datetime import datetime

from django.db import transaction

from hamsoo.kernel import deadlines
from hamsoo.ledger.actors import SYSTEM
from hamsoo.people.rules import is_away
from hamsoo.questions import events, queries, rules
from hamsoo.questions.actions.requesting import EXPIRY, end_expired, open_request
from hamsoo.questions.actions.turns import about_ask, about_request, expire_turn, fill_turns, go_on, tell, tell_of_request
from hamsoo.questions.models import Ask, Question, Request


@transaction.atomic
def pass_on(*, ask_id: int, at: datetime) -> None:
    """End the turn of an expert who has not reacted in time, and ask who is next."""
    ask = _waiting_ask(ask_id)
    if ask is not None and ask.accepted_at is None and ask.due_at <= at:
        entry = expire_turn(ask, at)
        go_on(ask.request, at=at, cause=entry)


@transaction.atomic
def pass_on_absent(*, ask_id: int, at: datetime) -> None:
    """End the turn of an expert who has left or is on leave before they took the request on, and ask who is next."""
    ask = _waiting_ask(ask_id)
    if ask is None or ask.accepted_at is not None:
        return
    if is_away(ask.expert, at):
        entry = expire_turn(ask, at)
        go_on(ask.request, at=at, cause=entry)


@transaction.atomic
def remind_of_reaction(*, ask_id: int, at: datetime) -> None:
    """Remind an expert who has not reacted yet, while there is time."""
    ask = _waiting_ask(ask_id)
    if ask is not None and ask.accepted_at is None:
        _remind(ask, at)


@transaction.atomic
def remind_of_answer(*, ask_id: int, at: datetime) -> None:
    """Remind an expert who has promised an answer, while there is time."""
    ask = _waiting_ask(ask_id)
    if ask is not None:
        _remind(ask, at)


def _remind(ask: Ask, at: datetime) -> None:
    # The worker may have been away: who is late already knows it from the clock, or is about to lose the turn.
    if at < ask.due_at:
        ask.reminded_at = at
        ask.save(update_fields=["reminded_at"])
        tell(events.ExpertReminded(**about_ask(ask)), ask, SYSTEM, at)


@transaction.atomic
def expire_request(*, request_id: int, at: datetime) -> None:
    """End a request that nobody has taken on in days; one that is taken on goes on, and is looked at again after as many days."""
    request = _open_request(request_id)
    if request is None:
        return
    if rules.is_taken_on(list(request.asks.all())):
        later = rules.working_end(request.asker, at, rules.REQUEST_SECONDS)
        deadlines.set_deadline(kind=EXPIRY, about=("request", request.pk), due_at=later)
        return
    for ask in request.asks.live():
        expire_turn(ask, at)
    end_expired(request, at)


@transaction.atomic
def route_question(*, question_id: int, at: datetime) -> Request | None:
    """Put a question that has waited for an answer too long to who may know, in its asker's name; None when there is no need, or nobody."""
    question = _locked_question(question_id)
    if question is None or not _is_forgotten(question):
        return None
    asker = question.kept_by or question.author
    draft = Request(question=question, asker=asker, urgency=Request.Urgency.TODAY)
    if not asker.is_active or not queries.next_experts(request=draft, at=at, limit=1):
        return None
    request = open_request(question, asker, Request.Urgency.TODAY, at, is_automatic=True)
    entry = tell_of_request(events.QuestionRouted(**about_request(request)), request, at)
    fill_turns(request, actor=SYSTEM, at=at, cause=entry)
    return request


def _is_forgotten(question: Question) -> bool:
    """Return whether somebody still waits for the first answer to a question about which nobody was ever asked."""
    waits = Question.objects.unanswered().filter(pk=question.pk).exists()
    return waits and not Request.objects.filter(question=question).exists()


def _waiting_ask(ask_id: int) -> Ask | None:
    """Return a live ask, its question locked; None when it has ended."""
    about = Ask.objects.filter(pk=ask_id).values_list("request__question_id", flat=True).first()
    if about is None or _locked_question(about) is None:
        return None
    return Ask.objects.live().select_related("expert", "request__question", "request__asker__unit").filter(pk=ask_id).first()


def _open_request(request_id: int) -> Request | None:
    about = Request.objects.filter(pk=request_id).values_list("question_id", flat=True).first()
    if about is None or _locked_question(about) is None:
        return None
    return Request.objects.open().select_related("question", "asker__unit").filter(pk=request_id).first()


def _locked_question(pk: int) -> Question | None:
    """Return the question, locked: every change of a request goes through that one lock."""
    return Question.objects.select_for_update(no_key=True, of=("self",)).filter(pk=pk).first()
