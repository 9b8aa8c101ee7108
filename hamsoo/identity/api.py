"""The API of source records: programs hand rows over by a colleague's token, and read what became of them."""

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Router, Schema, Status
from pydantic import Field

from hamsoo.identity import actions, queries
from hamsoo.kernel import clock
from hamsoo.kernel.schemas import In
from hamsoo.people.models import Person
from hamsoo.people.queries import require_colleague

router = Router(tags=["records"])


class SystemOut(Schema):
    """A source system."""

    code: str
    name: str
    rank: int
    is_duplicate_free: bool


class RowIn(In):
    """A row: `values` by column, as the saved mapping names them or by the names of fields; `removed` when the system has it no more."""

    key: Annotated[str, Field(min_length=1, max_length=200)]
    values: dict[str, Any] = {}
    removed: bool = False


class RowsIn(In):
    """Rows of one kind, up to a thousand: all are kept, or none."""

    entity: Literal["person", "company"] = "person"
    records: Annotated[list[RowIn], Field(max_length=1000)]


class ReceivedOut(Schema):
    """What became of rows. `ids` are those of their records, in the order of the rows that have one.

    `forgotten` are the keys of rows that were left out: what they name was forgotten, and stays so.
    """

    new: int
    changed: int
    removed: int
    unchanged: int
    ids: list[int]
    forgotten: list[str]


class RecordOut(Schema):
    """A record as it was heard of last, and the number of its customer today; `hidden` are fields that need a right."""

    id: int
    system: str
    entity: str
    key: str
    name: str
    values: dict[str, Any]
    hidden: list[str]
    version: int
    changed_at: datetime
    removed_at: datetime | None
    customer: int
    url: str


@router.get("/systems", response=list[SystemOut])
def list_systems(request: HttpRequest) -> list[dict[str, Any]]:
    """List the systems whose records the caller may read."""
    rows = queries.systems(person=_person(request))
    return [{"code": row.code, "name": row.name, "rank": row.rank, "is_duplicate_free": row.is_duplicate_free} for row in rows]


@router.post("/systems/{code}/records", response={202: ReceivedOut})
def receive(request: HttpRequest, code: str, payload: RowsIn) -> Status[dict[str, Any]]:
    """Hand rows over. The same row again changes nothing; who they are is found out right after."""
    person = _person(request)
    rows = [actions.Row(row.key, row.values, is_removed=row.removed) for row in payload.records]
    system = queries.system_called(person=person, code=code)
    received = actions.receive(actor=person, system=system, entity=payload.entity, rows=rows, at=clock.now())
    return Status(202, {**actions.counts_of(received, rows), "ids": received.ids, "forgotten": received.forgotten})


@router.get("/records/{pk}", response=RecordOut)
def show_record(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Show a record."""
    person = _person(request)
    found, hidden = queries.record(person=person, pk=pk), queries.hidden_from(person)
    return {
        "id": found.pk,
        "system": found.system.code,
        "entity": found.entity,
        "key": found.key,
        "name": found.name,
        "values": hidden.values(found),
        "hidden": sorted(hidden.of(found)),
        "version": found.version_count,
        "changed_at": found.changed_at,
        "removed_at": found.removed_at,
        "customer": found.customer_id,
        "url": found.get_absolute_url(),
    }


def _person(request: HttpRequest) -> Person:
    return require_colleague(request.person)  # type: ignore[attr-defined]
