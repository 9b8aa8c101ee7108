"""Handing a case on: asked with a reason, then accepted, refused or withdrawn; and given back. Nothing else lets a case change hands."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app

from hamsoo.cases import events, rules
from hamsoo.cases.actions import entering, members
from hamsoo.cases.models import Case, HandOff, Partner, Watcher
from hamsoo.kernel.errors import Conflict, Invalid, NotFound
from hamsoo.ledger.actors import Actor, Acts
from hamsoo.people.models import Person, Unit
from hamsoo.spaces import actions as spaces

LINK_VALID = timedelta(days=14)
"""How long a partner can answer by the link of a mail."""
LETTER = "cases.write_to_partner"

State, Answer = Case.State, HandOff.Answer


@transaction.atomic
def hand_off(
    *,
    actor: Person,
    case: Case,
    to: Unit | Partner,
    reason: str,
    at: datetime,
    needed: str = "",
    due_at: datetime | None = None,
    keeps_working: bool = False,
) -> HandOff:
    """Ask another unit, or a partner, to take a case over; it stays here until they accept.

    Meanwhile this unit waits for others, or goes on working where it `keeps_working`. Who is asked reads the case from now on.
    """
    case = entering.locked(actor, case.pk)
    if not case.is_open:
        raise rules.NotOpen
    # As they are now: a unit may have been closed since the page was opened.
    to = Partner.objects.get(pk=to.pk) if isinstance(to, Partner) else Unit.objects.get(pk=to.pk)
    _require_can_be_asked(case, to, due_at, at)
    if HandOff.objects.filter(case=case, answer=Answer.NONE).exists():
        raise Conflict(_("Somebody was asked to take this case over already."))
    is_partner = isinstance(to, Partner)
    asked = HandOff.objects.create(
        case=case,
        from_unit=case.unit,
        to_unit=None if isinstance(to, Partner) else to,
        to_partner=to if isinstance(to, Partner) else None,
        reason=rules.required(reason, "reason", longest=rules.REASON_LENGTH),
        needed=rules.optional(needed, "needed", longest=rules.REASON_LENGTH),
        due_at=due_at,
        keeps_working=keeps_working,
        state_before=case.state,
        asked_by=actor,
        asked_at=at,
        link_nonce=secrets.token_urlsafe(32) if is_partner else "",
        link_until=at + LINK_VALID if is_partner else None,
    )
    if not isinstance(to, Partner):
        spaces.ensure_unit_space(unit=to, at=at)
    if case.is_confidential:
        # Who handed it on goes on reading it.
        Watcher.objects.get_or_create(case=case, person=actor, defaults={"at": at})
    _placed_anew(case, at)
    _told(events.HandOffAsked, asked, case, actor, at)
    if not keeps_working:
        entering.shift(case, actor=actor, at=at, state=State.OTHER)
    if is_partner:
        app.configure_task(LETTER).defer(hand_off_id=asked.pk)
    return asked


@transaction.atomic
def accept(*, actor: Person, hand_off: HandOff, at: datetime) -> HandOff:
    """Take a case over for the unit that was asked; whoever accepts has it, and may give it to a colleague."""
    asked, case = _held(actor, hand_off.pk)
    rules.require_can_answer(actor, asked)
    return _accept(asked, case, actor, at, person=actor)


@transaction.atomic
def refuse(*, actor: Person, hand_off: HandOff, words: str, at: datetime) -> HandOff:
    """Say why the unit that was asked does not take the case over; it stays where it is, and is done there as before."""
    asked, case = _held(actor, hand_off.pk)
    rules.require_can_answer(actor, asked)
    return _refuse(asked, case, actor, words, at, person=actor)


@transaction.atomic
def withdraw(*, actor: Person, hand_off: HandOff, at: datetime) -> HandOff:
    """Keep a case that somebody was asked to take over and has not answered for."""
    asked, case = _held(actor, hand_off.pk)
    rules.require_can_work(actor, case)
    return _end(asked, case, Answer.WITHDRAWN, actor, at, person=actor)


@transaction.atomic
def give_back(*, actor: Person, hand_off: HandOff, words: str, at: datetime) -> HandOff:
    """Give a case back to the unit that handed it on, saying why; it is theirs at once, and of who asked where they are still there.

    Of what a partner has, the unit of ours that answers for it does so too: it takes the case back.
    """
    given, case = _held(actor, hand_off.pk)
    rules.require_can_work(actor, case)
    return _give_back(given, case, actor, words, at, person=actor)


def answer_as_partner(*, token: str, answer: str, words: str, at: datetime) -> HandOff:
    """Accept, refuse or give back by the link that a partner got by mail. Raises `NotFound` for a link that is no good, or no more."""
    found = rules.read_token(token, at=at)
    with transaction.atomic():
        case = Case.objects.select_for_update(no_key=True, of=("self",)).get(pk=found.case_id)
        asked = HandOff.objects.select_for_update(of=("self",)).get(pk=found.pk)
        actor = Actor("partner", asked.to_partner_id)
        if case.merged_into_id:
            raise rules.Merged
        if answer == Answer.ACCEPTED:
            return _accept(asked, case, actor, at, person=None)
        if answer == Answer.REFUSED:
            return _refuse(asked, case, actor, words, at, person=None)
        if answer == "returned":
            return _give_back(asked, case, actor, words, at, person=None)
    raise Invalid(field="answer")


def _accept(asked: HandOff, case: Case, actor: Acts, at: datetime, *, person: Person | None) -> HandOff:
    _require_waiting(asked)
    _answered(asked, Answer.ACCEPTED, "", person, at)
    unit = asked.to_unit or case.unit
    # Told first: those who had it hear who has it now.
    _told(events.HandOffAccepted, asked, case, actor, at)
    working = State.WORKING
    entering.shift(case, actor=actor, at=at, hand_off=asked, unit=unit, partner=asked.to_partner, assignee=person, state=working)
    _placed_anew(case, at)
    return asked


def _refuse(asked: HandOff, case: Case, actor: Acts, words: str, at: datetime, *, person: Person | None) -> HandOff:
    why = rules.required(words, "words", longest=rules.REASON_LENGTH)
    return _end(asked, case, Answer.REFUSED, actor, at, person=person, words=why)


def _end(asked: HandOff, case: Case, answer: str, actor: Acts, at: datetime, *, person: Person | None, words: str = "") -> HandOff:
    """End a hand-off that was not accepted: the asking unit goes on where it was."""
    _require_waiting(asked)
    _answered(asked, answer, words, person, at)
    _told(events.HandOffRefused if answer == Answer.REFUSED else events.HandOffWithdrawn, asked, case, actor, at)
    if case.state == State.OTHER and not asked.keeps_working:
        entering.shift(case, actor=actor, at=at, state=asked.state_before)
    _placed_anew(case, at)
    return asked


def _give_back(given: HandOff, case: Case, actor: Acts, words: str, at: datetime, *, person: Person | None) -> HandOff:
    is_theirs = (case.partner_id, case.unit_id) == (given.to_partner_id, given.to_unit_id or case.unit_id)
    newest = HandOff.objects.filter(case=case, answer=Answer.ACCEPTED, returned_at=None).order_by("-answered_at", "-pk").first()
    if newest is None or newest.pk != given.pk or not is_theirs:
        raise Conflict(_("This case is not in their hands."))
    if HandOff.objects.filter(case=case, answer=Answer.NONE).exists():
        raise Conflict(_("Somebody was asked to take this case over. Withdraw that first, or wait for the answer."))
    if given.from_unit.closed_on is not None:
        raise _closed(given.from_unit)
    given.returned_words = rules.required(words, "words", longest=rules.REASON_LENGTH)
    given.returned_at, given.returned_by = at, person
    given.save(update_fields=["returned_words", "returned_at", "returned_by"])
    _told(events.HandOffReturned, given, case, actor, at)
    by = given.asked_by
    back = by if by.is_active and by.unit and given.from_unit_id in by.unit.ancestor_ids else None
    entering.shift(case, actor=actor, at=at, hand_off=given, unit=given.from_unit, partner=None, assignee=back, state=State.WORKING)
    _placed_anew(case, at)
    return given


def _held(actor: Person, pk: int) -> tuple[HandOff, Case]:
    """Return a hand-off with its case, both locked; raise `NotFound` for who does not read the case."""
    found = HandOff.objects.filter(pk=pk).first()
    if found is None:
        raise NotFound
    case = entering.locked(actor, found.case_id, to_work=False)
    if case.merged_into_id:
        raise rules.Merged
    rows = HandOff.objects.select_related("from_unit", "to_unit", "to_partner", "asked_by__unit").select_for_update(of=("self",))
    return rows.get(pk=pk), case


def _answered(asked: HandOff, answer: str, words: str, person: Person | None, at: datetime) -> None:
    asked.answer, asked.words, asked.answered_by, asked.answered_at = answer, words, person, at
    asked.save(update_fields=["answer", "words", "answered_by", "answered_at"])


def _told(kind: type[events.AboutCase], asked: HandOff, case: Case, actor: Acts, at: datetime) -> None:
    to = asked.to_unit
    leaders = tuple(dict.fromkeys(pk for pk in (to.head_id, to.deputy_id) if pk)) if to else ()
    entering.state_fact(
        kind,
        case,
        actor=actor,
        at=at,
        hand_off_id=asked.pk,
        to_unit_id=asked.to_unit_id,
        to_partner_id=asked.to_partner_id,
        asked_by_id=asked.asked_by_id,
        leader_ids=leaders,
    )


def _placed_anew(case: Case, at: datetime) -> None:
    members.keep(case)
    entering.place(case, at=at)


def _require_waiting(asked: HandOff) -> None:
    if asked.answer != Answer.NONE:
        raise Conflict(_("This was answered already."))


def _require_can_be_asked(case: Case, to: Unit | Partner, due_at: datetime | None, at: datetime) -> None:
    if due_at is not None and due_at <= at:
        raise Invalid(_("This moment has passed."), field="due_at")
    if isinstance(to, Partner):
        if not to.is_active:
            raise Invalid(_("Nothing is handed to this partner any more."), field="to")
        if case.partner_id is not None:
            raise Conflict(_("A partner has this case. Take it back first."))
        return
    if to.closed_on is not None:
        raise _closed(to)
    if to.pk == case.unit_id:
        raise Invalid(_("This unit has the case already."), field="to")


def _closed(unit: Unit) -> Invalid:
    """Return the refusal for a unit that was closed: it names the unit above that stands in its place."""
    above = Unit.objects.open().filter(pk__in=unit.ancestor_ids).order_by("-path").first()
    if above is None:
        return Invalid(_("The unit “%(unit)s” is closed, and none stands in its place.") % {"unit": unit.name}, field="to")
    return Invalid(
        _("The unit “%(unit)s” is closed. “%(above)s” stands in its place.") % {"unit": unit.name, "above": above.name}, field="to"
    )
