"""Answers at hand: keeping them, and sending one with what is done along with it, all or nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hamsoo.cases import events, queries, rules
from hamsoo.cases.actions import entering, handing, replying, talking, working
from hamsoo.cases.models import Case, ReadyAnswer, ReadyAnswerVersion
from hamsoo.interactions.models import Interaction
from hamsoo.kernel.errors import Invalid
from hamsoo.ledger.actions import record
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person, Unit

_SAYS = ("title", "text_fa", "text_en", "changes", "is_active")


@transaction.atomic
def keep_answer(
    *,
    actor: Person,
    answer: ReadyAnswer | None,
    title: str,
    at: datetime,
    text_fa: str = "",
    text_en: str = "",
    changes: Sequence[rules.Change] = (),
    unit: Unit | None = None,
    for_all: bool = False,
    is_active: bool = True,
) -> ReadyAnswer:
    """Write an answer at hand, or its next version: one's own, with `unit` that of a unit, with `for_all` everybody's.

    Whose it is does not change. Without `is_active` it is offered no more; what it said is kept.
    """
    if answer is None:
        found = ReadyAnswer(owner=None if unit or for_all else actor, unit=unit, at=at)
    else:
        found = ReadyAnswer.objects.select_for_update(of=("self",)).select_related("unit").get(pk=answer.pk)
    rules.require_can_keep_answer(actor, found)
    before = [getattr(found, name) for name in _SAYS]
    found.title = rules.required(title, "title", longest=rules.TITLE_LENGTH)
    found.text_fa, found.text_en = rules.checked_text(text_fa, "text_fa"), rules.checked_text(text_en, "text_en")
    if not (found.text_fa or found.text_en):
        raise Invalid(_("Write it in at least one language."), field="text_fa")
    found.changes, found.is_active = rules.checked_changes(changes), is_active
    if answer is None:
        _require_room(found)
    elif before == [getattr(found, name) for name in _SAYS]:
        return found
    found.number, found.at = found.number + 1, at
    found.save()
    says = {name: getattr(found, name) for name in _SAYS}
    ReadyAnswerVersion.objects.create(answer=found, number=found.number, by=actor, at=at, **says)
    fact = events.AnswerKept(answer_id=found.pk, number=found.number, is_active=is_active)
    record(fact, actor=actor, objects=[Ref("ready_answer", found.pk)], spaces=[], at=at)
    return found


@transaction.atomic
def reply_with(
    *,
    actor: Person,
    case: Case,
    answer: ReadyAnswer,
    number: int,
    text: str,
    answers_to: int,
    at: datetime,
    does_changes: bool = True,
    then: str = "",
    client_id: UUID | None = None,
    **further: Any,
) -> Interaction:
    """Send what an answer at hand became, and do along with it what its version `number` says: all of it, or nothing at all.

    Raises `Changed` when it says something else by now, and what any of its changes raises. The same `client_id` again does nothing.
    """
    case = entering.locked(actor, case.pk)
    if client_id and (sent := replying.sent_before(actor, client_id)):
        return sent
    found = queries.answer(person=actor, pk=answer.pk)
    if found.number != number or not found.is_active:
        raise rules.Changed
    rules.require_filled(text)
    changes = rules.changes_of(found.changes) if does_changes else []
    state = next((one.value for one in changes if one.kind == "state"), "")
    given = {"text": text, "answers_to": answers_to, "client_id": client_id, "at": at, **further}
    made = replying.reply(actor=actor, case=case, then=state if state in replying.THEN else "" if state else then, **given)
    for change in changes:
        if change.kind != "state" or change.value not in replying.THEN:
            _WORK[change.kind](actor, Case.objects.get(pk=case.pk), change, at)
    fact = events.AnswerUsed(answer_id=found.pk, number=number, case_id=case.pk, has_changes=bool(changes))
    record(fact, actor=actor, objects=[Ref("ready_answer", found.pk), case.ref], spaces=[], at=at)
    return made


def _require_room(found: ReadyAnswer) -> None:
    if ReadyAnswer.objects.filter(owner=found.owner, unit=found.unit, is_active=True).count() >= rules.MOST_ANSWERS:
        raise Invalid(_("At most %(count)s answers at hand.") % {"count": rules.MOST_ANSWERS}, field="title")


def _move(actor: Person, case: Case, change: rules.Change, at: datetime) -> None:
    if change.value == "other":
        working.wait(actor=actor, case=case, for_customer=False, at=at)
    else:
        {"working": working.work_on, "closed": working.close}[change.value](actor=actor, case=case, at=at)


def _tag(actor: Person, case: Case, change: rules.Change, at: datetime) -> None:
    working.edit(actor=actor, case=case, tags=[*case.tags, change.value], at=at)


def _hand_on(actor: Person, case: Case, change: rules.Change, at: datetime) -> None:
    handing.hand_off(actor=actor, case=case, to=Unit.objects.get(pk=int(change.value)), reason=change.words, at=at)


_WORK: dict[str, Callable[[Person, Case, rules.Change, datetime], object]] = {
    "state": _move,
    "priority": lambda actor, case, change, at: working.set_priority(actor=actor, case=case, priority=int(change.value), at=at),
    "tag": _tag,
    "assign": lambda actor, case, _change, at: working.assign(actor=actor, case=case, person=actor, at=at),
    "watch": lambda actor, case, _change, at: talking.watch(actor=actor, case=case, at=at),
    "hand_off": _hand_on,
}
