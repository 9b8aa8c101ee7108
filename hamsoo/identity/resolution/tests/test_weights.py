"""One pair has one weight, whoever computes it: Splink in the batch, or we in process."""

import random
from dataclasses import replace

import duckdb
import pytest

from hamsoo.identity.resolution import Model, keys, score
from hamsoo.identity.resolution.batch import FLOOR, resolve
from hamsoo.identity.resolution.blocking import KEYS, key_sql
from hamsoo.identity.resolution.comparisons import BY_ENTITY
from hamsoo.identity.resolution.fields import OWN, REACHED
from hamsoo.identity.resolution.tables import Row, load
from hamsoo.identity.resolution.training import count_values

TEXTS = [
    "reza",
    "rezaei",
    "rezayi",
    "rezai",
    "rz",
    "r",
    "thomas",
    "thomsa",
    "tomas",
    "chudleigh",
    "chydleigh",
    "1970-01-02",
    "1970-02-01",
    "1970-11-23",
    "رضایی",
    "رضائی",
]
WORDS = [f"word{number}" for number in range(6)]
REACHED_AT = [f"+989{number:09}" for number in range(80)] + [f"+982{number:09}" for number in range(80)]


def some_records(entity: str, count: int) -> list[Row]:
    """Return made-up normal forms, with values that are equal, near and far in every column."""
    chance = random.Random(7)
    columns = sorted({level.column for comparison in BY_ENTITY[entity] for level in comparison.levels if not level.column.endswith(OWN)})
    choices = {"names": TEXTS, "address": WORDS, "phones": REACHED_AT, **dict.fromkeys(REACHED, REACHED_AT)}
    rows = []
    for number in range(count):
        normal = {}
        for column in sorted({*columns, "names", "phones"} - {"mobiles", "lines"}):
            if chance.random() < 0.75:
                several = sorted(chance.sample(choices.get(column, TEXTS), chance.randint(1, 3)))
                normal[column] = several if column in choices else several[0]
        rows.append(Row(number, normal))
    return rows


def with_frequencies(rows: list[Row], entity: str) -> Model:
    with duckdb.connect() as connection:
        load(connection, rows, entity=entity)
        connection.execute("CREATE TABLE clustered AS SELECT id, id AS cluster FROM records")
        return count_values(connection, replace(Model.default(entity), common=dict.fromkeys(REACHED, tuple(REACHED_AT[40:120]))))


@pytest.mark.parametrize("entity", ["person", "company"])
def test_a_pair_weighs_in_process_what_it_weighs_in_splink(entity):
    rows = some_records(entity, 280)
    model = with_frequencies(rows, entity)
    found = resolve(rows, entity=entity, model=model)
    assert found.generic == []
    assert len(found.pairs) > 2_000
    seen = set()
    for pair in found.pairs:
        ours = score(rows[pair.a].normal, rows[pair.b].normal, model=model)
        assert max(ours.weight, FLOOR) == pytest.approx(pair.weight, abs=1e-6)
        assert pair.weight == FLOOR or ours.personal == pytest.approx(pair.personal, abs=1e-6)
        seen |= {(field, level) for field, level, _weight in ours.fields}
    levels = {(comparison.field, level.name) for comparison in model.comparisons for level in comparison.levels}
    assert seen >= levels | {(comparison.field, name) for comparison in model.comparisons for name in ("missing", "different")}


def test_a_model_is_what_it_was_when_it_is_read_again():
    model = with_frequencies(some_records("person", 50), "person")
    again = Model.from_json(model.to_json())
    assert again == model
    assert again.version == model.version != Model.default("person").version


@pytest.mark.parametrize("entity", ["person", "company"])
def test_the_batch_has_the_keys_of_single_records(entity):
    rows = some_records(entity, 60)
    with duckdb.connect() as connection:
        load(connection, rows, entity=entity)
        for row in rows:
            found = []
            for key in KEYS[entity]:
                (value,) = connection.execute(f"SELECT {key_sql(key)} FROM records WHERE id = ?", [row.id]).fetchone()
                found += value if isinstance(value, list) else [value] if value else []
            assert found == keys(row.normal, entity=entity)
