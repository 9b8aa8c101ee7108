"""Databases for one command: those of a running `hamsoo up`, or its own for as long as it takes."""

import os
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from hamsoo.site.config import Config
from hamsoo.site.services.home import HomeLock, read_state, wait_for_leftovers
from hamsoo.site.services.postgres import PostgresServer
from hamsoo.site.services.valkey import ValkeyServer

# A starting `hamsoo up` needs a moment before it can be joined; another short command will be over.
JOIN_SECONDS = 30.0
_POLL_SECONDS = 0.1


@dataclass(frozen=True)
class Addresses:
    """Where PostgreSQL and Valkey answer."""

    database_url: str
    valkey_url: str


@contextmanager
def session(config: Config) -> Iterator[Addresses]:
    """Give both addresses, also as HAMSOO_DATABASE_URL and HAMSOO_VALKEY_URL for the settings read afterwards.

    Servers named in the configuration are used as they are. Else a running `hamsoo up` over the same data folder is
    joined; else the embedded servers are started under the same lock and stopped at the end.

    Raises:
        InUse: another command keeps the data folder too long.
        ServiceError: a server does not start.
    """
    with ExitStack() as stack:
        addresses = _given(config) or _joined_or_started(config, stack)
        os.environ["HAMSOO_DATABASE_URL"] = addresses.database_url
        os.environ["HAMSOO_VALKEY_URL"] = addresses.valkey_url
        yield addresses


def _given(config: Config) -> Addresses | None:
    if config.database_url and config.valkey_url:
        return Addresses(config.database_url, config.valkey_url)
    return None


def _joined_or_started(config: Config, stack: ExitStack) -> Addresses:
    lock = HomeLock(config.home)
    deadline = time.monotonic() + JOIN_SECONDS
    while not lock.try_take():
        state = read_state(config.home)
        if state is not None and state.pid == lock.holder():
            return Addresses(state.database_url, state.valkey_url)
        if time.monotonic() > deadline:
            lock.take()
        time.sleep(_POLL_SECONDS)
    stack.callback(lock.release)
    wait_for_leftovers(config.home)
    return _started(config, stack)


def _started(config: Config, stack: ExitStack) -> Addresses:
    database_url, valkey_url = config.database_url, config.valkey_url
    if database_url is None:
        postgres = PostgresServer(config.home / "postgres")
        postgres.start()
        stack.callback(postgres.stop)
        database_url = postgres.url
    if valkey_url is None:
        valkey = ValkeyServer(config.home / "valkey")
        valkey.start()
        stack.callback(valkey.stop)
        valkey_url = valkey.url
    return Addresses(database_url, valkey_url)
