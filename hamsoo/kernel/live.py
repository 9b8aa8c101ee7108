"""The live bus: short news over Valkey, after commit only.

News is `{"topic": "inbox:12", "id": 345}`: who should look again at what. The browser then fetches the fragment, so rights are
checked when it is read. Losing news costs a reload, never a fact; so a bus that is down is logged and not raised.
"""

import json
from functools import lru_cache

import redis
import structlog
from django.conf import settings
from django.db import transaction

CHANNEL = "hamsoo:live"
log = structlog.get_logger(__name__)


@lru_cache(maxsize=1)
def client() -> "redis.Redis":
    """Return this process's connection pool to Valkey."""
    return redis.Redis.from_url(settings.VALKEY_URL, socket_connect_timeout=1, socket_timeout=2)


def publish(topic: str, object_id: int) -> None:
    """Tell everybody who listens to `topic` to look again, once the current transaction has committed."""
    transaction.on_commit(lambda: _send(topic, object_id))


def _send(topic: str, object_id: int) -> None:
    try:
        client().publish(CHANNEL, json.dumps({"topic": topic, "id": object_id}))
    except redis.RedisError as error:
        log.warning("live bus unreachable", topic=topic, error=str(error))
