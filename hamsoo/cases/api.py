"""The API of cases: programs open them, read what was said, note something, say what became of them, and hand them on."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Router, Schema, Status
from pydantic import AwareDatetime, Field

from hamsoo.cases import actions, queries, rules
from hamsoo.cases.models import Case, HandOff, Partner
from hamsoo.identity import queries as identity
from hamsoo.kernel import clock
from hamsoo.kernel.errors import Invalid, NotFound
from hamsoo.kernel.schemas import In
from hamsoo.people.models import Person, Unit
from hamsoo.people.queries import require_colleague

router = Router(tags=["cases"])

_STEPS: dict[str, Callable[..., Case]] = {
    "taken": actions.take,
    "working": actions.work_on,
    "customer": actions.wait,
    "other": partial(actions.wait, for_customer=False),
    "resolved": actions.resolve,
    "closed": actions.close,
    "reopened": actions.reopen,
}

_PLAIN: dict[str, Callable[..., HandOff]] = {"accepted": actions.accept, "withdrawn": actions.withdraw}
_WITH_WORDS: dict[str, Callable[..., HandOff]] = {"refused": actions.refuse, "returned": actions.give_back}


class CaseIn(In):
    """What is to be done for the customer of a record; it begins in the caller's unit."""

    subject: Annotated[str, Field(max_length=300)]
    priority: Annotated[int, Field(ge=1, le=4)] = 3
    tags: Annotated[list[Annotated[str, Field(max_length=40)]], Field(max_length=20)] = []


class CaseOut(Schema):
    """A case as the caller reads it."""

    id: int
    subject: str
    state: str
    priority: int
    unit: str
    partner: str | None
    assignee: str | None
    record_id: int | None
    tags: list[str]
    is_confidential: bool
    merged_into: int | None
    opened_at: datetime
    resolved_at: datetime | None
    closed_at: datetime | None
    url: str


class SaidOut(Schema):
    """Something that was said: to or by the customer, or among colleagues (`note`)."""

    kind: Literal["in", "out", "note"]
    at: datetime
    by: str
    text: str


class CaseWithTalk(CaseOut):
    """A case with the newest of what was said in it, oldest first."""

    said: list[SaidOut]


class NoteIn(In):
    """Something to be said among colleagues."""

    body: Annotated[str, Field(max_length=20_000)]


class StateIn(In):
    """What becomes of a case."""

    to: Literal["taken", "working", "customer", "other", "resolved", "closed", "reopened"]


class HandOffIn(In):
    """Who is asked to take a case over: a unit by its code, or a partner by its id; why, and what is needed."""

    unit: Annotated[str, Field(max_length=100)] = ""
    partner: Annotated[int, Field(ge=1, le=2**63 - 1)] | None = None
    reason: Annotated[str, Field(max_length=rules.REASON_LENGTH)]
    needed: Annotated[str, Field(max_length=rules.REASON_LENGTH)] = ""
    due_at: AwareDatetime | None = None
    keeps_working: bool = False


class HandOffOut(Schema):
    """A hand-off as it stands: `answer` is empty, accepted, refused or withdrawn; given back it has `returned_at`."""

    id: int
    from_unit: str
    to_unit: str | None
    to_partner: str | None
    reason: str
    needed: str
    due_at: datetime | None
    keeps_working: bool
    asked_by: str
    asked_at: datetime
    answer: str
    words: str
    answered_at: datetime | None
    returned_at: datetime | None
    returned_words: str


class AnswerIn(In):
    """What becomes of a hand-off: taken over or not by who was asked, kept by who asked, or given back; not and back with a reason."""

    answer: Literal["accepted", "refused", "withdrawn", "returned"]
    words: Annotated[str, Field(max_length=rules.REASON_LENGTH)] = ""


@router.post("/records/{record_pk}/cases", response={201: CaseOut})
def open_case(request: HttpRequest, record_pk: int, payload: CaseIn) -> Status[dict[str, Any]]:
    """Open a case for the customer of a record."""
    person = _person(request)
    record = identity.record(person=person, pk=record_pk)
    if person.unit is None:
        raise Invalid
    at = clock.now()
    made = actions.open(actor=person, unit=person.unit, record=record, subject=payload.subject, priority=payload.priority, at=at)
    if payload.tags:
        made = actions.edit(actor=person, case=made, tags=payload.tags, at=at)
    return Status(201, _out(queries.case(person=person, pk=made.pk)))


@router.get("/cases/{case_pk}", response=CaseWithTalk)
def show_case(request: HttpRequest, case_pk: int) -> dict[str, Any]:
    """Show a case with what was said in it."""
    person = _person(request)
    found = queries.case(person=person, pk=case_pk)
    return {**_out(found), "said": [_said(one) for one in queries.conversation(person=person, case=found).items]}


