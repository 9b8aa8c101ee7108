"""The servers of one test run: a PostgreSQL and a Valkey in a temporary folder, shared by all its workers."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from hamsoo.site.services.postgres import FAST_SETTINGS, PostgresServer
from hamsoo.site.services.valkey import ValkeyServer

_PREFIX = "hamsoo-test-"
_LOCK = "lock"
MIGRATED = "test_hamsoo_migrated"
"""The database that the workers' own are copies of."""


@dataclass(frozen=True)
class TestServers:
    """Where the tests find their servers; `stop()` ends those that were started here and removes their folder."""

    __test__ = False

    database_url: str
    valkey_url: str
    stop: Callable[[], None] = field(repr=False)


def start_test_servers() -> TestServers:
    """Start both servers, or join those that HAMSOO_DATABASE_URL and HAMSOO_VALKEY_URL name.

    They die with this process, even when it is killed; what a killed run left on disk is removed by the next one.
    """
    database_url = os.environ.get("HAMSOO_DATABASE_URL")
    valkey_url = os.environ.get("HAMSOO_VALKEY_URL")
    with ExitStack() as stack:
        if database_url:
            stack.callback(_drop_migrated, database_url)
        if not (database_url and valkey_url):
            _remove_leftovers()
            folder = stack.enter_context(_test_folder())
            if not database_url:
                postgres = PostgresServer(folder / "pg", settings=FAST_SETTINGS)
                postgres.start()
                stack.callback(postgres.stop)
                database_url = postgres.url
            if not valkey_url:
                valkey = ValkeyServer(folder / "vk")
                valkey.start()
                stack.callback(valkey.stop)
                valkey_url = valkey.url
        return TestServers(database_url, valkey_url, stop=stack.pop_all().close)


@contextmanager
def _test_folder() -> Iterator[Path]:
    """Give a temporary folder that is marked as in use while it is, and removed afterwards."""
    draft = Path(tempfile.mkdtemp(prefix="hamsoo-draft-"))
    with (draft / _LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        # Named only once it is marked: the clean-up of another run never meets it unmarked.
        folder = draft.rename(draft.with_name(draft.name.replace("draft", "test")))
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def _drop_migrated(database_url: str) -> None:
    """Leave a server that was there before without it."""
    with psycopg.connect(database_url, dbname="postgres", autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {MIGRATED}")


def _remove_leftovers() -> None:
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        try:
            with (folder / _LOCK).open("r+") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(folder, ignore_errors=True)
        except OSError:
            # In use, or another account's.
            continue
