"""The API of commitments: programs note promises, say what became of them, and check a text before it leaves."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import Field

from hamsoo.commitments import actions, queries
from hamsoo.commitments.models import Commitment
from hamsoo.commitments.queries import Contradiction, Filters
from hamsoo.commitments.rules import Claim, key_of
from hamsoo.identity import queries as identity
from hamsoo.kernel import clock
from hamsoo.kernel.errors import NotFound
from hamsoo.kernel.schemas import In
from hamsoo.people.models import Person
from hamsoo.people.queries import require_colleague

router = Router(tags=["commitments"])
LARGEST = 2**63 - 1


class CommitmentIn(In):
    """A promise to the customer of a record, in the name of the caller's unit."""

    code: Annotated[str, Field(max_length=40)]
    text: Annotated[str, Field(max_length=500)] = ""
    kind: Literal["", "contract", "subscription", "service", "order", "invoice", "case"] = ""
    subject: Annotated[str, Field(max_length=80)] = ""
    amount: Annotated[Decimal, Field(ge=0, max_digits=22, decimal_places=4)] | None = None
    measure: Literal["", "percent", "IRR", "USD", "EUR", "GBP"] = ""
    topic: Annotated[str, Field(max_length=40)] = ""
    on: date | None = None
    from_on: date | None = None
    until_on: date | None = None


class CommitmentOut(Schema):
    """A promise as the caller reads it."""

    id: int
    record_id: int
    customer: int
    unit: str
    person: str
    text: str
    code: str
    kind: str
    subject: str
    amount: Decimal | None
    measure: str
    on: date | None
    from_on: date | None
    until_on: date | None
    state: str
    made_at: datetime
    due_at: datetime | None
    url: str


class PageOut(Schema):
    """A page of promises."""

    items: list[CommitmentOut]
    next: str | None


class EndIn(In):
    """What became of a promise."""

    to: Literal["kept", "broken", "withdrawn"]
    reason: Annotated[str, Field(max_length=500)] = ""


class DraftIn(In):
    """A text that is about to leave."""

    text: Annotated[str, Field(max_length=20_000)]
    language: Literal["", "fa", "en"] = ""


class FoundOut(Schema):
    """Words that go against a promise; without `commitment`, the caller may not read it, and asks `person`."""

    key: str
    start: int
    end: int
    words: str
    is_sure: bool
    is_held: bool
    unit: str
    person: str
    commitment: CommitmentOut | None
    suggestion: str


class DraftOut(Schema):
    """What was found in a text: offsets count signs."""

    contradictions: list[FoundOut]
    claims: list[dict[str, Any]]
    terms: list[dict[str, Any]]


@router.get("/commitments", response=PageOut)
def list_commitments(
    request: HttpRequest,
    whose: Literal["mine", "unit", "all"] = "mine",
    state: Literal["", "standing", "late", "conflict", "kept", "broken", "withdrawn", "replaced"] = "standing",
    before: str = "",
    limit: int = Query(30, ge=1, le=100),
) -> dict[str, Any]:
    """List promises, newest first."""
    page = queries.commitments(person=_person(request), filters=Filters(whose, state), at=clock.now(), before=before, limit=limit)
    return {"items": [_out(row) for row in page.rows], "next": page.next or None}


@router.get("/commitments/{commitment_pk}", response=CommitmentOut)
def show_commitment(request: HttpRequest, commitment_pk: int) -> dict[str, Any]:
    """Show a promise."""
    return _out(queries.commitment(person=_person(request), pk=commitment_pk))


@router.post("/records/{record_pk}/commitments", response={201: CommitmentOut})
def commit(request: HttpRequest, record_pk: int, payload: CommitmentIn) -> Status[dict[str, Any]]:
    """Promise something to the customer of a record."""
    person = _person(request)
    given = payload.dict(exclude={"text", "subject"})
    claim = Claim(key=key_of(payload.subject), **given)
    record = _record(person, record_pk)
    made = actions.commit(actor=person, record=record, claim=claim, subject=payload.subject, text=payload.text, at=clock.now())
    return Status(201, _out(made))


@router.post("/commitments/{commitment_pk}/end", response=CommitmentOut)
def end_commitment(request: HttpRequest, commitment_pk: int, payload: EndIn) -> dict[str, Any]:
    """Say that a promise was kept, was not, or is taken back."""
    person, at = _person(request), clock.now()
    found = queries.commitment(person=person, pk=commitment_pk)
    if payload.to == "kept":
        return _out(actions.keep(actor=person, commitment=found, at=at))
    act = actions.break_ if payload.to == "broken" else actions.withdraw
    return _out(act(actor=person, commitment=found, reason=payload.reason, at=at))


@router.post("/records/{record_pk}/drafts", response=DraftOut)
def check_draft(request: HttpRequest, record_pk: int, payload: DraftIn) -> dict[str, Any]:
    """Hold a text against what stands on the customer of a record; nothing is kept."""
    person = _person(request)
    record = _record(person, record_pk)
    found = queries.check_draft(person=person, record=record, text=payload.text, language=payload.language, at=clock.now())
    return {
        "contradictions": [_found(one) for one in found.contradictions],
        "claims": [{"start": one.start, "end": one.end, "code": one.claim.code, "rule": one.rule} for one in found.claims],
        "terms": [
            {"start": one.start, "end": one.end, "term": one.better, "is_avoided": one.is_avoided, "url": one.term.get_absolute_url()}
            for one in found.terms
        ],
    }


def _found(one: Contradiction) -> dict[str, Any]:
    names = ("key", "words", "is_sure", "is_held", "suggestion")
    side = one.side
    return {
        **{name: getattr(one, name) for name in names},
        "start": one.said.start,
        "end": one.said.end,
        "unit": str(side.unit),
        "person": side.person.name,
        "commitment": _out(side.commitment) if side.commitment else None,
    }


def _record(person: Person, pk: int) -> Any:
    if pk > LARGEST:
        raise NotFound
    return identity.record(person=person, pk=pk)


def _out(row: Commitment) -> dict[str, Any]:
    same = ("record_id", "text", "code", "kind", "subject", "amount", "measure", "on", "from_on", "until_on", "state", "made_at", "due_at")
    return {
        **{name: getattr(row, name) for name in same},
        "id": row.pk,
        "customer": row.record.customer_id,
        "unit": str(row.unit),
        "person": row.person.name,
        "url": row.get_absolute_url(),
    }


def _person(request: HttpRequest) -> Person:
    return require_colleague(request.person)  # type: ignore[attr-defined]
