"""Learn weights with Splink, from records that nobody has labelled. Only batches import this.

First as Splink does it: u from random pairs, m by expectation maximisation inside blocks. Where customers have many records each, both are
off: random pairs hold one customer twice, and a rare name looks frequent because its bearer stands there ten times. So, once records were
linked, all is learned a second time from the clusters: u from one record of each, frequencies by clusters, m from pairs inside clusters.
"""

import logging
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

import duckdb
import pyarrow as pa
from splink import DuckDBAPI, Linker, block_on

from hamsoo.identity.resolution.comparisons import Comparison
from hamsoo.identity.resolution.fields import LISTS, ORIGIN, Entity
from hamsoo.identity.resolution.levels import Level, quoted
from hamsoo.identity.resolution.model import Model

RANDOM_PAIRS, BLOCKED_PAIRS, CLUSTER_PAIRS = 1_000_000, 300_000, 300_000
LEAST_PAIRS = 200
"""Fewer pairs than this teach nothing."""
SEED = 1
MOST_VALUES, RARE, BELIEVED = 20_000, 2, 200
LEAST_M, LEAST_U = 1e-3, 1e-7
_FREQUENCIES = pa.schema([("value", pa.string()), ("frequency", pa.float64())])
# Splink tells about every step, and warns of levels that data do not have: those keep what they had.
logging.getLogger("splink").setLevel(logging.ERROR)
# Pairs of columns whose equality gathers many pairs of one customer, whichever of them a source fills.
_BLOCKS: dict[Entity, tuple[tuple[str, ...], ...]] = {
    "person": (
        ("family_sound", "birth"),
        ("given_sound", "postcode"),
        ("birth", "postcode"),
        ("given_sound", "birth"),
        ("given_sound", "family_sound"),
        ("national_id",),
        ("number",),
        ("emails",),
        ("mobiles",),
        ("family_sound", "city"),
    ),
    "company": (("name_sound",), ("registration_id",), ("lines",), ("domains",), ("emails",), ("name_sound", "city")),
}
_SURE: dict[Entity, tuple[str, ...]] = {"person": ("given_sound", "family_sound", "birth"), "company": ("name_sound", "city")}


def linker_on(database: DuckDBAPI, table: str, model: Model) -> Linker:
    """Return a linker of Splink over a table of normal forms."""
    return Linker(database.register(table), settings(model), log_level=None)


def settings(model: Model) -> dict[str, Any]:
    """Return a model as Splink's settings."""
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "id",
        "probability_two_random_records_match": model.prior,
        "comparisons": [
            {"output_column_name": comparison.field, "comparison_levels": list(_levels(comparison))} for comparison in model.comparisons
        ],
        "blocking_rules_to_generate_predictions": [],
        "retain_matching_columns": False,
        "retain_intermediate_calculation_columns": True,
        "max_iterations": 15,
        "em_convergence": 0.001,
    }


def _levels(comparison: Comparison) -> Iterator[dict[str, Any]]:
    mine, theirs = quoted(f"{comparison.column}_l"), quoted(f"{comparison.column}_r")
    yield {"sql_condition": f"{mine} IS NULL OR {theirs} IS NULL", "label_for_charts": "missing", "is_null_level": True}
    for level, m, u in zip(comparison.levels, comparison.m, comparison.u, strict=False):
        found = {"sql_condition": level.sql(), "label_for_charts": level.name, "m_probability": m, "u_probability": u}
        if level.kind == "equal" and level.column in comparison.frequencies:
            found |= {"tf_adjustment_column": level.column, "tf_adjustment_weight": 1.0}
        yield found
    yield {"sql_condition": "ELSE", "label_for_charts": "different", "m_probability": comparison.m[-1], "u_probability": comparison.u[-1]}


def train(connection: duckdb.DuckDBPyConnection, comparisons: Sequence[Comparison], *, entity: Entity) -> Model:
    """Return a first model of the table `records`."""
    begun = Model(entity, tuple(comparisons), prior=Model.default(entity).prior)
    columns = {comparison.column for comparison in comparisons} | {level.column for one in comparisons for level in one.levels}
    database = DuckDBAPI(connection)
    linker = linker_on(database, "records", begun)
    sure = [column for column in _SURE[entity] if column in columns]
    if _blocked(connection, sure) >= LEAST_PAIRS:
        linker.training.estimate_probability_two_random_records_match([block_on(*sure)], recall=0.5)
    linker.training.estimate_u_using_random_sampling(max_pairs=RANDOM_PAIRS, seed=SEED)
    for block in _chosen(connection, comparisons, columns, entity):
        # Where no pair of a block has some level, Splink may refuse its share of nought; what was learned in other blocks stays.
        with suppress(ValueError):
            linker.training.estimate_parameters_using_expectation_maximisation(
                block_on(*block), estimate_without_term_frequencies=True, max_pairs=BLOCKED_PAIRS
            )
    learned = read(linker, begun)
    linker.table_management.delete_tables_created_by_splink_from_db()
    return learned


