"""Fixtures of all tests, beside the code and in `tests/`."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache, caches
from django.test import override_settings
from whitenoise.middleware import WhiteNoiseMiddleware

from hamsoo.kernel import live
from hamsoo.people.queries import policy
from tests.chromium import browser
from tests.databases import django_db_modify_db_settings
from tests.emptying import quick_emptying
from tests.world import admin, browse, mina, nima, parto, reza, sara, world

__all__ = ["admin", "browse", "browser", "django_db_modify_db_settings", "mina", "nima", "parto", "quick_emptying", "reza", "sara", "world"]

LONGEST = ("test_crashes.py", "test_access.py", "test_hostile_input.py")
"""Begun first, so that nobody waits for them in the end; the first, which has the demonstration to itself, starts it meanwhile."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long, and go on with the stories."""

    def place(item: pytest.Item) -> int:
        return LONGEST.index(item.path.name) if item.path.name in LONGEST else len(LONGEST) + ("browser" not in item.keywords)

    items.sort(key=place)


@pytest.fixture(autouse=True)
def empty_valkey() -> None:
    """Begin with nothing remembered: no counted guesses, no kept pages, no heartbeat of another test's worker."""
    live.client().flushdb()
    caches["process"].clear()
    # What every request asks for is there, as it is in a running house: pages cost what they cost.
    cache.set(policy.KEY, policy.Policy(), timeout=600)


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> Iterator[None]:
    """Hash passwords quickly: what that costs is what no test is about."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture(scope="session", autouse=True)
def static_files() -> Iterator[None]:
    """Look for the static files once: every test client has middleware of its own, and each would search all folders again."""
    found: dict[str, Any] = {}
    search = WhiteNoiseMiddleware.add_files_from_finders

    def find(self: WhiteNoiseMiddleware) -> None:
        if not found:
            search(self)
            found.update(self.files)
        self.files.update(found)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WhiteNoiseMiddleware, "add_files_from_finders", find)
        yield
