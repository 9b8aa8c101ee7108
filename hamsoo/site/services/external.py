"""Servers that someone else runs: wait for them, and say plainly when they do not answer."""

import time
from collections.abc import Callable

import psycopg
import redis

from hamsoo.site.language import gettext as _
from hamsoo.site.services.errors import ServiceError

# Containers that are started together come up in any order.
WAIT_SECONDS = 30.0
_POLL_SECONDS = 0.5
_CONNECT_SECONDS = 5


def wait_for_database(url: str, *, timeout: float = WAIT_SECONDS) -> None:
    """Return when the PostgreSQL at `url` answers.

    Raises:
        ServiceError: it does not.
    """
    advice = _("PostgreSQL does not answer at the address in HAMSOO_DATABASE_URL: {reason}")

    def ask() -> None:
        psycopg.connect(url, connect_timeout=_CONNECT_SECONDS).close()

    _wait(ask, psycopg.OperationalError, advice, timeout)


def wait_for_valkey(url: str, *, timeout: float = WAIT_SECONDS) -> None:
    """Return when the Valkey (or Redis) at `url` answers.

    Raises:
        ServiceError: it does not.
    """
    advice = _("Valkey does not answer at the address in HAMSOO_VALKEY_URL: {reason}")

    def ask() -> None:
        with redis.Redis.from_url(url, socket_connect_timeout=_CONNECT_SECONDS) as client:
            client.ping()

    _wait(ask, redis.RedisError, advice, timeout)


def _wait(ask: Callable[[], None], refusal: type[Exception], advice: str, timeout: float) -> None:
    deadline = time.monotonic() + timeout
    while True:
        try:
            ask()
        except refusal as error:
            if time.monotonic() > deadline:
                raise ServiceError(advice.format(reason=str(error).strip())) from error
            time.sleep(_POLL_SECONDS)
        else:
            return