def _chosen(
    connection: duckdb.DuckDBPyConnection, comparisons: Sequence[Comparison], columns: set[str], entity: Entity
) -> Iterator[tuple[str, ...]]:
    """Yield blocks until every comparison was left out of one: a block teaches nothing of the columns that it holds equal."""
    unlearned = {one.column: {level.column for level in one.levels} for one in comparisons}
    for block in _BLOCKS[entity]:
        taught = [column for column, read_columns in unlearned.items() if read_columns.isdisjoint(block)]
        if taught and columns.issuperset(block) and _blocked(connection, block) >= LEAST_PAIRS:
            for column in taught:
                del unlearned[column]
            yield block


def _blocked(connection: duckdb.DuckDBPyConnection, block: Sequence[str]) -> int:
    if not block:
        return 0
    names = ", ".join(map(quoted, block))
    known = " AND ".join(f"{quoted(column)} IS NOT NULL" for column in block)
    row = connection.execute(
        f"SELECT coalesce(sum(size * (size - 1) / 2), 0) FROM (SELECT count(*) AS size FROM records WHERE {known} GROUP BY {names})"
    ).fetchone()
    return int(row[0]) if row else 0


def learn_from_clusters(connection: duckdb.DuckDBPyConnection, model: Model) -> Model:
    """Return the model learned again from the clusters in the table `clustered` (id, cluster)."""
    pairs, records = connection.execute(
        "SELECT sum(size * (size - 1) / 2), sum(size) FROM (SELECT count(*) AS size FROM clustered GROUP BY cluster)"
    ).fetchone() or (0, 0)
    if pairs < LEAST_PAIRS * len(model.comparisons):
        return model
    every = max(1, round(pairs / CLUSTER_PAIRS))
    connection.execute(
        f"""CREATE OR REPLACE TABLE labelled AS SELECT a.id AS id_l, b.id AS id_r
        FROM clustered AS a JOIN clustered AS b ON a.cluster = b.cluster AND a.id < b.id WHERE hash(a.id, b.id) % {every} = 0"""
    )
    connection.execute(
        """CREATE OR REPLACE TABLE firsts AS SELECT records.* FROM records
        SEMI JOIN (SELECT arg_min(id, hash(id)) AS id FROM clustered GROUP BY cluster) USING (id)"""
    )
    database = DuckDBAPI(connection)
    strangers = linker_on(database, "firsts", model)
    strangers.training.estimate_u_using_random_sampling(max_pairs=RANDOM_PAIRS, seed=SEED)
    model = replace(read(strangers, model), prior=float(pairs) / (records * (records - 1) / 2))
    model = count_coincidences(connection, model)
    database = DuckDBAPI(connection)
    relatives = linker_on(database, "records", model)
    relatives.training.estimate_m_from_pairwise_labels(database.register("labelled", table_name="labels"))
    model = read(relatives, model)
    for linker in (strangers, relatives):
        linker.table_management.delete_tables_created_by_splink_from_db()
    return model


def read(linker: Linker, model: Model) -> Model:
    """Return the model with what a linker has learned; what it saw nothing of stays."""
    saved = linker.misc.save_model_to_json()
    comparisons = []
    for comparison, found in zip(model.comparisons, saved["comparisons"], strict=True):
        levels = [level for level in found["comparison_levels"] if not level.get("is_null_level")]
        m = tuple(max(_number(level.get("m_probability"), old), LEAST_M) for level, old in zip(levels, comparison.m, strict=True))
        u = tuple(max(_number(level.get("u_probability"), old), LEAST_U) for level, old in zip(levels, comparison.u, strict=True))
        comparisons.append(_bounded(replace(comparison, m=m, u=u)))
    return replace(model, comparisons=tuple(comparisons), prior=float(saved["probability_two_random_records_match"]))


def _bounded(comparison: Comparison) -> Comparison:
    """Return a comparison of systems that joins nobody and parts nobody alone: for one customer a bit at most, against it eight."""
    if comparison.column != ORIGIN:
        return comparison
    (same, other), (u_same, u_other) = comparison.m, comparison.u
    return replace(comparison, m=(max(same, u_same / 256), other), u=(u_same, max(u_other, other / 2)))


