"""The cache in Valkey, as requests use it."""

from contextvars import Context

from django.core.cache import caches

from hamsoo.kernel import live


def test_requests_share_one_connection() -> None:
    """Each request is a context of its own, in which Django makes a cache of its own."""

    def request(number: int) -> object:
        caches["default"].set("number", number)
        return caches["default"].get("number")

    Context().run(request, 0)
    before = live.client().info("stats")["total_connections_received"]
    assert [Context().run(request, number) for number in range(5)] == [*range(5)]
    assert live.client().info("stats")["total_connections_received"] == before
