"""Loaded by pytest before anything else: the servers of the run are up before Django reads its settings."""

import gc
import os
import sys
import tempfile
from collections.abc import Generator
from pathlib import Path

import pytest

from tests import demonstration
from tests.servers import TestServers, start_test_servers

# A run starts dozens of processes: where nothing compiled may be written down, each of them would compile all of our code for itself.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
# What is loaded before the tests stays until the end: looking through it for garbage again and again is a tenth of their time.
gc.disable()

_started: TestServers | None = None
# What the workers of a run share (a demonstration, a database to copy) is here, and ends with the run.
_shared: tempfile.TemporaryDirectory[str] | None = None

if "PYTEST_XDIST_WORKER" not in os.environ:
    _started = start_test_servers()
    _shared = tempfile.TemporaryDirectory(prefix="hamsoo-run-")
    os.environ["HAMSOO_DATABASE_URL"] = _started.database_url
    os.environ["HAMSOO_VALKEY_URL"] = _started.valkey_url
    os.environ["HAMSOO_TEST_RUN"] = _shared.name
    os.environ.setdefault("HAMSOO_SECRET_KEY", "only-for-tests")

# Every worker has a database of its own in Valkey too: heartbeats and caches must not meet.
_number = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) % 15 + 1
_valkey = os.environ["HAMSOO_VALKEY_URL"].partition("?db=")[0]
os.environ["HAMSOO_VALKEY_URL"] = f"{_valkey}?db={_number}"

# The browser's driver keeps a loop of its own in the thread that tests run in; no test of ours calls the database from it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# Every worker has a home (files, index) of its own.
_home = tempfile.TemporaryDirectory(prefix="hamsoo-home-")
os.environ["HAMSOO_HOME"] = str(Path(_home.name))


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Look for garbage among what comes after the collection."""
    collected = yield
    gc.freeze()
    gc.enable()
    return collected


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop what this process started."""
    _home.cleanup()
    if _shared:
        demonstration.stop(Path(_shared.name))
        _shared.cleanup()
    if _started:
        _started.stop()
