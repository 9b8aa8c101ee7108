"""How long finding takes: search, options while typing, and experts, with few and with many documents.

Documents are made up from a vocabulary with a natural distribution; every tenth stands in one of 50 departments' spaces, the rest is
for everybody. The searcher reads the organisation and five departments. Everything is real: PostgreSQL, placements, the index.

Run from the top of the repository: `python -m bench.search [--documents 200000] [--people 5000]`. Starts servers of its own and stops them.
"""

import argparse
import bisect
import itertools
import os
import random
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.servers import start_test_servers

AT = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)
DEPARTMENTS = 50
WORDS = 30_000
BATCH = 10_000
RUNS = 60
_SYLLABLES = ("ra", "mi", "so", "ke", "ta", "no", "ba", "li", "شا", "مر", "دان", "کی", "پو", "سا", "تر", "نو")


def vocabulary() -> tuple[list[str], list[float]]:
    """Return made-up words and the cumulative weights of a Zipf distribution over them."""
    latin, persian = _SYLLABLES[:8], _SYLLABLES[8:]
    words = sorted({"".join(random.choices(script, k=random.randint(2, 5))) for script in (latin, persian) for _ in range(WORDS)})
    random.shuffle(words)
    return words, list(itertools.accumulate(1 / (rank + 10) for rank in range(len(words))))


class Words:
    """Draws words the way language does."""

    def __init__(self) -> None:
        self._words, self._weights = vocabulary()

    def draw(self, count: int) -> str:
        """Return `count` words."""
        total = self._weights[-1]
        return " ".join(self._words[bisect.bisect(self._weights, random.random() * total)] for _ in range(count))

    def asked(self, count: int) -> str:
        """Return `count` words that say something: none of the hundred most frequent, all of them in use."""
        return " ".join(random.choices(self._words[100:3000], k=count))


def percentile(values: list[float], share: float) -> float:
    """Return the value below which `share` of `values` lie."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def show(name: str, ask: Callable[[], Any]) -> None:
    """Time `ask` again and again, and print milliseconds."""
    took = []
    found = 0
    for _ in range(RUNS):
        begun = time.perf_counter()
        found += bool(ask())
        took.append((time.perf_counter() - begun) * 1000)
    middle, high = statistics.median(took), percentile(took, 0.95)
    print(
        f"  {name:34} median {middle:6.1f}   p95 {high:6.1f}   worst {max(took):6.1f} ms   ({found} of {RUNS} found something)", flush=True
    )


def fill(documents: int, people: int, words: Words) -> Any:
    """Make the organisation and its documents; return who searches."""
    from hamsoo.finder import documents as register  # noqa: PLC0415
    from hamsoo.finder.documents import Document  # noqa: PLC0415
    from hamsoo.finder.index import writing  # noqa: PLC0415
    from hamsoo.finder.rights import open_space_ids  # noqa: PLC0415
    from hamsoo.ledger.actors import SYSTEM  # noqa: PLC0415
    from hamsoo.people import actions  # noqa: PLC0415
    from hamsoo.people.models import Person  # noqa: PLC0415
    from hamsoo.spaces import actions as spaces  # noqa: PLC0415
    from hamsoo.spaces.models import Level, Placement  # noqa: PLC0415

    home = spaces.found_organisation(name_fa="آزمون", name_en="Bench", at=AT)
    units = [actions.create_unit(actor=SYSTEM, code=f"u{n}", name_fa=f"واحد {n}", at=AT) for n in range(DEPARTMENTS)]
    rooms = [spaces.ensure_unit_space(unit=unit, at=AT) for unit in units]
    rows = [
        Person(code=f"p{n}", name_fa=words.draw(2), name_en=f"P {n}", sort_key=str(n), unit=units[n % DEPARTMENTS]) for n in range(people)
    ]
    colleagues = Person.objects.bulk_create(rows, batch_size=BATCH)
    searcher = colleagues[0]
    for room in rooms[:5]:
        spaces.grant(space=room, principal=("person", searcher.pk), level=Level.READ)
    made: dict[int, Document] = {}

    def draw(number: int) -> Document:
        space = rooms[number % DEPARTMENTS] if number % 10 == 0 else home
        person = colleagues[int(random.random() ** 2 * people)].pk
        title, text, at = words.draw(6), words.draw(random.randint(8, 24)), AT - timedelta(hours=random.random() * 20_000)
        facets = {"answer_seconds": str(random.randrange(60, 90_000))}
        return Document("note", number, title, text, at, (space.pk,), ((person, 1.0),), f"/notes/{number}", facets=facets)

    register.register("note", lambda ids: [made[n] for n in ids])
    shared = open_space_ids()
    begun = time.perf_counter()
    for batch in _batches(documents):
        made.update((number, draw(number)) for number in batch)
        chosen = [made[number] for number in batch]
        Placement.objects.bulk_create([Placement(space_id=d.space_ids[0], type="note", object_id=d.id, at=d.at) for d in chosen])
        writing.replace(gone=[], documents=chosen, open_space_ids=shared)
    print(f"{documents:,} documents of {people:,} people: made, placed and indexed in {time.perf_counter() - begun:.0f} s", flush=True)
    return searcher


def _batches(count: int) -> Iterator[range]:
    return (range(begin, min(begin + BATCH, count + 1)) for begin in range(1, count + 1, BATCH))


def measure(documents: int, people: int) -> None:
    """Fill an installation and print the table."""
    import django  # noqa: PLC0415

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    from hamsoo.finder import queries  # noqa: PLC0415
    from hamsoo.finder.experts import experts  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    words = Words()
    person = fill(documents, people, words)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    show("experts, 3 words", lambda: experts(person=person, need=words.asked(3), at=AT))
    show("experts, 60 words (a draft)", lambda: experts(person=person, need=words.asked(60), at=AT))
    show("search, 2 words", lambda: queries.search(person=person, text=words.asked(2)).hits)
    show("search, 5 words", lambda: queries.search(person=person, text=words.asked(5)).hits)
    show("while typing, 3 letters", lambda: queries.instant(person=person, text=words.asked(1)[:3]))


def main() -> None:
    """Start servers, measure, stop them."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--documents", type=int, default=200_000)
    arguments.add_argument("--people", type=int, default=5_000)
    chosen = arguments.parse_args()
    random.seed(20261121)
    servers = start_test_servers()
    home = tempfile.mkdtemp(prefix="hamsoo-bench-")
    try:
        addresses = {"HAMSOO_DATABASE_URL": servers.database_url, "HAMSOO_VALKEY_URL": servers.valkey_url}
        os.environ.update(addresses, HAMSOO_HOME=home, HAMSOO_SECRET_KEY="bench", DJANGO_SETTINGS_MODULE="hamsoo.site.settings")
        measure(chosen.documents, chosen.people)
    finally:
        servers.stop()
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main()
