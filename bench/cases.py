"""Cases with very many beside them: the page of one, the list with each filter, the clocks of many at once, and a draft's check.

    python -m bench.cases [--cases 500000] [--messages 10] [--readers 20] [--rounds 5] [--clocks 10000] [--home DIR] [--busy]

Fills a database of its own by SQL: units with people, customers, cases of a year with their phases and messages, of which one in ten is
open. Readers drawn at random ask over HTTP, one after the other; the sign-in page in the same run is the baseline. Clocks and drafts are
timed without HTTP. How much SQL each filter costs is shown by `--explain`. With `--home` the filling stays in a folder, and the next
run with it reads what is there. `--busy` counts for how long a page keeps Python and the database busy, in place of how long it takes: for
a machine on which others work too.
"""

import argparse
import os
import random
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import asdict
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from bench.feed import NOW, _session, _timed, served, show
from bench.servers import installation

UNITS, CUSTOMERS, PEOPLE, TYPES = 40, 2_000, 400, 8
GOALS = {"case page": 80, "list": 100, "draft check": 100}

_FILL = (
    # What is written refers to what is there; looking up every one of ten million references would take longer than writing them.
    "SET session_replication_role = replica",
    """
INSERT INTO interactions_correspondence (id, record_id, unit_id, subject, contact_name, contact_address, language, is_over,
    opened_at, last_at)
SELECT n, (%(records)s::bigint[])[1 + n %% %(record_count)s], (%(units)s::bigint[])[1 + n %% %(unit_count)s],
    'A matter ' || n, '', '', 'fa', false, at, at
FROM (SELECT n, %(now)s::timestamptz - interval '1 year' * (1 - n::float / %(cases)s) AS at
    FROM generate_series(1, %(cases)s) AS n) AS of""",
    """
INSERT INTO cases_case (id, subject, record_id, correspondence_id, state, priority, unit_id, assignee_id, is_confidential, type_id, values,
    tags, opened_at, resolved_at, closed_at)
SELECT id, subject, record_id, id,
    CASE WHEN id %% 10 > 0 THEN 'closed' ELSE (ARRAY['new', 'working', 'customer', 'other'])[1 + id / 10 %% 4] END,
    1 + id %% 4, unit_id, CASE WHEN id %% 3 > 0 THEN (%(people)s::bigint[])[1 + id %% %(person_count)s] END, false,
    (%(types)s::bigint[])[1 + id %% %(type_count)s], '{}', CASE WHEN id %% 50 = 0 THEN ARRAY['vip'] ELSE ARRAY[]::varchar[] END, opened_at,
    CASE WHEN id %% 10 > 0 THEN opened_at + interval '2 days' END, CASE WHEN id %% 10 > 0 THEN opened_at + interval '2 days' END
FROM interactions_correspondence""",
    """
INSERT INTO cases_phase (case_id, number, started_at, state, unit_id, assignee_id, priority)
SELECT own.id, n, own.opened_at + interval '11 hours' * (n - 1), CASE n WHEN 1 THEN 'new' WHEN 3 THEN 'customer' WHEN 5 THEN own.state
    ELSE 'working' END, own.unit_id, own.assignee_id, own.priority
FROM cases_case AS own CROSS JOIN generate_series(1, 5) AS n""",
    """
INSERT INTO interactions_interaction (correspondence_id, direction, channel, at, recorded_at, person_id, name, address, recipients, subject,
    text, quoted, message_id, digest, is_automatic, delivery, delivery_error, authentication, client_id,
    is_proven, raw_key, has_markup, left_out)
SELECT own.id, CASE WHEN n %% 2 = 1 THEN 'in' ELSE 'out' END, 'mail', own.opened_at + interval '5 hours' * (n - 1),
    own.opened_at + interval '5 hours' * (n - 1), CASE WHEN n %% 2 = 0 THEN (%(people)s::bigint[])[1 + own.id %% %(person_count)s] END,
    '', '', '{}', '', repeat('What is said about the renewal of the contract. ', 8), '', '', '', false,
    CASE WHEN n %% 2 = 0 THEN 'sent' ELSE '' END, '', '{}', '', false, '', false, '[]'
FROM interactions_correspondence AS own CROSS JOIN generate_series(1, %(messages)s) AS n""",
    """
INSERT INTO spaces_placement (space_id, type, object_id, at)
SELECT space.id, type, own.id, own.opened_at FROM cases_case AS own
JOIN spaces_space AS space ON space.subject_type = 'unit' AND space.subject_id = own.unit_id
CROSS JOIN unnest(ARRAY['case', 'case_outline']) AS type""",
    """
INSERT INTO spaces_placement (space_id, type, object_id, at)
SELECT space.id, 'correspondence', own.id, own.opened_at FROM interactions_correspondence AS own
JOIN spaces_space AS space ON space.subject_type = 'unit' AND space.subject_id = own.unit_id""",
    """
INSERT INTO cases_casedue (case_id, due_at) SELECT id, opened_at + interval '3 days' FROM cases_case WHERE state <> 'closed'""",
    "SELECT setval(pg_get_serial_sequence('cases_case', 'id'), (SELECT max(id) FROM cases_case))",
    "RESET session_replication_role",
)


