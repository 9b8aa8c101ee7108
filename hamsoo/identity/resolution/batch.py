"""Resolve many records at once: learn the weights where they are not given, compare, link.

Loads Splink and DuckDB: not for web processes.
"""

import os
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace

import duckdb
import numpy as np
import pyarrow as pa
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from splink import DuckDBAPI

from hamsoo.identity.resolution.comparisons import BY_ENTITY, Comparison
from hamsoo.identity.resolution.fields import UNIQUE, Entity
from hamsoo.identity.resolution.levels import quoted
from hamsoo.identity.resolution.linking import Guards, Pair, link
from hamsoo.identity.resolution.model import Model
from hamsoo.identity.resolution.tables import Row, drop_generic, filled, find_common, load, mark_own, pair_up, reached_by
from hamsoo.identity.resolution.training import count_values, learn_from_clusters, linker_on, register_values, train

FLOOR = -10.0
"""Pairs that weigh less count as this."""
LIKELY = -5.0
"""Pairs that weigh less are kept only where they speak against what others tie together."""
_PAIRS = pa.schema([("l", pa.int64()), ("r", pa.int64())])
ENOUGH_TO_LEARN = 500
MEMORY = "1500MB"


@dataclass(frozen=True)
class Resolution:
    """What a batch found."""

    model: Model
    pairs: Sequence[Pair]
    """Pairs that were compared and may matter: the likely ones, and all others among records that likely ones tie together."""
    clusters: Sequence[tuple[int, ...]]
    """Every record, in the customer it belongs to."""
    refused: Sequence[tuple[int, int]] = ()
    """Compared pairs that have different numbers of which everybody has one, and those that were given as apart."""
    generic: Sequence[str] = ()
    """Keys (`phone:…`) of values that so many have that they say nothing of who somebody is; they were not compared."""

    def to_review(self, least: float, most: float) -> list[Pair]:
        """Return the pairs of different clusters whose weight lies between the two, the likeliest first."""
        cluster = {record: number for number, records in enumerate(self.clusters) for record in records}
        found = (pair for pair in self.pairs if least <= pair.weight < most and cluster[pair.a] != cluster[pair.b])
        return sorted(found, key=lambda pair: (-pair.weight, pair.a, pair.b))


def resolve(
    rows: Iterable[Row],
    *,
    entity: Entity,
    model: Model | None = None,
    must: Iterable[tuple[int, int]] = (),
    cannot: Iterable[tuple[int, int]] = (),
    guards: Guards = Guards(),
) -> Resolution:
    """Return which records are one customer. Without a model, one is learned from the records themselves."""
    with duckdb.connect(
        ":memory:", config={"threads": os.cpu_count() or 1, "memory_limit": MEMORY, "preserve_insertion_order": False}
    ) as connection:
        connection.execute("SET enable_progress_bar = false")
        sources = load(connection, rows, entity=entity)
        generic = drop_generic(connection, entity=entity)
        batch = _Batch(connection, entity, list(must), list(cannot), sources, guards)
        pair_up(connection, entity=entity)
        return replace(batch.compared(model) if model else batch.learned(), generic=generic)


