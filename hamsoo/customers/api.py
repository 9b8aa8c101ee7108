"""The API of customers: programs hand over what happened with them, and read a customer as the caller sees it."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.urls import reverse
from ninja import Router, Schema, Status
from pydantic import AwareDatetime, Field

from hamsoo.customers import actions, queries
from hamsoo.customers.models import TeamMember
from hamsoo.identity.queries import customer, system_called
from hamsoo.kernel import clock
from hamsoo.kernel.schemas import In
from hamsoo.people.models import Person
from hamsoo.people.queries import colleague_called, require_colleague

router = Router(tags=["customers"])


class ActivityIn(In):
    """Something that happened: `customer` is the key of a record of the system, `key` names the activity there; `unit` is a code."""

    customer: Annotated[str, Field(min_length=1, max_length=200)]
    key: Annotated[str, Field(min_length=1, max_length=200)]
    kind: Literal["call", "mail", "chat", "meeting", "visit", "invoice", "delivery", "campaign", "note"]
    at: AwareDatetime
    channel: Literal["", "phone", "mail", "chat", "person", "web", "paper", "system"] = ""
    text: Annotated[str, Field(max_length=2000)] = ""
    amount: Annotated[Decimal, Field(max_digits=20, decimal_places=2)] | None = None
    minutes: Annotated[int, Field(ge=0, le=100_000)] | None = None
    unit: Annotated[str, Field(max_length=100)] = ""
    entity: Literal["", "person", "company"] = ""


class ActivitiesIn(In):
    """Up to a thousand activities: all are kept, or none."""

    activities: Annotated[list[ActivityIn], Field(max_length=1000)]


class TakenOut(Schema):
    """What became of activities; `ids` are theirs, in order. `forgotten` were left out: their customers were forgotten."""

    new: int
    changed: int
    unchanged: int
    ids: list[int]
    forgotten: int


class AnswerIn(In):
    """An answer about satisfaction: CSAT from 1 to 5, NPS from 0 to 10, CES from 1 to 7; `key` names it in the system that asked."""

    customer: Annotated[str, Field(min_length=1, max_length=200)]
    key: Annotated[str, Field(min_length=1, max_length=200)]
    measure: Literal["csat", "nps", "ces"]
    score: Annotated[int, Field(ge=0, le=10)]
    at: AwareDatetime
    channel: Literal["phone", "mail", "chat", "person", "web", "paper", "system"] = "web"
    entity: Literal["", "person", "company"] = ""


class AnswersIn(In):
    """Up to a thousand answers: all are kept, or none."""

    answers: Annotated[list[AnswerIn], Field(max_length=1000)]


class CustomerOut(Schema):
    """A customer as the caller sees it: golden values, its records, where it stands and who looks after it; `hidden` need a right."""

    number: int
    entity: str
    name: str
    values: dict[str, str]
    hidden: list[str]
    records: list[dict[str, str]]
    stage: str
    state: str
    segments: dict[str, str]
    team: list[dict[str, str]]
    since: datetime
    url: str


@router.post("/systems/{code}/activities", response={202: TakenOut})
def take_activities(request: HttpRequest, code: str, payload: ActivitiesIn) -> Status[dict[str, Any]]:
    """Hand over what a system knows to have happened. The same again changes nothing."""
    person = _person(request)
    rows = [actions.Noted(**row.dict()) for row in payload.activities]
    taken = actions.take(actor=person, system=system_called(person=person, code=code), rows=rows, at=clock.now())
    counts = {"new": taken.new_count, "changed": taken.changed_count, "forgotten": taken.forgotten_count}
    return Status(202, {**counts, "unchanged": len(rows) - sum(counts.values()), "ids": taken.ids})


@router.post("/systems/{code}/satisfaction", response={202: dict[str, int]})
def take_answers(request: HttpRequest, code: str, payload: AnswersIn) -> Status[dict[str, int]]:
    """Hand over how satisfied customers said that they are. The same again changes nothing."""
    person = _person(request)
    rows = [actions.Answered(**row.dict()) for row in payload.answers]
    taken = actions.take_answers(actor=person, system=system_called(person=person, code=code), rows=rows, at=clock.now())
    counts = {"new": taken.new_count, "changed": taken.changed_count, "forgotten": taken.forgotten_count}
    return Status(202, {**counts, "unchanged": len(rows) - sum(counts.values())})


@router.get("/customers/{number}", response=CustomerOut)
def show_customer(request: HttpRequest, number: int) -> dict[str, Any]:
    """Show a customer, by whichever of its numbers."""
    one = queries.single(person=_person(request), number=number, asked=queries.Asked(), at=clock.now())
    return {
        "number": one.customer.number,
        "entity": one.customer.entity,
        "name": one.name,
        "values": {value.golden.field: value.golden.value for value in one.values},
        "hidden": sorted(one.hidden),
        "records": [{"system": source.record.system.code, "key": source.record.key} for source in one.sources],
        "stage": one.standing.stage,
        "state": str(one.standing.state),
        "segments": {dimension: change.segment for dimension, change in one.standing.segments.items()},
        "team": [{"code": member.person.code, "name": member.person.name, "role": member.role} for member in one.team],
        "since": one.customer.since,
        "url": reverse("customers:single", args=[one.customer.number]),
    }


class MemberIn(In):
    """Who is to look after a customer: a mail address, or a name that one colleague has."""

    person: Annotated[str, Field(min_length=1, max_length=150)]
    role: Literal["lead", "contact", "specialist", "support", "billing", "sponsor"] = "contact"


class RoleIn(In):
    """Another role of a member."""

    role: Literal["lead", "contact", "specialist", "support", "billing", "sponsor"]


class MemberOut(Schema):
    """A member of an account team; `id` is what its role is changed by."""

    id: int
    code: str
    name: str
    role: str
    joined_at: datetime


@router.get("/customers/{number}/team", response=list[MemberOut])
def show_team(request: HttpRequest, number: int) -> list[dict[str, Any]]:
    """List who looks after a customer, as far as the caller sees."""
    person = _person(request)
    return [_member(row) for row in queries.team_of(person=person, customer=customer(person=person, number=number))]


@router.post("/customers/{number}/team", response={201: MemberOut})
def add_member(request: HttpRequest, number: int, payload: MemberIn) -> Status[dict[str, Any]]:
    """Have a colleague look after a customer."""
    person = _person(request)
    found, known = customer(person=person, number=number), colleague_called(person=person, words=payload.person)
    return Status(201, _member(actions.add_member(actor=person, customer=found, person=known, role=payload.role, at=clock.now())))


@router.patch("/customers/members/{pk}", response=MemberOut)
def change_role(request: HttpRequest, pk: int, payload: RoleIn) -> dict[str, Any]:
    """Give a member another role."""
    person = _person(request)
    found = queries.team_member(person=person, pk=pk)
    return _member(actions.change_role(actor=person, member=found, role=payload.role, at=clock.now()))


@router.delete("/customers/members/{pk}", response={204: None})
def remove_member(request: HttpRequest, pk: int) -> Status[None]:
    """Take a member out of a team."""
    person = _person(request)
    actions.leave(actor=person, member=queries.team_member(person=person, pk=pk), at=clock.now())
    return Status(204, None)


def _member(row: TeamMember) -> dict[str, Any]:
    return {"id": row.pk, "code": row.person.code, "name": row.person.name, "role": row.role, "joined_at": row.joined_at}


def _person(request: HttpRequest) -> Person:
    return require_colleague(request.person)  # type: ignore[attr-defined]


class RelationIn(In):
    """What a customer is to a company: `company` is a number of that company."""

    company: Annotated[int, Field(ge=1, lt=2**63)]
    kind: Literal["contact", "subsidiary", "partner"]
    role: Annotated[str, Field(max_length=120)] = ""


class RelationOut(Schema):
    """A customer that another has to do with; `id` is what is ended, none where a system says so."""

    id: int | None
    number: int
    name: str
    kind: str
    role: str


class AroundOut(Schema):
    """What a customer has to do with others; of its contacts a part, `after` is where the next begins."""

    contacts: list[RelationOut]
    after: tuple[str, int] | None
    above: list[RelationOut]
    below: list[RelationOut]
    partners: list[RelationOut]


@router.get("/customers/{number}/relations", response=AroundOut)
def show_relations(request: HttpRequest, number: int, after: str = "", at: int | None = None) -> dict[str, Any]:
    """Show contacts, companies above and below, and partners; `after` and `at` ask for the next contacts."""
    person = _person(request)
    begun = (after.replace("\x00", ""), at) if at is not None and 0 <= at < 2**63 else None
    found = queries.around(person=person, number=customer(person=person, number=number).number, after=begun)
    parts = {"contacts": found.contacts.rows, "above": found.above, "below": found.below, "partners": found.partners}
    return {"after": found.contacts.after, **{name: [_related(one) for one in rows] for name, rows in parts.items()}}


@router.post("/customers/{number}/relations", response={201: dict[str, int]})
def relate(request: HttpRequest, number: int, payload: RelationIn) -> Status[dict[str, int]]:
    """Say what a customer is to a company."""
    person = _person(request)
    own, company = customer(person=person, number=number), customer(person=person, number=payload.company)
    tie = actions.relate(actor=person, customer=own, company=company, kind=payload.kind, role=payload.role, at=clock.now())
    return Status(201, {"id": tie.pk})


@router.delete("/customers/relations/{pk}", response={204: None})
def end_relation(request: HttpRequest, pk: int) -> Status[None]:
    """End what somebody said of two customers."""
    person = _person(request)
    actions.part(actor=person, tie=queries.tie(person=person, pk=pk), at=clock.now())
    return Status(204, None)


def _related(one: queries.Related) -> dict[str, Any]:
    return {"id": one.tie_id, "number": one.number, "name": one.name, "kind": one.kind, "role": one.role}
