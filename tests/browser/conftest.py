"""A real site and a real browser: `hamsoo demo` in a folder of its own, and the system's Chromium.

The site is started once a run; every test has pages of its own. Stories that change things choose people and needs that no other
story uses.
"""

import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, StorageState, expect

from hamsoo.desk.demo.loader import PASSWORD

SIZES = {"desktop": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}
START_SECONDS = 420
# What is waited for comes late on a machine that does much else; what comes in time waits for nothing.
expect.set_options(timeout=15_000)
HOME = re.compile(r"^https?://[^/]+/$")


@dataclass(frozen=True)
class Site:
    """The running demonstration."""

    url: str
    home: Path
    sign_ins: Mapping[str, str]
    """Passwords by address."""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as response:
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False


@pytest.fixture(scope="session")
def site(browser: Browser) -> Iterator[Site]:
    """Run `hamsoo demo` until the end of the stories.

    While writing one, HAMSOO_TEST_SITE=http://localhost:8000 tells it to a demonstration that runs already; HAMSOO_TEST_HOME names
    its folder, if it is another than `var/demo`.
    """
    if running := os.environ.get("HAMSOO_TEST_SITE"):
        yield Site(running, Path(os.environ.get("HAMSOO_TEST_HOME", "var/demo")), defaultdict(lambda: PASSWORD))
        return
    with tempfile.TemporaryDirectory(prefix="hamsoo-site-") as folder:
        home, port = Path(folder), _free_port()
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("HAMSOO_", "DJANGO_"))}
        environment = {**kept, "HAMSOO_HOME": str(home), "HAMSOO_PORT": str(port), "HAMSOO_LANGUAGE": "en"}
        with (home / "output.log").open("w") as output:
            process = subprocess.Popen([sys.executable, "-m", "hamsoo", "demo"], env=environment, stdout=output, stderr=output)
        url = f"http://localhost:{port}"
        try:
            end = time.monotonic() + START_SECONDS
            while not (_answers(f"{url}/accounts/login/") and (home / "demo" / "sign-ins.json").exists()):
                if process.poll() is not None or time.monotonic() > end:
                    pytest.fail("The site did not start:\n" + (home / "output.log").read_text()[-4000:])
                time.sleep(0.3)
            rows = json.loads((home / "demo" / "sign-ins.json").read_text())
            yield Site(url, home / "demo", {row["email"]: row["password"] for row in rows})
        finally:
            process.terminate()
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()


SignIn = Callable[..., Page]


@pytest.fixture(scope="session")
def sessions() -> dict[str, StorageState]:
    """Keep who is signed in already, by address: coming in by the door takes longer than most of what is done inside."""
    return {}


@pytest.fixture
def sign_in(site: Site, browser: Browser, sessions: dict[str, StorageState]) -> Iterator[SignIn]:
    """Return a function that signs somebody in, in a browser of their own: `sign_in("sara.mohammadi", language="fa", size="phone")`.

    Whoever was signed in before goes on with that session; `anew=True` begins another one.
    """
    contexts: list[BrowserContext] = []

    def enter(who: str, *, language: str = "fa", size: str = "desktop", theme: str = "light", anew: bool = False) -> Page:
        email = f"{who}@rayanpayam.example"
        context = browser.new_context(
            storage_state=None if anew else sessions.get(email),
            viewport=SIZES[size],
            base_url=site.url,
            locale={"fa": "fa-IR", "en": "en-GB"}[language],
            color_scheme=theme,  # type: ignore[arg-type]
            has_touch=size == "phone",
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        problems: list[str] = []
        page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.problems = problems  # type: ignore[attr-defined]
        # The way in leads on to Home for whoever is inside.
        page.goto("/accounts/login/")
        if not HOME.match(page.url):
            page.fill("input[name=login]", email)
            page.fill("input[name=password]", site.sign_ins[email])
            page.press("input[name=password]", "Enter")
            page.wait_for_url(HOME)
            sessions[email] = context.storage_state()
        _speak(page, language)
        return page

    yield enter
    for context in contexts:
        context.close()


def _speak(page: Page, language: str) -> None:
    """Switch the person's own setting to `language`, as their menu does."""
    if page.get_attribute("html", "lang") == language:
        return
    form = page.locator(f"#user-menu form:has(button[name=language][value={language}])")
    form.locator(f"button[value={language}]").evaluate("button => button.click()")
    page.wait_for_function("language => document.documentElement.lang === language", arg=language)


def submit(button: Locator) -> None:
    """Press the button of a form, and wait for the page that answers it."""
    with button.page.expect_navigation():
        button.click()
