"""What tests of notices need before they stop the clock."""

import pytest
from django.urls import get_resolver


@pytest.fixture(autouse=True)
def addresses() -> None:
    """Read all addresses first: what they import builds schemas of `datetime`, which must be the real one."""
    assert get_resolver().url_patterns
