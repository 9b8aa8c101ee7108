"""One's own settings, told in a browser: how Hamsoo looks, how one is told, devices, and tokens for programs."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import SignIn, submit
from tests.browser.test_main_job import check

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("people")]

# Whoever changes their settings here acts in no other story.
STORIES = {("en", "desktop"): "pegah.nasiri", ("fa", "phone"): "soroush.imani"}


@pytest.mark.parametrize(("language", "size"), list(STORIES))
def test_set_up_ones_own_hamsoo(sign_in: SignIn, language: str, size: str) -> None:
    page = sign_in(STORIES[language, size], language=language, size=size)
    choose_a_theme(page)
    choose_how_to_be_told(page)
    sign_out_elsewhere(page, sign_in(STORIES[language, size], language=language, size=size, anew=True))
    make_a_token(page)


def choose_a_theme(page: Page) -> None:
    """The dark theme holds from the next page on, and nothing in it is hard to read."""
    page.goto("/people/me/settings")
    check(page)
    page.check("input[name=theme][value=dark]")
    page.locator("main form button.btn-primary").click()
    expect(page.locator("html[data-theme=hamsoo-dark]")).to_have_count(1)
    check(page)


def choose_how_to_be_told(page: Page) -> None:
    """A kind of notices goes into the digest, and stays there."""
    page.goto("/inbox/settings")
    choices = page.locator("input[type=radio][name^=kind_][value=digest]")
    name = choices.last.get_attribute("name") or ""
    page.locator(f"label:has(input[name='{name}'][value=digest])").click()
    submit(page.locator("main form button.btn-primary"))
    page.goto("/inbox/settings")
    expect(page.locator(f"input[name='{name}'][value=digest]")).to_be_checked()
    check(page)


def sign_out_elsewhere(page: Page, other: Page) -> None:
    """The other device stands in the list and is signed out from here."""
    page.goto("/accounts/sessions/")
    check(page)
    page.locator("form[action$='/end'] button").first.click()
    expect(page.locator("main li.row")).to_have_count(1)
    other.goto("/people/me/")
    other.wait_for_url("**/accounts/login/**")


def make_a_token(page: Page) -> None:
    """A token is shown once, stands in the list, and is taken back."""
    page.goto("/accounts/tokens/")
    page.fill("[name=name]", "Wall screen")
    page.locator("main form button.btn-primary").click()
    key = page.locator("input[readonly]")
    expect(key).to_have_value(re.compile(r"[\w-]{20,}"))
    check(page)
    page.locator("form[action$='/revocation'] button").click()
    expect(page.locator("main li.row")).to_have_count(0)
    for path in ("/accounts/2fa/", "/people/me/days"):
        page.goto(path)
        check(page)
