"""Fixtures of all tests, beside the code and in `tests/`."""

import pytest
from django.core.cache import cache, caches

from hamsoo.kernel import live
from hamsoo.people.queries import policy
from tests.chromium import browser
from tests.world import admin, browse, mina, nima, parto, reza, sara, world

__all__ = ["admin", "browse", "browser", "mina", "nima", "parto", "reza", "sara", "world"]


@pytest.fixture(autouse=True)
def empty_valkey() -> None:
    """Begin with nothing remembered: no counted guesses, no kept pages, no heartbeat of another test's worker."""
    live.client().flushdb()
    caches["process"].clear()
    # What every request asks for is there, as it is in a running house: pages cost what they cost.
    cache.set(policy.KEY, policy.Policy(), timeout=600)
