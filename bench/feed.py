"""The feed with very many posts, what a post costs its writer, and the two usual ways beside ours in the same run.

    python -m bench.feed [--people 5000] [--posts 1000000] [--readers 60] [--rounds 5]

Fills a database of its own: people in units and groups, posts of a year among them; the feed's own projection reads the log, as a
worker does, and its rate is printed. Then readers drawn at random ask over HTTP for all three tabs and for pages far below, one after
the other. Baselines: the same newest posts by a plain ORDER BY over posts and their places, and a table with one row a reader that the
writer fills (fan-out on write). A post costs its writer the same with 10 and with 10,000 followers: both are timed, ours and fan-out.
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
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

from bench.servers import installation

NOW = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)
UNITS, GROUPS = 100, 300
FOLLOWERS = (10, 10_000)
_BATCH = 20_000
_TABS = ("me", "team", "all")

_LEDGER = (
    """
INSERT INTO spaces_placement (space_id, type, object_id, at)
SELECT (%(spaces)s::bigint[])[1 + id %% array_length(%(spaces)s::bigint[], 1)], 'post', id, at FROM social_post""",
    """
INSERT INTO ledger_entry (id, name, version, actor_type, actor_id, unit_id, channel, happened_at, payload)
SELECT post.id + %(base)s, 'social.PostPublished', 1, 'person', author_id, author.unit_id, 'web', at,
    jsonb_build_object('post_id', post.id, 'mentioned_ids', '[]'::jsonb)
FROM social_post AS post JOIN people_person AS author ON author.id = author_id""",
    """
INSERT INTO ledger_entryobject (entry_id, type, object_id, qualifier)
SELECT id + %(base)s, 'post', id, 'post' FROM social_post UNION ALL
SELECT id + %(base)s, 'person', author_id, 'author' FROM social_post""",
    """
INSERT INTO ledger_entryspace (entry_id, space_id) SELECT object_id + %(base)s, space_id FROM spaces_placement WHERE type = 'post'""",
    """
INSERT INTO ledger_line (position, entry_id)
SELECT (SELECT coalesce(max(position), 0) FROM ledger_line) + row_number() OVER (ORDER BY id), id + %(base)s FROM social_post""",
)
_PLAIN = """
SELECT DISTINCT post.at, post.id FROM social_post AS post
JOIN spaces_placement AS placed ON placed.type = 'post' AND placed.object_id = post.id
WHERE placed.space_id = ANY(%s) ORDER BY post.at DESC, post.id DESC LIMIT 13
"""


def fill(options: argparse.Namespace) -> list[Any]:
    """Write people, units, groups and posts with their facts; return the people who read."""
    from django.db import connection

    from hamsoo.ledger.actors import SYSTEM
    from hamsoo.ledger.runner import settle
    from hamsoo.people import actions as people
    from hamsoo.people.models import Account, Person
    from hamsoo.social.models import Post
    from hamsoo.spaces import actions as spaces
    from hamsoo.spaces.models import Grant, Level, Space

    chance = random.Random(7)
    organisation = spaces.found_organisation(name_fa="شرکت", at=NOW)
    units = [people.create_unit(actor=SYSTEM, code=f"u{n}", name_fa=f"واحد {n}", at=NOW) for n in range(UNITS)]
    settle()
    count = max(options.people, FOLLOWERS[1] + 1)
    accounts = {n: Account.objects.create_user(f"reader{n}@example.com") for n in chance.sample(range(options.people), options.readers)}
    rows = [
        Person(code=f"p{n}", name_fa=f"همکار {n}", name_en=f"Colleague {n}", unit=chance.choice(units), account=accounts.get(n))
        for n in range(count)
    ]
    for row in rows:
        row.derive()
    made = Person.objects.bulk_create(rows, batch_size=_BATCH)
    groups = [
        spaces.create_group(actor=made[n], name_fa=f"گروه {n}", policy=chance.choice(("open", "closed")), at=NOW) for n in range(GROUPS)
    ]
    Grant.objects.bulk_create(
        [
            Grant(space=group, principal_type="person", principal_id=person.pk, level=Level.WRITE)
            for person in made[GROUPS : options.people]
            for group in chance.sample(groups, chance.randint(2, 12))
        ],
        batch_size=_BATCH,
    )
    for start in range(0, options.posts, _BATCH):
        Post.objects.bulk_create(
            Post(author=made[chance.randrange(options.people)], body=f"What colleagues should know, number {n}", at=_at(n, options.posts))
            for n in range(start, min(start + _BATCH, options.posts))
        )
    own = list(Space.objects.filter(kind="unit").values_list("pk", flat=True)) + [group.pk for group in groups]
    places = [organisation.pk if chance.random() < 0.2 else chance.choice(own) for _draw in range(4999)]
    settle()
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(id) FROM ledger_entry")
        given = {"spaces": places, "base": cursor.fetchone()[0]}
        for statement in _LEDGER:
            cursor.execute(statement, given)
        cursor.execute("SELECT setval(pg_get_serial_sequence('ledger_entry', 'id'), (SELECT max(id) FROM ledger_entry))")
    return [person for person in made if person.account_id]


def _at(number: int, of: int) -> datetime:
    return NOW - timedelta(days=365) * (1 - number / of)


def project() -> None:
    """Have the feed's projection read the log, and the tables looked over as the server does in time."""
    from django.db import connection

    from hamsoo.ledger import projections
    from hamsoo.ledger.facts import last_position

    begun = time.perf_counter()
    while projections.catch_up(projections.projection("social.feed")):
        pass
    took = time.perf_counter() - begun
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    print(f"the feed read {last_position():,} facts in {took:.0f} s ({last_position() / took:,.0f}/s)")


