"""The timeline and the page of a customer over HTTP, with very many facts, beside the sign-in page as the baseline.

    python -m bench.timeline [--facts 1000000] [--largest 200000] [--requests 200]

Fills a database of its own: customers of two systems, each of two records, and their facts over three years; one customer has the largest
number. The rows of facts are written by SQL; the timeline is read from the log by its own projection, and the rate is printed. Then
one reader asks over HTTP: the first page, depths of the largest customer up to its end, filters alone and together, and customers' pages.
"""

import argparse
import os
import random
import socket
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Any

from bench.servers import installation

NOW = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)
YEARS = 3
KINDS = ["call", "mail", "chat", "meeting", "visit", "invoice", "delivery", "campaign", "note"]
CHANNELS = ["phone", "mail", "chat", "person", "person", "paper", "paper", "mail", "system"]
UNITS = ("sales", "service", "finance", "marketing", "product")
PER_CUSTOMER = 40
PASSWORD = "only-for-measuring"
BASELINE = "sign-in (baseline)"

_RECORDS = """
WITH made AS (
    INSERT INTO identity_customer (entity, record_count, since) SELECT 'company', 1, %(now)s FROM generate_series(1, %(count)s)
    RETURNING number)
INSERT INTO identity_sourcerecord (
    system_id, entity, key, customer_id, own_id, name, sort_key, values, normal, version_count, digest, first_at, changed_at, is_due)
SELECT (%(systems)s::bigint[])[1 + number %% 2], 'company', 'K' || number, number - number %% 2, number, 'Customer ' || number / 2,
    'customer ' || lpad((number / 2)::text, 9, '0'), jsonb_build_object('name', 'Customer ' || number / 2, 'city', 'Tehran'), '{}', 1, '',
    %(now)s, %(now)s, false
FROM made
"""
# Each fact is of one record; that of the largest customer alternates between its two.
_ACTIVITIES = """
INSERT INTO customers_activity (id, record_id, kind, channel, unit_id, person_id, at, text, amount, minutes, key)
SELECT number, CASE WHEN number <= %(largest)s THEN %(first)s + number %% 2
        ELSE %(first)s + 2 + ((number - %(largest)s) / %(each)s) %% (%(records)s - 2) END,
    (%(kinds)s::text[])[1 + draw.kind], (%(channels)s::text[])[1 + draw.kind], (%(units)s::bigint[])[1 + draw.unit], %(person)s,
    %(now)s::timestamptz - draw.ago * %(span)s::interval, 'What was said, and what was done about it: number ' || number,
    NULL, draw.kind, ''
FROM generate_series(1, %(facts)s) AS number
CROSS JOIN LATERAL (
    -- Some kinds and departments are rare: the largest customer has a few hundred visits of product.
    SELECT (9 * power(random(), 2))::int %% 9 AS kind, (5 * power(random(), 2))::int %% 5 AS unit, random() AS ago WHERE number > 0) AS draw
"""
_LEDGER = (
    """
INSERT INTO ledger_entry (id, name, version, actor_type, actor_id, unit_id, channel, happened_at, payload)
SELECT activity.id + %(base)s, 'customers.ActivityNoted', 1, 'person', %(person)s, unit_id, 'import', at,
    jsonb_build_object('activity_id', activity.id, 'record_id', record_id, 'kind', kind, 'channel', channel, 'unit_id', unit_id)
FROM customers_activity AS activity""",
    """
INSERT INTO ledger_entryobject (entry_id, type, object_id, qualifier)
SELECT id + %(base)s, 'source_record', record_id, 'source_record' FROM customers_activity""",
    """
INSERT INTO ledger_entryspace (entry_id, space_id) SELECT id + %(base)s, %(space)s FROM customers_activity""",
    """
INSERT INTO ledger_line (position, entry_id)
SELECT (SELECT coalesce(max(position), 0) FROM ledger_line) + row_number() OVER (ORDER BY id), id + %(base)s FROM customers_activity""",
)


