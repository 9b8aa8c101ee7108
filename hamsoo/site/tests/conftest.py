"""What the tests of the site share."""

import pytest


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Messages before Django are English here, whatever the terminal speaks."""
    monkeypatch.setenv("HAMSOO_LANGUAGE", "en")
