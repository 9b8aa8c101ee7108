"""Valkey as Django's cache, with one client for the whole process.

Django makes a cache for each request, whose first word opens a connection, and a client for each word, which takes longer than the answer.
"""

from functools import cache, cached_property
from typing import Any

from django.core.cache.backends.redis import RedisCache, RedisCacheClient


class Client(RedisCacheClient):
    """Keeps what it speaks to the server with."""

    @cached_property
    def _speaker(self) -> Any:
        return super().get_client(write=True)

    def get_client(self, key: Any = None, *, write: bool = False) -> Any:  # noqa: ARG002 - there is one server for all of it
        """Return what speaks to the server."""
        return self._speaker


class Cache(RedisCache):
    """Django's cache in Valkey, over the process's own client."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._server = server

    @cached_property
    def _cache(self) -> Client:
        return _client(self._server)


@cache
def _client(server: str) -> Client:
    return Client([server])
