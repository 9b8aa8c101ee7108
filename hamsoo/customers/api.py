"""The API of customers: programs hand over what happened with them, and read a customer as the caller sees it."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.urls import reverse
from ninja import Router, Schema, Status
from pydantic import AwareDatetime, Field

from hamsoo.customers import actions, queries
from hamsoo.identity.queries import system_called
from hamsoo.kernel import clock
from hamsoo.kernel.schemas import In
from hamsoo.people.models import Person
from hamsoo.people.queries import require_colleague

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


class CustomerOut(Schema):
    """A customer as the caller sees it: golden values, its records, where it stands and who looks after it."""

    number: int
    entity: str
    name: str
    values: dict[str, str]
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


@router.get("/customers/{number}", response=CustomerOut)
def show_customer(request: HttpRequest, number: int) -> dict[str, Any]:
    """Show a customer, by whichever of its numbers."""
    one = queries.single(person=_person(request), number=number, asked=queries.Asked(), at=clock.now())
    return {
        "number": one.customer.number,
        "entity": one.customer.entity,
        "name": one.name,
        "values": {value.golden.field: value.golden.value for value in one.values},
        "records": [{"system": source.record.system.code, "key": source.record.key} for source in one.sources],
        "stage": one.standing.stage,
        "state": str(one.standing.state),
        "segments": {dimension: change.segment for dimension, change in one.standing.segments.items()},
        "team": [{"code": member.person.code, "name": member.person.name, "role": member.role} for member in one.team],
        "since": one.customer.since,
        "url": reverse("customers:single", args=[one.customer.number]),
    }


def _person(request: HttpRequest) -> Person:
    return require_colleague(request.person)  # type: ignore[attr-defined]