@contextmanager
def served() -> Iterator[str]:
    """Start a web server as an installation has it, and give its address."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "HAMSOO_PORT": str(port), "HAMSOO_WEB_WORKERS": "1"}
    command = [sys.executable, "-m", "hamsoo.site.services.web"]
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield f"http://localhost:{port}"
    finally:
        server.terminate()
        server.wait()


def reading(url: str, readers: list[Any], rounds: int, cursors: list[str]) -> None:
    """Ask for feeds one after the other, and for the newest posts by a plain query; print both."""
    import httpx
    from django.conf import settings

    times: dict[str, list[float]] = defaultdict(list)
    with httpx.Client(base_url=url, timeout=60) as client:
        for _attempt in range(120):
            try:
                client.get("/accounts/login/")
                break
            except httpx.HTTPError:
                time.sleep(0.5)
        for number in range(rounds + 1):
            for person in readers:
                cookies = {settings.SESSION_COOKIE_NAME: _session(person)}
                asked = {f"feed, {tab}": f"/feed/?tab={tab}" for tab in _TABS}
                asked |= {"feed, far below": f"/feed/?tab=all&before={random.choice(cursors)}", "sign-in (baseline)": "/accounts/login/"}
                for name, address in asked.items():
                    took = _timed(lambda: _get(client, address, {} if "sign-in" in name else cookies))  # noqa: B023 - called at once
                    # The first round warms up.
                    times[name] += [took] if number else []
                times["plain ORDER BY (query alone)"] += [_timed(lambda: _plain(person))] if number else []  # noqa: B023
                times["ours (query alone)"] += [_timed(lambda: _ours(person))] if number else []  # noqa: B023
    for name, found in times.items():
        show(name, found)


def _get(client: Any, address: str, cookies: dict[str, str]) -> None:
    client.cookies.clear()
    answer = client.get(address, cookies=cookies)
    if answer.status_code != 200 or ("feed" in address and "data-item" not in answer.text):
        raise SystemExit(f"{address}: {answer.status_code}")


_sessions: dict[int, str] = {}


def _session(person: Any) -> str:
    from django.conf import settings
    from django.contrib.auth import login
    from django.http import HttpRequest  # noqa: TID251 - what a session begins with

    from hamsoo.site.sessions import SessionStore

    if person.pk not in _sessions:
        request = HttpRequest()
        request.session = SessionStore()
        login(request, person.account, settings.AUTHENTICATION_BACKENDS[0])
        request.session.save()
        _sessions[person.pk] = request.session.session_key or ""
    return _sessions[person.pk]


def _plain(person: Any) -> None:
    from django.db import connection

    from hamsoo.spaces.queries import space_ids

    with connection.cursor() as cursor:
        cursor.execute(_PLAIN, [sorted(space_ids(person=person))])
        cursor.fetchall()


def _ours(person: Any) -> None:
    from hamsoo.social import feed, queries

    feed._rows(person, "all", None, 13, queries.NOTHING)


def writing(readers: list[Any], rounds: int) -> None:
    """Time a post of somebody with few followers and with very many: ours, and with a row a follower in the writer's transaction."""
    from django.db import connection, transaction

    from hamsoo.people.models import Person
    from hamsoo.social import actions
    from hamsoo.spaces.queries import organisation
    from hamsoo.threads.models import Follow

    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_fanout (person_id bigint, post_id bigint, at timestamptz, PRIMARY KEY (person_id, post_id))")
        cursor.execute("CREATE INDEX bench_fanout_list ON bench_fanout (person_id, at DESC, post_id DESC)")
    here, everybody = organisation(), list(Person.objects.values_list("pk", flat=True))
    times: dict[str, list[float]] = defaultdict(list)
    authors = dict(zip(FOLLOWERS, readers[:2], strict=True))
    for number, author in authors.items():
        followers = [pk for pk in everybody if pk != author.pk][:number]
        rows = (Follow(person_id=pk, target_type="person", target_id=author.pk, at=NOW) for pk in followers)
        Follow.objects.bulk_create(rows, batch_size=_BATCH)

    def publish(author: Any) -> int:
        return actions.publish(actor=author, body="Everybody should know this", space_ids=[here.pk], at=NOW).post.pk

    @transaction.atomic
    def fan_out(author: Any) -> None:
        post = publish(author)
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO bench_fanout SELECT person_id, %s, %s FROM threads_follow WHERE target_type = 'person' AND target_id = %s",
                [post, NOW, author.pk],
            )

    for turn in range(rounds + 1):
        for number, author in authors.items():
            for name, do in (("post", publish), ("post, fan-out on write", fan_out)):
                took = _timed(lambda: do(author))  # noqa: B023 - called at once
                times[f"{name}, {number:,} followers"] += [took] if turn else []
    for name, found in times.items():
        show(name, found)
    for name in ("post", "post, fan-out on write"):
        few, many = (statistics.median(times[f"{name}, {number:,} followers"]) for number in FOLLOWERS)
        print(f"  {name}: {FOLLOWERS[1]:,} followers cost {many / few:.2f} times as much as {FOLLOWERS[0]}")


