"""The API of interactions: programs hand over what customers said, note calls, and write, as the caller may on pages."""

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Router, Schema, Status
from pydantic import AwareDatetime, Field

from hamsoo.identity import queries as identity
from hamsoo.interactions import actions, queries
from hamsoo.interactions.models import Interaction
from hamsoo.kernel import clock
from hamsoo.kernel.errors import NotFound
from hamsoo.kernel.schemas import In
from hamsoo.people.models import Person, Unit
from hamsoo.people.queries import require_colleague

router = Router(tags=["interactions"])
_Id = Annotated[int, Field(ge=1, le=2**63 - 1)]


class ReceivedIn(In):
    """What a customer said: to a unit (its code), or in a correspondence. The same `key` again is the same."""

    key: Annotated[str, Field(min_length=1, max_length=200)]
    text: Annotated[str, Field(min_length=1, max_length=100_000)]
    unit: Annotated[str, Field(max_length=100)] = ""
    correspondence: _Id | None = None
    record: _Id | None = None
    channel: Literal["form", "portal", "api"] = "api"
    name: Annotated[str, Field(max_length=200)] = ""
    address: Annotated[str, Field(max_length=254)] = ""
    subject: Annotated[str, Field(max_length=300)] = ""
    language: Literal["fa", "en"] = "fa"


class CallIn(In):
    """A call or a visit with the customer of a record."""

    record: _Id
    channel: Literal["phone", "visit"] = "phone"
    direction: Literal["in", "out"]
    text: Annotated[str, Field(min_length=1, max_length=100_000)]
    minutes: Annotated[int, Field(ge=0, le=100_000)] | None = None
    happened_at: AwareDatetime
    correspondence: _Id | None = None


class AnswerIn(In):
    """What is written to whom a correspondence is with; the same `client_id` again writes nothing."""

    text: Annotated[str, Field(min_length=1, max_length=100_000)]
    client_id: Annotated[str, Field(min_length=1, max_length=40)]
    subject: Annotated[str, Field(max_length=300)] = ""
    cc: Annotated[list[str], Field(max_length=20)] = []
    seen: Annotated[list[str], Field(max_length=100)] = []
    reason: Annotated[str, Field(max_length=500)] = ""


class ContactOut(Schema):
    """A contact as the caller reads it."""

    id: int
    correspondence: int
    record: int | None
    direction: str
    channel: str
    at: datetime
    name: str
    address: str
    subject: str
    text: str
    minutes: int | None
    delivery: str
    is_automatic: bool
    is_proven: bool


@router.post("/contacts", response={201: ContactOut})
def receive_contact(request: HttpRequest, said: ReceivedIn) -> Any:
    """Take what a customer said."""
    caller = _caller(request)
    unit = Unit.objects.filter(code=said.unit).first() if said.unit else None
    if said.unit and unit is None:
        raise NotFound(field="unit")
    words = said.dict(exclude={"unit", "correspondence", "record"})
    made = actions.receive(
        actor=caller,
        unit=unit,
        correspondence=queries.correspondence(person=caller, pk=said.correspondence) if said.correspondence else None,
        record=identity.record(person=caller, pk=said.record) if said.record else None,
        at=clock.now(),
        **words,
    )
    return Status(201, _out(made))


@router.post("/calls", response={201: ContactOut})
def note_call(request: HttpRequest, said: CallIn) -> Any:
    """Note a call or a visit."""
    caller = _caller(request)
    record = identity.record(person=caller, pk=said.record)
    found = queries.correspondence(person=caller, pk=said.correspondence) if said.correspondence else None
    words = said.dict(exclude={"record", "correspondence"})
    return Status(201, _out(actions.log(actor=caller, record=record, correspondence=found, at=clock.now(), **words)))


@router.get("/correspondence/{int:pk}", response=list[ContactOut])
def show_correspondence(request: HttpRequest, pk: int) -> Any:
    """Return the newest contacts in a correspondence, the oldest first."""
    caller = _caller(request)
    found = queries.correspondence(person=caller, pk=pk)
    return [_out(one.interaction) for one in queries.of(person=caller, correspondence=found).contacts]


@router.post("/correspondence/{int:pk}/answers", response={201: ContactOut})
def write_answer(request: HttpRequest, pk: int, said: AnswerIn) -> Any:
    """Write to whom a correspondence is with; refused (409) for what goes against promises, unless their keys are among `seen`."""
    caller = _caller(request)
    found = queries.correspondence(person=caller, pk=pk)
    return Status(201, _out(actions.send(actor=caller, correspondence=found, at=clock.now(), **said.dict())))


def _caller(request: HttpRequest) -> Person:
    return require_colleague(request.person)  # type: ignore[attr-defined]


def _out(one: Interaction) -> dict[str, Any]:
    names = ("id", "direction", "channel", "at", "name", "address", "subject", "text", "minutes", "delivery", "is_automatic", "is_proven")
    return {**{name: getattr(one, name) for name in names}, "correspondence": one.correspondence_id, "record": one.correspondence.record_id}
