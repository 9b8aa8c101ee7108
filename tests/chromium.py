"""The system's Chromium: one browser for all tests of a worker.

Its headless shell is the same engine without the window around it, and needs a third of the time: it is taken when it is there.
"""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    # A renderer kept at hand for a page of another site, which no story visits.
    "--disable-features=SpareRendererForSitePerProcess",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
]


def chromium() -> str | None:
    """Return the system's Chromium."""
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return next((found for name in names if (found := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start one browser for all stories."""
    path = chromium()
    if path is None:
        reason = "THERE IS NO CHROMIUM ON THIS MACHINE: no browser test has run. Install Debian's `chromium-headless-shell` package."
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield started
        started.close()
