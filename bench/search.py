"""How long finding takes: search, options while typing, and experts, beside searches that know no rights.

Two fillings, one after the other: as many documents as the dump of a forum has that lies beside the repository, and 200,000 of 5,000
people. The searcher reads the organisation and five of 50 departments; a tenth of all threads stands in departments. Everything is real:
PostgreSQL, rows, placements, the index. Each figure stands with its 95 % interval (percentile bootstrap of the runs).

Run from the top of the repository: `python -m bench.search [--documents 1672 200000] [--people 171 5000] [--seconds 8] [--lag 200]`. It
starts servers of its own and stops them. `--lag` measures as well how long after its fact a document is found (`bench/search_lag.py`).
With `--passages FILE` it measures instead how well Persian passages are found: `bench/passages.py`.
"""

import argparse
import os
import random
import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench import passages
from tests.servers import start_test_servers

if TYPE_CHECKING:
    from bench.search_data import Filled

RESAMPLES = 2_000
LEAST_RUNS, MOST_RUNS = 40, 400
WARM_UP = 5
SHARES = (0.5, 0.95, 0.99)

_FULL_TEXT = """
CREATE TABLE bench_text AS
SELECT answer.id, to_tsvector('simple', question.title || ' ' || answer.body) AS words
FROM questions_answer AS answer JOIN questions_question AS question ON question.id = answer.question_id
UNION ALL SELECT -id, to_tsvector('simple', title || ' ' || body) FROM questions_question;
CREATE INDEX ON bench_text USING gin (words);
ANALYZE bench_text;
"""
_RANKED = """
SELECT id, ts_rank(words, query) AS rank FROM bench_text, to_tsquery('simple', %s) AS query
WHERE words @@ query ORDER BY 2 DESC LIMIT 10
"""


def percentile(ordered: Sequence[float], share: float) -> float:
    """Return the value below which `share` of the ordered values lie."""
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def interval(values: Sequence[float], share: float) -> tuple[float, float]:
    """Return the 95 % percentile bootstrap interval of a percentile."""
    found = sorted(percentile(sorted(random.choices(values, k=len(values))), share) for _ in range(RESAMPLES))
    return percentile(found, 0.025), percentile(found, 0.975)


def show(name: str, ask: Callable[[], Any], seconds: float) -> None:
    """Time `ask` for some seconds, and print milliseconds."""
    for _ in range(WARM_UP):
        ask()
    took, found, until = list[float](), 0, time.perf_counter() + seconds
    while len(took) < LEAST_RUNS or (len(took) < MOST_RUNS and time.perf_counter() < until):
        begun = time.perf_counter()
        found += bool(ask())
        took.append((time.perf_counter() - begun) * 1000)
    took.sort()
    cells = []
    for share in SHARES:
        low, high = interval(took, share)
        cells.append(f"p{share * 100:.0f} {percentile(took, share):6.1f} ({low:6.1f} … {high:6.1f})")
    print(f"  {name:38} {'   '.join(cells)} ms   {found} of {len(took)} found something", flush=True)


def measure(count: int, people: int, seconds: float, rate: int) -> None:
    """Fill an installation and print the table."""
    import django

    django.setup()
    from django.core.management import call_command

    from bench.search_data import fill
    from bench.search_lag import lag

    call_command("migrate", verbosity=0)
    with tempfile.TemporaryDirectory(prefix="hamsoo-plain-") as folder:
        filled = fill(count=count, people=people, folder=folder)
        table(filled, seconds)
        if rate:
            lag(person=filled.searcher, words=filled.words, rate=rate, seconds=seconds * 4)


def table(filled: "Filled", seconds: float) -> None:
    """Measure everything that is asked of the finder, and the two others."""
    from django.db import connection

    from bench.search_data import AT
    from hamsoo.finder import queries
    from hamsoo.finder.experts import experts
    from hamsoo.kernel.text import fold

    person, words = filled.searcher, filled.words.asked

    def full_text(text: str) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(_RANKED, [" | ".join(text.split())])
            return list(cursor.fetchall())

    with connection.cursor() as cursor:
        cursor.execute(_FULL_TEXT)
    show("experts, 3 words", lambda: experts(person=person, need=words(3), at=AT), seconds)
    show("experts, 12 words", lambda: experts(person=person, need=words(12), at=AT), seconds)
    show("experts, 60 words (a draft)", lambda: experts(person=person, need=words(60), at=AT), seconds)
    show("search, 2 words", lambda: queries.search(person=person, text=words(2)).hits, seconds)
    show("search, 5 words", lambda: queries.search(person=person, text=words(5)).hits, seconds)
    show("while typing, 3 letters", lambda: queries.instant(person=person, text=words(1)[:3]), seconds)
    show("Tantivy's BM25, no rights, 3 words", lambda: filled.plain.best(fold(words(3))), seconds / 4)
    show("PostgreSQL full text, no rights, 3 words", lambda: full_text(words(3)), seconds)


def run(count: int, people: int, seconds: float, rate: int) -> None:
    """Start servers, measure, stop them."""
    servers = start_test_servers()
    home = tempfile.mkdtemp(prefix="hamsoo-bench-")
    try:
        addresses = {"HAMSOO_DATABASE_URL": servers.database_url, "HAMSOO_VALKEY_URL": servers.valkey_url}
        os.environ.update(addresses, HAMSOO_HOME=home, HAMSOO_SECRET_KEY="bench", DJANGO_SETTINGS_MODULE="hamsoo.site.settings")
        measure(count, people, seconds, rate)
    finally:
        servers.stop()
        shutil.rmtree(home, ignore_errors=True)


def main() -> None:
    """Measure one filling after the other, each in a process of its own."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--documents", type=int, nargs="+", default=[1_672, 200_000])
    arguments.add_argument("--people", type=int, nargs="+", default=[171, 5_000])
    arguments.add_argument("--seconds", type=float, default=8)
    arguments.add_argument("--lag", type=int, default=0, help="so many documents a second are written, to see how soon each is found")
    arguments.add_argument("--passages", type=Path, help="measure instead how well passages are found: see bench/passages.py")
    chosen = arguments.parse_args()
    if chosen.passages:
        passages.measure(chosen.passages)
        return
    for count, people in zip(chosen.documents, chosen.people, strict=True):
        random.seed(20261121)
        begun = time.perf_counter()
        if pid := os.fork():
            if os.waitpid(pid, 0)[1]:
                raise SystemExit(1)
            load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
            print(f"  {time.perf_counter() - begun:.0f} s in all; load of the machine {load} on {os.cpu_count()} cores\n", flush=True)
        else:
            run(count, people, chosen.seconds, chosen.lag)
            return


if __name__ == "__main__":
    main()