def fill(options: argparse.Namespace) -> list[Any]:
    """Write everything; return the people who read."""
    from django.db import connection

    from hamsoo.cases import actions as cases
    from hamsoo.cases.models import CaseType
    from hamsoo.identity import actions as identity
    from hamsoo.ledger.actors import SYSTEM
    from hamsoo.ledger.runner import settle
    from hamsoo.people import actions as people
    from hamsoo.people.models import Account, Person
    from hamsoo.spaces import actions as spaces

    chance = random.Random(7)
    organisation = spaces.found_organisation(name_fa="شرکت", at=NOW)
    units = [people.create_unit(actor=SYSTEM, code=f"u{n}", name_fa=f"واحد {n}", at=NOW) for n in range(UNITS)]
    settle()
    accounts = {n: Account.objects.create_user(f"reader{n}@example.com") for n in chance.sample(range(PEOPLE), options.readers)}
    rows = [Person(code=f"p{n}", name_fa=f"همکار {n}", unit=units[n % UNITS], account=accounts.get(n)) for n in range(PEOPLE)]
    for row in rows:
        row.derive()
    made = Person.objects.bulk_create(rows)
    system = identity.add_system(actor=SYSTEM, code="crm", name_fa="سامانه", name_en="CRM", space=organisation, at=NOW)
    sent = [identity.Row(str(n), {"name": f"Company {n}"}) for n in range(CUSTOMERS)]
    records = list[int]()
    for start in range(0, CUSTOMERS, 500):
        records += identity.receive(actor=SYSTEM, system=system, entity="company", rows=sent[start : start + 500], at=NOW).ids
    types = [CaseType.objects.create(name_fa=f"نوع {n}", at=NOW) for n in range(TYPES)]
    keeper = made[0]
    keeper.is_administrator = True
    says: dict[str, Any] = {"escalations": [(80, "assignee")], "pauses_for_customer": True}
    since = NOW - timedelta(days=400)
    cases.set_policy(
        actor=keeper, at=since, scope="organisation", name_fa="فوری", first_minutes=30, resolution_minutes=480, priorities=[1], **says
    )
    cases.set_policy(
        actor=keeper,
        at=since,
        scope="organisation",
        name_fa="همه",
        first_minutes=120,
        next_minutes=240,
        resolution_minutes=2400,
        rank=2,
        **says,
    )
    cases.set_policy(actor=keeper, at=since, scope="unit", name_fa="درونی", resolution_minutes=960, **says)
    given = {"records": records, "units": [one.pk for one in units], "people": [one.pk for one in made], "types": [one.pk for one in types]}
    given |= {"record_count": len(records), "unit_count": UNITS, "person_count": PEOPLE, "type_count": TYPES, "now": NOW}
    with connection.cursor() as cursor:
        for statement in _FILL:
            cursor.execute(statement, given | {"cases": options.cases, "messages": options.messages})
        cursor.execute("VACUUM ANALYZE")
    return [person for person in made if person.account_id]


def kept() -> list[Any]:
    """Return the people who read in a filling that was kept; none where there is none."""
    from hamsoo.people.models import Person

    return list(Person.objects.exclude(account=None).order_by("pk"))


def addresses(reader: Any, chance: random.Random) -> dict[str, str]:
    """Return what a reader asks for: the list with every filter."""
    own = reader.unit_id
    filters = {
        "all": "",
        "open": "state=open",
        "state": "state=closed",
        "unit": f"unit={own}",
        "mine": "assignee=me&state=open",
        "nobody's": f"assignee=none&state=open&unit={own}",
        "priority": "priority=1",
        "type": "type=1",
        "customer": f"customer={chance.randrange(1, CUSTOMERS)}",
        "tag": "tag=vip",
        "late": "due=late",
        "far below": f"after={(NOW - timedelta(days=200)).isoformat().replace('+', '%2B')}_5",
    }
    return {f"list, {name}": f"/cases/?{query}" for name, query in filters.items()}


def reading(url: str, readers: list[Any], options: argparse.Namespace) -> None:
    """Ask for lists and pages one after the other, and print how long they took."""
    import httpx
    from django.conf import settings

    from hamsoo.cases.models import Case

    times: dict[str, list[float]] = defaultdict(list)
    chance = random.Random(11)
    with httpx.Client(base_url=url, timeout=60) as client:
        for _attempt in range(120):
            try:
                client.get("/accounts/login/")
                break
            except httpx.HTTPError:
                time.sleep(0.5)
        for number in range(options.rounds + 1):
            for person in readers:
                asked = addresses(person, chance) | {"sign-in (baseline)": "/accounts/login/"}
                seen = Case.objects.visible_to(person).filter(pk__gte=chance.randrange(options.cases)).order_by("pk").first()
                asked["case page"] = f"/cases/{seen.pk if seen else 1}/"
                for name, address in asked.items():
                    client.cookies.clear()
                    cookies = {} if "sign-in" in name else {settings.SESSION_COOKIE_NAME: _session(person)}
                    begun = time.perf_counter()
                    answer = client.get(address, cookies=cookies)
                    took = (time.perf_counter() - begun) * 1000
                    if answer.status_code != 200:
                        raise SystemExit(f"{address}: {answer.status_code}")
                    # The first round warms up.
                    times[name] += [took] if number else []
    for name, found in times.items():
        goal = next((f"  (goal {most} ms)" for start, most in GOALS.items() if name.startswith(start)), "")
        show(name + goal, found)


