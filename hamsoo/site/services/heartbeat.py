"""The worker's sign of life in Valkey."""

import time

import redis

EVERY_SECONDS = 5.0
# A worker that is busy with one long step still counts as alive for this long.
LATE_SECONDS = 60.0
_KEY = "hamsoo:worker:beat"


def beat(client: "redis.Redis") -> None:
    """Say that the worker is alive; call it every EVERY_SECONDS."""
    client.set(_KEY, time.time())


def seconds_since_beat(client: "redis.Redis") -> float | None:
    """Return how long ago the worker was alive; None when it never was since Valkey started."""
    value = client.get(_KEY)
    return None if value is None else max(0.0, time.time() - float(value))  # type: ignore[arg-type]
