"""The live bus: short news over Valkey, after commit only.

News is `{"topic": "inbox:12", "id": 345}`: who should look again at what. The browser then fetches the fragment, so rights are
checked when it is read. Losing news costs a reload, never a fact; so a bus that is down is logged and not raised.

What many look at together is too much to be fetched by each of them: `push` sends it whole, to those alone whose ticket was made under
the same version of the rights, a number that is another one whenever somebody may have lost one. Such a topic is heard as `chat:7@3`;
whoever still listens to `chat:7@2` is hung up on, and comes back with a new ticket or without.

Who may listen to what: an app registers for each kind of topic whether a person may hear it (`may_listen`), and which topics a
person hears on every page (`always_hears`). Tickets are made from that; the hub itself asks no database.
"""

import json
import time
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any

import redis
import structlog
from django.conf import settings
from django.db import transaction

CHANNEL = "hamsoo:live"
_NEWS = "hamsoo:news:"
_COUNTED_SECONDS = 24 * 3600
_SLOW = "hamsoo:live:slow"
RIGHTS = "rights:"
"""Topics that begin so carry no news: whoever listens to one is to come back with a new ticket."""
log = structlog.get_logger(__name__)

_checks: dict[str, Callable[[Any, int], bool | str]] = {}
_always: list[Callable[[Any], Iterable[str]]] = []


def may_listen(kind: str, check: Callable[[Any, int], bool | str]) -> None:
    """Let `check(person, id)` decide who may listen to the topics `kind:id`; called from `AppConfig.ready`.

    Where things are pushed whole it answers the topic with the version, `chat:7@3`, which it reads before the rights.
    """
    _checks[kind] = check


def always_hears(topics: Callable[[Any], Iterable[str]]) -> None:
    """Have every page of a person listen to `topics(person)`; called from `AppConfig.ready`."""
    _always.append(topics)


def topics_for(person: Any, *, asked: Iterable[str]) -> list[str]:
    """Return what `person` hears: the topics of every page, and those of `asked` ("question:7") that are theirs to hear."""
    heard = {topic for source in _always for topic in source(person)}
    for topic in asked:
        kind, _colon, number = topic.partition(":")
        if kind in _checks and number.isdecimal() and len(number) < 19 and (answer := _checks[kind](person, int(number))):
            heard.add(answer if isinstance(answer, str) else topic)
    return sorted(heard)


@lru_cache(maxsize=1)
def client() -> "redis.Redis":
    """Return this process's connection pool to Valkey."""
    return redis.Redis.from_url(settings.VALKEY_URL, socket_connect_timeout=1, socket_timeout=2)


def publish(topic: str, object_id: int) -> None:
    """Tell everybody who listens to `topic` to look again, once the current transaction has committed."""
    transaction.on_commit(lambda: _send(topic, object_id))


def push(topic: str, version: int | None, make: Callable[[], tuple[Mapping[str, Any], Mapping[str, str]]]) -> None:
    """Send what `make` returns, once the transaction has committed, to those who listen to `topic` under this `version` (None: none).

    It returns what everybody gets, and HTML by language, of which each gets their own.
    """
    transaction.on_commit(lambda: _push(topic, version, *make()), robust=True)


def say(topic: str, version: int, news: Mapping[str, Any]) -> None:
    """Send something at once that is kept nowhere, such as that somebody is writing."""
    _push(topic, version, news, {})


def is_slow() -> bool:
    """Return whether news arrives late just now: who sends much is then to wait a little, rather than to make it later still."""
    try:
        return bool(client().exists(_SLOW))
    except redis.RedisError:
        return False


def slowness() -> tuple[str, int]:
    """Return the key that says that news arrives late, and for how many seconds it says so."""
    return _SLOW, 2


def rights_topic(principal: str, number: int) -> str:
    """Return the topic on which those hear who have rights as this principal, when some of these may be gone."""
    return f"{RIGHTS}{principal}:{number}"


def _push(topic: str, version: int | None, news: Mapping[str, Any], html: Mapping[str, str]) -> None:
    try:
        said = {"topic": topic, "version": "" if version is None else str(version), "sent": time.time(), "news": news, "html": html}
        client().publish(CHANNEL, json.dumps(said, ensure_ascii=False, separators=(",", ":")))
    except redis.RedisError as error:
        log.warning("live bus unreachable", topic=topic, error=str(error))


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