def _number(value: Any, otherwise: float) -> float:
    return float(value) if isinstance(value, int | float) else otherwise


def count_coincidences(connection: duckdb.DuckDBPyConnection, model: Model) -> Model:
    """Return the model with how often two clusters share a telephone number, a mailbox or a number, counted: samples hardly hold any."""
    comparisons = []
    for comparison in model.comparisons:
        first = comparison.levels[0]
        if first.kind == "shares" or (first.kind == "equal" and comparison.tells == "own" and first.column not in comparison.frequencies):
            counted = [_coincidence(connection, level) for level in comparison.levels if level.kind == first.kind]
            # A level holds where those before it do not.
            u = [max(now - before, LEAST_U) for now, before in zip(counted, [0.0, *counted], strict=False)]
            rest = comparison.u[len(u) :]
            comparison = replace(comparison, u=(*u, *rest[:-1], 1.0 - sum(u) - sum(rest[:-1])))  # noqa: PLW2901
        comparisons.append(comparison)
    return replace(model, comparisons=tuple(comparisons))


def _coincidence(connection: duckdb.DuckDBPyConnection, level: Level) -> float:
    """Return the share of pairs of clusters that have a value of a column in common."""
    name = quoted(level.column)
    value = f"unnest({name})" if level.column in LISTS else name
    row = connection.execute(
        f"""WITH had AS (SELECT DISTINCT cluster, {value} AS value FROM records JOIN clustered USING (id) WHERE {name} IS NOT NULL)
        SELECT (SELECT sum(many * (many - 1) / 2) FROM (SELECT count(*) AS many FROM had GROUP BY value)), count(DISTINCT cluster)
        FROM had"""
    ).fetchone()
    shared, clusters = row or (0, 0)
    return float(shared or 0) / (clusters * (clusters - 1) / 2) if clusters > 1 else 0.0


def count_values(connection: duckdb.DuckDBPyConnection, model: Model) -> Model:
    """Return the model with the frequencies of values, counted once for each cluster of the table `clustered`.

    Values that one or two clusters have are all as rare as the second, and so is whatever comes later and was never seen.
    What is expected of any value counts as if some had been seen before: three of four records are no reason to believe that
    most people are called Sara.
    """
    frequencies, rarest = {}, {}
    for column, (expected, share) in expected_frequencies(model).items():
        name = quoted(column)
        rows = connection.execute(
            f"""SELECT {name}, count(DISTINCT cluster) AS many FROM records JOIN clustered USING (id) WHERE {name} IS NOT NULL
            GROUP BY 1 ORDER BY many DESC, 1"""
        ).fetchall()
        scale = share / (sum(many for _value, many in rows) + BELIEVED)
        frequencies[column] = {value: scale * (many + BELIEVED * expected) for value, many in rows[:MOST_VALUES] if many > RARE}
        rarest[column] = scale * (RARE + BELIEVED * expected)
    return replace(model, frequencies=frequencies, rarest=rarest)


def register_values(connection: duckdb.DuckDBPyConnection, linker: Linker, database: DuckDBAPI, model: Model) -> None:
    """Let a linker read the frequencies of a model."""
    for number, column in enumerate(expected_frequencies(model)):
        name, table = quoted(column), f"frequencies_{number}"
        listed = model.frequencies.get(column, {})
        connection.register("_listed", pa.table([list(listed), list(listed.values())], schema=_FREQUENCIES))
        share = f"coalesce(any_value(frequency), {model.rarest[column]!r}) AS {quoted('tf_' + column)}"
        connection.execute(
            f"""CREATE OR REPLACE TABLE {table} AS SELECT {name}, {share} FROM records LEFT JOIN _listed ON {name} = value
            WHERE {name} IS NOT NULL GROUP BY 1"""
        )
        connection.unregister("_listed")
        linker.table_management.register_term_frequency_lookup(database.register(table), column)


def expected_frequencies(model: Model) -> dict[str, tuple[float, float]]:
    """Return the columns whose values weigh by how rare they are, with the frequency that changes nothing, and the share of a level.

    What is spelled alike sounds alike: of the pairs that sound alike, the level of sounds has the rest. What is counted of sounds is
    brought to that share, as the rarity of a value is told against the u of its level.
    """
    found = {}
    for comparison in model.comparisons:
        before = 0.0
        for level, u in zip(comparison.levels, comparison.u, strict=False):
            if level.kind == "equal" and level.column in comparison.frequencies:
                before += u
                found[level.column] = before, u / before
    return found
