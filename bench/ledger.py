"""How fast facts are appended, and how soon they show: beside bare inserts, in the same run.

    python bench/ledger.py [--seconds 6] [--writers 4]

Prints one-fact transactions a second from several writer processes, next to (a) the same transactions with the bare entry row only
and (b) with entry and object rows written by four statements; then, at 200 facts a second, how long a fact takes to its place in
the order and into every fast projection. Runs on a PostgreSQL of its own with default durability (fsync on).
"""

import argparse
import multiprocessing
import statistics
import threading
import time
from collections.abc import Callable
from multiprocessing.synchronize import Barrier

from bench.servers import installation

_BARE = """INSERT INTO ledger_entry (name, version, actor_type, actor_id, channel, happened_at, payload)
VALUES ('bench.Bare', 1, 'person', 1, 'web', now(), %s)"""


def append_fact() -> None:
    """Append one fact as the house does."""
    from django.db import transaction

    from bench.ledger_events import MarkMade, actor, now
    from hamsoo.ledger.actions import record

    with transaction.atomic():
        record(MarkMade(mark=1), actor=actor(), objects=[("question", 7, "question"), ("person", 1, "author")], spaces=[1], at=now())


def append_bare() -> None:
    """Insert the entry row only: the ceiling."""
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_BARE, ['{"mark": 1}'])


def append_by_rows() -> None:
    """Write the same rows as a fact has, through the ORM, a statement each."""
    from django.db import transaction

    from bench.ledger_events import now
    from hamsoo.ledger.models import Entry, EntryObject, EntrySpace, Pending

    with transaction.atomic():
        entry = Entry.objects.create(
            name="bench.Rows", version=1, actor_type="person", actor_id=1, channel="web", happened_at=now(), payload={"mark": 1}
        )
        EntryObject.objects.bulk_create(
            [EntryObject(entry=entry, type=kind, object_id=1, qualifier=kind) for kind in ("question", "person")]
        )
        EntrySpace.objects.create(entry=entry, space_id=1)
        Pending.objects.create(entry=entry)


WAYS: dict[str, Callable[[], None]] = {"bare entry row": append_bare, "ORM, row by row": append_by_rows, "record()": append_fact}


def _write(way: str, seconds: float, results: "multiprocessing.Queue[int]", together: Barrier) -> None:
    import django

    django.setup()
    append, count = WAYS[way], 0
    for _warming in range(20):
        append()
    # Starting Python costs more than what is measured here: nobody writes while another still loads.
    together.wait()
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        append()
        count += 1
    results.put(count)


def rate(way: str, *, writers: int, seconds: float) -> float:
    """Return committed transactions a second of all writers together."""
    spawn = multiprocessing.get_context("spawn")
    results: multiprocessing.Queue[int] = spawn.Queue()
    together = spawn.Barrier(writers)
    processes = [spawn.Process(target=_write, args=(way, seconds, results, together)) for _writer in range(writers)]
    for process in processes:
        process.start()
    total = sum(results.get(timeout=60) for _process in processes)
    for process in processes:
        process.join()
    return total / seconds


def lags(*, a_second: int, seconds: float) -> dict[str, list[float]]:
    """Return by stage the milliseconds from commit until a fact is in order, and in the slowest fast projection."""
    from django.db import connection

    from hamsoo.ledger.projections import projections
    from hamsoo.ledger.runner import Runner

    readers = [item.name for item in projections("fast")]
    runner, stop, seen = Runner(), threading.Event(), {"in order": [], "in all projections": []}
    committed: list[tuple[int, float]] = []
    runner.start()

    def watch(stage: str, query: str, values: list[object]) -> None:
        done = 0
        while not stop.is_set():
            with connection.cursor() as cursor:
                cursor.execute(query, values)
                position, now = cursor.fetchone()[0] or 0, time.perf_counter()
            while done < len(committed) and committed[done][0] <= position:
                seen[stage].append((now - committed[done][1]) * 1000)
                done += 1
            time.sleep(0.002)
        connection.close()

    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(position), 0) FROM ledger_line")
        begun_at = cursor.fetchone()[0]
    watchers = [
        threading.Thread(target=watch, args=("in order", "SELECT max(position) FROM ledger_line", [])),
        threading.Thread(
            target=watch,
            args=("in all projections", "SELECT min(position) FROM ledger_bookmark WHERE reader = ANY(%s)", [readers]),
        ),
    ]
    for watcher in watchers:
        watcher.start()
    begun = time.perf_counter()
    for number in range(int(a_second * seconds)):
        time.sleep(max(0.0, begun + number / a_second - time.perf_counter()))
        append_fact()
        committed.append((begun_at + number + 1, time.perf_counter()))
    patience = time.perf_counter() + 5
    while time.perf_counter() < patience and any(len(values) < len(committed) for values in seen.values()):
        time.sleep(0.05)
    stop.set()
    for watcher in watchers:
        watcher.join()
    runner.stop()
    return seen


def main() -> None:
    """Run all and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=6)
    parser.add_argument("--writers", type=int, default=4)
    options = parser.parse_args()
    with installation():
        measure(options.writers, options.seconds)


def measure(writers: int, seconds: float) -> None:
    """Print the figures."""
    rounds: dict[str, list[float]] = {way: [] for way in WAYS}
    for _round in range(3):
        for way in WAYS:
            rounds[way].append(rate(way, writers=writers, seconds=seconds / 3))
    bare = statistics.median(rounds["bare entry row"])
    print(f"one-fact transactions a second, {writers} writers, median of 3 rounds (lowest to highest)")
    for way, rates in rounds.items():
        middle = statistics.median(rates)
        print(f"  {way:20} {middle:7.0f}  ({min(rates):.0f} to {max(rates):.0f})  {middle / bare:.2f} of bare")
    from hamsoo.ledger.sequencer import sequence

    while sequence():
        pass
    print(f"lag at 200 facts a second for {seconds:.0f} s, ms from commit")
    from hamsoo.ledger import projections

    for item in projections.projections():
        while projections.catch_up(item, batch_size=100_000):
            pass
    for stage, values in lags(a_second=200, seconds=seconds).items():
        ordered = sorted(values) or [float("nan")]
        p95 = ordered[int(len(ordered) * 0.95)]
        print(f"  {stage:20} median {statistics.median(ordered):6.1f}   p95 {p95:6.1f}   worst {ordered[-1]:6.1f}")


if __name__ == "__main__":
    main()
