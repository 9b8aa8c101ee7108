"""The live bus: short news over Valkey, after commit only.

News is `{"topic": "inbox:12", "id": 345}`: who should look again at what. The browser then fetches the fragment, so rights are
checked when it is read. Losing news costs a reload, never a fact; so a bus that is down is logged and not raised.

Who may listen to what: an app registers for each kind of topic whether a person may hear it (`may_listen`), and which topics a
person hears on every page (`always_hears`). Tickets are made from that; the hub itself asks no database.
"""

import json
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

import redis
import structlog
from django.conf import settings
from django.db import transaction

CHANNEL = "hamsoo:live"
_NEWS = "hamsoo:news:"
_COUNTED_SECONDS = 24 * 3600
log = structlog.get_logger(__name__)

_checks: dict[str, Callable[[Any, int], bool]] = {}
_always: list[Callable[[Any], Iterable[str]]] = []


def may_listen(kind: str, check: Callable[[Any, int], bool]) -> None:
    """Let `check(person, id)` decide who may listen to the topics `kind:id`; called from `AppConfig.ready`."""
    _checks[kind] = check


def always_hears(topics: Callable[[Any], Iterable[str]]) -> None:
    """Have every page of a person listen to `topics(person)`; called from `AppConfig.ready`."""
    _always.append(topics)


def topics_for(person: Any, *, asked: Iterable[str]) -> list[str]:
    """Return what `person` hears: the topics of every page, and those of `asked` ("question:7") that are theirs to hear."""
    heard = {topic for source in _always for topic in source(person)}
    for topic in asked:
        kind, _colon, number = topic.partition(":")
        if kind in _checks and number.isdecimal() and len(number) < 19 and _checks[kind](person, int(number)):
            heard.add(topic)
    return sorted(heard)


@lru_cache(maxsize=1)
def client() -> "redis.Redis":
    """Return this process's connection pool to Valkey."""
    return redis.Redis.from_url(settings.VALKEY_URL, socket_connect_timeout=1, socket_timeout=2)


def publish(topic: str, object_id: int) -> None:
    """Tell everybody who listens to `topic` to look again, once the current transaction has committed."""
    transaction.on_commit(lambda: _send(topic, object_id))


def _send(topic: str, object_id: int) -> None:
    try:
        with client().pipeline(transaction=False) as together:
            together.incr(_NEWS + topic)
            together.expire(_NEWS + topic, _COUNTED_SECONDS)
            together.publish(CHANNEL, json.dumps({"topic": topic, "id": object_id}))
            together.execute()
    except redis.RedisError as error:
        log.warning("live bus unreachable", topic=topic, error=str(error))


def news_of(topic: str) -> int | None:
    """Return a number that is another one after every news of `topic`; None when the bus cannot be asked: then keep nothing.

    Read it before what is kept under it. What is kept is to live for an hour at most: without news for a day the counting begins anew.
    """
    try:
        return int(client().get(_NEWS + topic) or 0)
    except redis.RedisError as error:
        log.warning("live bus unreachable", topic=topic, error=str(error))
        return None
