"""The interface in a real browser: policy, palette, theme, keys, accessibility."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Page

from hamsoo.ui.assets import MANIFEST

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not MANIFEST.exists(), reason="the front end is not built: python frontend/build.py"),
]


@pytest.fixture
def open_as(browser, live_server, browse):
    """Open an address as somebody, in a window; returns the page and the list of what the console complained of."""
    contexts = []

    def open_page(somebody, address: str, *, width: int = 1440, scheme: str = "light", bypass_csp: bool = False) -> tuple[Page, list[str]]:
        context = browser.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme, bypass_csp=bypass_csp)
        contexts.append(context)
        session = browse(somebody).cookies.get(settings.SESSION_COOKIE_NAME)
        if session is not None:
            context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session.value, "url": live_server.url}])
        page, said = context.new_page(), []
        page.on("console", lambda message: said.append(message.text) if "Security Policy" in message.text else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(f"{live_server.url}{address}")
        return page, said

    yield open_page
    for context in contexts:
        context.close()


def speak(person, language: str) -> None:
    person.account.language = language
    person.account.save()


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.getAttribute('name') ?? document.activeElement.className")


def test_the_page_keeps_the_policy_and_draws_its_lines(open_as, sara):
    page, said = open_as(sara, "/ui/")

    page.wait_for_function("document.querySelector('.ln > i[data-w]').style.inlineSize !== ''")

    assert page.evaluate("document.querySelector('.sla.soon .ln > i').style.inlineSize") == "22%"
    assert said == []


def test_the_palette_opens_walks_and_gives_the_focus_back(open_as, sara):
    page, _said = open_as(sara, "/ui/")
    page.focus(".filter >> nth=0")

    page.keyboard.press("Control+K")
    assert focused(page) == "q"
    chosen = page.locator("#palette [aria-selected=true]")
    assert chosen.count() <= 1

    page.keyboard.press("Escape")
    assert not page.evaluate("document.getElementById('palette').open")
    assert focused(page) == "filter"


def test_the_theme_changes_at_once_and_is_remembered(open_as, sara):
    page, said = open_as(sara, "/ui/")

    page.click("nav.side [popovertarget=user-menu]")
    with page.expect_response("**/ui/appearance"):
        page.click("#user-menu [value=dark]")
    assert page.evaluate("document.documentElement.dataset.theme") == "hamsoo-dark"

    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") == "hamsoo-dark"
    assert said == []


def test_single_keys_can_be_turned_off(open_as, sara):
    page, _said = open_as(sara, "/ui/")

    page.keyboard.press("?")
    assert page.evaluate("document.getElementById('shortcuts').open")

    page.click("#shortcuts [name=uses_shortcuts]")
    page.wait_for_selector("html[data-keys=off]", state="attached")
    page.keyboard.press("?")
    assert not page.evaluate("document.getElementById('shortcuts').open")


def test_a_refused_form_takes_the_focus(open_as, sara):
    page, _said = open_as(sara, "/ui/?refused")

    assert "summary" in focused(page)
    page.click(".summary a >> nth=0")
    assert focused(page) == "title"


@pytest.mark.parametrize(
    ("language", "scheme", "width"), [("fa", "light", 1440), ("fa", "dark", 390), ("en", "dark", 1440), ("en", "light", 390)]
)
def test_components_are_accessible(open_as, sara, language, scheme, width):
    speak(sara, language)
    page, _said = open_as(sara, "/ui/?refused", width=width, scheme=scheme, bypass_csp=True)

    found = Axe().run(page, options=RULES).response["violations"]

    assert [(fault["id"], fault["nodes"][0]["html"]) for fault in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_colleague_is_named_from_the_composer(open_as, sara, reza):
    page, said = open_as(sara, "/ui/")
    area = page.locator("textarea[data-mentions] >> nth=0")

    area.click()
    page.keyboard.type("Thanks @Rez")
    page.wait_for_selector(".mentions [role=option][aria-selected=true]")
    page.keyboard.press("Enter")

    assert area.input_value() == f"Thanks @[Reza Karimi](person:{reza.pk}) "
    assert page.locator(".mentions:visible").count() == 0
    assert said == []
