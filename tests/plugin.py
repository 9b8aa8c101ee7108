"""Loaded by pytest before anything else: the servers of the run are up before Django reads its settings."""

import os
import tempfile
from pathlib import Path

import pytest

from tests.servers import TestServers, start_test_servers

_started: TestServers | None = None

if "PYTEST_XDIST_WORKER" not in os.environ:
    _started = start_test_servers()
    os.environ["HAMSOO_DATABASE_URL"] = _started.database_url
    os.environ["HAMSOO_VALKEY_URL"] = _started.valkey_url
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


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop what this process started."""
    _home.cleanup()
    if _started:
        _started.stop()
