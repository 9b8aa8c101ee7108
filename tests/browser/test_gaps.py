"""The page of gaps, told in a browser: a head finds it in the navigation, narrows it by keyboard, and goes on to ask."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import SignIn
from tests.browser.test_main_job import check

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("gaps")]

# Heads whom no other story uses, with units below the one that they lead.
STORIES = {("en", "desktop"): "dariush.mehran", ("fa", "phone"): "behrouz.zamani"}


@pytest.mark.parametrize(("language", "size"), list(STORIES))
def test_a_head_reads_the_gaps_and_narrows_them(sign_in: SignIn, language: str, size: str) -> None:
    page = sign_in(STORIES[language, size], language=language, size=size)
    page.goto("/experts/")
    page.locator("a[href='/experts/gaps/']:visible").first.click()
    expect(page.locator("main section h2")).to_have_count(4)
    check(page)
    below = page.locator("nav a.filter:not([aria-current])").first
    name = below.inner_text()
    below.focus()
    page.keyboard.press("Enter")
    expect(page.locator("nav a.filter[aria-current=true]")).to_have_text(name)
    expect(page.locator("main section h2")).to_have_count(4)
    check(page)
