"""Fixtures of all tests, beside the code and in `tests/`."""

from tests.chromium import browser
from tests.world import admin, browse, mina, nima, parto, reza, sara, world

__all__ = ["admin", "browse", "browser", "mina", "nima", "parto", "reza", "sara", "world"]