class _Batch:
    """Tables of one batch, and what was decided about its records before."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        entity: Entity,
        must: list[tuple[int, int]],
        cannot: list[tuple[int, int]],
        sources: dict[int, Hashable],
        guards: Guards,
    ) -> None:
        self.connection, self.entity, self.must, self.cannot, self.sources, self.guards = connection, entity, must, cannot, sources, guards
        self.ids: list[int] = connection.execute("SELECT id FROM records ORDER BY id").fetchnumpy()["id"].tolist()

    def learned(self) -> Resolution:
        """Learn, link, learn again from what was linked, and link again."""
        self._cluster([(record,) for record in self.ids])
        if len(self.ids) < ENOUGH_TO_LEARN:
            return self.compared(
                count_values(self.connection, replace(Model.default(self.entity), common=find_common(self.connection, entity=self.entity)))
            )
        comparisons = filled(self.connection, BY_ENTITY[self.entity])
        common = find_common(self.connection, entity=self.entity)
        mark_own(self.connection, common)
        model = count_values(self.connection, replace(train(self.connection, comparisons, entity=self.entity), common=common))
        first = self.compared(model)
        self._cluster(first.clusters)
        self._keep_pairs(first.pairs)
        return self.compared(count_values(self.connection, learn_from_clusters(self.connection, model)))

    def compared(self, model: Model) -> Resolution:
        """Compare all pairs by a model, and link them."""
        mark_own(self.connection, {column: model.common.get(column, ()) for column in reached_by(self.entity)})
        comparisons = model.comparisons
        database = DuckDBAPI(self.connection)
        linker = linker_on(database, "records", model)
        register_values(self.connection, linker, database, model)
        self.connection.execute("CREATE OR REPLACE VIEW blocked AS SELECT '0' AS match_key, l AS join_key_l, r AS join_key_r FROM pairs")
        linker.table_management.register_blocked_pairs_for_predict(database.register("blocked"))
        scored = linker.inference.predict(threshold_match_weight=FLOOR, warning_mode="never")
        personal = " + ".join(_personal(comparison) for comparison in comparisons if comparison.tells != "shared")
        found = self.connection.execute(
            f"SELECT id_l, id_r, match_weight, {personal or '0.0'} AS personal FROM {scored.physical_name} ORDER BY id_l, id_r"
        ).fetchnumpy()
        group = self._tied(*(found[name] for name in ("id_l", "id_r", "match_weight")))
        pairs = self._worth_keeping(group, *(found[name] for name in ("id_l", "id_r", "match_weight", "personal")))
        pairs += self._hopeless(group, scored.physical_name)
        linker.table_management.delete_tables_created_by_splink_from_db()
        refused = [*self.cannot, *self._refused()]
        guards = self.guards._replace(again=model.again)
        clusters = link(self.ids, pairs, must=self.must, cannot=refused, sources=self.sources, systems=self._systems(model), guards=guards)
        return Resolution(model, pairs, clusters, refused)

    def _systems(self, model: Model) -> dict[int, str]:
        """Return the system of each record, where that says something."""
        return dict(self.connection.execute("SELECT id, system FROM records WHERE system IS NOT NULL").fetchall()) if model.again else {}

    def _tied(self, left: np.ndarray, right: np.ndarray, weights: np.ndarray) -> np.ndarray:
        """Return for each record, in order, the number of the group that likely pairs tie it to."""
        ids = np.array(self.ids)
        a, b = np.searchsorted(ids, left), np.searchsorted(ids, right)
        tie = weights >= min(self.guards.threshold, 0.0)
        forced = np.searchsorted(ids, np.array(self.must, dtype=np.int64).reshape(-1, 2))
        ends = np.concatenate([a[tie], forced[:, 0]]), np.concatenate([b[tie], forced[:, 1]])
        graph = coo_array((np.ones(len(ends[0]), dtype=np.int8), ends), shape=(len(ids), len(ids)))
        return np.asarray(connected_components(graph, directed=False)[1])

    def _worth_keeping(
        self, group: np.ndarray, left: np.ndarray, right: np.ndarray, weights: np.ndarray, personal: np.ndarray
    ) -> list[Pair]:
        """Return the pairs that can matter: the likely ones, and all others among records that likely ones tie together."""
        a, b = (np.searchsorted(np.array(self.ids), ends) for ends in (left, right))
        kept = (group[a] == group[b]) | (weights >= LIKELY)
        return [Pair(*values) for values in zip(*(column[kept].tolist() for column in (left, right, weights, personal)), strict=True)]

    def _hopeless(self, group: np.ndarray, scored: str) -> list[Pair]:
        """Return the pairs of tied records that were compared and weigh too little to be listed: they speak against what ties them."""
        several = np.bincount(group)[group] > 1
        self.connection.register("_tied", pa.table({"id": np.array(self.ids)[several], "number": group[several]}))
        rows = self.connection.execute(
            f"""SELECT l, r FROM pairs JOIN _tied AS a ON a.id = l JOIN _tied AS b ON b.id = r AND b.number = a.number
            ANTI JOIN {scored} AS listed ON listed.id_l = l AND listed.id_r = r ORDER BY l, r"""
        ).fetchall()
        self.connection.unregister("_tied")
        return [Pair(a, b, FLOOR, self.guards.personal) for a, b in rows]

    def _refused(self) -> list[tuple[int, int]]:
        """Return the compared pairs that have different numbers of which everybody has one."""
        differ = " OR ".join(f"a.{quoted(column)} <> b.{quoted(column)}" for column in UNIQUE[self.entity])
        return self.connection.execute(
            f"SELECT l, r FROM pairs JOIN records AS a ON a.id = l JOIN records AS b ON b.id = r WHERE {differ}"
        ).fetchall()

    def _keep_pairs(self, pairs: Sequence[Pair]) -> None:
        """Leave out, for what follows, the pairs that turned out hopeless: most of them."""
        self.connection.register("_kept", pa.table({"l": [pair.a for pair in pairs], "r": [pair.b for pair in pairs]}, schema=_PAIRS))
        self.connection.execute("CREATE OR REPLACE TABLE pairs AS FROM _kept")
        self.connection.unregister("_kept")

    def _cluster(self, clusters: Sequence[Sequence[int]]) -> None:
        sizes = np.fromiter(map(len, clusters), dtype=np.int64, count=len(clusters))
        table = pa.table(
            {"id": [record for records in clusters for record in records], "cluster": np.repeat(np.arange(len(clusters)), sizes)}
        )
        self.connection.register("_clusters", table)
        self.connection.execute("CREATE OR REPLACE TABLE clustered AS FROM _clusters")
        self.connection.unregister("_clusters")


def _personal(comparison: Comparison) -> str:
    """Return, as SQL over what Splink scored, what a comparison tells that relatives and colleagues do not share."""
    names = [f"mw_{comparison.field}", *([f"mw_tf_adj_{comparison.field}"] if comparison.frequencies else [])]
    weight = " + ".join(map(quoted, names))
    return f"({weight})" if comparison.tells == "own" else f"least({weight}, 0)"
