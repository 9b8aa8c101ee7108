"""What waits for an expert who has left becomes somebody else's turn."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.errors import NotFound
from hamsoo.people.handover import Kind, Owned
from hamsoo.people.models import Person
from hamsoo.questions import events, rules
from hamsoo.questions.actions.turns import about_ask, give_turn, tell
from hamsoo.questions.models import Ask, Question, Request


@transaction.atomic
def hand_over_ask(*, actor: Person, leaver: Person, request_id: int, to: Person, at: datetime) -> Ask:
    """Give the turn of an expert who has left to another one; the chain says that it was passed on.

    Whether `actor` may was asked before: they need not be able to read the question, whose text they are not shown.
    """
    request = Request.objects.open().filter(pk=request_id).first()
    if request is None:
        raise NotFound
    # The one lock that every change of a request goes through.
    Question.objects.select_for_update(of=("self",)).get(pk=request.question_id)
    request = Request.objects.select_related("question").get(pk=request.pk)
    ask = request.asks.live().filter(expert=leaver).first()
    if ask is None:
        raise NotFound
    if request.asks.filter(expert=to).exists():
        raise rules.AlreadyAsked(field="to")
    ask.seen_at, ask.declined_at, ask.suggested = ask.seen_at or at, at, to
    ask.save(update_fields=["seen_at", "declined_at", "suggested"])
    tell(events.RequestDeclined(**about_ask(ask), suggested_id=to.pk), ask, actor, at)
    return give_turn(request, to, request.asks.count() + 1, actor, at)


def _count(ids: Sequence[int]) -> Mapping[int, int]:
    return dict(Ask.objects.live().filter(expert__in=ids).values_list("expert").annotate(Count("pk")).order_by())


def _ids(leaver: Person) -> list[int]:
    return list(Ask.objects.live().filter(expert=leaver).order_by("due_at", "pk").values_list("request", flat=True))


def _load(reader: Person, leaver: Person, ids: Sequence[int]) -> list[Owned]:
    asks = Ask.objects.live().filter(expert=leaver, request__in=ids).select_related("request__question").order_by("due_at", "pk")
    read = set(Question.objects.visible_to(reader).filter(requests__asks__in=asks).values_list("pk", flat=True))
    return [_owned(ask, is_read=ask.request.question_id in read) for ask in asks]


def _owned(ask: Ask, *, is_read: bool) -> Owned:
    question = ask.request.question
    detail = ask.request.get_urgency_display()
    if is_read:
        return Owned(ask.request_id, question.title, question.get_absolute_url(), detail)
    return Owned(ask.request_id, gettext("A request that you may not read"), "", detail)


def _hand_over(actor: Person, leaver: Person, object_id: int, to: Person, at: datetime) -> None:
    hand_over_ask(actor=actor, leaver=leaver, request_id=object_id, to=to, at=at)


ASKS = Kind("asks", _("Requests that wait for their answer"), _count, _ids, _load, _hand_over, says_itself=True)
"""What waits for experts."""
