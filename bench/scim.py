"""How many users a second an identity provider can write by SCIM, each a whole request, one after the other, among 20,000 colleagues.

    python -m bench.scim [--people 20000] [--requests 300]

Prints requests a second, median and p95 in ms for creating, finding by name, patching and deactivating, through all middleware, with
the facts written; the answer that an unknown token gets stands beside them as what a request costs anyway.
"""

import argparse
import json
import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from bench.servers import installation

NOON = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)
ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"


def fill(count: int) -> str:
    """Write colleagues and an integration; return its token."""
    from hamsoo.ledger.actors import SYSTEM
    from hamsoo.people import actions
    from hamsoo.people.actions.taking_in import Entered, take_in
    from hamsoo.spaces.actions import found_organisation

    found_organisation(name_fa="شرکت", name_en="Company", at=NOON)
    unit = actions.create_unit(actor=SYSTEM, code="service", name_fa="خدمات", name_en="Service", at=NOON)
    admin = actions.add_person(actor=SYSTEM, code="admin", name_fa="مدیر", unit=unit, at=NOON, is_administrator=True)
    for start in range(0, count, 1000):
        entered = [
            Entered(f"p{number}", {"name_fa": f"همکار {number}", "name_en": f"Person {number}", "mail": f"p{number}@example.ir"}, unit)
            for number in range(start, min(start + 1000, count))
        ]
        take_in(actor=SYSTEM, entered=entered, source="file", opens_accounts=True, at=NOON)
    return actions.create_integration(actor=admin, name="Measured", at=NOON)[1]


def user(number: int) -> dict[str, Any]:
    """Return a user as a provider sends it."""
    mail = f"new{number}@example.ir"
    return {
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User", ENTERPRISE],
        "userName": mail,
        "externalId": f"e-{number}",
        "displayName": f"تازه {number}",
        "name": {"givenName": "New", "familyName": str(number)},
        "active": True,
        "emails": [{"value": mail, "type": "work", "primary": True}],
        ENTERPRISE: {"employeeNumber": f"n{number}", "department": "Service"},
    }


def measure(people: int, count: int) -> None:
    """Print the table."""
    from django.db import connection
    from django.test import Client

    token, client = fill(people), Client(SERVER_NAME="localhost")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    known = {"Authorization": f"Bearer {token}"}
    ids: list[str] = []

    def send(method: str, path: str, body: Any = None, *, headers: dict[str, str] = known, expected: int = 200) -> Any:
        data = json.dumps(body) if body is not None else ""
        answer = client.generic(method, f"/scim/v2/{path}", data, content_type="application/scim+json", headers=headers)
        assert answer.status_code == expected, answer.content[:300]
        return json.loads(answer.content)

    def off(number: int) -> None:
        send("PATCH", f"Users/{ids[number]}", {"Operations": [{"op": "Replace", "path": "active", "value": "False"}]})

    works: dict[str, Callable[[int], object]] = {
        "unknown token": lambda _number: send("GET", "Users", headers={"Authorization": "Bearer x"}, expected=401),
        "create": lambda number: ids.append(send("POST", "Users", user(number), expected=201)["id"]),
        "find by userName": lambda number: send("GET", f'Users?filter=userName eq "new{number}@example.ir"'),
        "patch title": lambda number: send(
            "PATCH", f"Users/{ids[number]}", {"Operations": [{"op": "Add", "path": "title", "value": f"Agent {number}"}]}
        ),
        "deactivate": off,
    }
    print(f"{people} colleagues, {count} requests each")
    print(f"{'':20}{'requests/s':>12}{'median ms':>12}{'p95 ms':>12}")
    for name, work in works.items():
        times = []
        for number in range(count):
            begun = time.perf_counter()
            work(number)
            times.append((time.perf_counter() - begun) * 1000)
        p95 = statistics.quantiles(times, n=20)[-1]
        print(f"{name:20}{1000 * count / sum(times):12.0f}{statistics.median(times):12.1f}{p95:12.1f}")


def main() -> None:
    """Start servers, measure, stop them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=20_000)
    parser.add_argument("--requests", type=int, default=300)
    chosen = parser.parse_args()
    with installation():
        measure(chosen.people, chosen.requests)


if __name__ == "__main__":
    main()