def reckoning(readers: list[Any], options: argparse.Namespace) -> None:
    """Time the clocks of many open cases at once, and the check of a draft."""
    from hamsoo.cases.models import Case
    from hamsoo.cases.queries import clocks_of
    from hamsoo.commitments.queries import check_draft
    from hamsoo.identity.models import SourceRecord

    ids = list(Case.objects.open().order_by("-opened_at").values_list("pk", flat=True)[: options.clocks])
    clocks_of(ids[:10], NOW)
    show(f"clocks of {len(ids):,} open cases", [_timed(lambda: clocks_of(ids, NOW)) for _round in range(options.rounds)])
    records = list(SourceRecord.objects.select_related("system")[:50])
    text = "Your contract was cancelled on 1 December, and the refund of 2,000,000 rials is paid by Monday."
    times = [_timed(lambda: check_draft(person=readers[0], record=one, text=text, at=NOW)) for one in records]  # noqa: B023
    show("draft check", times)


def busy(readers: list[Any], options: argparse.Namespace) -> None:
    """Print how long each page keeps Python and the database busy, without HTTP: what else runs on the machine does not count."""
    import psutil
    from django.conf import settings
    from django.db import connection
    from django.test import Client

    from hamsoo.cases.models import Case
    from hamsoo.cases.queries import clocks_of

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        here, database = psutil.Process(), psutil.Process(cursor.fetchone()[0])

    def measured(name: str, asked: list[Callable[[], object]]) -> None:
        asked[0]()
        before = [sum(one.cpu_times()[:2]) for one in (here, database)]
        for do in asked * options.rounds:
            do()
        took = [1000 * (sum(one.cpu_times()[:2]) - start) for one, start in zip((here, database), before, strict=True)]
        python, base = (one / len(asked) / options.rounds for one in took)
        print(f"  {name:40} Python {python:7.1f} ms   database {base:7.1f} ms   n {len(asked) * options.rounds}")

    chance, clients = random.Random(11), [Client(SERVER_NAME="localhost") for _reader in readers]
    pages: dict[str, list[Callable[[], object]]] = defaultdict(list)
    for person, client in zip(readers, clients, strict=True):
        client.cookies[settings.SESSION_COOKIE_NAME] = _session(person)
        seen = Case.objects.visible_to(person).filter(pk__gte=chance.randrange(options.cases)).order_by("pk").first()
        for name, address in (addresses(person, chance) | {"case page": f"/cases/{seen.pk if seen else 1}/"}).items():
            pages[name].append(partial(client.get, address))
    for name, asked in pages.items():
        measured(name, asked)
    ids = list(Case.objects.open().order_by("-opened_at").values_list("pk", flat=True)[: options.clocks])
    measured(f"clocks of {len(ids):,} open cases", [partial(clocks_of, ids, NOW)])


def explain(reader: Any) -> None:
    """Print the plan of each filter's query."""
    from hamsoo.cases.queries import PAGE, Filters, narrowed

    for name, query in addresses(reader, random.Random(1)).items():
        filters = Filters.read(dict(pair.split("=") for pair in query.partition("?")[2].split("&") if "=" in pair and "after" not in pair))
        order = ("due__due_at", "pk") if filters.due else ("-opened_at", "-pk")
        print(f"--- {name} {asdict(filters)}")
        print(narrowed(person=reader, filters=filters, at=NOW).order_by(*order)[: PAGE + 1].explain(analyze=True))


def main() -> None:
    """Fill, read, reckon, and print the table."""
    parser = argparse.ArgumentParser()
    for name, usual in (("cases", 500_000), ("messages", 10), ("readers", 20), ("rounds", 5), ("clocks", 10_000)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    parser.add_argument("--explain", action="store_true")
    parser.add_argument("--busy", action="store_true")
    parser.add_argument("--home", type=Path)
    options = parser.parse_args()
    with installation(options.home):
        begun = time.perf_counter()
        readers = kept() or fill(options)
        print(f"{options.cases:,} cases, {options.cases * options.messages:,} messages, written in {time.perf_counter() - begun:.0f} s; "
              f"load {os.getloadavg()[0]:.1f}")  # fmt: skip
        if options.explain:
            explain(readers[0])
        if options.busy:
            busy(readers, options)
        else:
            with served() as url:
                reading(url, readers, options)
            reckoning(readers, options)
        print(f"load at the end {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