def fill(options: argparse.Namespace) -> tuple[int, list[int]]:
    """Fill the database; return the number of the largest customer and of some others."""
    from allauth.account.models import EmailAddress
    from django.db import connection

    from hamsoo.identity import actions as identity
    from hamsoo.ledger.actors import SYSTEM
    from hamsoo.ledger.runner import settle
    from hamsoo.people import actions as people
    from hamsoo.people.models import Account
    from hamsoo.spaces import actions as spaces

    organisation = spaces.found_organisation(name_fa="شرکت", at=NOW)
    units = [people.create_unit(actor=SYSTEM, code=code, name_fa=code, name_en=code.title(), at=NOW) for code in UNITS]
    account = Account(email="reader@example.com", language="en", calendar="gregorian")
    account.set_password(PASSWORD)
    account.save()
    EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
    person = people.add_person(
        actor=SYSTEM, code="reader", name_fa="خواننده", name_en="Reader", unit=units[0], account=account, mail=account.email, at=NOW
    )
    systems = [
        identity.add_system(actor=SYSTEM, code=code, name_fa=code, name_en=code.upper(), space=organisation, at=NOW)
        for code in ("crm", "erp")
    ]
    settle()
    count = 2 + 2 * max(1, (options.facts - options.largest) // PER_CUSTOMER)
    given: dict[str, Any] = {"now": NOW, "count": count, "systems": [system.pk for system in systems], "person": person.pk}
    given |= {"space": organisation.pk, "facts": options.facts, "largest": options.largest, "kinds": KINDS, "channels": CHANNELS}
    given |= {"units": [unit.pk for unit in units], "span": timedelta(days=365 * YEARS), "records": count, "each": PER_CUSTOMER // 2}
    with connection.cursor() as cursor:
        # Customers of two records each have an even and an odd number: the even one stands for both.
        cursor.execute("SELECT setval(pg_get_serial_sequence('identity_customer', 'number'), 2, false)")
        cursor.execute(_RECORDS, given)
        cursor.execute("UPDATE identity_customer SET record_count = CASE number %% 2 WHEN 0 THEN 2 ELSE 0 END", [])
        cursor.execute("SELECT min(id), min(customer_id) FROM identity_sourcerecord")
        given["first"], largest = cursor.fetchone()
        cursor.execute(_ACTIVITIES, given)
        cursor.execute("SELECT max(id) FROM ledger_entry")
        given["base"] = cursor.fetchone()[0]
        for statement in _LEDGER:
            cursor.execute(statement, given)
        for table in ("ledger_entry", "customers_activity"):
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")
    return largest, [largest + 2 * chance for chance in random.Random(1).sample(range(1, count // 2), min(50, count // 2 - 1))]


def project() -> None:
    """Have the projection read the log, as a worker does, and the tables looked over as the server does in time."""
    from django.db import connection

    from hamsoo.ledger import projections
    from hamsoo.ledger.facts import last_position

    begun = time.perf_counter()
    target = projections.projection("timeline.moments")
    while projections.catch_up(target):
        pass
    took = time.perf_counter() - begun
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("SELECT count(*), pg_size_pretty(pg_total_relation_size('timeline_moment')) FROM timeline_moment")
        count, size = cursor.fetchone()
        cursor.execute("SELECT count(*) FROM timeline_facet")
        print(f"read {last_position():,} facts in {took:.0f} s ({last_position() / took:,.0f}/s): {count:,} moments, {size}; "
              f"{cursor.fetchone()[0]:,} facets")  # fmt: skip


def served() -> tuple[subprocess.Popen[bytes], str]:
    """Start a web server as an installation has it; return it and its address."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "HAMSOO_PORT": str(port), "HAMSOO_WEB_WORKERS": "1"}
    server = subprocess.Popen(
        [sys.executable, "-m", "hamsoo.site.services.web"], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    return server, f"http://localhost:{port}"


def measure(url: str, largest: int, others: list[int], requests: int) -> None:
    """Ask for pages one after the other, and print the table."""
    import httpx
    from django.db import connection

    client = httpx.Client(base_url=url, timeout=60)
    for _attempt in range(120):
        try:
            client.get("/accounts/login/")
            break
        except httpx.HTTPError:
            time.sleep(0.5)
    form = {"login": "reader@example.com", "password": PASSWORD, "csrfmiddlewaretoken": client.cookies["hamsoo-csrf"]}
    answer = client.post("/accounts/login/", data=form)
    if answer.status_code != 302:
        raise SystemExit(f"The reader could not sign in: {answer.status_code}")
    times: dict[str, list[float]] = defaultdict(list)
    chance = random.Random(2)
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM people_unit ORDER BY id")
        units = [row[0] for row in cursor.fetchall()]
    cursors = _depths(largest)
    choices = {
        "timeline, first page": lambda: f"/customers/{largest}/timeline",
        **{f"timeline, {share:.0%} deep": (lambda at=at: f"/customers/{largest}/timeline?before={at}") for share, at in cursors.items()},
        "one kind": lambda: f"/customers/{largest}/timeline?kind={chance.choice(KINDS)}",
        "one channel, half way": lambda: f"/customers/{largest}/timeline?channel={chance.choice(CHANNELS)}&before={cursors[0.5]}",
        "one department, 90% deep": lambda: f"/customers/{largest}/timeline?unit={chance.choice(units)}&before={cursors[0.9]}",
        "all three, anywhere": lambda: (
            f"/customers/{largest}/timeline?unit={chance.choice(units)}&kind={chance.choice(KINDS)}&before={chance.choice(list(cursors.values()))}"
        ),
        "page of the largest customer": lambda: f"/customers/{largest}/",
        "page of another customer": lambda: f"/customers/{chance.choice(others)}/",
        "list of customers": lambda: "/customers/",
        "search for a customer": lambda: f"/customers/?q=customer+{chance.randrange(1, 20_000)}",
    }
    with httpx.Client(base_url=url, timeout=60) as stranger:
        for number in range(requests + 10):
            for name, address in choices.items():
                fragment = {"HX-Request": "true"} if "timeline" in address() else {}
                _ask(client, name, address(), fragment, times if number >= 10 else defaultdict(list))
            _ask(stranger, BASELINE, "/accounts/login/", {}, times if number >= 10 else defaultdict(list))
    for name, found in times.items():
        ordered = sorted(found)
        print(
            f"  {name:32} median {statistics.median(ordered):6.1f} ms   p95 {ordered[int(len(ordered) * 0.95)]:6.1f} ms   n {len(ordered)}"
        )


def _ask(client: Any, name: str, address: str, headers: dict[str, str], times: dict[str, list[float]]) -> None:
    begun = time.perf_counter()
    answer = client.get(address, headers=headers)
    times[name].append((time.perf_counter() - begun) * 1000)
    if answer.status_code != 200:
        raise SystemExit(f"{address}: {answer.status_code}")


def _depths(number: int) -> dict[float, str]:
    """Return cursors at shares of a customer's timeline."""
    from urllib.parse import quote

    from django.db import connection

    found = {}
    for share in (0.1, 0.5, 0.9, 0.999):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT at, entry_id FROM timeline_moment WHERE type = 'source_record' AND object_id IN "
                "(SELECT id FROM identity_sourcerecord WHERE customer_id = %s) ORDER BY at DESC, entry_id DESC "
                "OFFSET (SELECT (count(*) * %s)::bigint FROM customers_activity AS activity "
                "JOIN identity_sourcerecord AS record ON record.id = activity.record_id WHERE record.customer_id = %s) LIMIT 1",
                [number, share, number],
            )
            at, entry = cursor.fetchone()
            found[share] = quote(f"{at.isoformat()}_{entry}")
    return found


def main() -> None:
    """Fill, read and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--facts", type=int, default=1_000_000)
    parser.add_argument("--largest", type=int, default=200_000)
    parser.add_argument("--requests", type=int, default=200)
    options = parser.parse_args()
    with installation():
        begun = time.perf_counter()
        largest, others = fill(options)
        print(f"{options.facts:,} facts, {options.largest:,} of one customer; written in {time.perf_counter() - begun:.0f} s")
        project()
        server, url = served()
        try:
            measure(url, largest, others, options.requests)
        finally:
            server.terminate()
            server.wait(30)


if __name__ == "__main__":
    main()
