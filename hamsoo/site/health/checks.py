"""What must be well before people can work. Nothing here waits long or tells more than well or not."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

import psycopg
import redis
from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from hamsoo.site.services.heartbeat import LATE_SECONDS, seconds_since_beat

WAIT_SECONDS = 3
_POOL = "pool"


def results() -> Mapping[str, bool]:
    """Return by name whether each part is well."""
    return {name: _holds(check) for name, check in _CHECKS.items()}


def _holds(check: Callable[[], bool]) -> bool:
    try:
        return check()
    except (psycopg.Error, redis.RedisError, OSError):
        return False


def _connect() -> psycopg.Connection:
    """Open a connection of our own: asking the pool would wait long when there is none to have."""
    return psycopg.connect(**_parameters(), connect_timeout=WAIT_SECONDS)


def _parameters() -> dict[str, Any]:
    given = connection.settings_dict
    named = {"dbname": given["NAME"], "user": given["USER"], "password": given["PASSWORD"], "host": given["HOST"], "port": given["PORT"]}
    more = {name: value for name, value in given["OPTIONS"].items() if name != _POOL}
    return {**{name: value for name, value in named.items() if value}, **more}


def _database() -> bool:
    with _connect() as database:
        return database.execute("SELECT 1").fetchone() == (1,)


def _migrations() -> bool:
    with _connect() as database:
        return _known_migrations() <= set(database.execute("SELECT app, name FROM django_migrations").fetchall())


@lru_cache(maxsize=1)
def _known_migrations() -> frozenset[tuple[str, str]]:
    loader = MigrationLoader(None)
    return frozenset(key for key, migration in loader.disk_migrations.items() if not migration.replaces)


def _valkey() -> bool:
    with _client() as client:
        return bool(client.ping())


def _worker() -> bool:
    with _client() as client:
        seconds = seconds_since_beat(client)
    return seconds is not None and seconds <= LATE_SECONDS


def _client() -> "redis.Redis":
    return redis.Redis.from_url(settings.VALKEY_URL, socket_connect_timeout=WAIT_SECONDS, socket_timeout=WAIT_SECONDS)


_CHECKS: Mapping[str, Callable[[], bool]] = {
    "database": _database,
    "migrations": _migrations,
    "valkey": _valkey,
    "worker": _worker,
}
