"""The API of cases: programs open them, read what was said, note something, and say what became of them."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Router, Schema, Status
from pydantic import Field

from hamsoo.cases import actions, queries
from hamsoo.cases.models import Case
from hamsoo.identity import queries as identity
from hamsoo.kernel import clock
from hamsoo.kernel.errors import Invalid
from hamsoo.kernel.schemas import In
from hamsoo.people.models import Person
from hamsoo.people.queries import require_colleague

router = Router(tags=["cases"])

_STEPS: dict[str, Callable[..., Case]] = {
    "taken": actions.take,
    "working": actions.work_on,
    "customer": actions.wait,
    "resolved": actions.resolve,
    "closed": actions.close,
    "reopened": actions.reopen,
}


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

    to: Literal["taken", "working", "customer", "resolved", "closed", "reopened"]


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
    """Take a case, work on it, let it wait for the customer, or bring it to its end."""
    person = _person(request)
    _STEPS[payload.to](actor=person, case=queries.case(person=person, pk=case_pk), at=clock.now())
    return _out(queries.case(person=person, pk=case_pk))


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
