"""What the tests of the site share."""

import pytest

from hamsoo.site.tests.terminal import hamsoo, process

__all__ = ["hamsoo", "process"]


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Messages before Django are English here, whatever the terminal speaks."""
    monkeypatch.setenv("HAMSOO_LANGUAGE", "en")
