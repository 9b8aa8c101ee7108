"""Order under concurrency: real connections, real commits."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg
import pytest
from django.db import connection, transaction

from hamsoo.ledger.actions import record
from hamsoo.ledger.actors import SYSTEM
from hamsoo.ledger.events import Event
from hamsoo.ledger.facts import facts_between, last_position
from hamsoo.ledger.models import Entry, Line, Pending
from hamsoo.ledger.sequencer import sequence
from tests.world import NOON

pytestmark = pytest.mark.django_db(transaction=True)


class StepTaken(Event, icon="dot", sentence="%(actor)s took a step"):
    step: int


def take(step: int) -> int:
    return record(StepTaken(step=step), actor=SYSTEM, objects=[], spaces=[], at=NOON)


def steps(after: int = 0) -> list[int]:
    return [fact.event.step for fact in facts_between(after=after, until=last_position(), names=["ledger.StepTaken"])]


def in_thread(work: Callable[[], None]) -> threading.Thread:
    def run() -> None:
        try:
            work()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


@contextmanager
def long_transaction(dsn: str) -> Iterator[psycopg.Connection]:
    """Hold a transaction with an id of its own open."""
    with psycopg.connect(dsn) as other:
        other.execute("CREATE TEMP TABLE hold AS SELECT txid_current()")
        yield other
        other.rollback()


def dsn(database: str | None = None) -> str:
    parameters = {key: value for key, value in connection.get_connection_params().items() if key in ("host", "port", "user", "password")}
    return psycopg.conninfo.make_conninfo("", dbname=database or connection.settings_dict["NAME"], **parameters)


def test_a_low_id_that_commits_late_gets_a_later_position_and_is_not_lost() -> None:
    written, may_commit = threading.Event(), threading.Event()

    def slow_writer() -> None:
        with transaction.atomic():
            take(1)
            written.set()
            assert may_commit.wait(10)

    thread = in_thread(slow_writer)
    assert written.wait(10)
    with transaction.atomic():
        take(2)
    assert sequence() == 1
    assert steps() == [2]
    may_commit.set()
    thread.join()
    assert sequence() == 1
    assert steps() == [2, 1]
    assert list(Line.objects.order_by("position").values_list("position", flat=True)) == [1, 2]
    assert not Pending.objects.exists()


@pytest.mark.parametrize("database", [None, "postgres"])
def test_a_long_transaction_here_or_in_another_database_holds_nobody_up(database: str | None) -> None:
    with long_transaction(dsn(database)):
        with transaction.atomic():
            take(1)
        assert sequence() == 1
        assert steps() == [1]


def test_many_writers_and_two_sequencers_lose_and_double_nothing() -> None:
    writers, facts = 4, 60
    done = threading.Event()

    def write(writer: int) -> None:
        for number in range(facts):
            try:
                with transaction.atomic():
                    take(writer * 1000 + number)
                    if number % 7 == 3:
                        raise InterruptedError
            except InterruptedError:
                continue

    def order() -> None:
        while not done.is_set():
            sequence(limit=17)

    with long_transaction(dsn()):
        sequencers = [in_thread(order) for _ in range(2)]
        for thread in [in_thread(lambda writer=writer: write(writer)) for writer in range(writers)]:
            thread.join()
        done.set()
        for thread in sequencers:
            thread.join()
        while sequence():
            pass
    expected = {writer * 1000 + number for writer in range(writers) for number in range(facts) if number % 7 != 3}
    seen = steps()
    assert len(seen) == len(expected)
    assert set(seen) == expected
    assert list(Line.objects.order_by("position").values_list("position", flat=True)) == list(range(1, len(expected) + 1))
    for writer in range(writers):
        own = [step for step in seen if step // 1000 == writer]
        assert own == sorted(own), "a writer's facts keep their order"


def test_a_restored_cluster_goes_on_where_it_was() -> None:
    # A restore starts transaction ids again: what was pending and what is new must both come, after what was in order.
    with transaction.atomic():
        take(1)
    sequence()
    with transaction.atomic():
        take(2)
    with connection.cursor() as cursor:
        cursor.execute("SELECT entry_id FROM ledger_pending")
        waiting = cursor.fetchall()
        # What a dump and restore does to the rows: new transaction ids, the same content.
        cursor.execute(
            "CREATE TEMP TABLE kept AS SELECT * FROM ledger_pending; TRUNCATE ledger_pending; INSERT INTO ledger_pending SELECT * FROM kept"
        )
    assert len(waiting) == 1
    with transaction.atomic():
        take(3)
    sequence()
    assert steps() == [1, 2, 3]
    assert Entry.objects.count() == Line.objects.count() == 3