@router.post("/cases/{case_pk}/notes", response={201: SaidOut})
def note_on_case(request: HttpRequest, case_pk: int, payload: NoteIn) -> Status[dict[str, Any]]:
    """Say something about a case among colleagues."""
    person = _person(request)
    noted = actions.note(actor=person, case=queries.case(person=person, pk=case_pk), body=payload.body, at=clock.now())
    return Status(201, {"kind": "note", "at": noted.note.at, "by": person.name, "text": noted.note.body})


@router.post("/cases/{case_pk}/state", response=CaseOut)
def move_case(request: HttpRequest, case_pk: int, payload: StateIn) -> dict[str, Any]:
    """Take a case, work on it, let it wait for the customer or for others, bring it to its end, or open it again."""
    person = _person(request)
    _STEPS[payload.to](actor=person, case=queries.case(person=person, pk=case_pk), at=clock.now())
    return _out(queries.case(person=person, pk=case_pk))


@router.get("/cases/{case_pk}/hand-offs", response=list[HandOffOut])
def list_hand_offs(request: HttpRequest, case_pk: int) -> list[dict[str, Any]]:
    """List the hand-offs of a case, in order."""
    found = queries.case(person=_person(request), pk=case_pk)
    return [_asked(one) for one in queries.hand_offs(case=found)]


@router.post("/cases/{case_pk}/hand-offs", response={201: HandOffOut})
def hand_case_off(request: HttpRequest, case_pk: int, payload: HandOffIn) -> Status[dict[str, Any]]:
    """Ask another unit, or a partner, to take a case over; it is theirs when they accept, and not before."""
    person = _person(request)
    found = queries.case(person=person, pk=case_pk)
    given = payload.model_dump(exclude={"unit", "partner"})
    made = actions.hand_off(actor=person, case=found, to=_to(payload), **given, at=clock.now())
    return Status(201, _asked(queries.hand_off(person=person, pk=made.pk)))


@router.post("/cases/{case_pk}/hand-offs/{hand_off_pk}/answer", response=HandOffOut)
def answer_hand_off(request: HttpRequest, case_pk: int, hand_off_pk: int, payload: AnswerIn) -> dict[str, Any]:
    """Accept, refuse, withdraw or give back."""
    person, at = _person(request), clock.now()
    asked = queries.hand_off(person=person, pk=hand_off_pk)
    if asked.case_id != case_pk:
        raise NotFound
    if payload.answer in _PLAIN:
        done = _PLAIN[payload.answer](actor=person, hand_off=asked, at=at)
    else:
        done = _WITH_WORDS[payload.answer](actor=person, hand_off=asked, words=payload.words, at=at)
    return _asked(done)


def _to(payload: HandOffIn) -> Unit | Partner:
    if bool(payload.unit) == (payload.partner is not None):
        raise Invalid(_("Name a unit, or a partner."), field="unit")
    if payload.partner is not None:
        return queries.partner(pk=payload.partner)
    unit = Unit.objects.filter(code=payload.unit).first()
    if unit is None:
        raise NotFound
    return unit


def _asked(one: HandOff) -> dict[str, Any]:
    same = ("reason", "needed", "due_at", "keeps_working", "asked_at", "answer", "words", "answered_at", "returned_at", "returned_words")
    return {
        **{name: getattr(one, name) for name in same},
        "id": one.pk,
        "from_unit": str(one.from_unit),
        "to_unit": str(one.to_unit) if one.to_unit else None,
        "to_partner": str(one.to_partner) if one.to_partner else None,
        "asked_by": one.asked_by.name,
    }


def _out(case: Case) -> dict[str, Any]:
    same = ("subject", "state", "priority", "record_id", "tags", "is_confidential", "opened_at", "resolved_at", "closed_at")
    return {
        **{name: getattr(case, name) for name in same},
        "id": case.pk,
        "unit": str(case.unit),
        "partner": str(case.partner) if case.partner else None,
        "assignee": case.assignee.name if case.assignee else None,
        "merged_into": case.merged_into_id,
        "url": case.get_absolute_url(),
    }


def _said(one: queries.Said) -> dict[str, Any]:
    if one.note:
        return {"kind": "note", "at": one.at, "by": one.note.author.name, "text": one.note.body}
    contact = one.contact
    if contact is None:
        raise TypeError("What was said is a contact or a note.")
    return {"kind": contact.direction, "at": one.at, "by": contact.person.name if contact.person else contact.name, "text": contact.text}


def _person(request: HttpRequest) -> Person:
    return require_colleague(request.person)  # type: ignore[attr-defined]
