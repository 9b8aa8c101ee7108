"""How fast: one record against many, and many at once. Made-up people in columns that repeat as those of real people do."""

import json
import random
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from statistics import quantiles

import psutil

from bench.identity_persian import World
from hamsoo.identity.resolution import Model, keys, normalise, score
from hamsoo.identity.resolution.blocking import MOST_IN_BLOCK
from hamsoo.identity.resolution.fields import ORIGIN, Normal

ASKED = 2_000
RECORDS_OF_A_PERSON = 2.4


def normals(count: int, seed: int = 5) -> Iterator[Normal]:
    """Yield so many normal forms of the Persian set, without its truth."""
    for row in islice(World(seed).rows(int(count / RECORDS_OF_A_PERSON) + 1_000), count):
        said = {field: text for field, text in row.items() if field not in ("person", "system")}
        yield {**normalise(said, entity="person"), ORIGIN: row["system"]}


def online(count: int) -> None:
    """Print how long one record takes: its normal form, its candidates by keys, and their weights."""
    begun = time.perf_counter()
    found = list(normals(count))
    index: dict[str, list[int]] = defaultdict(list)
    for number, normal in enumerate(found):
        for key in keys(normal, entity="person"):
            if len(index[key]) <= MOST_IN_BLOCK:
                index[key].append(number)
    print(f"{len(found)} records, {len(index)} keys in {time.perf_counter() - begun:.0f} s", flush=True)
    model = Model.default("person")
    chance = random.Random(1)
    texts = [row for row in World(6).rows(ASKED) if chance.random() < 0.8][:ASKED]
    times, compared = [], []
    for row in texts:
        started = time.perf_counter()
        normal = normalise({field: text for field, text in row.items() if field not in ("person", "system")}, entity="person")
        blocks = (index.get(key, ()) for key in keys(normal, entity="person"))
        candidates = {number for block in blocks if len(block) <= MOST_IN_BLOCK for number in block}
        weights = sorted((score(normal, found[number], model=model).weight, number) for number in candidates)
        times.append(1000 * (time.perf_counter() - started))
        compared.append(len(weights))
    cuts = quantiles(times, n=100)
    print(f"one record against {len(found)}: median {cuts[49]:.1f} ms, p95 {cuts[94]:.1f} ms, p99 {cuts[98]:.1f} ms; ", end="")
    print(f"{sum(compared) / len(compared):.0f} candidates on average, {max(compared)} at most; load {psutil.getloadavg()[0]:.1f}")


def batch(count: int) -> None:
    """Print how long a batch takes, from normal forms as they are kept (JSON) to customers, and its peak memory."""
    from bench.identity import measured

    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/normals.jsonl"
        made = measured(_write, path, count)[0]
        found = measured(_batch, path)[0]
    clusters, pairs = found.labels
    print(f"{count} records: {found.seconds:.1f} s from normal forms to {clusters} customers ({pairs} pairs kept), ", end="")
    print(f"{found.megabytes:.0f} MB at most; {made.seconds:.1f} s to make them up and normalise; load {psutil.getloadavg()[0]:.1f}")


def _write(path: str, count: int) -> None:
    with Path(path).open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(normal) + "\n" for normal in normals(count))


def _batch(path: str) -> tuple[int, int]:
    from hamsoo.identity.resolution.batch import resolve
    from hamsoo.identity.resolution.tables import Row

    with Path(path).open(encoding="utf-8") as file:
        found = resolve((Row(number, json.loads(line)) for number, line in enumerate(file)), entity="person")
    return len(found.clusters), len(found.pairs)
