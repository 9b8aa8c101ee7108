"""Systems and records of the tests."""

from datetime import datetime
from typing import Any

from hamsoo.identity import actions, queries
from hamsoo.identity.models import Customer, ReviewPair, SourceRecord, System
from hamsoo.ledger.actors import SYSTEM
from hamsoo.spaces.models import Placement, Space
from tests.world import NOON


def make_system(code: str, space: Space, **further: Any) -> System:
    """Add a system whose records are read where `space` is."""
    return actions.add_system(actor=SYSTEM, code=code, name_fa=f"سامانهٔ {code}", name_en=code.upper(), space=space, at=NOON, **further)


def send(system: System, *rows: dict[str, Any], entity: str = "person", at: datetime = NOON) -> list[SourceRecord]:
    """Have rows come from a system; the key of each stands in its column `key`. Return their records."""
    taken = [actions.Row(str(row["key"]), {name: value for name, value in row.items() if name != "key"}) for row in rows]
    received = actions.receive(actor=SYSTEM, system=system, entity=entity, rows=taken, at=at)
    found = SourceRecord.objects.select_related("system").in_bulk(received.ids)
    return [found[pk] for pk in received.ids]


def persons(system: System, count: int, **further: Any) -> list[SourceRecord]:
    """Have `count` people come who have nothing in common."""
    return send(system, *({"key": f"k{number}", "full_name": f"Nobody {chr(65 + number)}", **further} for number in range(count)))


def numbers(*records: SourceRecord) -> list[int]:
    """Return the numbers of the customers that records belong to now."""
    found = SourceRecord.objects.in_bulk([record.pk for record in records])
    return [found[record.pk].customer_id for record in records]


def look() -> dict[str, Any]:
    """Return all that follows from decisions: who is which customer with which golden values, and what waits for review."""
    customers = Customer.objects.filter(record_count__gt=0).order_by("pk")
    return {
        "records": list(SourceRecord.objects.order_by("pk").values_list("pk", "customer_id", "own_id", "values", "normal", "is_due")),
        "customers": list(Customer.objects.order_by("pk").values_list("number", "entity", "record_count", "since")),
        "golden": [
            (one.number, field, found.value, found.best.record.pk, [other.value for other in found.others])
            for one in customers
            for field, found in queries.golden_of(one.records.select_related("system"), entity=one.entity, hidden=queries.NOTHING).items()
        ],
        "pairs": list(ReviewPair.objects.order_by("a", "b").values_list("a", "b", "weight", "state")),
        "placements": list(Placement.objects.order_by("pk").values_list("type", "object_id", "space")),
    }