def show(name: str, times: list[float]) -> None:
    """Print one line of the table."""
    ordered = sorted(times)
    print(f"  {name:40} median {statistics.median(ordered):7.1f} ms   p95 {ordered[int(len(ordered) * 0.95)]:7.1f} ms   n {len(ordered)}")


def _timed(do: Callable[[], object]) -> float:
    begun = time.perf_counter()
    do()
    return (time.perf_counter() - begun) * 1000


def main() -> None:
    """Fill, read, write, and print the tables."""
    parser = argparse.ArgumentParser()
    for name, usual in (("people", 5000), ("posts", 1_000_000), ("readers", 60), ("rounds", 5)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    options = parser.parse_args()
    random.seed(3)
    with installation():
        begun = time.perf_counter()
        readers = fill(options)
        print(f"{options.people:,} people, {options.posts:,} posts, written in {time.perf_counter() - begun:.0f} s; "
              f"load {os.getloadavg()[0]:.1f}")  # fmt: skip
        project()
        places = [
            quote(f"{_at(n, options.posts).isoformat()}_{2**62}") for n in range(options.posts // 20, options.posts, options.posts // 20)
        ]
        with served() as url:
            reading(url, readers, options.rounds, places)
        writing(readers, 10 * options.rounds)
        print(f"load at the end {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
