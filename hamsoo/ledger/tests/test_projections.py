"""Projections: batches, bookmarks, rebuild; and that a rebuild tells nobody."""

from collections.abc import Iterator, Sequence

import pytest
from django.db import transaction

from hamsoo.kernel import live
from hamsoo.ledger import projections
from hamsoo.ledger.actions import record
from hamsoo.ledger.actors import SYSTEM
from hamsoo.ledger.events import Event
from hamsoo.ledger.facts import Fact
from hamsoo.ledger.models import Bookmark
from hamsoo.ledger.projections import Projection, catch_up, rebuild
from hamsoo.ledger.sequencer import sequence
from tests.world import NOON

pytestmark = pytest.mark.django_db(transaction=True)


class Countable:
    """A trait of this test."""


class StoneLaid(Event, Countable, icon="dot", sentence="%(actor)s laid a stone"):
    weight: int


class BirdSeen(Event, icon="bird", sentence="%(actor)s saw a bird"):
    weight: int


class Weights(Projection):
    """Keeps its table in memory, so that a test can look at every call."""

    name = "ledger.test_weights"
    reads = (Countable,)

    def __init__(self) -> None:
        self.table: dict[int, int] = {}
        self.batches: list[int] = []

    def apply(self, batch: Sequence[Fact]) -> None:
        self.batches.append(len(batch))
        self.table.update({fact.id: fact.event.weight for fact in batch})

    def reset(self) -> None:
        self.table.clear()

    def topics(self, batch: Sequence[Fact]) -> Iterator[tuple[str, int]]:
        for fact in batch:
            yield f"stone:{fact.event.weight % 2}", fact.event.weight


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    news: list[tuple[str, int]] = []
    monkeypatch.setattr(live, "_send", lambda topic, object_id: news.append((topic, object_id)))
    return news


def lay(*weights: int) -> None:
    with transaction.atomic():
        for weight in weights:
            record(StoneLaid(weight=weight), actor=SYSTEM, objects=[], spaces=[], at=NOON)
            record(BirdSeen(weight=weight), actor=SYSTEM, objects=[], spaces=[], at=NOON)
    sequence()


def test_it_reads_its_trait_only_in_batches_and_tells_after_commit(told: list[tuple[str, int]]) -> None:
    weights = Weights()
    lay(1, 2, 3)
    assert [catch_up(weights, batch_size=4), catch_up(weights, batch_size=4), catch_up(weights)] == [4, 2, 0]
    assert sorted(weights.table.values()) == [1, 2, 3]
    assert weights.batches == [2, 1]
    assert told == [("stone:1", 1), ("stone:0", 2), ("stone:1", 3)], "once a topic in each batch"


def test_rebuild_equals_live_and_tells_nobody(told: list[tuple[str, int]]) -> None:
    weights = Weights()
    lay(1, 2)
    catch_up(weights)
    lay(3)
    catch_up(weights)
    live_table, said = dict(weights.table), len(told)
    seen: list[tuple[int, int]] = []
    assert rebuild(weights, progress=lambda done, of: seen.append((done, of))) == 6
    assert weights.table == live_table
    assert seen == [(6, 6)]
    assert len(told) == said
    assert catch_up(weights) == 0


def test_a_new_version_of_the_code_begins_again(monkeypatch: pytest.MonkeyPatch) -> None:
    weights = Weights()
    lay(1)
    catch_up(weights)
    weights.table = {99: 99}
    monkeypatch.setattr(Weights, "version", 2)
    catch_up(weights)
    assert list(weights.table.values()) == [1]
    assert Bookmark.objects.get(reader=weights.name).version == 2


def test_a_batch_that_fails_moves_nothing(monkeypatch: pytest.MonkeyPatch, told: list[tuple[str, int]]) -> None:
    weights = Weights()
    lay(1)
    with monkeypatch.context() as broken:
        broken.setattr(Weights, "apply", lambda self, batch: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            catch_up(weights)
    assert told == []
    assert catch_up(weights) == 2
    assert list(weights.table.values()) == [1]


def test_every_projection_of_the_house_has_a_name_of_its_own() -> None:
    names = [item.name for item in projections.projections()]
    assert len(names) == len(set(names))


def test_a_batch_weighs_no_more_than_one_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(projections, "BATCH", 10)
    monkeypatch.setattr(Weights, "weight", lambda self, fact: fact.event.weight)
    weights = Weights()
    lay(6, 4, 1, 30, 9)
    moved = [catch_up(weights, batch_size=100) for _step in range(5)]
    # A fact and the bird after it: the bird weighs nothing, and ends no batch.
    assert (weights.batches, sum(moved), moved[-1]) == ([2, 1, 1, 1], 10, 0)
    live_table, weights.batches = dict(weights.table), []
    assert rebuild(weights) == 10
    assert weights.table == live_table
    assert weights.batches[0] == 2
