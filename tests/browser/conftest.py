"""A real site and a real browser: `hamsoo demo` in a folder of its own, and the system's Chromium.

The site is started once a run, and stories of several workers are told there at the same time; every test has pages of its own.
Stories that change things choose people and needs that no other story uses. Those that share a person (whose language is a setting
of theirs) are in one group, that is in one worker.
"""

import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, StorageState, expect

from hamsoo.desk.demo.loader import PASSWORD
from tests.demonstration import NotStarted, Site, ensure, visiting

RUN = Path(os.environ["HAMSOO_TEST_RUN"])
SIZES = {"desktop": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}
# What is waited for comes late on a machine that does much else; what comes in time waits for nothing.
expect.set_options(timeout=15_000)
HOME = re.compile(r"^https?://[^/]+/$")


@pytest.fixture(scope="session")
def demonstration(browser: Browser) -> Site:
    """Have `hamsoo demo` run until the end of the run.

    While writing a story, HAMSOO_TEST_SITE=http://localhost:8000 tells it to a demonstration that runs already; HAMSOO_TEST_HOME names
    its folder, if it is another than `var/demo`.
    """
    if running := os.environ.get("HAMSOO_TEST_SITE"):
        return Site(running, Path(os.environ.get("HAMSOO_TEST_HOME", "var/demo")), defaultdict(lambda: PASSWORD))
    try:
        return ensure(RUN)
    except NotStarted as said:
        pytest.fail(f"The site did not start:\n{said}")


@pytest.fixture
def site(demonstration: Site) -> Iterator[Site]:
    """Enter the demonstration, where stories of other workers are told too."""
    with visiting(RUN):
        yield demonstration


@pytest.fixture
def site_alone(demonstration: Site) -> Iterator[Site]:
    """Have the demonstration to oneself, for a story that breaks it for a while."""
    with visiting(RUN, alone=True):
        yield demonstration


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
    page = button.page
    # A page that only rewrites its own address has navigated too, in the browser's eyes.
    with page.expect_navigation(), page.expect_response(lambda response: response.request.method == "POST"):
        button.click()
