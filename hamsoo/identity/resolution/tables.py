"""Records and their keys as tables of DuckDB. Only batches import this."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

import duckdb
import pyarrow as pa

from hamsoo.identity.resolution.blocking import KEYS, MOST_IN_BLOCK, Key, key_sql
from hamsoo.identity.resolution.comparisons import BY_ENTITY, Comparison
from hamsoo.identity.resolution.fields import LISTS, ORIGIN, OWN, REACHED, Entity, Normal
from hamsoo.identity.resolution.levels import quoted
from hamsoo.identity.resolution.normal import by_kind

CHUNK = 50_000
MOST_BEARERS = 8
"""A telephone number or mailbox that people of more names share says nothing about who they are."""
GENERATION = 15
"""Years: who was born further apart than this is not one person with a slip in the day."""
PAIRS_PER_KIND, PAIRS_AT_ALL = 5, 400_000
"""Pairs that one kind of key may bring: five for each record, but of many records no more than so many and a half for each.
Small blocks, which tell most, come first."""


class Row(NamedTuple):
    """A record as the batch takes it: its number, its normal form, and its source where that holds nobody twice."""

    id: int
    normal: Normal
    source: Hashable = None


def columns_of(entity: Entity) -> tuple[str, ...]:
    """Return every column that comparisons and keys of an entity read, the given ones first."""
    compared = (level.column for comparison in BY_ENTITY[entity] for level in comparison.levels)
    keyed = (part.column for key in KEYS[entity] for part in key.parts)
    return tuple(dict.fromkeys(["names", *compared, *keyed]))


def load(connection: duckdb.DuckDBPyConnection, rows: Iterable[Row], *, entity: Entity) -> dict[int, Hashable]:
    """Put records into the table `records`, in the order of their numbers; return the sources of those that have one."""
    columns = columns_of(entity)
    schema = pa.schema([("id", pa.int64()), *((column, pa.list_(pa.string()) if column in LISTS else pa.string()) for column in columns)])
    sources: dict[int, Hashable] = {}
    connection.register("_chunk", schema.empty_table())
    connection.execute("CREATE TABLE loaded AS FROM _chunk")
    left = iter(rows)
    while chunk := list(islice(left, CHUNK)):
        sources.update((row.id, row.source) for row in chunk if row.source is not None)
        connection.register("_chunk", _table(chunk, columns, schema))
        connection.execute("INSERT INTO loaded FROM _chunk")
    connection.unregister("_chunk")
    connection.execute("CREATE TABLE records AS FROM loaded ORDER BY id")
    connection.execute("DROP TABLE loaded")
    return sources


def _table(chunk: Sequence[Row], columns: Sequence[str], schema: pa.Schema) -> pa.Table:
    normals = [by_kind(row.normal) for row in chunk]
    values = [[normal.get(column) or None for normal in normals] for column in columns]
    return pa.table([[row.id for row in chunk], *values], schema=schema)


def filled(connection: duckdb.DuckDBPyConnection, comparisons: Iterable[Comparison], *, least: int = 2) -> tuple[Comparison, ...]:
    """Return the comparisons whose column at least so many records have; that of systems, where there are so many."""
    found = list(comparisons)
    count = {one.column: f"count({'DISTINCT ' if one.column == ORIGIN else ''}{quoted(one.column)})" for one in found}
    counts = connection.execute(f"SELECT {', '.join(count[one.column] for one in found)} FROM records").fetchone() or ()
    return tuple(one for one, count in zip(found, counts, strict=True) if count >= least)


def find_common(connection: duckdb.DuckDBPyConnection, *, entity: Entity) -> dict[str, tuple[str, ...]]:
    """Return, by column, the values that several people have in common: names that do not even begin alike, two numbers, a generation."""
    first = "given_sound" if entity == "person" else "name_sound"
    person = "national_id AS number, TRY_CAST(left(birth, 4) AS INT) AS year"
    further = person if entity == "person" else "registration_id AS number, 0 AS year"
    found = {}
    for column in reached_by(entity):
        rows = connection.execute(
            f"""SELECT value FROM (SELECT unnest({column}) AS value, left({first}, 1) AS start, {further} FROM records)
            GROUP BY value HAVING count(DISTINCT start) > 1 OR count(DISTINCT number) > 1 OR max(year) - min(year) >= {GENERATION}
            ORDER BY value"""
        ).fetchall()
        found[column] = tuple(value for (value,) in rows)
    return found


def mark_own(connection: duckdb.DuckDBPyConnection, common: Mapping[str, Sequence[str]]) -> None:
    """Fill the columns of values that only one name bears."""
    for column, values in common.items():
        connection.execute(f"UPDATE records SET {column}{OWN} = {column}")
        _take_out(connection, column + OWN, column, values)


def _take_out(connection: duckdb.DuckDBPyConnection, column: str, source: str, values: Sequence[str]) -> None:
    """Let a column of lists be another without these values, in the rows that have one of them."""
    if not values:
        return
    connection.register("_values", pa.table({"value": pa.array(values, pa.string())}))
    connection.execute(
        f"""CREATE OR REPLACE TABLE touched AS SELECT id, list(value) FILTER (NOT is_common) AS kept
        FROM (SELECT id, value, value IN (SELECT value FROM _values) AS is_common FROM (SELECT id, unnest({source}) AS value FROM records))
        GROUP BY id HAVING bool_or(is_common)"""
    )
    connection.execute(f"UPDATE records SET {column} = touched.kept FROM touched WHERE records.id = touched.id")
    connection.unregister("_values")


def reached_by(entity: Entity) -> list[str]:
    """Return the columns of values that customers of an entity are reached at."""
    return [column for column in columns_of(entity) if column in REACHED]


def drop_generic(connection: duckdb.DuckDBPyConnection, *, entity: Entity) -> list[str]:
    """Take values that people of many names have (a switchboard, info@) out of the table `records`; return their keys, in order."""
    name = ("given_sound", "family_sound") if entity == "person" else ("name_sound",)
    bearer = " || '|' || ".join(f"coalesce({column}, '')" for column in name)
    dropped = []
    for kind, columns in (("email", ("emails",)), ("phone", ("phones", "mobiles", "lines"))):
        rows = connection.execute(
            f"""SELECT value FROM (SELECT unnest({columns[0]}) AS value, {bearer} AS bearer FROM records)
            GROUP BY value HAVING count(DISTINCT bearer) > {MOST_BEARERS} ORDER BY value"""
        ).fetchall()
        found = [value for (value,) in rows]
        for column in columns:
            _take_out(connection, column, column, found)
        dropped += [f"{kind}:{value}" for value in found]
    return dropped


def pair_up(connection: duckdb.DuckDBPyConnection, *, entity: Entity) -> int:
    """Fill the table `pairs` (l < r) with records that share a key, and return how many there are."""
    connection.execute("CREATE TABLE found (l BIGINT, r BIGINT)")
    record_count = _count(connection, "records")
    for key in KEYS[entity]:
        _pairs_by(connection, key, most=min(PAIRS_PER_KIND * record_count, PAIRS_AT_ALL + record_count // 2))
    connection.execute("CREATE TABLE pairs AS SELECT DISTINCT l, r FROM found")
    connection.execute("DROP TABLE found")
    return _count(connection, "pairs")


def _pairs_by(connection: duckdb.DuckDBPyConnection, key: Key, *, most: int) -> None:
    is_list = key.parts[0].column in LISTS
    written = f"unnest({key_sql(key)})" if is_list else key_sql(key)
    connection.execute(
        f"CREATE TABLE keyed AS SELECT id, hash(text) AS key FROM (SELECT id, {written} AS text FROM records) WHERE text IS NOT NULL"
    )
    connection.execute(
        """CREATE TABLE blocks AS WITH sized AS (SELECT key, count(*) AS size FROM keyed GROUP BY key HAVING size BETWEEN 2 AND ?),
        bought AS (SELECT size, sum(sum(size * (size - 1) / 2)) OVER (ORDER BY size) AS cost FROM sized GROUP BY size)
        SELECT key FROM sized WHERE size <= (SELECT coalesce(max(size) FILTER (cost <= ?), 2) FROM bought)""",
        [MOST_IN_BLOCK, most],
    )
    connection.execute("CREATE TABLE few AS SELECT id, key FROM keyed SEMI JOIN blocks USING (key)")
    connection.execute("INSERT INTO found SELECT a.id, b.id FROM few AS a JOIN few AS b ON a.key = b.key AND a.id < b.id")
    for name in ("keyed", "blocks", "few"):
        connection.execute(f"DROP TABLE {name}")


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(row[0]) if row else 0
